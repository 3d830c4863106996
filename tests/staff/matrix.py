"""One of everything on the staff side, and every address there is, for the matrix."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.urls import URLResolver
from reversion.models import Version

from coop.admin import site
from coop.admin.base import PartAdmin
from coop.curation import recording, reviewing
from coop.models.base import Publishable, Referable
from tests import factories as make
from tests import working
from tests.staff.merging import merged
from tests.staff.roles import account

SORTS = {
    "user": "account",
    "group": "role",
    "import": "upload",
    "columnmapping": "mapping",
    "proposedchange": "proposal",
    "merge": "merge",
}
"""What the pages of these tables are about, in the matrix."""

SECTION, ELSEWHERE = "<section>/", "<anything else>"
LETTERS = 10
IN_WORDS = {"^(?P<app_label>"[:LETTERS]: SECTION, "(?P<url>.*)$"[:LETTERS]: ELSEWHERE}
"""Patterns that are written as Django does inside, by how they begin."""

PARTIES = "?app_label=coop&model_name=participation&field_name=party"
"""What a form asks for the parties that can be chosen."""


@dataclass(frozen=True)
class Address:
    """One address of the staff side: its row in the matrix, and the thing that it is about."""

    row: str
    path: str
    standing: str = ""


def sort_of(admin) -> str:
    """The sort of thing that a table of the staff side holds."""
    model = admin.model
    if model._meta.model_name in SORTS:
        return SORTS[model._meta.model_name]
    if isinstance(admin, PartAdmin):
        return "part"
    if issubclass(model, Publishable):
        return "publishable"
    return "referable" if issubclass(model, Referable) else "word"


ADMINS = {
    f"{admin.opts.app_label}/{admin.opts.model_name}/": admin for admin in site._registry.values()
}


def patterns(listed=None, before=""):
    """Every pattern of the staff side, as it is written, with its name."""
    for pattern in site.urls[0] if listed is None else listed:
        written = before + IN_WORDS.get(str(pattern.pattern)[:LETTERS], str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, written)
        else:
            yield written, pattern.name or ""


def rows():
    """Each pattern with its row in the matrix: ``publishable <path:object_id>/publish/``."""
    for written, _name in patterns():
        admin = next((a for place, a in ADMINS.items() if written.startswith(place)), None)
        if admin is None:
            yield written, f"site {written}".strip(), None
            continue
        place = f"{admin.opts.app_label}/{admin.opts.model_name}/"
        yield written, f"{sort_of(admin)} {written.removeprefix(place)}".strip(), admin


class World:
    """A thing that the public does not see, and one that it does, for each table."""

    def __init__(self):
        self.editor = account("someone", "Editor", email="someone@example.org")
        self.things = {"hidden": {}, "public": {}}
        self._make_hidden()
        self._make_public()
        self._make_work()

    def addresses(self):
        """Every address of the staff side, filled in with something that is there."""
        for written, row, admin in rows():
            for standing, filled in self._filled(written, admin):
                yield Address(row, filled, standing)

    def _filled(self, written, admin):
        written = {
            SECTION: "coop/",
            ELSEWHERE: "nowhere/",
            "autocomplete/": f"autocomplete/{PARTIES}",
        }.get(written, written)
        for name, value in (("<uidb64>/<token>", "MQ/x-y"), ("<str:form>", "csv")):
            written = written.replace(name, value)
        if "<" not in written:
            yield "", written
            return
        for standing, things in self.things.items():
            thing = things.get(admin.opts.model_name)
            if thing is None:
                continue
            filled = written
            for name in ("<path:object_id>", "<id>", "<int:pk>"):
                filled = filled.replace(name, str(thing.pk))
            if "<int:comment>" in filled:
                comment = reviewing.comment(record=thing, text="Hm.", user=self.editor)
                filled = filled.replace("<int:comment>", str(comment.pk))
            if "<int:version>" in filled:
                version = Version.objects.get_for_object(thing).first()
                filled = filled.replace("<int:version>", str(version.pk))
            yield standing, filled

    # ---- What is in it ----

    def _add(self, standing, *things):
        for thing in things:
            self.things[standing][thing._meta.model_name] = thing

    def _make_hidden(self):
        draft = make.agreement(draft=True)
        participation = draft.participations.first()
        provision = make.provision(agreement=draft)
        film = make.coproduction(draft=True)
        event = make.event()
        body = make.party()
        self._add(
            "hidden",
            draft,
            film,
            make.source(draft=True, text="One.\nTwo.", paragraph_count=2),
            *(event, body, make.person(), make.place(), make.subject()),
            *(participation, provision, make.rule(provision=provision)),
            make.signature(participation=participation),
            make.act(agreement=draft),
            make.occasion(agreement=draft, event=event),
            make.relation(agreement=draft),
            make.statement(agreement=draft),
            make.attendance(event=event),
            make.partner(coproduction=film),
            make.screening(coproduction=film),
            make.film_link(coproduction=film, agreement=draft),
            make.former_name(party=body),
            draft.citations.first(),
        )

    def _make_public(self):
        agreement = make.agreement()
        participation = agreement.participations.first()
        provision = make.provision(agreement=agreement)
        film = make.coproduction()
        event = make.public(make.event())
        body = make.public(make.party())
        self._add(
            "public",
            agreement,
            film,
            make.source(text="One.\nTwo.", paragraph_count=2),
            *(event, body, make.public(make.person()), make.public(make.place())),
            make.public(make.subject()),
            *(participation, provision, make.rule(provision=provision)),
            make.signature(participation=participation),
            make.act(agreement=agreement),
            make.occasion(agreement=agreement, event=event),
            make.relation(agreement=agreement),
            make.statement(agreement=agreement),
            make.attendance(event=event),
            make.partner(coproduction=film),
            make.screening(coproduction=film),
            make.film_link(coproduction=film, agreement=agreement),
            make.former_name(party=body),
            agreement.citations.first(),
            *(make.country("KZ"), make.topic(), make.group(members=["FR"])),
        )

    def _make_work(self):
        with recording(user=self.editor, reason="A misprint."):
            proposal = working.proposed_change(
                record=self.things["public"]["agreement"], proposed_by=self.editor
            )
            self._add("hidden", make.upload(uploaded_by=self.editor), make.mapping(), proposal)
        self._add("hidden", merged(make.party(), make.party()))
        self._add("public", merged(make.public(make.party()), make.party()))
        self._add("hidden", self.editor, Group.objects.get(name="Editor"))
