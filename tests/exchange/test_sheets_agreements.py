"""Rows of agreements."""

from datetime import date

import pytest

from coop.curation import recording
from coop.models import Act, Agreement, Participation, Party
from tests import factories
from tests.exchange.sheet_files import entries, faults, fields, put, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _states():
    for code in ("IR", "KZ", "FR", "TJ"):
        factories.state(code)


def parties_of(agreement):
    return [one.party.key for one in agreement.participations.order_by("order")]


class TestANewAgreement:
    def test_is_a_draft_with_what_the_row_says(self):
        place = factories.place(names={"en": "Astana", "kk": "Астана"})
        subject = factories.subject(names="shared history")
        turksoy = factories.party(names={"en": "TURKSOY"})

        put(
            "agreements",
            "Key;Title (en);Title (ar);Title supplied;Kind;Bindingness;Original language;"
            "Authentic languages;Place;Frameworks;Subjects;Summary (en);Note;Coding",
            "agreement-a;Film deal;اتفاق سينمائي;yes;treaty;not stated;Persian;fa, kk;Астана;"
            "TURKSOY;shared history;On films.;Read once.;from reports",
        )

        made = Agreement.objects.get(key="agreement-a")
        assert made.state == "draft"
        assert made.title == {"en": "Film deal", "ar": "اتفاق سينمائي"}
        assert made.is_title_supplied
        assert (made.kind, made.bindingness, made.coding) == (
            "treaty",
            "not-stated",
            "from-reports",
        )
        assert (made.original_language, made.authentic_languages) == ("fa", ["fa", "kk"])
        assert (made.place, made.summary, made.note) == (place, {"en": "On films."}, "Read once.")
        assert list(made.frameworks.all()) == [turksoy]
        assert list(made.subjects.all()) == [subject]

    def test_needs_a_title(self):
        assert faults("agreements", "Key;Kind", "agreement-a;treaty") == [
            "sheet.csv:2: A new agreement needs a title."
        ]

    def test_has_a_key_that_follows_from_the_row(self):
        row = "Film deal;IR;2025"

        put("agreements", "Title (en);Parties;Signed on", row)
        key = Agreement.objects.get().key

        assert key.startswith("agreement-film-deal-")
        assert put("agreements", "Title (en);Parties;Signed on", row) == {}
        assert Agreement.objects.get().key == key

    def test_may_have_a_title_that_others_have(self):
        rows = ["Title (en),Parties", "Film deal,IR", "Film deal,IR", "Film deal,KZ; FR"]

        put("agreements", *rows)

        assert Agreement.objects.count() == 3
        assert put("agreements", *rows) == {}

    def test_may_come_from_a_workbook(self):
        content = workbook(
            ["Key", "Title (en)", "Parties", "Signed on", "In force since"],
            ["agreement-a", "Film deal", "IR; KZ", date(2025, 12, 11), 2024.0],
        )

        put("agreements", content=content)

        signature, entry = Act.objects.order_by("order")
        assert (signature.done_on, entry.effective_on) == ("2025-12-11", "2024")

    def test_may_have_breaks_in_its_cells(self):
        put("agreements", "Key;Title (en);Note", 'agreement-a;"Film\n\u2028deal";"One\ntwo"')

        made = Agreement.objects.get()
        assert (made.title, made.note) == ({"en": "Film deal"}, "One\ntwo")


