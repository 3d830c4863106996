"""The three columns of a date: the text decides, whichever road it took to the database."""

import copy
import json
from datetime import date
from pickle import dumps, loads

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from coop.dates.edtf import DateError, parse
from coop.dates.fields import EarliestField, EDTFField, LatestField, uncertain_date
from coop.models import Country

DAY = date(2025, 12, 11)
JUNE = date(2022, 6, 1), date(2022, 6, 30)

with isolate_apps():

    class Showing(models.Model):
        held_on = EDTFField("held on", help_text="When it was held.")
        held_on_earliest = EarliestField(source="held_on", db_index=True)
        held_on_latest = LatestField(source="held_on")
        title = models.CharField(max_length=20, blank=True)

        class Meta:
            app_label = "date_tests"
            constraints = [
                models.CheckConstraint(
                    condition=models.Q(held_on_earliest__isnull=True)
                    | models.Q(held_on_earliest__gte=date(1895, 12, 28)),
                    name="showing_is_not_older_than_cinema",
                )
            ]

        def __str__(self):
            return self.title


@pytest.fixture(scope="module")
def table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Showing)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Showing)


@pytest.fixture
def database(table, db):
    """A database with the table of the model above."""


def bounds(showing):
    return showing.held_on_earliest, showing.held_on_latest


def stored(showing):
    return Showing.objects.filter(pk=showing.pk).values_list(
        "held_on", "held_on_earliest", "held_on_latest"
    )[0]


class TestBoundsOfARecord:
    def test_follow_the_text_given_to_a_new_record(self):
        assert bounds(Showing(held_on="2022-06")) == JUNE

    def test_follow_the_text_assigned_later(self):
        showing = Showing(held_on="2025")

        showing.held_on = "2022-06"

        assert bounds(showing) == JUNE

    def test_are_none_once_the_text_is_empty(self):
        showing = Showing(held_on="2025")

        showing.held_on = ""

        assert bounds(showing) == (None, None)

    def test_are_none_where_the_text_has_none(self):
        assert bounds(Showing(held_on="XXXX-12-11")) == (None, None)

    def test_break_no_form_over_a_text_that_is_no_date(self):
        assert bounds(Showing(held_on="soon")) == (None, None)

    def test_are_those_of_a_day_given_as_one(self):
        assert bounds(Showing(held_on=DAY)) == (DAY, DAY)


@pytest.mark.usefixtures("database")
class TestBoundsInTheDatabase:
    def test_are_stored_by_save(self):
        showing = Showing(held_on="2022-06")

        showing.save()

        assert stored(showing) == ("2022-06", *JUNE)

    def test_are_stored_by_a_raw_save(self):
        showing = Showing(held_on="2022-06")

        showing.save_base(raw=True)

        assert stored(showing) == ("2022-06", *JUNE)

    def test_are_stored_by_a_bulk_create(self):
        showing = Showing.objects.bulk_create([Showing(held_on="2022-06")])[0]

        assert stored(showing) == ("2022-06", *JUNE)

    def test_are_stored_by_a_bulk_update_of_the_three(self):
        showing = Showing.objects.create(held_on="2025")
        showing.held_on = "2022-06"

        Showing.objects.bulk_update([showing], ["held_on", "held_on_earliest", "held_on_latest"])

        assert stored(showing) == ("2022-06", *JUNE)

    def test_give_way_to_the_text_when_they_were_set_by_hand(self):
        showing = Showing(held_on="2022-06", held_on_earliest=DAY, held_on_latest=DAY)

        showing.save()

        assert stored(showing) == ("2022-06", *JUNE)
        assert bounds(showing) == JUNE

    def test_are_emptied_with_the_text(self):
        showing = Showing.objects.create(held_on="2025")
        showing.held_on = ""

        showing.save()

        assert stored(showing) == ("", None, None)

    def test_are_read_without_parsing(self, monkeypatch):
        Showing.objects.create(held_on="?2025-12-11")
        monkeypatch.setattr("coop.dates.fields.parse", None)

        assert bounds(Showing.objects.get()) == (DAY, DAY)

    def test_need_no_query_where_only_the_text_was_loaded(self, django_assert_num_queries):
        Showing.objects.create(held_on="2022-06")
        showing = Showing.objects.only("held_on").get()

        with django_assert_num_queries(0):
            assert bounds(showing) == JUNE

    @pytest.mark.parametrize("text", ["2022-06", ""])
    def test_need_no_query_where_only_they_were_loaded(self, django_assert_num_queries, text):
        Showing.objects.create(held_on=text)
        showing = Showing.objects.only("held_on_earliest", "held_on_latest").get()

        with django_assert_num_queries(0):
            assert bounds(showing) == (JUNE if text else (None, None))

    def test_are_right_once_the_deferred_text_was_read(self):
        Showing.objects.create(held_on="2022-06")
        showing = Showing.objects.defer("held_on", "held_on_latest").get()

        assert showing.held_on == "2022-06"
        assert bounds(showing) == JUNE

    def test_are_kept_by_a_save_without_the_text(self):
        Showing.objects.create(held_on="2022-06")
        showing = Showing.objects.only("title", "held_on_earliest").get()
        showing.title = "Gala"

        showing.save()

        assert stored(showing) == ("2022-06", *JUNE)

    def test_are_fresh_after_a_refresh(self):
        showing = Showing.objects.create(held_on="2025")
        Showing(pk=showing.pk, held_on="2022-06").save()

        showing.refresh_from_db(fields=["held_on"])

        assert bounds(showing) == JUNE

    def test_can_be_asked_for(self):
        june = Showing.objects.create(held_on="2022-06")
        Showing.objects.create(held_on="2025")

        assert Showing.objects.get(held_on_latest__lte="2022-06-30") == june
        assert Showing.objects.get(held_on_earliest=JUNE[0]) == june
        assert Showing.objects.get(held_on_earliest__year=2022) == june


