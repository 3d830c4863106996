"""Days that a visitor types: the ends of a range, and a single day."""

from django import forms

from coop.dates.edtf import DateError
from coop.dates.forms import as_validation_error
from coop.dates.ranges import parse_limit
from coop.filters.parameters import Parameter


class LimitField(forms.CharField):
    """A year, month or day; ``end`` says which of its days is meant."""

    def __init__(self, *args, end: bool, **options):
        self.end = end
        super().__init__(*args, **options)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_limit(text, end=self.end)
        except DateError as error:
            raise as_validation_error(error) from error


class LimitFilter(Parameter):
    """A parameter that is a day; the list that has it knows what to do with it."""

    field_class = LimitField

    def filter(self, qs, value):
        return qs