class TestTheParties:
    def test_are_named_by_code_name_or_key(self):
        factories.country("DE", names={"en": "Germany", "ru": "Германия"})
        factories.party(key="party-cnc", names="National Centre", short_names="CNC")

        put("agreements", "Key,Title (en),Parties", "agreement-a,A,ir; Kazakhstan; state-fr; CNC")

        assert parties_of(Agreement.objects.get()) == [
            *("state-ir", "state-kz", "state-fr", "party-cnc")
        ]

    def test_are_named_in_any_language(self):
        factories.country("TM", names={"en": "Turkmenistan", "ar": "تركمانستان", "ru": "Туркмения"})
        factories.state("TM")

        put("agreements", "Key,Title (en),Parties", "agreement-a,A,تركمانستان; Туркмения; IR")

        assert parties_of(Agreement.objects.get()) == ["state-tm", "state-ir"]

    def test_that_are_states_without_a_record_are_made(self):
        factories.country("MN")

        assert put(
            "agreements",
            "Key,Title (en),Parties",
            "agreement-a,A,IR; MN",
            "agreement-b,B,KZ; Mongolia",
        ) == {"Party": (1, 0), "Agreement": (2, 0), "Participation": (4, 0)}

        assert Party.objects.get(key="state-mn").country.code == "MN"

    def test_may_be_as_many_as_290(self):
        with recording():
            bodies = [factories.party().key for _number in range(290)]

        put("agreements", "Key,Title (en),Parties", f"agreement-a,A,{'; '.join(bodies)}")

        assert parties_of(Agreement.objects.get()) == bodies

    def test_stand_on_sides_where_a_bar_parts_them(self):
        put("agreements", "Key,Title (en),Parties", "agreement-a,A,IR; TJ | KZ")

        sides = Participation.objects.order_by("order").values_list("party__key", "side")
        assert list(sides) == [("state-ir", 1), ("state-tj", 1), ("state-kz", 2)]

    def test_stand_on_one_side_only(self):
        assert faults("agreements", "Key,Title (en),Parties", "a,A,IR; TJ | IR") == [
            "sheet.csv:2 [Parties]: A party stands on two sides of the bar."
        ]

    def test_keep_their_keys_when_one_comes_between(self):
        put("agreements", "Key,Title (en),Parties", "agreement-a,A,IR; KZ")
        before = dict(Participation.objects.values_list("party__key", "key"))

        changed = put("agreements", "Key,Title (en),Parties", "agreement-a,A,IR; TJ; KZ")

        assert changed == {"Participation": (1, 0)}
        assert (
            before.items() <= dict(Participation.objects.values_list("party__key", "key")).items()
        )

    def test_keep_the_agreement_without_a_key_when_one_comes_between(self):
        put("agreements", "Title (en),Parties,Signed on", "A,IR; KZ,2025")

        changed = put("agreements", "Title (en),Parties,Signed on", "A,IR; TJ; KZ,2025")

        assert changed == {"Participation": (1, 0)}

    def test_stay_when_a_cell_no_longer_lists_them(self):
        put("agreements", "Key,Title (en),Parties", "agreement-a,A,IR; KZ")

        assert put("agreements", "Key,Parties", "agreement-a,IR") == {}
        assert Participation.objects.count() == 2

    def test_have_other_roles_in_other_columns(self):
        body = factories.party(names="Film Bureau")

        put(
            "agreements",
            "Key;Title (en);Parties;Competent authorities;Depositary",
            "agreement-a;A;IR;Film Bureau;IR",
        )

        roles = Participation.objects.order_by("order").values_list("party__key", "role")
        assert list(roles) == [
            ("state-ir", "party"),
            (body.key, "competent-authority"),
            ("state-ir", "depositary"),
        ]


class TestANameThatLeadsNowhere:
    def test_is_refused_with_what_is_like_it(self):
        assert faults("agreements", "Key,Title (en),Parties", "a,A,Kazakstan; IR") == [
            "sheet.csv:2 [Parties]: “Kazakstan” leads to no party. Like it are: state-kz "
            "(Kazakhstan)."
        ]

    def test_that_is_like_none_is_refused(self):
        assert faults("agreements", "Key,Title (en),Place", "a,A,Xanadu") == [
            "sheet.csv:2 [Place]: “Xanadu” leads to no place, and nothing is called like it. "
            "Enter it first."
        ]

    def test_or_to_several_is_refused_with_them(self):
        for code in ("IR", "KZ"):
            factories.party(
                key=f"party-{code.lower()}", names="Film Centre", country=factories.country(code)
            )

        found = faults("agreements", "Key,Title (en),Parties", "a,A,Film Centre")

        assert found == [
            "sheet.csv:2 [Parties]: “Film Centre” is the name of several: party-ir (Film Centre, "
            "IR); party-kz (Film Centre, KZ). Write the key of the one."
        ]

    def test_but_with_its_country_to_one_is_that(self):
        for code in ("IR", "KZ"):
            factories.party(
                key=f"party-{code.lower()}", names="Film Centre", country=factories.country(code)
            )

        found = entries("agreements", "Key,Title (en),Parties", "a,A,KZ: Film Centre")

        assert fields(found, "coop.participation")[0]["party"] == ["party-kz"]

    def test_is_said_of_every_row_at_once(self):
        found = faults(
            "agreements",
            "Key,Title (en),Parties,Kind,Place",
            "a,A,Nowhere,pact,Nowhere",
            "b,B,IR,treaty,",
            "c,,IR,treaty,",
            "d,D,Elsewhere,treaty,",
        )

        assert [sentence.partition("“")[0].strip(": ") for sentence in found] == [
            "sheet.csv:2 [Parties]",
            "sheet.csv:2 [Place]",
            "sheet.csv:2 [Kind]",
            "sheet.csv:5 [Parties]",
            "sheet.csv:4: A new agreement needs a title.",
        ]


class TestACode:
    def test_that_is_unknown_is_refused_with_the_nearest(self):
        found = faults("agreements", "Key;Title (en);Kind", "a;A;treatie")

        assert found[0].startswith(
            "sheet.csv:2 [Kind]: “treatie” is no code of this list. Did you mean “treaty”?"
        )


