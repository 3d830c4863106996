"""What is entered on a day from the English text, and from the Arabic one."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.desk import texts
from tests.desk.colleagues import Colleague

Words = tuple[int, str]
"""A paragraph, and words of it."""


@dataclass(frozen=True)
class Body:
    """A body that takes part, in the words of a paragraph, and its name in the registry."""

    paragraph: int
    words: str
    name: str


@dataclass(frozen=True)
class Text:
    """A text and what is entered from it, so that no paragraph is left over.

    ``body_again`` is the same body as ``body``, entered as another one. ``for_the_record`` are
    words for the agreement itself, which stand in the paragraphs ``also_in``. ``cite_by_keys``
    cites the rest without the mouse.
    """

    language: str
    text: str
    title: str
    corrected_title: str
    publisher: str
    accepted: tuple[Words, ...]
    set_aside: Words
    body: Body
    body_again: Body
    without_claim: tuple[tuple[int, int, str], ...]
    for_the_record: Words
    also_in: str
    cite_by_keys: Callable[[Colleague], None]


def _sign_and_say(editor: Colleague):
    """The minister signed for a state, and says what is hoped for."""
    editor.cite_by_keys("Hrant Melkumov", paragraph=3, thing="signature", under="Armenia")
    editor.page.get_by_label("Person: not in the registry yet").check()
    editor.save_in_box(3)
    _state(editor, "“We want to pass from exchanges to films,”", 10, "10", "From visits to films.")


def _tell(editor: Colleague):
    """What else the fund does is told as the context, of several paragraphs at once."""
    _state(editor, "", 8, "8-10", "أفلام الصندوق ومذكرة سابقة له.")


def _state(editor: Colleague, words: str, paragraph: int, paragraphs: str, summary: str):
    editor.cite_by_keys(words, paragraph=paragraph, thing="statement")
    editor.page.locator("[name=row-0-kind]").select_option("context")
    editor.page.locator("[name=row-0-summary-0-text]").fill(summary)
    editor.page.locator("[name=evidence-paragraphs]").fill(paragraphs)
    editor.save_in_box(paragraph)


ENGLISH = Text(
    language="en",
    text=texts.ENGLISH,
    title="Memorandum on cinema",
    corrected_title="Memorandum of cooperation in the field of cinema",
    publisher="The Steppe Courier",
    accepted=(
        (2, "Armenia"),
        (2, "Mongolia"),
        (2, "4 March"),
        (4, "co-production of"),
        (5, "locations"),
        (7, "training courses"),
        (8, "week of Mongolian films"),
        (11, "archives"),
    ),
    set_aside=(10, "joint project"),
    body=Body(6, "Armenian Cinema Fund", "Armenian Cinema Fund"),
    body_again=Body(6, "Cinema Fund", "Film Fund of Armenia"),
    without_claim=((1, 1, "heading"), (13, 14, "page-furniture")),
    for_the_record=(2, "memorandum"),
    also_in="2, 9, 12",
    cite_by_keys=_sign_and_say,
)

ARABIC = Text(
    language="ar",
    text=texts.ARABIC,
    title="اتفاقيات تعاون سينمائي",
    corrected_title="اتفاقيات تعاون الصندوق الأرمني للسينما",
    publisher="صحيفة المرفأ",
    accepted=(
        (2, "١٤ أيلول/سبتمبر ٢٠٢٦"),
        (3, "التقريب بين الشعوب"),
        (4, "الإنتاج المشترك"),
        (5, "تبادل الخبراء"),
        (6, "الدبلجة والترجمة"),
        (7, "ترميم الأفلام"),
        (11, "للجنة المشتركة"),
    ),
    set_aside=(11, "عمّان"),
    body=Body(1, "الصندوق الأرمني للسينما", "الصندوق الأرمني للسينما"),
    body_again=Body(2, "الصندوق", "الصندوق"),
    without_claim=((12, 12, "page-furniture"),),
    for_the_record=(1, "اتفاقيات تعاون"),
    also_in="",
    cite_by_keys=_tell,
)
