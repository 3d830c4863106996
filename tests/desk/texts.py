"""Two texts of our own, and what they say.

They have the shape of what curators work from, a press report in English and one in Arabic:
one instrument with many labels, several instruments at one festival, two bodies with the same
words, capitals that stand for states, a date without its year, a paragraph that only hints.
The countries are real, everybody and everything else in them is invented.

Paragraphs are counted from 1 over the non-empty lines. Each list gives (paragraph, words as
they stand there).
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "texts"

ENGLISH = (FOLDER / "english.txt").read_text(encoding="utf-8")
ARABIC = (FOLDER / "arabic.txt").read_text(encoding="utf-8")

IN_ENGLISH = {
    "title": [(1, "Yerevan and Ulaanbaatar put their names to a cinema pact")],
    "labels of the one memorandum": [
        (1, "cinema pact"),
        (2, "memorandum of cooperation"),
        (3, "document"),
        (4, "memorandum"),
        (9, "memorandum"),
    ],
    "states": [(2, "Armenia"), (2, "Mongolia")],
    "metonyms of the states": [(1, "Yerevan"), (1, "Ulaanbaatar")],
    "signing": [(2, "4 March")],
    "people": [
        (2, "Gantulga Saikhanbayar"),
        (3, "Hrant Melkumov"),
        (3, "Oyun Tsevelmaa"),
        (10, "Melkumov"),
    ],
    "offices": [
        (2, "Deputy Prime Minister"),
        (3, "Minister of Culture"),
        (3, "Minister of Creative Industries"),
    ],
    "bodies": [(6, "Armenian Cinema Fund"), (6, "Film Council of Mongolia")],
    "agency": [(3, "Ararat Press")],
    "places": [(3, "Gyumri"), (8, "Yerevan"), (8, "Ulaanbaatar")],
    "events": [
        (2, "working visit"),
        (3, "Silk Steppe Forum"),
        (8, "A week of Mongolian films"),
        (8, "Blue Sky Film Festival"),
    ],
    "dates": [(2, "4 March"), (8, "November 2026"), (9, "May 2019")],
    "provisions": [
        (4, "co-production"),
        (5, "locations"),
        (5, "studios and technical facilities"),
        (5, "equipment may be imported"),
        (7, "training courses"),
        (7, "exchange of lecturers and students"),
        (7, "workshops"),
        (8, "A week of Mongolian films"),
        (8, "invited"),
        (11, "restore"),
    ],
    "films": [(10, "The Salt Road"), (11, "Caravan of 1927")],
    "earlier programme": [(9, "programme of cultural cooperation")],
    "not stated": [(12, "How long the memorandum runs")],
    "furniture": [(13, "Subscribe to our newsletter"), (14, "More in culture")],
}
"""The year of the signing is not in the text; the term of the memorandum is expressly not."""

IN_ARABIC = {
    "festival": [(1, "نوارس المرفأ"), (1, "الدورة الثالثة")],
    "place": [(1, "صفاقس")],
    "signing": [(2, "١٤ أيلول/سبتمبر ٢٠٢٦")],
    "fund (the Armenian Cinema Fund)": [(1, "الصندوق الأرمني للسينما"), (2, "الصندوق")],
    "countries of the other sides": [
        (1, "تونس"),
        (1, "والأردن"),
        (1, "وألبانيا"),
        (1, "وماليزيا"),
    ],
    "bodies of the other sides": [
        (4, "دار الصورة التونسية"),
        (5, "مجلس السينما الأردني"),
        (6, "وكالة السينما الألبانية"),
        (7, "وكالة السينما الماليزية"),
    ],
    "framework": [(3, "اتحاد سينمائيي الجبال والسواحل"), (3, "IMCA")],
    "people": [
        (2, "نارينه كوتشاريان"),
        (2, "سليم الورغمي"),
        (8, "زابيل خاتشيريان"),
        (9, "كوتشاريان"),
    ],
    "dates": [
        (2, "١٤ أيلول/سبتمبر ٢٠٢٦"),
        (9, "شباط/فبراير من العام الماضي"),
        (11, "عام ٢٠٢٧"),
    ],
    "provisions": [
        (4, "الإنتاج المشترك"),
        (4, "أسابيع للأفلام"),
        (5, "تسهيل إجراءات التصوير"),
        (5, "الاستوديوهات"),
        (5, "تبادل الخبراء"),
        (6, "ورش العمل والندوات"),
        (6, "والدبلجة والترجمة"),
        (7, "ترميم الأفلام القديمة"),
        (7, "التبادل الإبداعي"),
        (11, "للجنة المشتركة"),
    ],
    "films": [(8, "ملح على الحجر"), (10, "نافذة فوق الثلج")],
    "partners of the second film": [(10, "أرمينيا"), (10, "وجورجيا"), (10, "وبلغاريا")],
    "earlier memorandum": [(9, "المجلس السينمائي في منغوليا"), (9, "مهرجان السماء الزرقاء")],
    "furniture": [(12, "اشترك في نشرتنا الإخبارية")],
}
"""Four instruments, each with its own body and topics. Two of the bodies are called a "cinema
agency", told apart by their country alone. The film of paragraph 10 has partners that are
parties elsewhere: that links it to no agreement."""