class TestABlankCell:
    def test_changes_nothing(self):
        source = factories.source()
        agreement = factories.agreement(
            draft=True,
            source=source,
            title={"en": "Film deal", "ar": "اتفاق"},
            summary="On films.",
            note="Read once.",
            kind="treaty",
            parties=[Party.objects.get(key="state-ir")],
        )
        factories.act(agreement=agreement, done_on="2025", source=source)

        changed = put(
            "agreements",
            "Key;Title (en);Title (ar);Summary (en);Note;Kind;Parties;Signed on;Place;Subjects",
            f"{agreement.key};;;;\xa0;;;;;",
        )

        assert changed == {}

    def test_leaves_the_other_languages_as_they_are(self):
        agreement = factories.agreement(draft=True, title={"en": "Film deal", "ar": "اتفاق"})

        put("agreements", "Key;Title (en);Title (fa)", f"{agreement.key};New deal;")

        agreement.refresh_from_db()
        assert agreement.title == {"en": "New deal", "ar": "اتفاق"}


class TestTheDates:
    def test_may_run_backwards(self):
        put("agreements", "Key;Title (en);Signed on;In force since", "a;A;2025-03-01;2024-01-01")

        acts = Act.objects.order_by("order").values_list("kind", "done_on", "effective_on")
        assert list(acts) == [
            ("signature", "2025-03-01", ""),
            ("entry-into-force", "", "2024-01-01"),
        ]

    def test_may_be_doubtful(self):
        put("agreements", "Key;Title (en);Signed on", "a;A;?2025-12-11")

        assert Act.objects.get().done_on == "?2025-12-11"

    def test_of_an_act_that_is_there_are_changed(self):
        agreement = factories.agreement(draft=True)
        act = factories.act(agreement=agreement, key="signing", done_on="2024")

        put("agreements", "Key;Signed on", f"{agreement.key};2025")

        act.refresh_from_db()
        assert act.done_on == "2025"
        assert Act.objects.count() == 1

    def test_of_which_several_are_told_are_changed_by_hand(self):
        agreement = factories.agreement(draft=True)
        for year in ("2023", "2024"):
            factories.act(agreement=agreement, done_on=year)

        assert entries("agreements", "Key;Signed on", f"{agreement.key};2024") == []
        assert faults("agreements", "Key;Signed on", f"{agreement.key};2025") == [
            "sheet.csv:2 [Signed on]: The agreement has 2 such acts, none of this date. Change the "
            "one at the agreement's own page."
        ]

    def test_of_an_end_say_how_it_ended(self):
        put(
            "agreements",
            "Key;Title (en);Ended on;Ended by",
            "a;A;2020;expiry",
            "b;B;2021;",
            "c;C;;denunciation",
        )

        acts = Act.objects.order_by("agreement__key").values_list("kind", "effective_on")
        assert list(acts) == [("expiry", "2020"), ("termination", "2021"), ("denunciation", "")]


class TestTheRecordOfARowWithoutAKey:
    def test_is_the_one_of_its_name_of_which_all_holds(self):
        parties = list(Party.objects.filter(key__in=["state-ir", "state-kz"]))
        agreement = factories.agreement(draft=True, title="Film deal", parties=parties)
        factories.agreement(draft=True, title="Film deal", parties=[factories.party()])

        found = entries("agreements", "Title (en),Parties,Note", "film  DEAL,KZ; IR,Read once.")

        assert fields(found, "coop.agreement")[0]["key"] == agreement.key

    def test_is_a_new_one_where_the_date_is_another(self):
        agreement = factories.agreement(draft=True, title="Film deal")
        factories.act(agreement=agreement, done_on="2024")

        found = entries("agreements", "Title (en);Signed on", "Film deal;2025")

        assert fields(found, "coop.agreement")[0]["key"] != agreement.key

    def test_is_asked_for_where_several_fit(self):
        for key in ("agreement-a", "agreement-b"):
            factories.agreement(draft=True, key=key, title="Film deal", parties=[])

        assert faults("agreements", "Key;Title (en);Note", ";Film deal;Read once.") == [
            "sheet.csv:2 [Key]: Several records fit this row: agreement-a, agreement-b. Write the "
            "key of the one."
        ]


class TestReading:
    def test_asks_no_more_for_many_rows_than_for_one(self, django_assert_max_num_queries):
        rows = [f"agreement-{number},A {number},IR; KZ,2025" for number in range(300)]
        put("agreements", "Key,Title (en),Parties,Signed on", *rows)

        with django_assert_max_num_queries(12):
            assert entries("agreements", "Key,Title (en),Parties,Signed on", *rows) == []
