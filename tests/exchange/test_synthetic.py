"""A made-up registry: the same each time, of any size, and one that keeps every rule."""

import gzip
import re
import tracemalloc
from collections import Counter
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from coop.dates.edtf import parse
from coop.exchange.entries import Fault
from coop.exchange.reading import read
from coop.exchange.synthetic import PREFIX, objects
from coop.integrity import checks
from coop.models import (
    Agreement,
    Citation,
    CoProduction,
    Country,
    Event,
    Party,
    Person,
    Place,
    Provision,
    SourceDocument,
    Subject,
)
from tests import factories
from tests.exchange.registries import objects_of

MARKS = re.compile("synthetic|اصطناعي|синтети|ساختگی|yapay", re.IGNORECASE)


def of(model, number=400, **options):
    return [thing["fields"] for thing in objects(number, **options) if thing["model"] == model]


def generate(**options):
    out = StringIO()
    call_command("generate_registry", stdout=out, **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def many():
    """The numbers of objects beside 4,000 agreements, by model."""
    return Counter(thing["model"] for thing in objects(4000))


class TestTheObjects:
    def test_are_the_same_for_the_same_number_and_seed(self):
        assert list(objects(50, seed=3)) == list(objects(50, seed=3))

    def test_are_others_for_another_seed(self):
        assert list(objects(50, seed=3)) != list(objects(50, seed=4))

    def test_follow_all_that_they_refer_to(self):
        seen, missing = set(), []
        for thing in objects(300):
            model, fields = thing["model"], thing["fields"]
            for name, value in fields.items():
                keys = value if name in ("subjects", "frameworks") else [value]
                if isinstance(value, list) and name not in NO_REFERENCES:
                    missing += [(name, key) for key in keys if tuple(key) not in seen]
            seen.add(natural_key(model, fields))

        assert missing == []

    def test_have_keys_that_say_so_except_for_states(self):
        keys = [
            thing["fields"]["key"]
            for thing in objects(60)
            if thing["model"] in RECORDS and thing["fields"].get("kind") != "state"
        ]

        assert [key for key in keys if not key.startswith(PREFIX)] == []

    def test_cost_the_same_memory_however_many_they_are(self):
        assert peak(2000) < 1.5 * peak(200)


NO_REFERENCES = ("forms", "lengths", "authentic_languages", "no_claim", "country", "topic")
RECORDS = {
    f"coop.{model._meta.model_name}"
    for model in (Agreement, CoProduction, Event, Party, Person, Place, SourceDocument, Subject)
}


def natural_key(model, fields):
    parents = {
        "coop.participation": "agreement",
        "coop.act": "agreement",
        "coop.provision": "agreement",
        "coop.occasion": "agreement",
        "coop.agreementrelation": "agreement",
        "coop.signature": "participation",
        "coop.rule": "provision",
        "coop.attendance": "event",
        "coop.coproductionpartner": "coproduction",
        "coop.coproductionagreement": "coproduction",
        "coop.screening": "coproduction",
    }
    parent = fields[parents[model]] if model in parents else []
    return (*parent, fields["key"])


def peak(number):
    """The most memory that the objects need at a time, in bytes."""
    tracemalloc.start()
    try:
        for _thing in objects(number):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


class TestTheProportions:
    @pytest.mark.parametrize(
        ("model", "number"),
        [
            ("coop.agreement", 1),
            ("coop.participation", 2.2),
            ("coop.provision", 8),
            ("coop.coproduction", 0.6),
        ],
    )
    def test_are_those_that_the_targets_name(self, many, model, number):
        assert many[model] / many["coop.agreement"] == pytest.approx(number, rel=0.05)

    def test_have_a_few_countries_in_many_agreements(self):
        parties = Counter(
            fields["party"][0]
            for fields in of("coop.participation", 2000)
            if fields["party"][0].startswith("state-")
        )

        first = sum(number for _party, number in parties.most_common(20))
        assert len(parties) > 150
        assert first > 0.35 * parties.total()

    def test_have_every_state_and_most_published(self):
        states = Counter(fields.get("state", "draft") for fields in of("coop.agreement", 2000))

        assert set(states) == {"draft", "in-review", "published", "withdrawn"}
        assert states["published"] / 2000 == pytest.approx(0.88, abs=0.03)

    def test_have_as_many_published_as_is_asked_for(self):
        states = Counter(
            fields.get("state", "draft") for fields in of("coop.agreement", 1000, published=0.5)
        )

        assert states["published"] / 1000 == pytest.approx(0.5, abs=0.06)

    def test_have_hardly_any_evidence_where_nothing_is_public(self):
        numbers = Counter(thing["model"] for thing in objects(400, published=0))

        assert numbers["coop.citation"] < numbers["coop.agreement"]

    def test_have_packages_with_members(self):
        packages = {f["key"] for f in of("coop.agreement") if f["kind"] == "package"}
        members = [f["related"][0] for f in of("coop.agreementrelation") if f["kind"] == "part-of"]

        assert len(packages) == 2
        assert set(members) == packages


class TestTheTexts:
    def test_are_in_several_scripts(self):
        letters = "".join(
            text for fields in of("coop.provision", 100) for text in fields["summary"].values()
        )

        assert {script for script, one in SCRIPTS.items() if one.search(letters)} == set(SCRIPTS)

    @pytest.mark.parametrize(
        "model", ["coop.agreement", "coop.coproduction", "coop.sourcedocument"]
    )
    def test_of_titles_say_that_they_are_synthetic(self, model):
        titles = [text for fields in of(model) for text in fields["title"].values()]

        assert [title for title in titles if not MARKS.search(title)] == []

    @pytest.mark.parametrize("model", ["coop.person", "coop.place", "coop.event", "coop.subject"])
    def test_of_names_say_that_they_are_synthetic(self, model):
        names = [text for fields in of(model) for text in fields["names"].values()]

        assert [name for name in names if not MARKS.search(name)] == []


SCRIPTS = {
    "Arabic": re.compile("[\u0621-\u064a]"),
    "Persian": re.compile("[\u06a9\u06cc]"),
    "Russian": re.compile("[а-я]"),
    "Kazakh": re.compile("[әғқңөұүі]"),
    "Turkish": re.compile("[şğı]"),
    "Latin": re.compile("[a-z]"),
}


class TestTheDates:
    def test_are_of_every_kind(self):
        written = [fields.get("done_on", "") for fields in of("coop.act", 3000)]
        dates = [parse(text) for text in written]

        assert any(not date.is_stated for date in dates)
        assert any(date.is_exact for date in dates)
        assert any(date.is_uncertain for date in dates)
        assert any(date.uncertain_parts == {"year"} and "-" in date.text for date in dates)
        assert any(date.is_approximate for date in dates)
        assert any(date.is_open for date in dates)
        assert any(date.is_interval and not date.is_open for date in dates)
        assert any(date.is_stated and not date.is_year_stated for date in dates)
        assert any(date.text.endswith("X") for date in dates)

    def test_run_from_1950_to_2026(self):
        years = {
            date.earliest.year
            for fields in of("coop.act", 3000)
            if (date := parse(fields.get("done_on", ""))).is_exact
        }

        assert (min(years), max(years)) == (1950, 2026)


class TestTheFiles:
    def test_are_the_same_bytes_each_time(self, tmp_path):
        for name in ("a.jsonl", "b.jsonl", "a.jsonl.gz", "b.jsonl.gz"):
            generate(agreements=20, seed=7, output=tmp_path / name)

        assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
        assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()

    def test_hold_the_same_packed_and_in_a_folder(self, tmp_path):
        for name in ("all.jsonl", "all.jsonl.gz", "folder"):
            generate(agreements=20, output=tmp_path / name)

        plain = (tmp_path / "all.jsonl").read_bytes()
        parts = sorted((tmp_path / "folder").iterdir())
        assert gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes()) == plain
        assert b"".join(part.read_bytes() for part in parts) == plain
        assert objects_of(tmp_path / "all.jsonl") == list(objects(20))

    def test_are_read_without_a_fault(self, tmp_path):
        generate(agreements=20, output=tmp_path / "all.jsonl.gz")

        entries = list(read([tmp_path / "all.jsonl.gz"]))
        assert [entry for entry in entries if isinstance(entry, Fault)] == []
        assert [{"model": e.model, "fields": e.fields} for e in entries] == list(objects(20))

    def test_leave_nothing_behind_when_they_cannot_be_written(self, tmp_path):
        (tmp_path / "taken").write_text("")

        with pytest.raises(CommandError, match="cannot be written"):
            generate(agreements=20, output=tmp_path / "taken" / "all.jsonl")

        assert [path.name for path in tmp_path.iterdir()] == ["taken"]

    def test_are_told_by_their_names(self, tmp_path):
        with pytest.raises(CommandError, match=r"all\.json is no file that can be written"):
            generate(agreements=20, output=tmp_path / "all.json")

    @pytest.mark.parametrize("options", [{"agreements": 0}, {"agreements": 5, "published": 101}])
    def test_are_of_a_size_and_share_that_there_are(self, tmp_path, options):
        with pytest.raises(CommandError, match="from"):
            generate(output=tmp_path / "all.jsonl", **options)


