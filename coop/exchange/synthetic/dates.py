"""Uncertain dates of every kind, as sources give them."""

from random import Random

FIRST_YEAR, LAST_YEAR = 1950, 2026

_OPEN_YEARS = LAST_YEAR - FIRST_YEAR + 1


class Dates:
    """Draws dates; more of them are late than early, and most are plain days."""

    def __init__(self, chance: Random):
        self._random = chance.random

    def year(self) -> int:
        return FIRST_YEAR + int(_OPEN_YEARS * self._random() ** 0.6)

    def day(self, year: int) -> str:
        number = int(self._random() * 336)
        return f"{year}-{number // 28 + 1:02}-{number % 28 + 1:02}"

    def any_kind(self, year: int) -> str:
        """A date in that year, perhaps not stated, in doubt, or only known roughly.

        Doubts stand mostly at years and months: the parser takes milliseconds for each
        date with a doubt that it has not read before.
        """
        kind = self._random()
        if kind < 0.70:
            return self.day(year)
        if kind < 0.76:
            return self.day(year)[:7]
        if kind < 0.85:
            return str(year)
        if kind < 0.88:
            return f"{year}?"
        if kind < 0.90:
            return f"{year}~"
        if kind < 0.91:
            return f"{self.day(year)[:7]}?"
        if kind < 0.92:
            return f"XXXX-{self.day(year)[5:]}"
        if kind < 0.93:
            return f"{year // 10}X"
        if kind < 0.94:
            return f"{year}/{min(year + 2, LAST_YEAR)}"
        if kind < 0.945:
            return f"{year}/.."
        if kind < 0.95:
            return f"../{year}"
        if kind < 0.952:
            return f"?{self.day(year)}"
        return ""
