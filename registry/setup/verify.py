"""Checks that no other tool makes: `python -m registry.setup.verify`.

Every template compiles, and every catalogue of translations is complete.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
from babel.messages.pofile import read_po
from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import get_template


def uncompilable_templates(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.html")):
        name = file.relative_to(folder).as_posix()
        try:
            get_template(name)
        except TemplateSyntaxError as problem:
            yield f"{name}: {problem}"


def incomplete_catalogues(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with open(file, "rb") as stream:
            catalogue = read_po(stream)
        missing = [
            str(message.id)
            for message in catalogue
            if message.id and (message.fuzzy or not _is_translated(message.string))
        ]
        if missing:
            name = file.relative_to(folder).as_posix()
            yield f"{name}: {len(missing)} texts without a translation, the first {missing[0]!r}"


def _is_translated(text: str | Sequence[str] | None) -> bool:
    """Whether the text is there, and where it has plural forms, all of them."""
    return bool(text) if text is None or isinstance(text, str) else all(text)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    django.setup()
    problems = [
        *uncompilable_templates(settings.BASE_DIR / "templates"),
        *(problem for folder in settings.LOCALE_PATHS for problem in incomplete_catalogues(folder)),
    ]
    print("\n".join(problems) or "Templates compile; translations are complete.")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