@pytest.mark.usefixtures("database")
class TestGarbage:
    def test_is_refused_by_save(self):
        with pytest.raises(ValidationError):
            Showing(held_on="soon").save()

    def test_is_refused_by_a_bulk_create(self):
        with pytest.raises(ValidationError):
            Showing.objects.bulk_create([Showing(held_on="soon")])

    def test_is_refused_by_a_raw_save(self):
        with pytest.raises(ValidationError):
            Showing(held_on="soon").save_base(raw=True)

    def test_includes_an_expression_whose_bounds_nobody_can_know(self):
        with pytest.raises(ValidationError):
            Showing(held_on=models.F("title")).save()

    def test_is_refused_by_an_update(self):
        with pytest.raises(ValidationError):
            Showing.objects.update(held_on="soon")

    def test_is_refused_by_full_clean_with_the_sentence_that_mends_it(self):
        with pytest.raises(ValidationError) as caught:
            Showing(held_on="2025-02-30").full_clean()

        assert list(caught.value.message_dict) == ["held_on"]
        assert "“2025-02-30” is not in the calendar" in caught.value.message_dict["held_on"][0]

    def test_is_no_error_in_a_question(self):
        Showing.objects.create(held_on="2025")

        assert not Showing.objects.filter(held_on="soon").exists()
        assert Showing.objects.filter(held_on__startswith="20").exists()

    @pytest.mark.sqlite
    def test_is_refused_by_the_column_when_too_long(self):
        showing = Showing.objects.create(held_on="2025")

        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "UPDATE date_tests_showing SET held_on = %s WHERE id = %s", ["2" * 61, showing.pk]
            )


@pytest.mark.usefixtures("database")
class TestText:
    def test_is_stored_normalised(self):
        showing = Showing.objects.create(held_on=" xxxx-12-11 ")

        assert stored(showing)[0] == showing.held_on == "XXXX-12-11"

    def test_is_normalised_in_a_bulk_create(self):
        showing = Showing.objects.bulk_create([Showing(held_on="٢٠٢٥")])[0]

        assert stored(showing) == ("2025", date(2025, 1, 1), date(2025, 12, 31))

    @pytest.mark.parametrize("missing", [None, "", "  "])
    def test_is_empty_where_no_date_is_stated(self, missing):
        assert stored(Showing.objects.create(held_on=missing)) == ("", None, None)

    def test_may_be_a_number_or_a_day_in_a_file(self):
        field = Showing._meta.get_field("held_on")

        assert field.to_python(2025) == "2025"
        assert field.to_python(DAY) == "2025-12-11"

    def test_takes_part_in_constraints_through_its_bounds(self):
        with pytest.raises(ValidationError, match="showing_is_not_older_than_cinema"):
            Showing(held_on="1895").full_clean()

    def test_is_read_as_an_uncertain_date(self):
        assert uncertain_date(Showing(held_on="2025~"), "held_on") == parse("2025~")
        with pytest.raises(DateError):
            uncertain_date(Showing(held_on="soon"), "held_on")


