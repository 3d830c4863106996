"""Marks in lists: a shape and a word, never a colour alone."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from coop.names import languages
from coop.vocabulary.records import BASIS_MARKS, Basis, State

STATE_SHAPES = {
    State.DRAFT: "✎",
    State.IN_REVIEW: "◔",
    State.PUBLISHED: "●",
    State.WITHDRAWN: "✕",
}


def badge(kind: str, code: str, shape: str, word):
    """A mark of one kind: ``code`` chooses its colour."""
    return format_html(
        '<span class="badge badge-{} badge-{}-{}"><span aria-hidden="true">{}</span> {}</span>',
        kind,
        kind,
        code,
        shape,
        word,
    )


def state(record):
    """How far a record has come on its way to the public."""
    return badge("state", record.state, STATE_SHAPES[record.state], record.get_state_display())


def publicness(record):
    """Whether something published refers to the record."""
    if record.is_public:
        return badge("state", State.PUBLISHED, "●", _("public"))
    return badge("state", State.DRAFT, "○", _("not public"))


def basis(claim):
    """The strongest evidence of a claim."""
    word = claim.get_basis_display() or _("no evidence")
    return badge("basis", claim.basis or "none", BASIS_MARKS[claim.basis], word)


def status(periods):
    """The status of an agreement, from the periods that hold today."""
    marks = [
        badge(
            "status",
            period.status,
            "●" if period.is_certain else BASIS_MARKS[Basis.AMBIGUOUS],
            period.get_status_display()
            if period.is_certain
            else _("possibly %(status)s") % {"status": period.get_status_display()},
        )
        for period in periods
    ]
    return format_html_join(" ", "{}", ((mark,) for mark in marks))


def wording(text):
    """A text in the reader's language, inside an element that says which it is."""
    best = text.best() if text else None
    if best is None:
        return ""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', best.language, best.direction, best.text)


def printed(text: str, language: str):
    """Words of a source as it prints them."""
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>',
        language,
        languages.direction(language) if language else "auto",
        text,
    )
