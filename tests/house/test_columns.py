"""Every column of every table keeps its length, its list and its sign, whoever writes to it."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import DataError, IntegrityError, connection, models, transaction

from coop.dates.fields import EDTFField
from coop.models import FormerSlug, Generation, SearchDocument, StatusPeriod, StoredIndex
from coop.models.keys import KeyField
from coop.names.fields import Line, MultilingualField, Passage
from coop.names.identifiers import SCHEMES
from coop.names.slugs import MAX_LENGTH
from coop.vocabulary.fields import CodesField
from tests import factories, working
from tests.house.test_constraints import as_fixture

COLUMNS = [
    (model, field)
    for model in apps.get_app_config("coop").get_models()
    for field in model._meta.local_concrete_fields
]


def columns(*kinds, without=lambda field: False):
    return pytest.mark.parametrize(
        ("model", "field"),
        [
            pytest.param(model, field, id=f"{model.__name__}.{field.name}")
            for model, field in COLUMNS
            if isinstance(field, kinds) and not without(field)
        ],
    )


FACTORIES = {
    "formername": factories.former_name,
    "agreementrelation": factories.relation,
    "coproductionpartner": factories.partner,
    "coproductionagreement": factories.film_link,
    "sourcedocument": factories.source,
    "provisiontopic": factories.topic,
    "countrygroup": factories.group,
    "citation": lambda: factories.citation(factories.person()),
    "statusperiod": lambda: StatusPeriod.objects.get(agreement=factories.agreement(parties=[])),
    "searchdocument": lambda: SearchDocument.objects.get(key=factories.person().key),
    "formerslug": lambda: FormerSlug.objects.create(kind="party", slug="a", key="b"),
    "columnmapping": factories.mapping,
    "import": factories.upload,
    "importpiece": lambda: factories.upload().pieces.create(kind="file", number=1, content=b"a"),
    "storedindex": lambda: StoredIndex.objects.create(
        kind=f"kind-{StoredIndex.objects.count()}", generation=1, stamp=1, content=b""
    ),
    "proposedchange": working.proposed_change,
    "addresscheck": working.address_check,
    **{
        name: getattr(working, name)
        for name in ("assignment", "comment", "dismissal", "distinction", "merge")
    },
    "generation": lambda: factories.person() and Generation.objects.get(),
}


def row(model):
    name = model._meta.model_name
    return (FACTORIES.get(name) or getattr(factories, name))()


def write_past_django(record, field, value):
    """Write with no field in between, as another program would."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(record._meta.db_table)} SET {quote(field.column)} = %s WHERE id = %s",
            [value, record.pk],
        )


@pytest.mark.django_db
class TestATextColumn:
    @columns(Line, Passage, EDTFField, CodesField)
    def test_refuses_a_longer_text_than_its_field(self, model, field):
        record = row(model)

        with pytest.raises((IntegrityError, DataError)) as refused:
            write_past_django(record, field, "1" * (field.max_length + 1))

        assert names_length(refused, field)

    @columns(MultilingualField)
    def test_in_several_languages_refuses_what_no_sound_text_needs(self, model, field):
        record = row(model)
        text = json.dumps({"en": "a" * field.stored_limit()})

        with pytest.raises(IntegrityError):
            write_past_django(record, field, text)

    @columns(MultilingualField)
    def test_in_several_languages_refuses_a_longer_text_in_a_query(self, model, field):
        record = row(model)

        with pytest.raises(ValidationError, match=f"at most {field.max_length} fit"):
            type(record)._base_manager.filter(pk=record.pk).update(
                **{field.name: {"ar": "a" * (field.max_length + 1)}}
            )

    @columns(MultilingualField)
    def test_in_several_languages_refuses_a_longer_text_in_a_fixture(self, model, field, tmp_path):
        path = tmp_path / "long.json"
        text = {"ar": "a" * (field.max_length + 1)}
        path.write_text(as_fixture(row(model), {field.name: text}), encoding="utf-8")

        with pytest.raises(DeserializationError, match=f"at most {field.max_length} fit"):
            call_command("loaddata", str(path), verbosity=0)


@pytest.mark.django_db
class TestACodedColumn:
    @columns(Line, without=lambda field: not field.choices)
    def test_refuses_a_code_of_no_list(self, model, field):
        record = row(model)

        with pytest.raises(IntegrityError):
            write_past_django(record, field, "no-such-code")

    @columns(CodesField)
    def test_of_several_codes_refuses_one_of_no_list(self, model, field, tmp_path):
        record = row(model)
        path = tmp_path / "codes.json"
        path.write_text(as_fixture(record, {field.name: ["no-such-code"]}), encoding="utf-8")

        with pytest.raises(ValidationError, match="no code of this list"), transaction.atomic():
            model._base_manager.filter(pk=record.pk).update(**{field.name: ["no-such-code"]})
        with pytest.raises(DeserializationError, match="no code of this list"):
            call_command("loaddata", str(path), verbosity=0)


@pytest.mark.django_db
class TestANumberColumn:
    @columns(models.PositiveIntegerField, models.PositiveSmallIntegerField)
    def test_refuses_a_number_below_nought(self, model, field):
        record = row(model)

        with pytest.raises(IntegrityError):
            write_past_django(record, field, -1)

    @columns(models.DecimalField)
    def test_refuses_more_digits_than_its_field(self, model, field):
        record = row(model)
        setattr(record, field.name, 10 ** (field.max_digits - field.decimal_places))

        with pytest.raises(ValidationError, match="digits"), transaction.atomic():
            record.save()


@pytest.mark.django_db
class TestAUniqueColumn:
    @columns(models.Field, without=lambda field: field.primary_key or not field.unique)
    def test_refuses_the_value_of_another_row(self, model, field, tmp_path):
        first, second = row(model), row(model)
        path = tmp_path / "double.json"
        changes = {field.name: getattr(first, field.name)}
        path.write_text(as_fixture(second, changes), encoding="utf-8")

        with pytest.raises(IntegrityError), transaction.atomic():
            model._base_manager.filter(pk=second.pk).update(**changes)
        with pytest.raises(IntegrityError), transaction.atomic():
            call_command("loaddata", str(path), verbosity=0)


class TestALimit:
    def test_is_set_for_every_text(self):
        unlimited = [
            f"{model.__name__}.{field.name}"
            for model, field in COLUMNS
            if isinstance(field, models.CharField | models.TextField | MultilingualField)
            and not field.max_length
            and model is not SearchDocument
        ]

        assert unlimited == []

    def test_of_a_coded_field_holds_its_longest_code(self):
        short = [
            f"{model.__name__}.{field.name}"
            for model, field in COLUMNS
            if field.choices and max(len(code) for code, _label in field.choices) > field.max_length
        ]

        assert short == []

    def test_of_a_slug_holds_what_slugs_are_cut_to(self):
        assert all(
            field.max_length > MAX_LENGTH for _model, field in COLUMNS if field.name == "slug"
        )

    def test_of_identifiers_holds_one_of_each_kind(self):
        longest = dict.fromkeys(SCHEMES, "9" * 40)

        assert len(json.dumps(longest)) < 2000


def names_length(refused, field) -> bool:
    """Whether it was the length that was refused; a key's check is of its shape and length."""
    text = str(refused.value)
    return (
        refused.type is DataError
        or f"length({connection.ops.quote_name(field.column)})" in text
        or (isinstance(field, KeyField) and f"CHECK constraint failed: {field.column}" in text)
        or f"_{field.column}_check" in text
    )