@pytest.fixture
def vocabulary(db):
    files = sorted((settings.BASE_DIR / "fixtures" / "vocabulary").glob("*.json"))
    call_command("import_registry", *map(str, files), apply=True, verbosity=0)


@pytest.mark.usefixtures("vocabulary")
class TestTheImport:
    def test_makes_every_object(self):
        generate(agreements=60)

        made = Counter(thing["model"] for thing in objects(60))
        assert {
            model._meta.label_lower: model.objects.count()
            for model in (Agreement, Citation, CoProduction, Party, Provision)
        } == {
            f"coop.{name}": made[f"coop.{name}"]
            for name in ("agreement", "citation", "coproduction", "party", "provision")
        }

    def test_keeps_every_rule(self):
        generate(agreements=60)

        assert list(map(str, checks.problems())) == []

    def test_leaves_out_what_is_there(self):
        generate(agreements=30)
        versions = list(Agreement.objects.order_by("key").values_list("key", "version"))

        generate(agreements=30)

        assert list(Agreement.objects.order_by("key").values_list("key", "version")) == versions

    def test_is_refused_beside_real_agreements(self):
        factories.agreement()

        with pytest.raises(CommandError, match="not synthetic: 1 of them"):
            generate(agreements=30)

        assert Agreement.objects.count() == 1

    def test_is_made_beside_real_agreements_when_forced(self):
        factories.agreement()

        generate(agreements=30, force=True)

        assert Agreement.objects.count() == 31

    def test_keeps_the_states_that_are_there(self):
        france = factories.state("FR")

        generate(agreements=30)

        assert Party.objects.get(country__code="FR", kind="state") == france

    def test_says_what_it_made(self):
        assert re.search(r"agreements +30 new, 0 changed", generate(agreements=30))

    def test_is_quiet_when_told(self):
        assert generate(agreements=30, verbosity=0) == ""


class TestTheImportIntoAnEmptyRegistry:
    def test_asks_for_the_vocabulary(self, db):
        Country.objects.all().delete()

        with pytest.raises(CommandError, match="import fixtures/vocabulary first"):
            generate(agreements=30)

        assert not Agreement.objects.exists()


@pytest.mark.usefixtures("vocabulary")
class TestDjangosOwnCommand:
    def test_reads_the_files(self, tmp_path):
        generate(agreements=30, output=tmp_path / "all.jsonl")

        call_command("loaddata", str(tmp_path / "all.jsonl"), verbosity=0)

        assert Agreement.objects.count() == 30
