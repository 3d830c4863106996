"""Which verbs of a text lead to which stance: the table that provisions are coded by.

The words are those of the texts and are not translated: each language has its own. What decides
is the verb of the clause on the topic, not the heading and not the title of the instrument.
"""

from django.utils.translation import gettext_lazy as _

from coop.vocabulary.provisions import Stance

VERBS = {
    Stance.REQUIRES: {
        "en": ("shall", "must", "has to", "undertakes to", "on condition that",
               "may not exceed", "at least"),
        "fr": ("doit", "doivent", "est tenu de", "s’engagent à", "à condition que",
               "ne peut excéder"),
        "ar": ("يجب", "يتعين", "يلتزم", "يتعهد", "يُشترط"),
        "fa": ("باید", "موظف است", "متعهد می‌شود", "مشروط به"),
        "ru": ("должен", "обязан", "обязуется", "необходимо", "при условии"),
        "kk": ("тиіс", "міндетті", "міндеттенеді", "қажет"),
        "tr": ("zorundadır", "yükümlüdür", "gerekir", "şarttır", "taahhüt eder"),
    },
    Stance.PROVIDES: {
        "en": ("provides for", "covers", "includes", "establishes", "sets out a framework for",
               "will receive", "shall be entitled to", "shall be deemed",
               "removes procedural hurdles"),
        "fr": ("prévoit", "bénéficie de", "a droit à", "est considéré comme", "est institué"),
        "ar": ("تنص على", "تغطي", "تشمل", "يشمل", "يتمتع", "تُنشأ"),
        "fa": ("پیش‌بینی می‌کند", "شامل", "برخوردار است", "ایجاد می‌شود"),
        "ru": ("предусматривает", "охватывает", "включает", "пользуется", "учреждается"),
        "kk": ("көздейді", "қамтиды", "пайдаланады", "құрылады"),
        "tr": ("öngörür", "kapsar", "içerir", "yararlanır", "kurulur"),
    },
    Stance.ENCOURAGES: {
        "en": ("encourages", "promotes", "emphasises", "shall endeavour to", "favours",
               "opens the door to", "shall consider favourably"),
        "fr": ("encourage", "favorise", "s’efforcent de", "souhaitent"),
        "ar": ("تشجيع", "تعزيز", "التركيز على", "دعم", "تسعى إلى"),
        "fa": ("تشویق می‌کند", "ترویج", "تأکید بر", "می‌کوشند", "حمایت"),
        "ru": ("поощряет", "способствует", "содействует", "стремятся", "уделяет внимание"),
        "kk": ("ынталандырады", "ықпал етеді", "жәрдемдеседі", "қолдайды"),
        "tr": ("teşvik eder", "destekler", "vurgular", "çaba gösterir", "kolaylaştırır"),
    },
    Stance.PLANS: {
        "en": ("plans", "planned", "is envisaged", "intends to", "will be given attention",
               "in the future"),
        "fr": ("est envisagé", "projette", "se proposent de", "à l’avenir"),
        "ar": ("يُتوخى", "سيُولى", "المُخطط له", "يعتزم"),
        "fa": ("در نظر است", "برنامه‌ریزی شده", "قصد دارد"),
        "ru": ("планируется", "намерены", "предполагается", "в будущем"),
        "kk": ("жоспарланады", "ниеттенеді", "болжанады", "алдағы уақытта"),
        "tr": ("planlanmaktadır", "tasarlanmaktadır", "niyetindedir", "ileride"),
    },
    Stance.EXCLUDES: {
        "en": ("shall not", "does not apply to", "is excluded", "except", "no … may"),
        "fr": ("ne s’applique pas", "sont exclus", "à l’exception de", "ne peut"),
        "ar": ("لا يشمل", "لا تسري", "يُستثنى", "لا يجوز"),
        "fa": ("شامل نمی‌شود", "مستثنی است", "مجاز نیست"),
        "ru": ("не распространяется", "исключаются", "за исключением", "не допускается"),
        "kk": ("қолданылмайды", "қоспағанда", "жол берілмейді"),
        "tr": ("uygulanmaz", "kapsam dışıdır", "hariç", "yasaktır"),
    },
}  # fmt: skip
"""For each stance the words of each language, by its tag; those of real texts first."""

HOW_TO_READ = (
    _("The verb of the clause on the topic decides, not the heading and not the title."),
    _(
        "“Shall” requires where somebody has to do or be something, and provides where the text "
        "itself makes it so: “shall be deemed a national film”."
    ),
    _("Where a clause asks and grants at once, it makes two provisions, each with its stance."),
    _("A report’s verb is coded as it stands; the word itself is kept with the citation."),
)
