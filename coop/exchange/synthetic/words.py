"""Words of made-up records, in the six languages of the registry.

Every title says that it is synthetic, in its own language. Names of people, places and
films are put together from syllables, so that they name nobody and nothing.
"""

Words = dict[str, str]

LANGUAGES = ("ar", "en", "fa", "kk", "ru", "tr")

MARKS: Words = {
    "ar": "%s (اصطناعي %d)",
    "en": "%s (synthetic %d)",
    "fa": "%s (ساختگی %d)",
    "kk": "%s (синтетикалық %d)",
    "ru": "%s (синтетика %d)",
    "tr": "%s (yapay %d)",
}

# ---- Titles of agreements: a number and the parties ----

CO_PRODUCTION: Words = {
    "ar": "اتفاقية الإنتاج السينمائي المشترك رقم %d (اصطناعية) بين %s",
    "en": "Film co-production agreement No. %d (synthetic) between %s",
    "fa": "موافقت‌نامه تولید مشترک فیلم شماره %d (ساختگی) میان %s",
    "kk": "Фильмдерді бірлесіп өндіру туралы № %d келісім (синтетикалық): %s",
    "ru": "Соглашение о совместном производстве фильмов № %d (синтетическое): %s",
    "tr": "%d sayılı ortak film yapımı anlaşması (yapay): %s",
}
MEMORANDUM: Words = {
    "ar": "مذكرة تفاهم رقم %d (اصطناعية) في مجال السينما بين %s",
    "en": "Memorandum of understanding No. %d (synthetic) on cinema between %s",
    "fa": "یادداشت تفاهم شماره %d (ساختگی) در زمینه سینما میان %s",
    "kk": "Кино саласындағы № %d өзара түсіністік меморандумы (синтетикалық): %s",
    "ru": "Меморандум о взаимопонимании № %d (синтетический) в области кино: %s",
    "tr": "%d sayılı sinema mutabakat zaptı (yapay): %s",
}
PROGRAMME: Words = {
    "ar": "برنامج التعاون السينمائي رقم %d (اصطناعي) بين %s",
    "en": "Programme of film cooperation No. %d (synthetic) between %s",
    "fa": "برنامه همکاری سینمایی شماره %d (ساختگی) میان %s",
    "kk": "№ %d кино ынтымақтастығы бағдарламасы (синтетикалық): %s",
    "ru": "Программа сотрудничества в области кино № %d (синтетическая): %s",
    "tr": "%d sayılı film işbirliği programı (yapay): %s",
}
PROTOCOL: Words = {
    "ar": "بروتوكول رقم %d (اصطناعي) بشأن تبادل الأفلام بين %s",
    "en": "Protocol No. %d (synthetic) on film exchange between %s",
    "fa": "پروتکل شماره %d (ساختگی) درباره مبادله فیلم میان %s",
    "kk": "Фильм алмасу туралы № %d хаттама (синтетикалық): %s",
    "ru": "Протокол № %d (синтетический) об обмене фильмами: %s",
    "tr": "%d sayılı film değişimi protokolü (yapay): %s",
}
PACKAGE: Words = {
    "ar": "حزمة وثائق سينمائية رقم %d (اصطناعية): %s",
    "en": "Package of film documents No. %d (synthetic): %s",
    "fa": "بسته اسناد سینمایی شماره %d (ساختگی): %s",
    "kk": "№ %d кино құжаттарының топтамасы (синтетикалық): %s",
    "ru": "Пакет документов о кино № %d (синтетический): %s",
    "tr": "%d sayılı film belgeleri paketi (yapay): %s",
}
TITLE_THAT_RECURS: Words = {
    "ar": "مذكرة تفاهم في مجال السينما (اصطناعية)",
    "en": "Memorandum of understanding on cinema (synthetic)",
}

