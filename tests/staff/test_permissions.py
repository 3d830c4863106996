"""Who may do what: every role at every address of the staff side, by GET and by POST.

The table is `permissions.txt`. A new address has no line there, and fails the first test
until somebody has decided who may open it.
"""

from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from tests.staff.conftest import logged_in
from tests.staff.matrix import World, rows
from tests.staff.roles import account

# Two thousand pages: what a role may do is the same on every engine, so one is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

TABLE = Path(__file__).with_name("permissions.txt")
COLUMNS = ("visitor", "account", "Editor", "Reviewer", "Administrator")
ASKING = ("GET", "POST")
OTHER_METHODS = ("head", "put", "delete")


def table() -> dict[tuple[str, str], dict[str, str]]:
    """For each address and standing what each column says: ``ok no``, to GET and to POST."""
    found = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        row, standing, *cells = (cell.strip() for cell in line.split("|"))
        assert len(cells) == len(COLUMNS), line
        assert (row, standing) not in found, f"twice in the table: {line}"
        found[row, standing] = dict(zip(COLUMNS, cells, strict=True))
    return found


WORDS = {200: "ok", 403: "no"}


def word(response) -> str:
    """An answer in the words of the table."""
    if response.status_code == 302:
        return "login" if response.url.startswith("/admin/login/") else "go"
    return WORDS.get(response.status_code, str(response.status_code))


def ask(client, method, path):
    """Ask, and undo whatever came of it."""
    cookies = client.cookies.copy()
    before = transaction.savepoint()
    try:
        return getattr(client, method)(f"/admin/{path}")
    finally:
        transaction.savepoint_rollback(before)
        client.cookies = cookies


def client_of(column) -> Client:
    if column == "visitor":
        return Client()
    return logged_in(account("me", *(() if column == "account" else (column,))))


class TestTheTable:
    def test_has_a_line_for_every_address_and_no_other(self):
        known = {row for row, _standing in table()}
        there = {row for _written, row, _admin in rows()}

        assert sorted(there - known) == [], (
            "These addresses have no line in tests/staff/permissions.txt: decide who may open them."
        )
        assert sorted(known - there) == [], "These lines are about no address."

    def test_lets_nobody_do_more_than_the_role_above(self):
        ranks = COLUMNS[1:]
        allowed = {"ok", "go"}

        beyond = [
            (row, standing, lower)
            for (row, standing), cells in table().items()
            for lower, higher in pairwise(ranks)
            for may, may_above in zip(cells[lower].split(), cells[higher].split(), strict=True)
            if may in allowed and may_above not in {*allowed, may}
        ]

        assert beyond == []


class TestEveryAddress:
    @pytest.mark.parametrize("column", COLUMNS)
    def test_answers_as_the_table_says(self, column):
        world, said = World(), table()
        client = client_of(column)

        wrong = []
        for address in world.addresses():
            cell = said.get((address.row, address.standing), {}).get(column, "? ?")
            for method, expected in zip(ASKING, cell.split(), strict=True):
                answer = word(ask(client, method.lower(), address.path))
                if answer != expected:
                    place = " ".join(part for part in (address.standing, address.row) if part)
                    wrong.append(
                        f"{column}: {method} /admin/{address.path} answers {answer!r}, "
                        f"and the table says {expected!r} ({place})"
                    )

        assert not wrong, "\n".join(wrong)

    def test_takes_a_visitor_who_is_no_staff_for_a_stranger(self):
        world, said = World(), table()
        client = logged_in(User.objects.create_user("reader"))

        let_in = [
            address.path
            for address in world.addresses()
            if said[address.row, address.standing]["visitor"] == "login login"
            and word(ask(client, "get", address.path)) != "login"
        ]

        assert let_in == []

    def test_fails_by_no_method(self):
        world = World()
        client = client_of("Administrator")
        tried = {(address.row, address.standing): address for address in world.addresses()}

        answers = {
            f"{method} {address.path}": ask(client, method, address.path).status_code
            for address in tried.values()
            for method in OTHER_METHODS
        }

        assert [asked for asked, status in answers.items() if status >= 500] == []