@pytest.mark.django_db
class TestRecordsOfTheRegistry:
    def country(self, **fields):
        return Country.objects.create(code="SUHH", names={"en": "Soviet Union"}, **fields)

    def loaded(self, tmp_path, **fields):
        path = tmp_path / "countries.json"
        fields = {"code": "SUHH", "names": {"en": "Soviet Union"}, **fields}
        path.write_text(json.dumps([{"model": "coop.country", "fields": fields}]))
        call_command("loaddata", path, verbosity=0)
        return Country.objects.values_list("existed", "existed_earliest", "existed_latest").get(
            code="SUHH"
        )

    @pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda one: loads(dumps(one))])
    def test_are_copied_and_pickled_with_their_bounds(self, copied):
        country = copied(Country(existed="1922-12-30/1991-12-26"))

        assert country.existed_earliest == date(1922, 12, 30)
        assert country.existed_latest == date(1991, 12, 26)

    def test_are_loaded_with_the_bounds_of_their_text(self, tmp_path):
        stored = self.loaded(tmp_path, existed="1922/1991")

        assert stored == ("1922/1991", date(1922, 1, 1), date(1991, 12, 31))

    def test_are_loaded_without_believing_a_file_about_bounds(self, tmp_path):
        stored = self.loaded(tmp_path, existed="1922/1991", existed_earliest="1800-01-01")

        assert stored == ("1922/1991", date(1922, 1, 1), date(1991, 12, 31))

    def test_are_not_loaded_with_a_text_that_is_no_date(self, tmp_path):
        with pytest.raises(DeserializationError, match="is not in the calendar"):
            self.loaded(tmp_path, existed="1922-02-30/1991")

    def test_are_written_into_files_without_bounds(self):
        self.country(existed="1922/1991")

        fields = json.loads(serializers.serialize("json", Country.objects.all()))[0]["fields"]

        assert fields["existed"] == "1922/1991"
        assert {"existed_earliest", "existed_latest"}.isdisjoint(fields)

    def test_have_both_bounds_for_every_date(self):
        for model in apps.get_app_config("coop").get_models():
            names = {field.name for field in model._meta.get_fields()}
            for field in model._meta.local_fields:
                if isinstance(field, EDTFField):
                    assert {f"{field.name}_earliest", f"{field.name}_latest"} <= names


class TestMigrations:
    @pytest.mark.parametrize("name", ["held_on", "held_on_earliest", "held_on_latest"])
    def test_write_the_field_as_it_was_declared(self, name):
        field = Showing._meta.get_field(name)

        clone = field.clone()

        assert type(clone) is type(field)
        assert clone.deconstruct()[1:] == field.deconstruct()[1:]
        assert field.deconstruct()[1] in MigrationWriter.serialize(field)[0]

    def test_keep_a_date_that_is_required(self):
        assert EDTFField(blank=False).clone().blank is False


class TestChecks:
    def errors(self, **fields):
        with isolate_apps():
            meta = type("Meta", (), {"app_label": "date_tests"})
            model = type("Draft", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
        return [error.id for error in model.check() if error.id.startswith("coop.")]

    def test_ask_for_a_source_that_is_a_date(self):
        assert self.errors(on_earliest=EarliestField(source="on")) == ["coop.E001"]
        assert self.errors(
            on=models.CharField(max_length=9), on_earliest=EarliestField(source="on")
        ) == ["coop.E001"]

    def test_ask_for_the_text_before_its_bounds(self):
        bound = EarliestField(source="on")

        assert self.errors(on_earliest=bound, on=EDTFField()) == ["coop.E002"]

    def test_ask_for_the_name_that_queries_look_for(self):
        assert self.errors(on=EDTFField(), first=EarliestField(source="on")) == ["coop.E003"]

    def test_are_content_with_the_three_in_order(self):
        assert (
            self.errors(
                on=EDTFField(),
                on_earliest=EarliestField(source="on"),
                on_latest=LatestField(source="on"),
            )
            == []
        )


class TestAnyText:
    @given(st.text(max_size=70))
    def test_is_either_a_date_or_a_validation_error(self, text):
        field = Showing._meta.get_field("held_on")
        try:
            value = field.clean(text, None)
        except ValidationError:
            return

        assert parse(value).text == value
