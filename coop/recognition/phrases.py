"""The small words around a date: what joins its parts, what blurs it, what shows a year.

They are kept folded, in one set for all languages, since a text may speak in several.
"""

from coop.names.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word.replace("_", " ")) for word in text.split())


ORDINALS = _words(
    "st nd rd th er e ème eme "
    "го й е я ое ого ом "
    "ші шы інші ыншы і ы сі сы інде ында нде нда "
    "inci ıncı uncu üncü nci ncı si sı i ı inde ında unda ünde sinde sında "
    "م ام مین"
)
"""What stands at the number of a day: 2nd, 1er, 5-го, 11-і."""

OF = _words("of the day in this de du mois jour من شهر ماه из месяца айының ayının")
"""What may stand between a day and its month: “2nd day of October”, «11 من شهر ديسمبر»."""

BEFORE_YEAR = _words("of the year in de du an année l من عام العام سنة لعام لسنة سال در")
"""What may stand between a month and its year."""

YEAR_WORDS_AFTER = _words(
    "года году год г гг годы годах годов "
    "жыл жылы жылғы жылдың жылда жылдан жылға ж жж "
    "yıl yılı yılının yılında yılından yılına yılki senesi senesinde "
    "م ميلادي ميلادية میلادی شمسی خورشیدی ش"
)
"""What follows a year and belongs to it: «2025 года», «2025 жылғы»."""

SOLAR_WORDS = _words("شمسی خورشیدی ش")
LUNAR_WORDS = _words("ق قمری ه هـ هجري هجرية")

YEAR_WORDS_BEFORE = _words(
    "year years année années an ans "
    "عام سنة العام لعام بعام لسنة عامي عاما سال سالهای سنه "
    "год года году годы жыл yıl yılı edition season"
)
"""What says that the number after it is a year."""

BEFORE_A_YEAR = _words(
    "in since by until till from during before after of for to between and "
    "en depuis dès avant après jusqu jusqu'en pour de "
    "في منذ خلال قبل بعد حتى بحلول من الى بين "
    "در از تا پیش پس "
    "в во с со до после к на за по от "
    "and et и و"
)
"""Words before which a number of four digits is mostly a year."""

AFTER_A_YEAR = _words("edition season festival")

COUNTED = _words(
    "films film movies people persons participants guests seats copies minutes hours days months "
    "years euros euro dollars dollar usd eur tenge rubles roubles lira million billion thousand "
    "percent pages page km kilometres kilometers metres meters companies countries titles cinemas "
    "screens works delegates students projects of m "
    "films personnes copies minutes heures jours mois ans pages salles places participants "
    "фильмов фильма картин человек людей участников гостей минут часов дней месяцев лет евро "
    "долларов рублей тенге тысяч млн миллионов страниц км экранов копий "
    "адам фильм қатысушы минут сағат күн теңге мың бет "
    "kişi film dakika saat gün lira avro dolar bin sayfa salon katılımcı "
    "فيلم فيلما أفلام شخص شخصا مشارك دولار يورو دقيقة يوما صفحة كلم مليون ألف "
    "فیلم نفر دلار یورو دقیقه روز صفحه کیلومتر میلیون هزار شرکت_کننده"
)
"""Things that are counted: a number before one of them is no year and no day."""

NUMBERED = _words(
    "no nr nos number page pages p pp art article section para paragraph ets cets sts law "
    "resolution decision n numéro loi décret iso room phone tel "
    "номер стр ст статья п закон бет madde sayfa sayı رقم المادة صفحة ص شماره ماده"
)
"""What stands before the number of a thing that is no date."""

FROM = _words("from between du de entre من بين از بین с со от между")
BETWEEN = _words("between entre بين بین между")
AND = _words("and et و и және мен бен пен ve ile")
TO = _words(
    "to till until through au à jusqu'au الى إلى لغاية حتى تا الی по до дейін ile ila "
    "den dan ten tan"
)
DASHES = frozenset("-–—−‒‐‑~")

ABOUT = _words(
    "about around circa ca c approximately approx roughly vers environ autour "
    "حوالي نحو قرابة تقريبا حدود حوالی تقریبا около примерно приблизительно ок "
    "шамамен yaklaşık takriben"
)
PART_OF = _words(
    "early mid late beginning start middle end spring summer autumn fall winter half "
    "début mi milieu fin courant printemps été automne hiver "
    "أوائل اوائل مطلع بداية منتصف أواخر اواخر نهاية ختام ربيع صيف خريف شتاء "
    "اوایل ابتدای آغاز اواسط میانه نیمه اواخر پایان انتهای بهار تابستان پاییز زمستان "
    "начале начало середине середина конце конец весной летом осенью зимой"
)
AFTER_PART_OF = _words(
    "басында басы ортасында ортасы соңында соңы аяғында аяғы шамасында "
    "başında başı başlarında ortasında ortalarında sonunda sonu sonlarında civarında dolaylarında"
)
"""In Kazakh and Turkish such words follow the year."""

BETWEEN_BLUR_AND_DATE = _words("of the in l de du année an month عام سنة العام شهر سال ماه года")

DECADE_BEFORE = _words("années دهه دههٔ دههی عقد")
DECADE_AFTER = _words(
    "s х е ых ые жылдар жылдары жылдарда жылдарында жылдардың жылдардағы "
    "lar ler lı li lu lü larda lerde larin lerin lardan lerden ların lerın ların"
)
"""What makes a decade of a year: 1990s, 1990-е, 1990’lar, 1990 жылдары."""

WEEKDAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun lundi mardi mercredi jeudi vendredi samedi dimanche "
    "понедельник понедельника вторник вторника среда среду среды четверг четверга пятница "
    "пятницу пятницы суббота субботу субботы воскресенье воскресенья "
    "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar "
    "الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت يوم "
    "شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه پنج‌شنبه سه‌شنبه چهار‌شنبه جمعه روز"
)

KAZAKH_OR_TURKISH = _words("жыл жылы жылғы жылдың жылда ж yıl yılı yılının yılında")
"""Year words after which the month may follow: «2025 жылғы 11 желтоқсан»."""


def without_particles(word: str) -> tuple[str, ...]:
    """A folded Arabic word, and what is left of it without particles before it, longest first."""
    found = [word]
    for particles in ("وف", "بلك"):
        if len(found[-1]) > 3 and found[-1][0] in particles:
            found.append(found[-1][1:])
    if len(found[-1]) > 4 and found[-1].startswith("ال"):
        found.append(found[-1][2:])
    return tuple(found)