JOINS: Words = {"ar": " و", "en": " and ", "fa": " و ", "kk": " — ", "ru": " — ", "tr": " – "}
OTHERS: Words = {
    "ar": "غيرها",
    "en": "others",
    "fa": "دیگران",
    "kk": "т.б.",
    "ru": "др.",
    "tr": "diğerleri",
}

# ---- What an agreement provides on a topic: a number ----

CLAUSES: tuple[Words, ...] = (
    {
        "ar": "يقبل كل طرف ما يصل إلى %d فيلما في السنة.",
        "en": "each side admits up to %d films a year.",
        "fa": "هر طرف سالانه تا %d فیلم را می‌پذیرد.",
        "kk": "әр тарап жылына %d фильмге дейін қабылдайды.",
        "ru": "каждая сторона принимает до %d фильмов в год.",
        "tr": "her taraf yılda en çok %d film kabul eder.",
    },
    {
        "ar": "يُبت في الطلبات خلال %d يوما.",
        "en": "applications are decided within %d days.",
        "fa": "درخواست‌ها ظرف %d روز بررسی می‌شود.",
        "kk": "өтінімдер %d күн ішінде қаралады.",
        "ru": "заявки рассматриваются в течение %d дней.",
        "tr": "başvurular %d gün içinde karara bağlanır.",
    },
    {
        "ar": "تجتمع السلطات كل %d شهرا.",
        "en": "the authorities meet every %d months.",
        "fa": "مقام‌ها هر %d ماه دیدار می‌کنند.",
        "kk": "органдар әр %d ай сайын кездеседі.",
        "ru": "ведомства встречаются каждые %d месяцев.",
        "tr": "makamlar her %d ayda bir toplanır.",
    },
    {
        "ar": "يُتبادل ما يصل إلى %d طالبا ومحاضرا.",
        "en": "up to %d students and lecturers are exchanged.",
        "fa": "تا %d دانشجو و مدرس مبادله می‌شود.",
        "kk": "%d студент пен оқытушыға дейін алмасады.",
        "ru": "обмен охватывает до %d студентов и преподавателей.",
        "tr": "en çok %d öğrenci ve öğretim üyesi değiştirilir.",
    },
    {
        "ar": "يجوز بقاء المعدات %d يوما دون رسوم.",
        "en": "equipment may stay for %d days without duty.",
        "fa": "تجهیزات تا %d روز بدون عوارض وارد می‌شود.",
        "kk": "жабдық %d күнге бажсыз әкелінеді.",
        "ru": "оборудование ввозится на %d дней без пошлины.",
        "tr": "ekipman %d gün gümrüksüz kalabilir.",
    },
    {
        "ar": "لا تقل حصة الأقلية عن %d في المئة من التكلفة.",
        "en": "the minority share is at least %d per cent of the cost.",
        "fa": "سهم اقلیت دست‌کم %d درصد هزینه است.",
        "kk": "азшылық үлесі шығынның кемінде %d пайызы.",
        "ru": "доля меньшинства составляет не менее %d процентов сметы.",
        "tr": "azınlık payı maliyetin en az yüzde %d kadarıdır.",
    },
    {
        "ar": "يُنظم بالتناوب أسبوع أفلام يضم %d عنوانا.",
        "en": "a week of films with %d titles is held in turn.",
        "fa": "به نوبت هفتهٔ فیلمی با %d عنوان برگزار می‌شود.",
        "kk": "кезекпен %d туындыдан тұратын кино апталығы өтеді.",
        "ru": "поочерёдно проводится неделя кино из %d картин.",
        "tr": "dönüşümlü olarak %d filmlik bir film haftası düzenlenir.",
    },
    {
        "ar": "يدعم صندوق مشترك %d مشروعا.",
        "en": "a joint fund supports %d projects.",
        "fa": "صندوق مشترک از %d طرح پشتیبانی می‌کند.",
        "kk": "бірлескен қор %d жобаны қолдайды.",
        "ru": "совместный фонд поддерживает %d проектов.",
        "tr": "ortak fon %d projeyi destekler.",
    },
    {
        "ar": "تُرمم المحفوظات معا %d نسخة.",
        "en": "archives restore %d prints together.",
        "fa": "بایگانی‌ها با هم %d نسخه را بازسازی می‌کنند.",
        "kk": "мұрағаттар бірге %d көшірмені қалпына келтіреді.",
        "ru": "архивы совместно восстанавливают %d копий.",
        "tr": "arşivler birlikte %d kopyayı onarır.",
    },
    {
        "ar": "تُحفظ الحقوق %d سنة.",
        "en": "rights are kept for %d years.",
        "fa": "حقوق تا %d سال حفظ می‌شود.",
        "kk": "құқықтар %d жыл қорғалады.",
        "ru": "права охраняются %d лет.",
        "tr": "haklar %d yıl korunur.",
    },
    {
        "ar": "يُدرب %d متخصصا كل سنة.",
        "en": "%d specialists are trained each year.",
        "fa": "هر سال %d متخصص آموزش می‌بیند.",
        "kk": "жыл сайын %d маман оқытылады.",
        "ru": "каждый год обучаются %d специалистов.",
        "tr": "her yıl %d uzman yetiştirilir.",
    },
)

