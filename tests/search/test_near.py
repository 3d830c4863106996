"""Records near to a name, and pairs of records that may be one thing."""

import pytest

from coop.curation.distinguishing import distinguish
from coop.models import Agreement, CoProduction, Event, Party, Person, Place, Subject
from coop.names.lookalikes import in_latin, in_one_alphabet, spellings
from coop.search.duplicates import near
from coop.search.likeness import likeness, read
from coop.search.twins import pairs
from tests import factories as make


def alike(one, other):
    found = likeness(read(one), read(other))
    return found.kind if found else None


class TestTwoNames:
    @pytest.mark.parametrize(
        ("one", "other", "kind"),
        [
            ("Kazakhfilm", "KAZAKHFILM", "same"),
            ("Caf\u00e9 Lumière", "Cafe\u0301 Lumie\u0300re", "same"),
            ("Казахфильм", "Қазақфильм", "letters"),
            ("Kazakhfilm", "K\u0430zakhfilm", "look-alike"),
            ("ATHENA", "\u0391\u03a4\u0397\u0395N\u0391", "look-alike"),
            ("Ministry of Culture", "Ministry for the Culture", "same"),
            ("Ivan Petrov", "Petrov, Ivan", "order"),
            ("Kazakh Film", "Kazakhfilm", "parted"),
            ("Kazakhfilm", "Kasakhfilm", "letters"),
            ("Ministry of Culture", "Ministry of Cultrue", "letters"),
            ("وزارة الثقافة", "وزاره الثقافه", "same"),
            ("Iran", "Iraq", None),
            ("Festival 2024", "Festival 2025", None),
            ("Second Festival", "Third Festival", None),
            ("Ministry of Culture", "Ministry of Agriculture", None),
            ("Film Centre", "Film Centre of Almaty", None),
            ("…", "…", None),
        ],
    )
    def test_are_alike_or_not(self, one, other, kind):
        assert alike(one, other) == kind
        assert alike(other, one) == kind

    def test_are_less_alike_the_more_letters_differ(self):
        one, two = (likeness(read("Almaty Studio"), read(name)) for name in ("Almoty Studio", "x"))

        assert (one.score, one.why, two) == (85, "1 letter differs", None)


class TestLetters:
    def test_that_look_alike_are_put_into_one_alphabet(self):
        assert in_latin("\u0421\u0421\u0421\u0420") == "cccp"
        assert in_one_alphabet("K\u0430zakhfilm и Ко") == "Kazakhfilm и Ко"
        assert in_one_alphabet("Казахфильm 2") == "Казахфильм 2"

    def test_of_one_alphabet_are_left_alone(self):
        assert in_one_alphabet("СССР, USSR") == "СССР, USSR"

    def test_spell_a_word_in_each_alphabet_that_has_them_all(self):
        assert spellings("cccp") == ("cccp", "ссср")
        assert spellings("film") == ("film",)


