"""Reads JSON an object at a time: from a list, or from lines."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from coop.exchange import reading_words as words
from coop.exchange.entries import Fault
from coop.exchange.opening import LINE_MAX, MEGABYTE, Opened, Unreadable

OBJECT_MAX = LINE_MAX
"""Characters of one object."""

SPACES_MAX = MEGABYTE
"""Spaces and blank lines in a row."""

VALUES_MAX = 250_000
"""Values in one object: each takes many times its length in memory."""

DEPTH_MAX = 32
"""Objects and lists within one another. Fixtures have five."""

DIGITS_MAX = 400

# An error so near to the end of what has been read may come from its being cut there: the longest
# that is cut is a pair of escapes, \uD83D\uDE00.
_CUT = 16

_SPACE = " \t\n\r"
_SPACES = re.compile(r"[ \t\n\r]*")
_LINE_ENDS = ("\n", "\r\n", "")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]")


class Decoder:
    """Python's decoder, strict: ``notes`` says what it read that no file of ours may hold.

    Noting it instead of raising lets it go on, so that its end, and the next object, are found.
    """

    def __init__(self):
        self.notes: list[str] = []
        self._decode = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=self._float,
            parse_int=self._int,
            parse_constant=self._constant,
        ).raw_decode

    def decode(self, text: str, start: int) -> tuple[object, int]:
        """The value at ``start``, where no space is, and its end; raises as ``raw_decode``."""
        if self.notes:
            self.notes = []
        return self._decode(text, start)

    def _object(self, pairs):
        found = dict(pairs)
        if len(found) != len(pairs):
            twice, _count = Counter(name for name, _value in pairs).most_common(1)[0]
            self._note(_("“%(name)s” stands twice in one object.") % {"name": twice[:40]})
        return found

    def _float(self, digits):
        number = float(digits)
        if len(digits) > DIGITS_MAX or math.isinf(number):
            self._note(_("The number %(number)s is too large.") % {"number": _short(digits)})
        return number

    def _int(self, digits):
        if len(digits) > DIGITS_MAX:
            self._note(_("The number %(number)s is too large.") % {"number": _short(digits)})
            return 0
        return int(digits)

    def _constant(self, name):
        self._note(_("%(name)s is no number. Write null where there is none.") % {"name": name})

    def _note(self, sentence):
        if len(self.notes) < 10 and sentence not in self.notes:
            self.notes.append(sentence)


def on_lines(file: Opened) -> Iterator[tuple[int, object] | Fault]:
    """The line and the value of each line that is not blank; a broken one is a fault."""
    decoder = Decoder()
    is_blank = True
    blank = 0
    for line, data in enumerate(file.byte_lines(), 1):
        try:
            text = data.decode()
        except UnicodeDecodeError as problem:
            yield file.not_utf8(line, problem).fault
            continue
        start = 0 if text[0] == "{" else _past_spaces(text, 0)
        if start == len(text):
            blank += start
            _refuse_emptiness(file, line, blank)
            continue
        is_blank, blank = False, 0
        if len(text) > VALUES_MAX:
            _refuse_crowd(file, line, text)
        try:
            value, end = decoder.decode(text, start)
        except json.JSONDecodeError as problem:
            if text.strip(_SPACE) == "{":
                raise Unreadable(file.where(line), words.object_over_lines()) from None
            yield Fault(file.where(line), words.broken_line(problem))
            continue
        except RecursionError:
            yield Fault(file.where(line), words.too_deep())
            continue
        if text[end:] not in _LINE_ENDS and (after := _past_spaces(text, end)) < len(text):
            yield Fault(file.where(line), words.more_on_line(text, after))
            continue
        faults = _faults(file, decoder, value, text, start, end, line)
        if faults:
            yield from faults
        else:
            yield line, value
    if is_blank:
        yield Fault(file.where(), words.only_spaces())


def listed(file: Opened) -> Iterator[tuple[int, object] | Fault]:
    """The first line and the value of each element of a list; what breaks it ends the reading."""
    decoder = Decoder()
    page = _Page(file)
    if page.next_sign() == "":
        raise Unreadable(file.where(), words.only_spaces())
    if page.sign() != "[":
        raise page.broken(words.no_list(page.sign()))
    page.at += 1
    sign = page.next_sign()
    while sign != "]":
        if sign == "":
            raise page.broken(words.list_not_closed())
        line = page.line
        value, end = page.element(decoder)
        faults = _faults(file, decoder, value, page.text, page.at, end, line)
        if faults:
            yield from faults
        else:
            yield line, value
        page.advance(end)
        sign = page.next_sign()
        if sign == ",":
            page.at += 1
            sign = page.next_sign()
            if sign == "]":
                yield page.broken(words.comma_at_end()).fault
        elif sign == "{":
            yield page.broken(words.comma_missing()).fault
        elif sign not in ("]", ""):
            raise page.broken(words.no_comma(sign))
    page.at += 1
    if page.next_sign():
        raise page.broken(words.more_after_list(page.sign()))


class _Page:
    """The part of a file that is in memory, and a place in it: ``at``, on ``line``."""

    def __init__(self, file: Opened):
        self.file = file
        self.text = ""
        self.at = 0
        self.line = 1
        self.is_last = False
        self._blocks = file.blocks()
        self._problem: Unreadable | None = None
        self._before = 0

    def sign(self) -> str:
        return self.text[self.at : self.at + 1]

    def next_sign(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        passed = 0
        while True:
            end = _past_spaces(self.text, self.at)
            passed += end - self.at
            self.advance(end)
            if end < len(self.text):
                return self.text[end]
            if self.is_last:
                if self._problem:
                    raise self._problem
                return ""
            _refuse_emptiness(self.file, self.line, passed)
            self._turn()

    def element(self, decoder: Decoder) -> tuple[object, int]:
        """The value that begins here, and its end; raises Unreadable where it is broken."""
        while True:
            try:
                value, end = decoder.decode(self.text, self.at)
                if end < len(self.text) or self.is_last:
                    return value, end
            except json.JSONDecodeError as problem:
                is_cut = words.is_unclosed(problem) or problem.pos + _CUT >= len(self.text)
                if not is_cut or self.is_last:
                    raise (is_cut and self._problem) or self._broken_at(problem) from None
            except RecursionError:
                raise Unreadable(self.file.where(self.line), words.too_deep()) from None
            self._refuse_size()
            self._turn()

    def advance(self, to: int) -> None:
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def broken(self, sentence: str) -> Unreadable:
        return Unreadable(self.file.where(self.line), words.at(self._column(self.at), sentence))

    def _broken_at(self, problem: json.JSONDecodeError) -> Unreadable:
        if words.is_at_end(problem):
            return Unreadable(self.file.where(self.line), words.file_ends_in_object())
        line = self.line + self.text.count("\n", self.at, problem.pos)
        return Unreadable(
            self.file.where(line), words.at(self._column(problem.pos), words.broken(problem))
        )

    def _column(self, place: int) -> int:
        """The number of the character in its line, from 1."""
        line_feed = self.text.rfind("\n", 0, place)
        return place - line_feed if line_feed >= 0 else self._before + place + 1

    def _turn(self) -> None:
        """Drops what has been read, and reads on: a quarter of what is left, so that all attempts
        at one long object together take no more than five times its length."""
        self._before = self._column(self.at) - 1
        rest = self.text[self.at :]
        parts = [rest]
        missing = len(rest) // 4
        while missing >= 0:
            try:
                block = next(self._blocks, None)
            except Unreadable as problem:
                self._problem = problem
                block = None
            if block is None:
                self.is_last = True
                break
            parts.append(block)
            missing -= len(block)
        self.text = "".join(parts)
        self.at = 0

    def _refuse_size(self) -> None:
        length = len(self.text) - self.at
        if length > OBJECT_MAX:
            raise Unreadable(
                self.file.where(self.line),
                _("This object is longer than %(limit)d MB; the file is not read any further.")
                % {"limit": OBJECT_MAX // MEGABYTE},
            )
        if length > VALUES_MAX:
            _refuse_crowd(self.file, self.line, self.text, self.at)


def _past_spaces(text: str, at: int) -> int:
    found = _SPACES.match(text, at)
    return found.end() if found else at


def _faults(file, decoder, value, text, start, end, line) -> list[Fault]:
    """What is wrong with a value although it is JSON: notes, depth, halves of characters."""
    faults = [Fault(file.where(line), note) for note in decoder.notes]
    if text.count("[", start, end) + text.count("{", start, end) > DEPTH_MAX and _is_deep(value):
        faults.append(Fault(file.where(line), words.too_deep()))
    if text.find("\\u", start, end) >= 0 and _SURROGATE.search(text, start, end):
        place = _half(text, start, end)
        if place is not None:
            line += text.count("\n", start, place)
            faults.append(Fault(file.where(line), words.half(text[place : place + 6])))
    return faults


def _is_deep(value: object) -> bool:
    level: list[Any] = [value]
    for _depth in range(DEPTH_MAX):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _half(text: str, start: int, end: int) -> int | None:
    """The place of the first escape that is half of a character; the other half must follow it."""
    first = None
    for found in _ESCAPE.finditer(text, start, end):
        number = int(found[1], 16) if found[1] else 0
        is_second = 0xDC00 <= number < 0xE000
        if first is not None:
            if not is_second or found.start() != first + 6:
                return first
            first = None
        elif is_second:
            return found.start()
        elif 0xD800 <= number < 0xDC00:
            first = found.start()
    return first


def _refuse_emptiness(file: Opened, line: int, length: int) -> None:
    if length > SPACES_MAX:
        raise Unreadable(
            file.where(line),
            _("Nothing but spaces for %(limit)d MB; the file is not read any further.")
            % {"limit": SPACES_MAX // MEGABYTE},
        )


def _refuse_crowd(file: Opened, line: int, text: str, start: int = 0) -> None:
    if sum(text.count(sign, start) for sign in ",[{") > VALUES_MAX:
        raise Unreadable(
            file.where(line),
            _("This object has more than %(limit)d values; the file is not read any further.")
            % {"limit": VALUES_MAX},
        )


def _short(digits: str) -> str:
    return digits if len(digits) < 20 else f"{digits[:12]}…"