# ---- What is said about agreements and events ----

REMARKS: tuple[Words, ...] = (
    {
        "ar": "يهدف إلى تقريب السينمائيين في البلدين (اصطناعي).",
        "en": "It is to bring the film-makers of both sides together (synthetic).",
        "ru": "Цель — сблизить кинематографистов двух стран (синтетика).",
    },
    {
        "en": "The audience of the neighbouring countries is to grow (synthetic).",
        "tr": "Komşu ülkelerin izleyicisi artacaktır (yapay).",
    },
    {
        "en": "It is called the first of its kind in the region (synthetic).",
        "kk": "Ол аймақтағы алғашқы құжат деп аталады (синтетикалық).",
    },
    {
        "en": "Shared history is to be told on screen (synthetic).",
        "fa": "تاریخ مشترک بر پرده روایت می‌شود (ساختگی).",
    },
)

# ---- Names of bodies, places, people, films, events and subjects: one made-up name each ----

BODIES: dict[str, Words] = {
    "ministry": {"ar": "وزارة ثقافة %s", "en": "Ministry of Culture of %s", "ru": "Минкультуры %s"},
    "agency": {"ar": "المركز السينمائي %s", "en": "%s Film Centre", "ru": "Киноцентр %s"},
    "department": {"en": "Cinema Department of %s", "kk": "%s кино департаменті"},
    "company": {"en": "%s Film Studio", "fa": "استودیو فیلم %s", "tr": "%s Film Stüdyosu"},
    "association": {"en": "Union of Film-makers %s", "ru": "Союз кинематографистов %s"},
    "festival": {"ar": "مهرجان %s", "en": "%s Film Festival", "tr": "%s Film Festivali"},
    "intergovernmental-organisation": {
        "ar": "منظمة %s",
        "en": "%s Organisation",
        "ru": "Организация %s",
    },
}
EVENTS: dict[str, Words] = {
    "visit": {"ar": "زيارة إلى %s", "en": "Visit to %s", "ru": "Визит: %s"},
    "talks": {"en": "Talks at %s", "kk": "%s келіссөздері"},
    "festival-edition": {"ar": "مهرجان %s", "en": "Film festival of %s", "tr": "%s film festivali"},
    "film-week": {"en": "Film week in %s", "fa": "هفته فیلم %s", "ru": "Неделя кино: %s"},
    "summit": {"ar": "قمة %s", "en": "Summit of %s", "ru": "Саммит: %s"},
}
FILMS: tuple[Words, ...] = (
    {"ar": "نهر %s", "en": "The River %s", "ru": "Река %s"},
    {"en": "A Winter in %s", "ru": "Зима: %s", "tr": "%s Kışı"},
    {"ar": "طريق %s", "en": "The Road to %s", "fa": "راه %s"},
    {"en": "Letters from %s", "kk": "%s хаттары", "ru": "Письма: %s"},
    {"en": "%s at Dawn"},
    {"ar": "%s", "ru": "%s"},
)
SUBJECTS: tuple[Words, ...] = (
    {"ar": "تاريخ %s", "en": "History of %s", "ru": "История: %s"},
    {"en": "Music of %s", "kk": "%s әуені", "tr": "%s müziği"},
    {"en": "Caravans of %s", "fa": "کاروان‌های %s"},
)
GIVEN_NAMES: tuple[Words, ...] = (
    {"ar": "أمينة", "en": "Amina", "fa": "امینه", "kk": "Әмина", "ru": "Амина", "tr": "Emine"},
    {"ar": "يوسف", "en": "Yusuf", "fa": "یوسف", "kk": "Жүсіп", "ru": "Юсуф", "tr": "Yusuf"},
    {"en": "Marie", "ru": "Мари"},
    {"en": "Anton", "ru": "Антон"},
    {"ar": "ليلى", "en": "Leila", "fa": "لیلا", "ru": "Лейла", "tr": "Leyla"},
    {"en": "Daniyar", "kk": "Данияр", "ru": "Данияр"},
)
OFFICES = (
    "minister of culture",
    "وزير الثقافة",
    "министр культуры",
    "мәдениет министрі",
    "head of the film centre",
    "Genel Müdür",
    "رئیس سازمان سینمایی",
)
LABELS = (
    "agreement",
    "memorandum",
    "deal",
    "اتفاقية",
    "مذكرة تفاهم",
    "соглашение",
    "келісім",
    "توافق‌نامه",
    "anlaşma",
)