@pytest.mark.django_db
class TestTheNearOnes:
    @pytest.mark.parametrize(
        ("stored", "typed"),
        [
            ("Kazakhfilm", "Kasakhfilm"),
            ("Kazakhfilm", "K\u0430zakhfilm"),
            ("K\u0430zakhfilm", "Kazakhfilm"),
            ("National Film Centre", "Film National Center"),
            ("Caf\u00e9", "Cafe\u0301"),
            ("Kazakh Film", "Kazakhfilm"),
            ("Kazakhfilm", "Kazakh Film"),
            ("وزارة الثقافة والإعلام", "وزاره الثقافة والاعلام"),
        ],
    )
    def test_are_found(self, stored, typed):
        party = make.party(names=stored)
        make.party(names="Quite another body")

        assert [one.record for one in near(Party, {"en": typed})] == [party]

    def test_are_of_the_same_country_or_of_none(self):
        land, other = make.country(), make.country()
        here, nowhere = (make.party(names="Film Centre", country=one) for one in (land, None))
        make.party(names="Film Centre", country=other)

        found = near(Party, {"en": "Film Centre"}, land.pk)

        assert [one.record for one in found] == [here, nowhere]

    def test_are_in_any_language(self):
        person = make.person(names={"ru": "Иван Петров", "en": "Ivan Petrov"})

        assert [one.record for one in near(Person, {"ky": "Петров Иван"})] == [person]

    def test_leave_out_the_record_itself_and_those_said_to_be_others(self):
        one, other, third = (make.subject(names="The steppe") for _each in range(3))
        distinguish(one, other)

        found = near(Subject, one.names, exclude=one.key)

        assert [entry.record for entry in found] == [third]

    def test_have_the_same_short_name(self):
        land = make.country()
        party = make.party(names="National Film Centre", short_names="NFC", country=land)

        (found,) = near(Party, {"en": "The other"}, land.pk, short={"en": "NFC"})

        assert (found.record, found.why) == (party, "the same short name")

    @pytest.mark.parametrize("name", ["", "—", "و", "'\"", "a" * 400])
    def test_are_none_for_what_is_no_name(self, name):
        assert near(Party, {"en": name}) == []

    def test_cost_a_bounded_number_of_queries(self, django_assert_max_num_queries):
        for number in range(30):
            make.place(names=f"Almaty region district {number}")

        with django_assert_max_num_queries(35):
            near(Place, {"en": "Almaty region district of many words and more of them 7"})


def found(model):
    return {
        frozenset(model.objects.filter(pk__in=[pair.first, pair.second])) for pair in pairs(model)
    }


@pytest.mark.django_db
class TestPairs:
    def test_are_those_with_the_same_name_or_nearly(self):
        one, other = make.person(names="Ivan Petrov"), make.person(names="Petrov Ivan")
        third = make.person(names="Ivan Petrow")
        make.person(names="Olga Sidorova")

        assert found(Person) == {
            frozenset(pair) for pair in ((one, other), (one, third), (other, third))
        }

    def test_are_not_of_two_countries(self):
        for _each in range(2):
            make.party(names="Ministry of Culture", country=make.country())

        assert found(Party) == set()

    def test_are_never_two_states(self):
        make.state("KZ")
        make.state("FR")

        assert found(Party) == set()

    def test_have_the_same_number_elsewhere(self):
        one, other = (
            make.place(names=name, identifiers={"wikidata": "Q35493"})
            for name in ("Almaty", "Verny")
        )

        assert found(Place) == {frozenset((one, other))}

    def test_are_not_said_to_be_two(self):
        one, other = make.subject(names="The steppe"), make.subject(names="Steppe")
        assert found(Subject) == {frozenset((one, other))}

        distinguish(one, other)
        distinguish(other, one)

        assert found(Subject) == set()

    def test_are_no_two_editions(self):
        festival = make.event(names="Film days")
        make.event(names="Film days", part_of=festival)
        make.event(names="Long week", held_on="2023-05")
        make.event(names="Long week", held_on="2024-05")

        assert found(Event) == set()

    def test_are_films_of_one_year(self):
        one = make.coproduction(title="The road", year="2020")
        other = make.coproduction(title="Road", year="2020?")
        make.coproduction(title="The road", year="1999")

        assert found(CoProduction) == {frozenset((one, other))}

    def test_are_agreements_of_the_same_parties_that_may_be_of_one_day(self):
        both = [make.party(names="One"), make.party(names="Another")]
        one, other, later, foreign = (
            make.agreement(title="Agreement on films", parties=parties)
            for parties in (both, both, both, [make.party(), make.party()])
        )
        make.act(agreement=one, done_on="2020-01-01")
        make.act(agreement=later, done_on="2021-01-01")

        assert found(Agreement) == {frozenset((one, other)), frozenset((other, later))}
        assert foreign not in set().union(*found(Agreement))

    def test_are_found_in_a_crowd(self):
        crowd = [make.person(names=f"Aman {letters}ov") for letters in names(60)]
        twin = make.person(names=f"Aman {names(60)[7]}oov")

        assert frozenset((crowd[7], twin)) in found(Person)


def names(count):
    """Words that are more than a letter apart."""
    letters = "bdfgklmnprst"
    return [f"{one}{one}a{two}{two}i{one}{two}" for one in letters for two in letters][:count]
