"""The words that are searched for in a list."""

from django import forms
from django.utils.translation import gettext as _

from coop.filters.parameters import Parameter
from coop.search.questions import WORDS_READ, Question


class QuestionField(forms.Field):
    """Any text at all: what it asks for."""

    widget = forms.TextInput

    def clean(self, value):
        return Question.read(str(value or ""))


class QuestionFilter(Parameter):
    """A parameter with words; the list that has it knows where to look for them."""

    field_class = QuestionField


def asked_notices(typed: str, question: Question | None) -> list[str]:
    """What a reader must know of the words searched for."""
    if question is None or not typed.strip():
        return []
    if question.is_empty:
        return [_("There is no word in “%(typed)s” to search for.") % {"typed": typed[:40]}]
    if question.was_cut:
        return [_("Only the first %(number)d words were searched for.") % {"number": WORDS_READ}]
    return []
