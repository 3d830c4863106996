"""What waits for the one who has logged in: what they are asked to do, and what to decide."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from coop.admin.labels import choosable
from coop.curation import editing, publication
from coop.exchange import proposals
from coop.models import Agreement, Assignment, CoProduction, ProposedChange, SourceDocument
from coop.vocabulary.records import State

SHOWN = 10


@dataclass(frozen=True)
class Task:
    """A record to look at: its name and page (none once it is gone), and what is said of it."""

    label: str
    address: str
    kind: str
    since: datetime
    note: str = ""
    by: str = ""


@dataclass(frozen=True)
class Waiting:
    """Tasks of one sort: the longest waiting ones, how many there are, and the lists of all."""

    title: str
    tasks: list[Task]
    count: int
    lists: tuple[tuple[str, str], ...] = ()


def waiting(site, user) -> list[Waiting]:
    """What waits for this user, without what nobody waits for."""
    found = [_assigned(site, user), _in_review(site, user), _proposed(site, user)]
    return [waiting for waiting in found if waiting.count]


def _assigned(site, user) -> Waiting:
    asked = Assignment.objects.filter(assignee=user, done_at__isnull=True)
    rows = list(asked.select_related("assigned_by")[:SHOWN])
    records = _records(rows)
    tasks = [
        Task(
            label=str(record or row.record_key),
            address=_page_of(site, record, "#review") if record else "",
            kind=_kind(row),
            since=row.assigned_at,
            note=row.note,
            by=_name(row.assigned_by),
        )
        for row, record in zip(rows, records, strict=True)
    ]
    return Waiting(_("Assigned to you"), tasks, asked.count())


def _in_review(site, user) -> Waiting:
    """Records in review that this user may publish, their own work left out."""
    count, tasks, lists = 0, [], []
    for model in (SourceDocument, Agreement, CoProduction):
        if not editing.may_publish(user, model):
            continue
        in_review = model.objects.filter(state=State.IN_REVIEW)
        number = in_review.count()
        if not number:
            continue
        count += number
        options = model._meta
        query = urlencode({"state__exact": State.IN_REVIEW.value})
        address = reverse(f"{site.name}:coop_{options.model_name}_changelist")
        lists.append((str(options.verbose_name_plural), f"{address}?{query}"))
        for record in choosable(model).filter(state=State.IN_REVIEW).order_by("updated_at")[:SHOWN]:
            if publication.is_own_work(record, user):
                count -= 1
                continue
            kind = str(options.verbose_name)
            page = _page_of(site, record, "#review")
            tasks.append(Task(str(record), page, kind, record.updated_at))
    tasks.sort(key=lambda task: task.since)
    return Waiting(_("Waiting for your review"), tasks[:SHOWN], count, tuple(lists))


def _proposed(site, user) -> Waiting:
    """Changes that others propose, and that this user may apply or decline."""
    proposed = ProposedChange.objects.waiting()
    if settings.REGISTRY_FOUR_EYES:
        proposed = proposed.exclude(proposed_by=user)
    kinds = set(proposed.order_by().values_list("record_kind", flat=True))
    decided = [kind for kind in kinds if proposals.may_decide(user, _of_kind(kind))]
    proposed = proposed.filter(record_kind__in=decided).order_by("proposed_at", "pk")
    rows = list(proposed.select_related("proposed_by")[:SHOWN])
    tasks = [
        Task(
            label=str(record or row.record_key),
            address=_page_of(site, row),
            kind=_kind(row),
            since=row.proposed_at,
            note=row.reason,
            by=_name(row.proposed_by),
        )
        for row, record in zip(rows, _records(rows), strict=True)
    ]
    return Waiting(_("Changes proposed"), tasks, proposed.count())


def _of_kind(kind: str) -> ProposedChange:
    return ProposedChange(record_kind=kind, record_key=kind)


def _records(rows) -> list:
    """The records that some rows are about, in their order; None for those that are gone."""
    keys = defaultdict(set)
    for row in rows:
        keys[row.record_kind].add(row.record_key)
    found = {}
    for kind, wanted in keys.items():
        for record in choosable(apps.get_model("coop", kind)).filter(key__in=wanted):
            found[kind, record.key] = record
    return [found.get((row.record_kind, row.record_key)) for row in rows]


def _kind(row) -> str:
    return str(apps.get_model("coop", row.record_kind)._meta.verbose_name)


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _page_of(site, record, place: str = "") -> str:
    name = f"{site.name}:coop_{record._meta.model_name}_change"
    return reverse(name, args=[record.pk]) + place
