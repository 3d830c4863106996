"""The same rules at every door: forms, their rows and evidence, imports, sheets, raw fixtures."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.exchange import bad_records, bad_rows, bad_texts, bad_values
from tests.exchange.doors import DOORS
from tests.exchange.doors_of_files import LoadData
from tests.exchange.values import FOUND, VALUES, NoWay

# Each adds its own to the values.
TABLES = (bad_texts, bad_values, bad_rows, bad_records)

BAD = [value for value in VALUES if not value.is_taken]
STRANGE = [value for value in VALUES if value.is_taken]


@pytest.fixture
def doors(db, tmp_path):
    client = Client()
    client.force_login(User.objects.create_superuser("root", password="a long enough phrase"))
    return [door(client, tmp_path) for door in DOORS]


def stored(thing, field):
    fresh = type(thing)._base_manager.get(pk=thing.pk)
    return getattr(fresh, fresh._meta.get_field(field).attname)


def is_said(sentences, value, door) -> bool:
    """Whether what is wrong was said; Django's own words are those of the database."""
    if isinstance(door, LoadData):
        part = value.refused if value.later == FOUND else value.later
    else:
        part = value.refused
    return any(part.casefold() in sentence.casefold() for sentence in sentences)


class TestABadValue:
    @pytest.mark.parametrize("value", BAD, ids=str)
    def test_is_refused_in_the_same_sentence_at_every_door(self, value, doors):
        thing = value.make()
        before = stored(thing, value.field)
        silent, kept = {}, []

        for door in doors:
            try:
                sentences = door.enter(value, thing)
            except NoWay:
                continue
            if not is_said(sentences, value, door):
                silent[door.name] = sentences
            if stored(thing, value.field) != before:
                kept.append(door.name)

        assert silent == {}
        assert kept == (["loaddata"] if value.later else [])


def said_of(text, kept):
    """Of a text, the languages that a value speaks of: a sheet leaves the others as they are."""
    return {tag: text.get(tag) for tag in kept} if isinstance(kept, dict) else text


class TestAStrangeValue:
    @pytest.mark.parametrize("value", STRANGE, ids=str)
    def test_is_taken_and_kept_alike_at_every_door(self, value, doors):
        kept = {}

        for door in doors:
            thing = value.make()
            try:
                sentences = door.enter(value, thing)
            except NoWay:
                continue
            kept[door.name] = sentences or said_of(stored(thing, value.field), value.kept)

        assert kept == dict.fromkeys(kept, value.kept)


class TestTheTable:
    def test_names_each_value_once(self):
        names = [value.name for value in VALUES]

        assert sorted(names) == sorted(set(names))
