"""The rules of publication, asked of a plan: what files publish must be complete.

The same that `curation.publication` asks of a record before it is published, here of
records that do not exist yet.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from coop.curation import completeness, publication
from coop.curation.evidence import target_model
from coop.exchange.foreseen import Foreseen
from coop.exchange.resolving import Resolver
from coop.exchange.shapes import SEPARATOR, Key, Shape, shape_of
from coop.exchange.staging import FAULTY, LOOKED_UP, Row, Staging
from coop.facets.claims import CLAIMS_OF, claims_of
from coop.integrity.needs import field_without_evidence, uncovered, values
from coop.models import (
    Agreement,
    AgreementRelation,
    Citation,
    CoProduction,
    Participation,
    SourceDocument,
    Statement,
)
from coop.models.base import Publishable
from coop.vocabulary.agreements import AgreementKind, RelationKind
from coop.vocabulary.records import State

COMPLETE = (Agreement, CoProduction)
"""Records that are published only when each claim in them has evidence."""

SEEN = (State.PUBLISHED, State.WITHDRAWN)

TARGETS = {target_model(target): target for target in Citation.TARGETS}


class Marks:
    """A set of the places of new rows, a bit each."""

    def __init__(self):
        self._bits = bytearray()

    def add(self, place: int):
        byte, bit = divmod(place, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(max(1024, byte - len(self._bits) + 1)))
        self._bits[byte] |= 1 << bit

    def __contains__(self, place: int) -> bool:
        byte, bit = divmod(place, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)

    def drop(self, place: int):
        byte, bit = divmod(place, 8)
        if byte < len(self._bits):
            self._bits[byte] &= ~(1 << bit)

    def __iter__(self):
        for byte, bits in enumerate(self._bits):
            if bits:
                yield from (8 * byte + bit for bit in range(8) if bits >> bit & 1)


class Publication:
    """Watches rows go by, parents before their parts, and says at the end what is missing."""

    def __init__(
        self,
        staging: Staging,
        resolver: Resolver,
        foreseen: Foreseen,
        say: Callable[[Row, str, str], None],
        say_at: Callable[[Shape, int, str], None],
    ):
        self.staging = staging
        self.resolver = resolver
        self.foreseen = foreseen
        self.say = say
        self.say_at = say_at
        self.is_public_changed = False
        self.publishes = False
        self.published: dict[type, set[int]] = defaultdict(set)
        self._uncited: dict[type, Marks] = defaultdict(Marks)
        self._alone = Marks()
        self._packages = Marks()
        self._now_public: dict[type, set[int]] = defaultdict(set)
        self._cited: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._cited_whole: dict[type, Marks] = defaultdict(Marks)
        self._uncited_fields: dict[tuple[type, str], Marks] = defaultdict(Marks)

    # ---- Records ----

    def see_record(self, row: Row, instance: Publishable):
        """A record that is new or changes."""
        before = row.changes.get("state", (State.DRAFT,))[0]
        if "state" in row.changes or row.is_new:
            self._see_state(row, instance, before)
        if instance.state != State.PUBLISHED:
            return
        if isinstance(instance, SourceDocument):
            for sentence in publication.problems(instance):
                self.say(row, "state", sentence)
        elif row.is_new:
            self._uncited[type(instance)].add(-row.pk)
            for field in uncovered(type(instance), row.fields, ()):
                self._uncited_fields[type(instance), field].add(-row.pk)
            if isinstance(instance, Agreement):
                marks = self._packages if instance.kind == AgreementKind.PACKAGE else self._alone
                marks.add(-row.pk)
        elif "state" in row.changes:
            self._now_public[type(instance)].add(row.pk)

    def _see_state(self, row: Row, instance, before: str):
        if instance.state in SEEN:
            self.is_public_changed = True
        if instance.state == State.PUBLISHED and before != State.PUBLISHED:
            self.publishes = True
            if not row.is_new:
                self.published[type(instance)].add(row.pk)
        if before in SEEN and instance.state not in SEEN:
            self.say(
                row,
                "state",
                _(
                    "It has been published, and its address must not die: it can be withdrawn, "
                    "but not become “%(state)s”."
                )
                % {"state": instance.get_state_display()},
            )
        if instance.state == State.WITHDRAWN and not instance.withdrawn_because:
            self.say(
                row,
                "withdrawn_because",
                _("Say why it is withdrawn: the reason is printed at its address."),
            )
        if before == State.PUBLISHED and isinstance(instance, SourceDocument):
            users = publication.citing(instance)
            if users:
                names = ", ".join(f"“{user}”" for user in users[:5])
                self.say(
                    row,
                    "state",
                    _("Public records cite this source: %(records)s.") % {"records": names},
                )

    # ---- Claims and evidence ----

    def see_claims(self, shape: Shape, rows: list[Row]):
        """New parts, which need evidence if their record is public.

        Faulty ones count as what they would be, lest one error bring others with it.
        """
        if shape.model not in TARGETS or issubclass(shape.model, Publishable):
            return
        new = [row for row in rows if row.is_new]
        sound = [row for row in new if row.verdict != FAULTY]
        public = self._with_public_root(shape, sound)
        for row in sound:
            if row.id in public:
                self._uncited[shape.model].add(-row.pk)
        if shape.model is Participation:
            for row in new:
                agreement = row.refs.get("agreement") or 0
                if agreement < 0:
                    self._alone.drop(-agreement)
                    self._packages.drop(-agreement)
        elif shape.model is AgreementRelation:
            for row in new:
                related = row.refs.get("related") or 0
                if related < 0 and row.fields.get("kind") == RelationKind.PART_OF:
                    self._packages.drop(-related)

    def see_citations(self, shape: Shape, rows: list[Row]):
        """Evidence, which a public record may only take from public sources."""
        sources = self.foreseen.values(
            shape_of(SourceDocument),
            "state",
            {row.refs["source"] for row in rows if row.verdict != FAULTY},
        )
        hidden = []
        for row in rows:
            target = next((t for t in Citation.TARGETS if row.refs.get(t) is not None), None)
            if target is None:
                continue
            if row.refs.get("replaced_by") is not None:
                # What takes its place is evidence for the same claim.
                continue
            pk = row.refs[target]
            field = row.fields.get("field") or ""
            if pk < 0:
                self._see_evidence(target_model(target), -pk, field)
            else:
                self._cited[target, pk].add(field)
            if row.verdict == FAULTY:
                continue
            if sources.get(row.refs["source"]) != State.PUBLISHED:
                hidden.append(row)
        if hidden:
            public = self._with_public_root(shape, hidden)
            for row in hidden:
                if row.id in public:
                    state = State(sources[row.refs["source"]]).label
                    self.say(
                        row,
                        "source",
                        _("It cites “%(source)s”, which is %(state)s: publish that source first.")
                        % {"source": row.key.split(SEPARATOR)[0], "state": state},
                    )

    def _see_evidence(self, model, place: int, field: str):
        """Evidence for a new row: for the whole of it, or for one field."""
        self._uncited[model].drop(place)
        if model in COMPLETE:
            if field:
                self._uncited_fields[model, field].drop(place)
            else:
                self._cited_whole[model].add(place)

    def _with_public_root(self, shape: Shape, rows: list[Row]) -> set[int]:
        """The ids of the rows whose record will be published and must be complete."""
        roots: dict[Shape, dict[Key, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            root = self.root_of(shape, row)
            if root and root[0].model in COMPLETE:
                roots[root[0]][root[1]].append(row.id)
        found: set[int] = set()
        for root_shape, keys in roots.items():
            pks = self.resolver.locate(root_shape, keys)
            states = self.foreseen.values(root_shape, "state", pks.values())
            for key, ids in keys.items():
                if states.get(pks.get(key, 0)) == State.PUBLISHED:
                    found.update(ids)
        return found

    def root_of(self, shape: Shape, row: Row) -> tuple[Shape, Key] | None:
        """The record that a row is a part of; of a citation, the one that it is evidence for."""
        root = shape.root_of(row.key, row.fields)
        if root is not None or not row.fields:
            return root
        if shape.model is Citation and row.refs.get("statement"):
            return self._root_of_statement(row.refs["statement"])
        if row.pk > 0:
            thing: Any = shape.model._base_manager.get(pk=row.pk).root
            return shape_of(type(thing)), SEPARATOR.join(thing.natural_key())
        return None

    def _root_of_statement(self, pk: int) -> tuple[Shape, Key] | None:
        shape = shape_of(Statement)
        if stated := self.staging.stated(shape, [pk]).get(pk):
            root = shape.root_of("", stated[0])
            if root is not None:
                return root
        if pk < 0:
            return None
        thing: Any = Statement._base_manager.get(pk=pk).root
        return shape_of(type(thing)), SEPARATOR.join(thing.natural_key())

    # ---- At the end ----

    def finish(self):
        """Say what the records that files publish lack."""
        for model, marks in self._uncited.items():
            for place in marks:
                self.say_at(
                    shape_of(model),
                    -place,
                    _("It would be public, and no source is cited for it.")
                    if model not in COMPLETE
                    else _("The record itself has no evidence: say which source tells of it."),
                )
        for (model, field), marks in self._uncited_fields.items():
            for place in marks:
                if place not in self._uncited[model] and place not in self._cited_whole[model]:
                    sentence = field_without_evidence(model, field)
                    self.say_at(shape_of(model), -place, sentence)
        for marks in (self._alone, self._packages):
            for place in marks:
                sentence = _("It has no party yet: enter who takes part.")
                self.say_at(shape_of(Agreement), -place, sentence)
        for model, pks in self._now_public.items():
            self._finish_drafts(model, sorted(pks))

    def _finish_drafts(self, model, pks: list[int]):
        """Drafts of the registry that a file publishes: with the parts that they have there."""
        if model not in CLAIMS_OF:
            return
        shape = shape_of(model)
        for start in range(0, len(pks), LOOKED_UP):
            some = pks[start : start + LOOKED_UP]
            for target, path in claims_of(model):
                claims = target_model(target)._base_manager.filter(
                    **{f"{path}__in": some}, citations__isnull=True
                )
                for root, pk in claims.order_by().values_list(path, "pk"):
                    if (target, pk) not in self._cited:
                        claim = target_model(target)._base_manager.get(pk=pk)
                        self.say_at(shape, root, completeness.no_evidence(claim))
                cited = Citation.objects.standing().filter(**{f"{target}__{path}__in": some})
                rows = cited.exclude(source__state=State.PUBLISHED).order_by()
                roots = rows.values_list(f"{target}__{path}", "source", "source__key").distinct()
                states = self.foreseen.values(
                    shape_of(SourceDocument), "state", {source for _root, source, _key in roots}
                )
                for root, source, key in roots:
                    if states.get(source) != State.PUBLISHED:
                        sentence = _("It cites “%(source)s”: publish that source first.")
                        self.say_at(shape, root, sentence % {"source": key})
            self._finish_fields(shape, some)
            if model is Agreement:
                self._finish_parties(shape, some)

    def _finish_fields(self, shape: Shape, pks: list[int]):
        """Fields of drafts of the registry that no citation is about, there or in the file."""
        target = TARGETS[shape.model]
        cited = defaultdict(set, {pk: set(self._cited.get((target, pk), ())) for pk in pks})
        stored = Citation.objects.standing().filter(**{f"{target}__in": pks}).order_by()
        for pk, field in stored.values_list(target, "field"):
            cited[pk].add(field)
        partly = [pk for pk, fields in cited.items() if fields and "" not in fields]
        for record in shape.model.objects.filter(pk__in=partly):
            for field in uncovered(shape.model, values(record), cited[record.pk]):
                self.say_at(shape, record.pk, field_without_evidence(shape.model, field))

    def _finish_parties(self, shape: Shape, pks: list[int]):
        records = Agreement.objects.filter(pk__in=pks, participations__isnull=True)
        for record in records:
            if not completeness.has_members_or_parties(record) and not self._gets_party(record):
                self.say_at(shape, record.pk, _("It has no party yet: enter who takes part."))

    def _gets_party(self, record) -> bool:
        return self.staging.has_part(shape_of(Participation), record.key)
