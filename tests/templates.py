"""Makes a template that prints an undefined variable fail its test."""

import inspect
from pathlib import Path

from django.template.base import FilterExpression, Node

OUR_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# Replacements of Django's own, written as it writes them.
DJANGO_S_OWN = ("admin", "registration", "reversion")


class UndefinedVariable(AssertionError):
    """A template of ours printed a variable that its view does not give."""


class Undefined(str):
    """For `string_if_invalid`: empty to templates of other packages, an error in ours.

    Django asks for its truth when a variable is missing, so that is where the error is raised. A
    variable with a `default` filter may be missing.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        expression, file = _place()
        if expression is None or file is None or not _is_ours(file):
            return False
        if any(function.__name__.startswith("default") for function, _ in expression.filters):
            return False
        raise UndefinedVariable(f"{file.relative_to(OUR_TEMPLATES)} prints {expression.token!r}")


def _place() -> tuple[FilterExpression | None, Path | None]:
    """The expression that was being resolved, and the file of the node around it."""
    expression = None
    for frame in inspect.stack(context=0):
        subject = frame.frame.f_locals.get("self")
        if expression is None and isinstance(subject, FilterExpression):
            expression = subject
        elif isinstance(subject, Node) and getattr(subject, "origin", None) is not None:
            return expression, Path(subject.origin.name)
    return expression, None


def _is_ours(file: Path) -> bool:
    return (
        file.is_relative_to(OUR_TEMPLATES)
        and file.relative_to(OUR_TEMPLATES).parts[0] not in DJANGO_S_OWN
    )
