"""Every named constraint, broken by a query, by a fixture and in a form."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from coop.models import FormerSlug, Generation, SearchDocument
from tests.house.broken_work import CASES

MODELS = list(apps.get_app_config("coop").get_models())
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in MODELS
    for constraint in model._meta.constraints
}
EMPTY = {
    "agreement_has_a_title": "title",
    "coproduction_has_a_title": "title",
    "source_has_a_title": "title",
    "event_has_a_name": "names",
    "statement_says_something": "summary",
}
DERIVED = (FormerSlug, Generation, SearchDocument)

each_case = pytest.mark.parametrize("case", CASES, ids=str)


def says(error, name) -> bool:
    """Whether the database named the constraint, or for a unique one at least its columns."""
    text = str(error.value)
    model, constraint = CONSTRAINTS[name]
    if isinstance(constraint, models.UniqueConstraint) and connection.vendor == "sqlite":
        columns = [model._meta.get_field(field).column for field in constraint.fields]
        table = model._meta.db_table
        return f"UNIQUE constraint failed: {', '.join(f'{table}.{c}' for c in columns)}" in text
    # That a title is not empty, its column says as well, and on some engines first.
    column = EMPTY.get(name)
    return (
        name in text
        or (column is not None and f"{column}_check" in text)
        or (column is not None and f"\"{column}\" NOT IN ('{{}}'" in text)
    )


def changed(record, changes):
    for name, value in changes.items():
        setattr(record, name, value)
    return record


def as_fixture(record, changes) -> str:
    (entry,) = json.loads(serializers.serialize("json", [record], use_natural_foreign_keys=True))
    for name, value in changes.items():
        if name == "pk":
            entry["pk"] = value
        elif isinstance(value, models.Model):
            entry["fields"][name] = list(value.natural_key())
        else:
            entry["fields"][name] = value
    return json.dumps([entry], default=str)


@pytest.mark.django_db
class TestAConstraint:
    @each_case
    def test_refuses_what_a_query_or_a_fixture_would_write(self, case, tmp_path):
        record, changes = case.make()
        path = tmp_path / "broken.json"
        path.write_text(as_fixture(record, changes), encoding="utf-8")
        broken = changed(record, changes)

        with pytest.raises(IntegrityError) as refused_query, transaction.atomic():
            broken.save()
        with pytest.raises(IntegrityError) as refused_fixture, transaction.atomic():
            call_command("loaddata", str(path), verbosity=0)

        assert says(refused_query, case.constraint)
        assert says(refused_fixture, case.constraint)

    @pytest.mark.parametrize(
        "case", [case for case in CASES if CONSTRAINTS[case.constraint][0] not in DERIVED], ids=str
    )
    def test_tells_an_editor_in_a_sentence(self, case):
        record, changes = case.make()
        broken = changed(record, changes)

        with pytest.raises(ValidationError) as refused:
            broken.validate_constraints()

        _model, constraint = CONSTRAINTS[case.constraint]
        assert constraint.violation_error_message in refused.value.messages


class TestConstraints:
    def test_are_all_tried(self):
        assert {case.constraint for case in CASES} == set(CONSTRAINTS)

    def test_have_a_sentence_of_their_own(self):
        silent = [
            name
            for name, (model, constraint) in CONSTRAINTS.items()
            if model not in DERIVED
            and constraint.violation_error_message == constraint.default_violation_error_message
        ]

        assert silent == []
