"""Rebuilding what is derived: the same as what recording keeps, whatever happened before."""

import json
import random
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from coop.curation import recording, upkeep
from coop.integrity import checks, readiness
from coop.models import (
    Act,
    Agreement,
    Citation,
    CoProduction,
    Country,
    Generation,
    Party,
    Provision,
    SearchDocument,
    SourceDocument,
    StatusPeriod,
)
from coop.vocabulary.searching import document_id
from tests import factories
from tests.house.derived import DERIVED_FIELDS, DERIVED_MODELS, derived, differences


def full_registry():
    """A registry with at least one of everything, public and not."""
    ministry = factories.party(kind="ministry", parent=factories.state("KZ"))
    place = factories.place(country=factories.country("KZ"))
    event = factories.event(place=place, part_of=factories.event())
    factories.attendance(event=event, person=factories.person())
    agreement = factories.agreement(parties=[ministry, factories.state("FR")], place=place)
    factories.signature(participation=agreement.participations.first(), office="Minister")
    factories.act(agreement=agreement, done_on="2022-06")
    factories.act(agreement=agreement, kind="entry-into-force", done_on="")
    factories.occasion(agreement=agreement, event=event)
    provision = factories.provision(agreement=agreement, subjects=[factories.subject(place=place)])
    factories.rule(provision=provision)
    factories.statement(provision=provision)
    factories.statement(event=event)
    factories.citation(agreement, basis="ambiguous", note="Or another.", as_named="deal")
    factories.relation(agreement=agreement, related=factories.agreement(draft=True))
    film = factories.coproduction(countries=[factories.country("KZ")])
    factories.film_link(coproduction=film, agreement=agreement)
    factories.screening(coproduction=film, event=event)
    factories.former_name(party=ministry)
    factories.agreement(draft=True, title=str(agreement))
    factories.source(draft=True)


def facts():
    """The registry as a fixture carries it: without what is derived."""
    dump = json.loads(dumped())
    for entry in dump:
        is_evidence = entry["model"] == "coop.citation"
        for name in (*DERIVED_FIELDS, "version", "created_at", "updated_at"):
            if not (is_evidence and name == "basis"):
                entry["fields"].pop(name, None)
    return json.dumps([one for one in dump if one["model"].split(".")[1] not in DERIVED_MODELS])


def dumped():
    out = StringIO()
    call_command("dumpdata", "coop", natural_primary=True, natural_foreign=True, stdout=out)
    return out.getvalue()


def wipe():
    """Empty the registry's tables, children first."""
    with connection.constraint_checks_disabled():
        for model in reversed(
            list(apps.get_app_config("coop").get_models(include_auto_created=True))
        ):
            model._base_manager.all()._raw_delete(model._base_manager.db)


