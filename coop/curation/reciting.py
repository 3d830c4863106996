"""A better source in place of a worse one, claim by claim; what it replaces is kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coop.curation import editing, publication
from coop.curation.citing import cite, refuse_who_may_not, root_of
from coop.curation.recording import recording
from coop.integrity import coherence
from coop.models import Citation
from coop.models.base import Publishable, Referable


def standing_on(source):
    """The citations of a source that a better one can replace, paragraph by paragraph."""
    found = Citation.objects.standing().filter(source=source).select_related("source")
    return sorted(found, key=_place)


def recite(
    *,
    citation: Citation,
    source,
    paragraphs: str,
    as_named: str = "",
    quote: str = "",
    basis: str = "",
    note: str = "",
    user=None,
) -> Citation:
    """Cite ``source`` for what ``citation`` is evidence for, and let it take its place.

    Returns the citation of the better source; without a ``basis`` it has that of the old one,
    with its note. What it says of a field and of who speaks is taken over. Refused, as citing
    is; and where the public would lose the evidence, for the better source is not published.
    """
    target = citation.target
    with recording(user=user) as opened:
        root = editing.lock(root_of(target))
        refuse_who_may_not(user, root)
        citation = Citation.objects.select_for_update().get(pk=citation.pk)
        if citation.replaced_by_id is not None:
            raise ValidationError(_("This citation has been replaced already."))
        if source.pk == citation.source_id:
            raise ValidationError(_("Choose another source: a better one."))
        _refuse_to_hide(root, source)
        opened.touch(root)
        before = publication.problems(root) if _is_complete(root) else []
        better = cite(
            target=target,
            source=source,
            paragraphs=paragraphs,
            as_named=as_named,
            quote=quote,
            basis=basis or citation.basis,
            note=note if basis else (note or citation.note),
            field=citation.field,
            said_by_as_printed=citation.said_by_as_printed,
        )
        if citation.said_by_party_id or citation.said_by_person_id:
            better.said_by_party_id = citation.said_by_party_id
            better.said_by_person_id = citation.said_by_person_id
            better.save(update_fields=["said_by_party", "said_by_person"])
        _tie(citation, better)
        publication.refuse_new_problems(root, before)
        words = {"old": citation, "new": better}
        opened.say(_("“%(old)s” was replaced by “%(new)s”.") % words)
    return better


def unrecite(*, citation: Citation, user=None) -> Citation:
    """Let a citation stand again; the one that had replaced it stays beside it."""
    with recording(user=user) as opened:
        root = editing.lock(root_of(citation.target))
        refuse_who_may_not(user, root)
        citation = Citation.objects.select_for_update().get(pk=citation.pk)
        if citation.replaced_by_id is None:
            raise ValidationError(_("This citation has not been replaced."))
        opened.touch(root)
        before = publication.problems(root) if _is_complete(root) else []
        citation.replaced_by = None
        citation.save(update_fields=["replaced_by"])
        publication.refuse_new_problems(root, before)
        opened.say(_("“%(old)s” stands again.") % {"old": citation})
    return citation


def _tie(citation: Citation, better: Citation):
    citation.replaced_by = better
    wrong = [why for _field, why in coherence.faults(citation, coherence.STORED)]
    if wrong:
        raise ValidationError(wrong)
    citation.save(update_fields=["replaced_by"])


def _is_complete(root) -> bool:
    """Whether the record must keep its evidence: the public sees it."""
    return isinstance(root, Publishable) and root.is_public


def _refuse_to_hide(root, source):
    if isinstance(root, (Publishable, Referable)) and root.is_public and not source.is_public:
        raise ValidationError(
            _("“%(record)s” is public: publish “%(source)s” first, then let it replace another.")
            % {"record": root, "source": source}
        )


def _place(citation: Citation) -> tuple:
    first = citation.paragraphs.replace(",", "-").split("-")[0]
    return (int(first or 0), citation.order, citation.pk)
