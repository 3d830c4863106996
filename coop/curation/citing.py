"""Evidence given to a claim that stands, one piece at a time."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from coop.curation import editing, publication, texts
from coop.curation.evidence import target_model
from coop.curation.recording import recording
from coop.integrity import coherence
from coop.integrity.paragraphs import numbers, split, stands_in
from coop.models import Citation
from coop.models.base import Part, Publishable
from coop.models.citations import PARAGRAPHS
from coop.vocabulary.records import Basis


def root_of(thing):
    """The record that a claim is, or is a part of."""
    return thing.root if isinstance(thing, Part) else thing


def target_name(model) -> str:
    """The field of a citation that points to things of a model."""
    return next(name for name in Citation.TARGETS if target_model(name) is model)


def tidy(paragraphs: str) -> str:
    """Paragraphs as an editor types them (``¶2``, ``2–4,٦``) in the form that is stored."""
    digits = "".join(
        str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in paragraphs
    )
    dashed = re.sub(r"\s*[-‐-―−]\s*", "-", digits.replace("¶", " ").strip())
    return ", ".join(part.strip() for part in re.split(r"[,;،؛]", dashed) if part.strip())


def words_of(source, paragraphs: str) -> str:
    """The stored text of these paragraphs, joined; empty where there is none."""
    lines = split(source.text)
    return " ".join(lines[n - 1] for n in numbers(paragraphs) if 1 <= n <= len(lines))


def cite(
    *,
    target,
    source,
    paragraphs: str,
    as_named: str = "",
    quote: str = "",
    basis: str = Basis.STATED,
    note: str = "",
    field: str = "",
    said_by_as_printed: str = "",
    user=None,
) -> Citation:
    """Write one citation of ``source`` for a record or part, and return it.

    Raises ValidationError, by field where one is to blame: the paragraph or the quote does
    not stand in the source, the same evidence stands already, a published record would cite
    what is not public, or ``user`` (None: nobody to ask about) may not change the record.
    """
    with recording(user=user) as opened:
        root = editing.lock(root_of(target))
        refuse_who_may_not(user, root)
        citation = Citation(
            source=source,
            paragraphs=tidy(paragraphs),
            as_named=as_named.strip(),
            quote=quote.strip(),
            basis=basis,
            note=note.strip(),
            field=field,
            said_by_as_printed=said_by_as_printed.strip(),
            **{target_name(type(target)): target},
        )
        _check(citation)
        is_public = isinstance(root, Publishable) and root.is_public
        before = publication.problems(root) if is_public else []
        opened.touch(root)
        opened.say(_("Cited for %(kind)s “%(claim)s”.") % _named(target))
        last = Citation.objects.about([target]).aggregate(last=Max("order"))["last"]
        citation.order = (last or 0) + 1
        citation.save()
        publication.refuse_new_problems(root, before)
    return citation


def refuse_who_may_not(user, record):
    """Raise ValidationError where the user may not change the record in place."""
    if user is None or editing.may_change(user, record):
        return
    options = record._meta
    if user.has_perm(f"{options.app_label}.change_{options.model_name}"):
        raise ValidationError(
            _(
                "“%(record)s” is before the public, so those who publish change it: "
                "propose the change in the form of the record."
            )
            % {"record": record}
        )
    raise ValidationError(_("You may not change “%(record)s”.") % {"record": record})


def _named(target) -> dict:
    return {"kind": target._meta.verbose_name, "claim": target}


def _check(citation: Citation):
    citation.full_clean()
    wrong: dict[str, list[str]] = {}
    for name, sentence in coherence.faults(citation, coherence.STORED):
        wrong.setdefault(name, []).append(sentence)
    wrong = wrong or _beyond_the_text(citation)
    if wrong:
        raise ValidationError(wrong)
    if citation.quote and not citation.source.text:
        raise ValidationError(
            {"quote": _("The text of the source is not stored, so no quote can be checked.")}
        )
    same = {name: getattr(citation, name) for name in ("paragraphs", "as_named", "field", "quote")}
    twins = Citation.objects.about([citation.target]).filter(source=citation.source, **same)
    if twins.exists():
        raise ValidationError(_("The same evidence stands already for this."))


def _beyond_the_text(citation: Citation) -> dict[str, list[str]]:
    """What is wrong with the paragraphs of a source whose text nobody has counted."""
    source = citation.source
    if source.paragraph_count is not None or not source.text:
        return {}
    facts = coherence.SourceFacts(len(split(source.text)), source.no_claim)
    sentences = list(coherence.paragraph_sentences(numbers(citation.paragraphs), facts))
    return {"paragraphs": sentences} if sentences else {}


def doubts(*, source, paragraphs: str, as_named: str = "") -> list[str]:
    """What an editor should think of before these words are cited, a sentence each.

    Paragraphs that cannot be read give none: they are refused when it comes to citing.
    """
    paragraphs = tidy(paragraphs)
    if not re.fullmatch(PARAGRAPHS, paragraphs):
        return []
    found = texts.warnings(source, paragraphs)
    text = words_of(source, paragraphs)
    if as_named.strip() and text and not stands_in(as_named, text):
        sentence = _("“%(words)s” does not stand in paragraph %(paragraphs)s in these letters.")
        found.append(sentence % {"words": as_named.strip(), "paragraphs": paragraphs})
    return found
