"""Rules about records and their parts."""

from collections.abc import Iterator

from django.db.models import F

from coop.integrity.problems import Problem, name_of
from coop.models import (
    Act,
    Agreement,
    Citation,
    CoProduction,
    Event,
    Party,
    ProvisionTopic,
    Rule,
)
from coop.models.base import Part, Publishable
from coop.querysets.base import related_model
from coop.vocabulary.records import State

TREES = ((Party, "parent"), (Event, "part_of"), (ProvisionTopic, "parent"))


def tree_problems() -> Iterator[Problem]:
    """Chains of parents that come back to where they began."""
    for model, field in TREES:
        parents = dict(
            model._base_manager.exclude(**{field: None}).values_list("pk", f"{field}_id")
        )
        for pk in parents:
            seen, step = {pk}, parents.get(pk)
            while step is not None and step not in seen:
                seen.add(step)
                step = parents.get(step)
            if step == pk:
                thing = model._base_manager.get(pk=pk)
                yield Problem(name_of(thing), "It is, by its parents, a part of itself.")


def belonging_problems() -> Iterator[Problem]:
    """Parts that point into another record than their own."""
    strange = Act.objects.exclude(participation=None).exclude(
        participation__agreement=F("agreement")
    )
    for act in strange.select_related("agreement"):
        yield Problem(name_of(act), "It is an act by a party of another agreement.")
    foreign = Rule.objects.exclude(relaxes=None).exclude(
        relaxes__provision__agreement=F("provision__agreement")
    )
    for rule in foreign.select_related("provision__agreement"):
        yield Problem(name_of(rule), "It relaxes a rule of another agreement.")


def publication_problems() -> Iterator[Problem]:
    """Published records that stand on sources which are not published."""
    hidden = Citation.objects.exclude(source__state=State.PUBLISHED)
    for citation in hidden.select_related("source", *Citation.TARGETS):
        root = citation.root
        if isinstance(root, Publishable) and root.is_public:
            yield Problem(
                name_of(root),
                f"It is published, but its source {citation.source.key} is not.",
            )


def evidence_problems() -> Iterator[Problem]:
    """Claims of published records without any citation."""
    for target in Citation.TARGETS:
        model = related_model(Citation, target)
        if not issubclass(model, Part):
            continue
        for claim in model._base_manager.filter(citations=None):
            root = claim.root
            if getattr(root, "is_public", False):
                yield Problem(name_of(claim), "It is public, and no source is cited for it.")
    for model in (Agreement, CoProduction):
        for record in model.objects.published().filter(citations=None):
            yield Problem(name_of(record), "It is public, and no source is cited for it.")
