"""Search follows the registry; where it was written past it, it is said, and reindex mends it."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from coop.curation import recording, upkeep
from coop.integrity import readiness
from coop.models import Agreement, Provision, SearchDocument
from coop.search import documents
from coop.search.matching import found
from coop.search.questions import Question
from tests import factories

OUT_OF_STEP = "What search looks through is not what the documents say: run reindex."


def ids(asked, model=Agreement):
    question = Question.read(asked)
    rows = SearchDocument.objects.of(model).matching(question)
    return set(rows.values_list("record_id", flat=True))


def thorough():
    return [str(problem) for problem in upkeep.problems()]


@pytest.mark.django_db
class TestSearchThatFollowsTheRegistry:
    def test_has_nothing_to_say(self):
        factories.rule()
        factories.screening()

        assert (readiness.problems(), thorough()) == ([], [])

    def test_stays_as_it_is_when_it_is_refreshed(self):
        factories.rule()
        before = list(SearchDocument.objects.values())

        documents.refresh_all()

        assert list(SearchDocument.objects.values()) == before


@pytest.mark.django_db
class TestSearchThatWasWrittenPast:
    def test_says_which_records_cannot_be_found(self):
        factories.agreement()
        SearchDocument.objects.of(Agreement).delete()

        assert readiness.problems() == [
            "Some agreements cannot be found by search yet: run reindex."
        ]

    def test_says_which_records_are_gone(self):
        provision = factories.provision(evidence=False)
        Provision.objects.filter(pk=provision.pk)._raw_delete("default")

        assert readiness.problems() == ["Search finds provisions that are gone: run reindex."]

    def test_says_of_how_many_records_the_words_are_others(self):
        factories.agreement(title="Film accord")
        agreement = factories.agreement(title="Film accord")
        factories.source()
        SearchDocument.objects.of(Agreement).filter(record_id=agreement.pk).update(words="")

        assert thorough() == [
            "search: 1 of the agreements are not found by their present words: run reindex."
        ]

    def test_counts_the_missing_and_the_gone_as_well(self):
        missing = factories.agreement()
        gone = factories.agreement(parties=[], evidence=False)
        SearchDocument.objects.of(Agreement).filter(record_id=missing.pk).delete()
        gone.status_periods.all().delete()
        Agreement.objects.filter(pk=gone.pk)._raw_delete("default")

        assert thorough() == [
            "search: 2 of the agreements are not found by their present words: run reindex."
        ]

    def test_fails_the_check_of_the_registry(self, capsys):
        factories.agreement()
        SearchDocument.objects.of(Agreement).update(words="")

        with pytest.raises(CommandError):
            call_command("check_registry")

        assert "not found by their present words" in capsys.readouterr().out

    def test_is_mended_by_reindex(self):
        agreement = factories.agreement(title="Film accord")
        SearchDocument.objects.of(Agreement).update(title="", words="")

        upkeep.reindex()

        assert (ids("film accord"), thorough()) == ({agreement.pk}, [])


@pytest.mark.sqlite
@pytest.mark.django_db
class TestTheIndexBesideTheDocuments:
    @pytest.fixture
    def _unwatched(self):
        """Triggers that are gone, as after a migration that makes the table anew without them."""
        with connection.cursor() as cursor:
            for index in ("records", "provisions"):
                for event in ("insert", "delete", "update"):
                    cursor.execute(f"DROP TRIGGER coop_search{index}_{event}")

    @pytest.mark.usefixtures("_unwatched")
    def test_is_seen_to_lack_documents_and_mended(self):
        provision = factories.provision(summary="Joint film")

        said = (readiness.problems(), thorough())
        upkeep.reindex()

        assert said == ([OUT_OF_STEP], [f"search: {OUT_OF_STEP}"])
        assert ids("joint film", Provision) == {provision.pk}
        assert (readiness.problems(), thorough()) == ([], [])

    def test_is_seen_to_have_other_words(self, request):
        """The first and the last document are as they should be, so a glance is not enough."""
        factories.agreement()
        agreement = factories.agreement(summary="Of old")
        factories.agreement()
        request.getfixturevalue("_unwatched")

        with recording() as opened:
            opened.touch(agreement)
            agreement.summary = {"en": "Of today"}
            agreement.save()

        assert readiness.problems() == []
        assert thorough() == [f"search: {OUT_OF_STEP}"]


@pytest.mark.django_db(transaction=True)
class TestWhileTheIndexIsRebuilt:
    def test_readers_find_what_they_found_before(self):
        agreement = factories.agreement(title="Film accord")
        question = Question.read("film accord")
        answers = []

        def ask():
            answers.append(set(found(Agreement, question, at=(0, 0))))
            connection.close()

        with transaction.atomic():
            SearchDocument.objects.all().delete()
            documents.refresh_all()
            SearchDocument.objects.of(Agreement).delete()
            reader = threading.Thread(target=ask)
            reader.start()
            reader.join()
        ask()

        assert answers == [{agreement.pk}, set()]


@pytest.mark.django_db
@pytest.mark.usefixtures("registry_fixtures")
class TestWhatIsShipped:
    def test_has_the_same_words_however_often_they_are_read(self):
        assert list(documents.stale()) == []
