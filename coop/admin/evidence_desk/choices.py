"""“Cite this for …”: what words of a source can be evidence for."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin.evidence_desk import marking
from coop.admin.evidence_desk.opening import WORKED_ON, desk_address, may_view, name_of
from coop.admin.evidence_desk.prefilling import CHOSEN, Asked
from coop.admin.evidence_desk.reading import KIND_OF, READ_WITH, in_words, named_target
from coop.admin.evidence_desk.steps import target_of
from coop.admin.evidence_desk.things import PARTS, RECORDS, fields_to_fill_in, kinds_under
from coop.admin.finding import found_by_words
from coop.admin.labels import choosable, described
from coop.curation import editing
from coop.curation.evidence import target_model
from coop.facets.claims import claims_of, lookups_of
from coop.models import Citation
from coop.models.base import Part

FOUND_OF_EACH = 6


@dataclass(frozen=True)
class Choice:
    """One thing that can be cited or entered, and where that is done."""

    label: str
    detail: str
    address: str


@dataclass
class Group:
    """Choices under one heading."""

    title: str
    choices: list[Choice] = field(default_factory=list)


class Choices:
    """All that the words of one question can be evidence for, for one user.

    ``inside`` are the marks within the words: what is recognised in a part of them.
    """

    def __init__(self, user, source, asked: Asked, working=None, inside=()):
        self.user, self.source, self.asked, self.working = user, source, asked, working
        self.inside = inside

    def groups(self, typed: str = "") -> list[Group]:
        """The choices, nearest first; ``typed`` are words to find records by."""
        found = [self._recognised()]
        if self.working is not None:
            parts = self._parts()
            found += [self._new_parts(), self._fields(), self._standing(parts)]
            found.append(self._new_under(parts))
        else:
            found.append(self._to_work_on())
        found += [self._new_records(), self._inside(), self._found(typed)]
        return [group for group in found if group.choices]

    # ---- What stands ----

    def _cite(self, thing) -> Choice:
        address = self._address("cite", target=named_target(thing))
        return Choice(in_words(thing), capfirst(thing._meta.verbose_name), address)

    def _recognised(self) -> Group:
        group = Group(_("Recognised in the text"))
        things = [target_of(named, CHOSEN) for named in self.asked.meant]
        things = [one for one in things if one is not None and may_view(self.user, type(one))]
        if not things:
            return group
        thing, *others = things
        if type(thing) in KIND_OF:
            parts = self._parts() if self.working is not None else ()
            group.choices += [self._cite(part) for part in parts if _points_to(part, thing)]
            group.choices.append(self._cite(thing))
        group.choices += [self._take_instead(other) for other in others]
        return group

    def _inside(self) -> Group:
        group = Group(_("Recognised in a part of the words"))
        for one in self.inside:
            if one.words != self.asked.words:
                asked = {"words": one.words, "edtf": one.edtf, "chosen": marking.named(one)}
                address = desk_address(self.source, "cite", **{**self.asked.query, **asked})
                group.choices.append(Choice(one.words, marking.meaning(one), address))
        return group

    def _take_instead(self, thing) -> Choice:
        kind = next(name for name, model in CHOSEN.items() if model is type(thing))
        query = {**self.asked.query, "chosen": f"{kind}:{thing.pk}"}
        return Choice(
            described(thing),
            _("%(kind)s: take this one instead") % {"kind": capfirst(thing._meta.verbose_name)},
            desk_address(self.source, "cite", **query),
        )

    def _parts(self) -> list:
        found = []
        for name, path in claims_of(type(self.working)):
            if path != "pk":
                parts = target_model(name)._base_manager.select_related(*READ_WITH[name])
                found += parts.filter(**{path: self.working.pk}).order_by("order", "id")
        return found

    def _standing(self, parts) -> Group:
        things = [self.working, *parts]
        title = _("What stands of “%(record)s”") % {"record": self.working}
        return Group(title, [self._cite(thing) for thing in things])

    def _found(self, typed: str) -> Group:
        group = Group(_("Found in the registry"))
        if not typed.strip():
            return group
        for model in RECORDS.values():
            if may_view(self.user, model):
                records = found_by_words(choosable(model), typed).order_by("sort_key", "pk")
                group.choices += [self._record(record) for record in records[:FOUND_OF_EACH]]
        return group

    def _record(self, record) -> Choice:
        address = self._address("cite", target=named_target(record))
        return Choice(described(record), capfirst(record._meta.verbose_name), address)

    # ---- What is new ----

    def _new_parts(self) -> Group:
        group = Group(_("New in “%(record)s”") % {"record": self.working})
        if editing.may_change(self.user, self.working):
            group.choices = [
                self._enter(thing, self.working) for thing in kinds_under(self.working)
            ]
        return group

    def _fields(self) -> Group:
        group = Group(_("What it says of “%(record)s” itself") % {"record": self.working})
        model = type(self.working)
        if editing.may_change(self.user, self.working):
            for name in fields_to_fill_in(model):
                parent = named_target(self.working)
                address = self._address("new", thing="field", name=name, parent=parent)
                label = capfirst(model._meta.get_field(name).verbose_name)
                group.choices.append(Choice(label, _("fill in"), address))
        return group

    def _new_under(self, parts) -> Group:
        group = Group(_("New under its parts"))
        if editing.may_change(self.user, self.working):
            group.choices = [
                self._enter(thing, part) for part in parts for thing in kinds_under(part)
            ]
        return group

    def _enter(self, thing: str, parent) -> Choice:
        address = self._address("new", thing=thing, parent=named_target(parent))
        detail = in_words(parent) if isinstance(parent, Part) else ""
        label = _("New: %(kind)s") % {"kind": PARTS[thing].name}
        return Choice(label, detail, address)

    def _new_records(self) -> Group:
        return Group(
            _("New in the registry"),
            [
                Choice(
                    _("New: %(kind)s") % {"kind": model._meta.verbose_name},
                    "",
                    self._address("new", thing=name),
                )
                for name, model in RECORDS.items()
                if self.user.has_perm(f"coop.add_{name}")
            ],
        )

    # ---- What to work on ----

    def _to_work_on(self) -> Group:
        group = Group(_("Work on, and then cite for its parts"))
        for record in records_to_work_on(self.user, self.source):
            query = {**self.asked.query, "record": name_of(record)}
            address = desk_address(self.source, "cite", **query)
            group.choices.append(Choice(described(record), _("Work on this"), address))
        return group

    def _address(self, step: str, **query) -> str:
        return desk_address(self.source, step, **self.asked.query, **query)


def _points_to(part, thing) -> bool:
    """Whether one of the fields of a part is this record."""
    fields = (f for f in part._meta.concrete_fields if f.is_relation)
    return any(
        f.related_model is type(thing) and getattr(part, f.attname) == thing.pk for f in fields
    )


def records_to_work_on(user, source, typed: str = "") -> list:
    """Agreements, films and events that the source tells of, or that ``typed`` finds."""
    found = []
    for model in WORKED_ON.values():
        if not may_view(user, model):
            continue
        if typed.strip():
            records = found_by_words(choosable(model), typed)
        else:
            told = Q()
            for lookup in lookups_of(model):
                cited = Citation.objects.filter(source=source, **{f"{lookup}__isnull": False})
                told |= Q(pk__in=cited.order_by().values(lookup))
            records = choosable(model).filter(told)
        found += records.order_by("sort_key", "pk")[:FOUND_OF_EACH]
    return found
