"""Conditions of constraints, worked out in memory as the database works them out."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from coop.dates.fields import EDTFField
from coop.integrity import conditions
from coop.models import Act, Agreement, Citation, Membership, Participation, Place, Rule
from coop.vocabulary.fields import CodesField
from tests.house.broken_parts import CASES

CHECKS = [
    (model, constraint)
    for model in apps.get_app_config("coop").get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
]

each_check = pytest.mark.parametrize(
    ("model", "constraint"), CHECKS, ids=[constraint.name for _model, constraint in CHECKS]
)
CHECKED = {constraint.name: constraint for _model, constraint in CHECKS}

each_broken = pytest.mark.parametrize(
    "case", [case for case in CASES if case.constraint in CHECKED], ids=str
)


def database_holds(constraint, instance) -> bool:
    try:
        constraint.validate(type(instance), instance)
    except ValidationError:
        return False
    return True


def values_of(field):
    """Values that a column may hold, the odd ones among them."""
    if isinstance(field, CodesField):
        known = list(field.codes_known())
        return st.lists(st.sampled_from(known), max_size=2, unique=True).map(tuple)
    if field.is_relation or isinstance(field, models.IntegerField):
        return st.sampled_from([None, 1, 2, 21] if field.null else [0, 1, 2, 21])
    if isinstance(field, models.BooleanField):
        return st.booleans()
    if isinstance(field, models.DecimalField):
        largest = Decimal(10) ** (field.max_digits - field.decimal_places) - 1
        numbers = ("0", "-0.01", "20", "90.01", "100.01")
        return st.sampled_from([None, largest, *map(Decimal, numbers)])
    if isinstance(field, models.DateField):
        return st.sampled_from([None, date(2025, 12, 11), date(1991, 12, 26)])
    if isinstance(field, EDTFField):
        return st.sampled_from(
            ["", "1991", "1992~", "2025-12-11", "2025-12", "1991/1992", "../1991"]
        )
    if field.choices:
        return st.sampled_from(["", "of-no-list", *[code for code, _label in field.flatchoices]])
    if isinstance(field, models.JSONField):
        return st.sampled_from([{}, {"en": "A name"}])
    return st.sampled_from(["", "KZ", "SUHH", "2", "2-4, 7", "0", "a" * 64, "1991", "a-code"])


class TestConditionsInMemory:
    @each_check
    def test_are_understood_and_not_left_to_the_database(self, model, constraint):
        assert conditions.is_understood(constraint, model)

    @pytest.mark.django_db
    @each_broken
    def test_refuse_what_the_constraint_refuses(self, case):
        record, changes = case.make()
        constraint = CHECKED[case.constraint]

        assert conditions.holds(constraint, record)
        for name, value in changes.items():
            setattr(record, name, value)
        assert not conditions.holds(constraint, record)

    @pytest.mark.django_db
    @each_check
    def test_agree_with_the_database_on_any_values(self, model, constraint):
        names = sorted(conditions.fields_of(constraint) - {"id"})
        fields = [model._meta.get_field(name) for name in names]

        @given(st.tuples(*(values_of(field) for field in fields)))
        def agree(values):
            instance = model(pk=1)
            for field, value in zip(fields, values, strict=True):
                setattr(instance, field.attname, value)

            assert conditions.holds(constraint, instance) is database_holds(constraint, instance)

        agree()


class TestTheFieldOfAConstraint:
    def test_is_the_last_that_its_condition_names_as_forms_show_it(self):
        constraint = named(Rule, "share_rule_has_a_percentage_and_whose")

        assert conditions.field_of(constraint, ["kind", "unit", "minimum"]) == "minimum"

    def test_is_the_one_that_was_chosen_where_something_is_unique(self):
        constraint = named(Participation, "party_takes_part_once_in_a_role")

        assert conditions.field_of(constraint, ["agreement", "party", "role"]) == "party"

    def test_is_none_where_the_form_shows_none_of_them(self):
        constraint = named(Agreement, "agreement_has_a_title")

        assert conditions.field_of(constraint, ["kind"]) is None

    def test_is_found_in_a_sum_of_cases(self):
        constraint = named(Citation, "citation_has_exactly_one_target")

        assert conditions.fields_of(constraint) == set(Citation.TARGETS)

    def test_may_be_one_of_many_columns(self):
        constraint = named(Place, "place_coordinates_come_in_pairs_on_the_globe")

        assert conditions.fields_of(constraint) == {"latitude", "longitude"}

    def test_is_the_date_of_which_it_asks_a_bound(self):
        constraint = named(Membership, "membership_does_not_end_before_it_begins")

        assert conditions.fields_of(constraint) == {"since", "until"}


class TestWhatIsNotUnderstood:
    @pytest.mark.django_db
    def test_is_asked_of_the_database(self):
        strange = models.CheckConstraint(
            condition=models.Q(note__icontains="by proxy"), name="act_note_says_by_proxy"
        )

        assert not conditions.is_understood(strange, Act)
        assert conditions.holds(strange, Act(kind="signature", note="Signed BY PROXY."))
        assert not conditions.holds(strange, Act(kind="signature", note="Signed."))


def named(model, name):
    (constraint,) = (one for one in model._meta.constraints if one.name == name)
    return constraint