@pytest.mark.django_db
class TestReindex:
    def test_makes_of_loaded_fixtures_what_recording_makes(self, tmp_path):
        full_registry()
        recorded = derived()
        path = tmp_path / "registry.json"
        path.write_text(facts(), encoding="utf-8")
        wipe()

        call_command("loaddata", str(path), verbosity=0)
        upkeep.reindex()

        assert differences(recorded, derived()) == {}
        assert readiness.problems() == []

    def test_changes_nothing_where_all_is_up_to_date(self):
        full_registry()
        recorded = derived()

        upkeep.reindex()

        assert differences(recorded, derived()) == {}

    def test_raises_the_generation_and_no_version(self):
        agreement = factories.agreement()
        before = Generation.objects.current()

        upkeep.reindex()

        assert Generation.objects.current()[0] == before[0] + 1
        assert Agreement.objects.get(pk=agreement.pk).version == agreement.version

    def test_mends_what_was_written_past_the_registry(self):
        agreement = factories.agreement(place=factories.place())
        recorded = derived()
        Agreement.objects.update(slug=None, basis="ambiguous", sort_key="zzz")
        Party.objects.update(is_public=False)
        StatusPeriod.objects.all().delete()
        SearchDocument.objects.filter(record_id=agreement.pk).delete()
        SearchDocument.objects.create(
            id=document_id("party", 0), kind="party", record_id=0, key="x", title="x", words="x"
        )

        upkeep.reindex()

        assert differences(recorded, derived()) == {}

    def test_says_what_it_does(self, capsys):
        call_command("reindex")

        assert capsys.readouterr().out.splitlines()[-1] == "The index is up to date."

    def test_leaves_all_as_it_was_when_it_fails(self, monkeypatch):
        factories.agreement()
        Agreement.objects.update(slug=None)
        monkeypatch.setattr("coop.search.documents._write", lambda *_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            upkeep.reindex()

        assert Agreement.objects.filter(slug=None).exists()


class Editor:
    """Makes random changes, each as staff would."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        for _ in range(3):
            factories.agreement(draft=self.random.random() < 0.3)
            factories.coproduction(draft=self.random.random() < 0.3)
            factories.event(part_of=None)
        factories.topic("archives")

    def pick(self, queryset):
        rows = list(queryset.order_by("pk"))
        return self.random.choice(rows) if rows else None

    def step(self):
        name = self.random.choice([name for name in dir(self) if name.startswith("do_")])
        getattr(self, name)()

    def change(self, thing, **fields):
        if thing is None:
            return
        with recording() as opened:
            opened.touch(thing)
            for name, value in fields.items():
                setattr(thing, name, value)
            thing.save()
            opened.touch(thing)

    def delete(self, thing):
        if thing is not None:
            with recording() as opened:
                opened.touch(thing)
                thing.delete()

    def do_move_agreement(self):
        state = self.random.choice(["draft", "published", "withdrawn"])
        self.change(self.pick(Agreement.objects.all()), state=state)

    def do_move_film(self):
        state = self.random.choice(["draft", "published", "withdrawn"])
        self.change(self.pick(CoProduction.objects.all()), state=state)

    def do_move_source(self):
        state = self.random.choice(["draft", "published"])
        self.change(self.pick(SourceDocument.objects.all()), state=state)

    def do_rename_party(self):
        party = self.pick(Party.objects.exclude(kind="state"))
        self.change(party, names={"en": f"Body {self.random.randrange(9)}"})

    def do_attach_party(self):
        party = self.pick(Party.objects.all())
        parent = self.pick(Party.objects.filter(departments=None, parent=None).exclude(pk=party.pk))
        if not party.departments.exists():
            self.change(party, parent=parent)

    def do_set_place(self):
        place = factories.place() if self.random.random() < 0.5 else None
        self.change(self.pick(Agreement.objects.all()), place=place)

    def do_join(self):
        agreement = self.pick(Agreement.objects.all())
        party = self.pick(Party.objects.all())
        if not agreement.participations.filter(party=party).exists():
            factories.participation(agreement=agreement, party=party)

    def do_leave(self):
        self.delete(self.pick(self.pick(Agreement.objects.all()).participations.all()))

    def do_act(self):
        kind = self.random.choice(["signature", "entry-into-force", "termination"])
        when = self.random.choice(["", "2020", "2021-05-01", "2022?"])
        factories.act(agreement=self.pick(Agreement.objects.all()), kind=kind, done_on=when)

    def do_undo_act(self):
        self.delete(self.pick(Act.objects.all()))

    def do_provide(self):
        factories.provision(
            agreement=self.pick(Agreement.objects.all()),
            topic=factories.topic("archives"),
            subjects=[factories.subject(person=factories.person())],
        )

    def do_drop_provision(self):
        self.delete(self.pick(Provision.objects.all()))

    def do_cite(self):
        party = self.pick(Party.objects.all())
        factories.citation(
            self.pick(Agreement.objects.all()),
            as_named=f"term {self.random.randrange(9)}",
            said_by_as_printed="It",
            said_by_party=party,
            basis="ambiguous",
            note="Perhaps.",
        )

    def do_cite_party(self):
        factories.citation(
            self.pick(Party.objects.all()),
            source=self.pick(SourceDocument.objects.all()),
            as_named="centre",
            said_by_as_printed="It",
            said_by_party=self.pick(Party.objects.all()),
        )

    def do_drop_citation(self):
        self.delete(self.pick(Citation.objects.all()))

    def do_link_film(self):
        agreement, film = self.pick(Agreement.objects.all()), self.pick(CoProduction.objects.all())
        if not film.agreement_links.filter(agreement=agreement).exists():
            factories.film_link(agreement=agreement, coproduction=film)

    def do_unlink_film(self):
        film = self.pick(CoProduction.objects.all())
        self.delete(self.pick(film.agreement_links.all()))

    def do_hold_event(self):
        event = factories.event(place=factories.place())
        factories.attendance(event=event, office="Speaker")
        factories.occasion(agreement=self.pick(Agreement.objects.all()), event=event)

    def do_sign(self):
        participation = self.pick(self.pick(Agreement.objects.all()).participations.all())
        if participation:
            factories.signature(
                participation=participation, person=factories.person(), office="Minister"
            )

    def do_rename_country(self):
        self.change(self.pick(Country.objects.all()), names={"en": "Elsewhere"})


@pytest.mark.django_db
class TestWhatRecordingKeeps:
    @pytest.mark.parametrize("seed", range(4))
    def test_is_what_reindex_makes_after_any_changes(self, seed):
        editor = Editor(seed)
        for _ in range(30):
            editor.step()
        recorded = derived()

        upkeep.reindex()

        assert differences(recorded, derived()) == {}
        assert [one for one in checks.problems() if "run reindex" in one.sentence] == []
