"""Words for reading other people's spreadsheets."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MappingKind(models.TextChoices):
    """What the rows of a spreadsheet are."""

    AGREEMENTS = "agreements", _("agreements")
    PARTIES = "parties", _("parties")
    COPRODUCTIONS = "coproductions", _("co-productions")
    PROVISIONS = "provisions", _("provisions")


class DateOrder(models.TextChoices):
    """Which number of 03/04/1965 is the day. Without an order such a date is not read."""

    NOT_SAID = "", _("not known: leave doubtful dates to me")
    DAY_FIRST = "day-first", _("day first: 03/04/1965 is 3 April")
    MONTH_FIRST = "month-first", _("month first: 03/04/1965 is 4 March")


class Separator(models.TextChoices):
    """What stands between the values of one cell."""

    SEMICOLON = "semicolon", _("semicolon ;")
    LINE = "line", _("line break")
    BAR = "bar", _("bar |")
    COMMA = "comma", _("comma ,")
    SLASH = "slash", _("slash /")
    AMPERSAND = "ampersand", _("ampersand &")
    AND = "and", _("the word “and”")


class CellReading(models.TextChoices):
    """How the cells of one foreign column are read, where the column itself does not say."""

    USUAL = "", _("as our column needs it")
    DAY_FIRST = "day-first", _("date, day first")
    MONTH_FIRST = "month-first", _("date, month first")
    SERIAL = "serial", _("date as a number of days (Excel)")
    YEAR = "year", _("the year of a date in three columns")
    MONTH = "month", _("the month of a date in three columns")
    DAY = "day", _("the day of a date in three columns")
    WHOLE = "whole", _("one value, never split")
    SENTENCE_CASE = "sentence-case", _("written in capitals: only the first letter is one")
    LABELLED = "labelled", _("text after its heading")


class Resolving(models.TextChoices):
    """What becomes of a value that the rules could not read."""

    USE = "use", pgettext_lazy("a value of a file", "use this instead")
    EMPTY = "empty", _("leave empty")
    NOTE = "note", _("leave empty, and keep the text in the note")
    NEW = "new", _("a new place of this name")
    SKIP = "skip", _("skip these rows")
