"""What is wrong with broken JSON, in the words of an editor and not of a parser."""

import json
import unicodedata

from django.utils.translation import gettext as _

_SPACE = " \t\n\r"
_UNCLOSED = "Unterminated string"
_WORDS = {"True": "true", "False": "false", "None": "null", "NULL": "null", "undefined": "null"}


def at(column: int, sentence: str) -> str:
    """The sentence with the place in the line, counted in characters from 1."""
    return _("Column %(column)d: %(sentence)s") % {"column": column, "sentence": sentence}


def is_unclosed(problem: json.JSONDecodeError) -> bool:
    """Whether a text begins, and does not end in what was read."""
    return problem.msg.startswith(_UNCLOSED)


def is_at_end(problem: json.JSONDecodeError) -> bool:
    """Whether all was well up to the end of what was read."""
    return not is_unclosed(problem) and not problem.doc[problem.pos :].strip(_SPACE)


def broken(problem: json.JSONDecodeError) -> str:
    """What is wrong at the place of the problem."""
    text, place = problem.doc, problem.pos
    while text[place : place + 1] in (" ", "\t", "\r", "\n"):
        # The end of a line within a text is itself what is wrong.
        if problem.msg.startswith("Invalid control"):
            break
        place += 1
    sign = text[place : place + 1]
    # Parsers of later Pythons name the comma itself, earlier ones what follows it.
    before = text[max(0, place - 500) : place].rstrip(_SPACE)[-1:]
    if sign in ("}", "]") and before == ",":
        return _("Remove the comma before %(sign)s.") % {"sign": _shown(sign)}
    if problem.msg.startswith("Illegal trailing comma"):
        return _("Remove this comma: nothing follows it.")
    if is_unclosed(problem):
        return _('The text that begins here is not closed: a quotation mark (") is missing.')
    if problem.msg.startswith("Invalid control"):
        return _control(sign)
    if problem.msg.startswith("Invalid \\"):
        return _("A backslash in a text is written twice (\\\\).")
    if problem.msg.startswith("Expecting ':'"):
        return _("A colon is expected after the name, not %(found)s.") % {"found": _shown(sign)}
    if problem.msg.startswith("Expecting ','"):
        if sign in ('"', "{", "["):
            return _("A comma is missing here, before the next value.")
        return _("A comma or a closing bracket is expected, not %(found)s.") % {
            "found": _shown(sign)
        }
    return _quotes(sign) or _word(text, place) or _expected(problem, sign)


def broken_line(problem: json.JSONDecodeError) -> str:
    """What is wrong with a line that should be an object."""
    if is_at_end(problem):
        return _("The line ends within its object. Each object stands on one line, whole.")
    return at(problem.pos + 1, broken(problem))


def more_on_line(text: str, place: int) -> str:
    return at(
        place + 1,
        _("The object is closed, and %(found)s follows. Each object stands on a line of its own.")
        % {"found": _shown(text[place])},
    )


def object_over_lines() -> str:
    return _(
        "An object begins here that does not end on its line. Write each object on one line, or "
        "all of them as a list: [ … ], with commas between them."
    )


def no_list(sign: str) -> str:
    if sign == "{":
        return _("A list of objects is expected. Put the object in brackets: [ … ].")
    return _("A list of objects is expected, which begins with “[”, not %(found)s.") % {
        "found": _shown(sign)
    }


def only_spaces() -> str:
    return _("The file holds nothing but spaces.")


def list_not_closed() -> str:
    return _("The file ends before its list is closed by “]”. Perhaps it was not received whole.")


def file_ends_in_object() -> str:
    return _("The file ends within the object that begins here. Perhaps it was not received whole.")


def comma_missing() -> str:
    return _("A comma is missing between this object and the one before it.")


def comma_at_end() -> str:
    return _("Remove the comma before %(sign)s.") % {"sign": _shown("]")}


def no_comma(sign: str) -> str:
    return _("A comma or the closing “]” is expected, not %(found)s.") % {"found": _shown(sign)}


def more_after_list(sign: str) -> str:
    return _("The list is closed, and %(found)s follows. Nothing may follow it.") % {
        "found": _shown(sign)
    }


def too_deep() -> str:
    return _("Lists and objects stand too deep within one another here.")


def half(escape: str) -> str:
    return _("%(escape)s is half of a character. Write the character itself.") % {"escape": escape}


def _expected(problem: json.JSONDecodeError, sign: str) -> str:
    if problem.msg.startswith("Expecting property name"):
        return _('A name in quotation marks (") is expected, not %(found)s.') % {
            "found": _shown(sign)
        }
    return _("A value is expected, not %(found)s.") % {"found": _shown(sign)}


def _quotes(sign: str) -> str:
    if sign and sign in "'“”„«»‘’":
        return _('Texts stand in straight double quotation marks ("), not in %(found)s.') % {
            "found": sign
        }
    if sign and sign in "/#":
        return _("A file of JSON has no comments. Remove it.")
    return ""


def _word(text: str, place: int) -> str:
    for found, meant in _WORDS.items():
        if text.startswith(found, place):
            return _("Write %(meant)s instead of %(found)s.") % {"meant": meant, "found": found}
    return ""


def _control(sign: str) -> str:
    if sign in ("\n", "\r", ""):
        return _(
            'The line ends within a text. A quotation mark (") is missing, or a line break that '
            "belongs to the text must be written \\n."
        )
    if sign == "\t":
        return _("A tab within a text is written \\t.")
    return _("A text may not hold %(found)s. Remove it.") % {"found": _shown(sign)}


def _shown(sign: str) -> str:
    """A character as a sentence names it."""
    if not sign:
        return _("the end")
    if sign.isprintable() and not unicodedata.combining(sign):
        return f"“{sign}”"
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X} ({name})" if name else f"U+{ord(sign):04X}"