_SYLLABLES = (
    ("ba", "ба", "با"),
    ("bel", "бел", "بل"),
    ("dar", "дар", "دار"),
    ("den", "ден", "دن"),
    ("fa", "фа", "فا"),
    ("ger", "гер", "جر"),
    ("ka", "ка", "كا"),
    ("kor", "кор", "كور"),
    ("la", "ла", "لا"),
    ("lim", "лим", "ليم"),
    ("mar", "мар", "مار"),
    ("mi", "ми", "مي"),
    ("nas", "нас", "ناس"),
    ("no", "но", "نو"),
    ("ra", "ра", "را"),
    ("rim", "рим", "ريم"),
    ("sa", "са", "سا"),
    ("sol", "сол", "سول"),
    ("ta", "та", "تا"),
    ("tur", "тур", "تور"),
    ("yan", "ян", "يان"),
    ("za", "за", "زا"),
    ("zul", "зул", "زول"),
    ("han", "хан", "هان"),
)
_NAMES = len(_SYLLABLES) ** 3
_STEP = 10_007  # has no divisor in common with their number, so that all names come up


def made_up(number: int) -> Words:
    """A made-up name in the letters of each language, another for each of 331,776 numbers."""
    rounds, place = divmod(number, _NAMES)
    digits, place = [], place * _STEP % _NAMES
    for _syllable in range(3):
        place, digit = divmod(place, len(_SYLLABLES))
        digits.append(digit)
    digits += [rounds % len(_SYLLABLES)] * bool(rounds)
    latin, cyrillic, arabic = (
        "".join(_SYLLABLES[digit][script] for digit in digits) for script in range(3)
    )
    latin, cyrillic = latin.capitalize(), cyrillic.capitalize()
    persian = arabic.replace("ك", "ک").replace("ي", "ی")
    return {
        "ar": arabic,
        "en": latin,
        "fa": persian,
        "kk": cyrillic,
        "ru": cyrillic,
        "tr": latin,
    }


def named(pattern: Words, number: int) -> Words:
    """A made-up name put into a pattern, marked as synthetic in every language."""
    name = made_up(number)
    return {tag: MARKS[tag] % (pattern[tag] % name[tag], number) for tag in pattern}
