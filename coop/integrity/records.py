"""Rules about records and their parts."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef

from coop.integrity.coherence import (
    ACT_OF_A_STRANGER,
    RELAXES_A_STRANGER,
    TREES,
    WITHDRAWN_IN_SILENCE,
    chain_of,
    circle_faults,
)
from coop.integrity.needs import field_without_evidence, uncovered, values
from coop.integrity.problems import Problem, name_of
from coop.models import Act, Agreement, Citation, CoProduction, Rule, SourceDocument
from coop.models.base import Part, Publishable
from coop.querysets.base import related_model
from coop.vocabulary.records import State

BEFORE_PUBLICATION = (State.DRAFT, State.IN_REVIEW)


def tree_problems() -> Iterator[Problem]:
    """Chains of parents that come back to where they began."""
    for model, field, constraint in TREES:
        parents = dict(
            model._base_manager.exclude(**{field: None}).values_list("pk", f"{field}_id")
        )
        for pk in parents:
            chain = chain_of(pk, parents.get)
            for _field, sentence in circle_faults(model, field, constraint, chain):
                yield Problem(name_of(model._base_manager.get(pk=pk)), sentence)


def belonging_problems() -> Iterator[Problem]:
    """Parts that point into another record than their own."""
    strange = Act.objects.exclude(participation=None).exclude(
        participation__agreement=F("agreement")
    )
    for act in strange.select_related("agreement"):
        yield Problem(name_of(act), str(ACT_OF_A_STRANGER))
    foreign = Rule.objects.exclude(relaxes=None).exclude(
        relaxes__provision__agreement=F("provision__agreement")
    )
    for rule in foreign.select_related("provision__agreement"):
        yield Problem(name_of(rule), str(RELAXES_A_STRANGER))


def publication_problems() -> Iterator[Problem]:
    """Records that stand on hidden sources, are gone without a reason, or were public and hid."""
    hidden = Citation.objects.standing().exclude(source__state=State.PUBLISHED)
    for citation in hidden.select_related("source", *Citation.TARGETS):
        root = citation.root
        if isinstance(root, Publishable) and root.is_public:
            yield Problem(
                name_of(root),
                f"It is published, but its source {citation.source.key} is not.",
            )
    for model in (Agreement, CoProduction, SourceDocument):
        records = model.objects.all()
        for record in records.filter(state=State.WITHDRAWN, withdrawn_because=""):
            yield Problem(name_of(record), str(WITHDRAWN_IN_SILENCE))
        taken_back = records.exclude(published_at=None).filter(state__in=BEFORE_PUBLICATION)
        for record in taken_back:
            yield Problem(
                name_of(record),
                f"It has been published, and its address must not die, but it is {record.state}.",
            )


def evidence_problems() -> Iterator[Problem]:
    """Claims of published records, and fields of theirs, without any citation."""
    for target in Citation.TARGETS:
        model = related_model(Citation, target)
        if not issubclass(model, Part):
            continue
        for claim in model._base_manager.filter(~_is_cited(target)):
            root = claim.root
            if getattr(root, "is_public", False):
                yield Problem(name_of(claim), "It is public, and no source is cited for it.")
    for model in (Agreement, CoProduction):
        records, target = model.objects.published(), str(model._meta.model_name)
        for record in records.filter(~_is_cited(target)):
            yield Problem(name_of(record), "It is public, and no source is cited for it.")
        partly = records.filter(_is_cited(target), ~_is_cited(target, field=""))
        for record in partly:
            cited = record.citations.standing().order_by().values_list("field", flat=True)
            for field in uncovered(model, values(record), set(cited)):
                yield Problem(name_of(record), field_without_evidence(model, field))


def _is_cited(target: str, **about) -> Exists:
    """Whether a citation stands for the thing."""
    return Exists(Citation.objects.standing().filter(**{target: OuterRef("pk")}, **about))
