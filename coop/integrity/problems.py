"""What a rule finds: a sentence about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """``where`` names the thing by kind and key, ``sentence`` says what is wrong with it."""

    where: str
    sentence: str

    def __str__(self):
        return f"{self.where}: {self.sentence}"


def name_of(thing) -> str:
    """A thing's kind and natural key, as files name it."""
    return f"{thing._meta.verbose_name} {' / '.join(thing.natural_key())}"
