"""What everything is coded with: countries, topics and states."""

import json
import unicodedata
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from coop.models import Country, CountryGroup, Membership, Party, ProvisionTopic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

SCRIPTS = {
    "ar": "ARABIC",
    "en": "LATIN",
    "fa": "ARABIC",
    "kk": "CYRILLIC",
    "ru": "CYRILLIC",
    "tr": "LATIN",
}
GROUPS = [
    "framework",
    "co-production",
    "facilitation",
    "circulation",
    "people-and-skills",
    "heritage-and-culture",
    "protection",
    "money",
]


def scripts(text: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


def misnamed(things) -> list[str]:
    """The names that are missing in one of the six languages, or in another's script."""
    return [
        f"{thing} {language}"
        for thing in things
        for language, script in SCRIPTS.items()
        if scripts(thing.names.get(language, "")) != {script}
    ]


def standard():
    return Country.objects.filter(code__regex="^..$", is_user_assigned=False)


class TestCountries:
    def test_are_the_249_of_iso_3166_1(self):
        assert standard().count() == 249

    @pytest.mark.parametrize("code", ["AX", "BQ", "EH", "GB", "KZ", "PS", "SS", "TW", "UM", "XK"])
    def test_include_every_code_in_use(self, code):
        assert Country.objects.filter(code=code).exists()

    @pytest.mark.parametrize("code", ["AC", "EU", "IC", "QO", "UK", "UN", "XA", "ZZ"])
    def test_leave_out_what_is_no_country_of_the_standard(self, code):
        assert not Country.objects.filter(code=code).exists()

    def test_mark_kosovo_alone_as_user_assigned(self):
        assert [c.code for c in Country.objects.filter(is_user_assigned=True)] == ["XK"]

    def test_are_named_in_six_languages_in_their_scripts(self):
        assert misnamed(Country.objects.all()) == []

    def test_bear_their_usual_names(self):
        names = Country.objects.get(code="KZ").names

        assert names == {
            "ar": "كازاخستان",
            "en": "Kazakhstan",
            "fa": "قزاقستان",
            "kk": "Қазақстан",
            "kk-Arab": "قازاقستان",
            "ru": "Казахстан",
            "tr": "Kazakistan",
        }

    def test_are_what_the_command_prints(self):
        printed = StringIO()

        call_command("make_countries", stdout=printed)

        file = settings.BASE_DIR / "fixtures" / "vocabulary" / "countries.json"
        assert printed.getvalue() == file.read_text("utf-8")


class TestFormerStates:
    @pytest.mark.parametrize(
        ("code", "existed"),
        [
            ("CSHH", "1918/1992"),
            ("CSXX", "2003/2006"),
            ("DDDE", "1949/1990"),
            ("SUHH", "1922/1991"),
            ("VDVN", "1945/1976"),
            ("YDYE", "1967/1990"),
            ("YUCS", "1918/2003"),
        ],
    )
    def test_say_when_they_existed(self, code, existed):
        assert Country.objects.get(code=code).existed == existed

    def test_are_the_only_ones_that_ended(self):
        ended = Country.objects.exclude(existed="")

        assert {country.is_former for country in ended} == {True}
        assert ended.count() == Country.objects.filter(code__regex="^....$").count() == 7


class TestTopics:
    def test_stand_in_eight_groups(self):
        groups = ProvisionTopic.objects.filter(parent=None).order_by("order")

        assert [group.code for group in groups] == GROUPS

    def test_have_two_levels(self):
        assert not ProvisionTopic.objects.filter(parent__parent__isnull=False).exists()

    def test_follow_their_group_in_the_printed_order(self):
        topics = list(ProvisionTopic.objects.order_by("order"))

        runs = [topic.parent.code if topic.parent else topic.code for topic in topics]
        assert runs == sorted(runs, key=GROUPS.index)
        assert [topic.order for topic in topics] == list(range(1, len(topics) + 1))

    def test_are_named_in_six_languages_in_their_scripts(self):
        assert misnamed(ProvisionTopic.objects.all()) == []

    def test_are_told_apart_by_their_names(self):
        topics = ProvisionTopic.objects.all()

        for language in SCRIPTS:
            assert len({topic.names[language] for topic in topics}) == len(topics)

    def test_are_all_defined(self):
        assert [topic.code for topic in ProvisionTopic.objects.filter(definition={})] == []

    @pytest.mark.parametrize(
        ("topic", "group"),
        [
            ("final-clauses", "framework"),
            ("financial-share", "co-production"),
            ("temporary-import", "facilitation"),
            ("festival-entry", "circulation"),
            ("training", "people-and-skills"),
            ("heritage", "heritage-and-culture"),
            ("anti-piracy", "protection"),
            ("joint-fund", "money"),
        ],
    )
    def test_belong_to_their_group(self, topic, group):
        assert ProvisionTopic.objects.get(code=topic).parent.code == group


class TestGroupsOfCountries:
    @pytest.mark.parametrize(
        ("group", "members"),
        [
            ("turkic-states", {"AZ", "KG", "KZ", "TR", "UZ"}),
            ("turksoy", {"AZ", "KG", "KZ", "TM", "TR", "UZ"}),
            (
                "economic-cooperation-organization",
                {"AF", "AZ", "IR", "KG", "KZ", "PK", "TJ", "TM", "TR", "UZ"},
            ),
        ],
    )
    def test_have_the_members_that_their_source_lists(self, group, members):
        assert CountryGroup.objects.members()[group] == members

    def test_have_46_member_states_of_the_council_of_europe(self):
        members = CountryGroup.objects.members()["council-of-europe"]

        assert len(members) == 46
        assert {"AM", "AZ", "GE", "MD", "ME", "TR", "UA"} <= members
        assert not members & {"BY", "KZ", "RU", "VA", "XK"}

    @pytest.mark.parametrize(
        ("group", "country", "since"),
        [
            ("turkic-states", "KZ", "2009"),
            ("turkic-states", "UZ", "2019-10"),
            ("turksoy", "TM", "1993"),
            ("economic-cooperation-organization", "IR", "1985"),
            ("economic-cooperation-organization", "AZ", "1992-11-28"),
            ("council-of-europe", "FR", ""),
        ],
    )
    def test_say_since_when_as_far_as_their_source_does(self, group, country, since):
        membership = Membership.objects.get(group__code=group, country__code=country)

        assert (membership.since, membership.until) == (since, "")

    def test_name_the_organisation_where_it_is_a_party(self):
        organisations = dict(CountryGroup.objects.values_list("code", "organisation__key"))

        assert organisations == {
            "council-of-europe": "party-council-of-europe",
            "economic-cooperation-organization": None,
            "turkic-states": None,
            "turksoy": "party-turksoy",
        }

    def test_name_their_source(self):
        assert not CountryGroup.objects.filter(address="").exists()

    def test_are_named_in_six_languages_in_their_scripts(self):
        assert misnamed(CountryGroup.objects.all()) == []

    def test_are_all_defined(self):
        assert [group.code for group in CountryGroup.objects.filter(definition={})] == []


class TestStates:
    @pytest.mark.parametrize(
        "code",
        ["AZ", "CN", "FR", "GE", "IR", "KG", "KZ", "LT", "NL", "SE", "TH", "TM", "TR", "UZ"],
    )
    def test_are_made_from_their_country(self, code):
        state = Party.objects.get(key=f"state-{code.lower()}")

        assert (state.kind, state.country.code, state.names) == ("state", code, {})

    def test_read_their_countrys_names(self):
        assert str(Party.objects.get(key="state-tr").label) == "Türkiye"


class TestFiles:
    def test_hold_neither_primary_keys_nor_texts_of_sources(self):
        files = sorted((settings.BASE_DIR / "fixtures").rglob("*.json"))

        objects = [thing for file in files for thing in json.loads(file.read_text("utf-8"))]

        assert files
        assert not [thing for thing in objects if "pk" in thing or thing["fields"].get("text")]
