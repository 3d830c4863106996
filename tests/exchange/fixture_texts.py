"""Texts of fixtures, and what the reader makes of them."""

import io

from coop.exchange import reading
from coop.exchange.entries import Entry, Fault

PARTY = '{"model": "coop.party", "fields": {"key": "a"}}'
PLACE = '{"model": "coop.place", "fields": {"key": "b"}}'


def read(text, name="file.json"):
    """What a file with this text yields."""
    data = text.encode() if isinstance(text, str) else text
    return list(reading.read_stream(name, io.BytesIO(data)))


def faults(text, name="file.json"):
    found = read(text, name)
    return [str(one) for one in found if isinstance(one, Fault)]


def keys(found):
    return [one.fields["key"] for one in found if isinstance(one, Entry)]


def written(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def plain(entries):
    return [{"model": one.model, "fields": one.fields} for one in entries]


def objects(values):
    return [{"model": "coop.party", "fields": {"names": value}} for value in values]
