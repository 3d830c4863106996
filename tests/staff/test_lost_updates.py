"""No lost update: through no door is written what was typed on top of an unseen version.

Two people open the same thing. The second saves first; what the first then sends changes
nothing, says so, and keeps what was typed where anything was.
"""

from dataclasses import dataclass, field

import pytest
from django.urls import reverse
from reversion.models import Version

from coop.admin import site
from coop.admin.base import RecordAdmin
from coop.exchange.records import entries_of
from coop.models import ProposedChange
from tests import factories as make
from tests.staff.conftest import logged_in
from tests.staff.forms import Form
from tests.staff.proposing import proposal_of
from tests.staff.roles import account
from tests.staff.uploads import a_party, fixture, page_of, uploaded

pytestmark = pytest.mark.django_db

NAME = "names-0-text"

ROOTS = {
    "agreement": (make.agreement, "note"),
    "coproduction": (make.coproduction, "title-0-text"),
    "country": (make.country, NAME),
    "countrygroup": (make.group, NAME),
    "event": (make.event, NAME),
    "party": (make.party, NAME),
    "person": (make.person, NAME),
    "place": (make.place, NAME),
    "provisiontopic": (make.topic, NAME),
    "sourcedocument": (make.source, "note"),
    "subject": (make.subject, NAME),
}
"""For each kind of record what makes one, and a control of its form."""

PARTS = {
    "act": (make.act, "note"),
    "agreementrelation": (make.relation, "order"),
    "attendance": (make.attendance, "office"),
    "citation": (lambda: make.citation(make.agreement()), "as_named"),
    "coproductionagreement": (make.film_link, "order"),
    "coproductionpartner": (make.partner, "share"),
    "formername": (make.former_name, NAME),
    "occasion": (make.occasion, "order"),
    "participation": (make.participation, "side"),
    "provision": (make.provision, "article"),
    "rule": (make.rule, "minimum"),
    "screening": (make.screening, "note"),
    "signature": (make.signature, "office"),
    "statement": (make.statement, "summary-0-text"),
}
"""For each kind of part what makes one, and a control of its page."""

ROWS = {
    "agreement": ("provisions", "article"),
    "coproduction": ("partners", "share"),
    "countrygroup": ("memberships", "since"),
    "event": ("attendances", "office"),
    "party": ("former_names", NAME),
}
"""For some kinds of record a list of rows in its form, and a control in a row."""


@pytest.fixture
def mine(reviewer):
    return logged_in(reviewer)


@pytest.fixture
def theirs(db):
    return logged_in(account("colleague", "Reviewer"))


def save(client, record, text="Theirs"):
    """A colleague saves the record, in a session of their own."""
    model = record._meta.model_name
    _make, control = ROOTS[model]
    before = entries_of(record)
    form = Form.to_change(client, record)
    form.send(**{control: text, "change_reason": "A correction."})
    assert entries_of(record) != before


def root_of(thing):
    return getattr(thing, "root", thing)


class TestAForm:
    @pytest.mark.parametrize("model", ROOTS)
    def test_of_a_record_is_refused_and_shows_both(self, mine, theirs, model):
        factory, control = ROOTS[model]
        record = factory()
        form = Form.to_change(mine, record)
        save(theirs, record)
        now = entries_of(record)

        page = form.send(**{control: "Mine", "change_reason": "Why."}).content.decode()

        assert entries_of(record) == now
        assert "so nothing was saved" in page
        assert "<td><bdi>" in page.split("Theirs")[0]
        assert "Mine" in page

    @pytest.mark.parametrize("model", PARTS)
    def test_of_a_part_is_refused_when_its_record_was_saved(self, mine, theirs, model):
        factory, control = PARTS[model]
        part = factory()
        form = Form.to_change(mine, part)
        save(theirs, root_of(part))
        now = entries_of(root_of(part))

        page = form.send(**{control: "7", "change_reason": "Why."}).content.decode()

        assert entries_of(root_of(part)) == now
        assert "so nothing was saved" in page

    @pytest.mark.parametrize("model", PARTS)
    def test_of_a_record_is_refused_when_a_part_was_saved(self, mine, theirs, model):
        factory, control = PARTS[model]
        part = factory()
        record = root_of(part)
        form = Form.to_change(mine, record)
        theirs_ = Form.to_change(theirs, part)
        before = entries_of(record)
        theirs_.send(**{control: "7", "change_reason": "A correction."})
        now = entries_of(record)
        assert now != before

        page = form.send(change_reason="Why.").content.decode()

        assert entries_of(record) == now
        assert "so nothing was saved" in page

    @pytest.mark.parametrize("model", ROWS)
    def test_with_a_new_row_keeps_the_row_to_be_sent_again(self, mine, theirs, model):
        prefix, control = ROWS[model]
        record = ROOTS[model][0]()
        form = Form.to_change(mine, record)
        form.add_row(prefix, **{control: "1999"})
        save(theirs, record)
        now = entries_of(record)

        page = form.send(change_reason="Why.").content.decode()

        assert entries_of(record) == now
        assert 'value="1999"' in page or ">\n1999</textarea>" in page

    def test_that_proposes_is_refused(self, editor_client, theirs):
        record = make.agreement()
        form = Form.to_change(editor_client, record)
        save(theirs, record)

        page = form.send(note="Mine", change_reason="Why.").content.decode()

        assert not ProposedChange.objects.exists()
        assert "so nothing was saved" in page

    def test_is_tried_for_every_record_and_part_that_has_one(self):
        forms = {
            m._meta.model_name for m, a in site._registry.items() if isinstance(a, RecordAdmin)
        }

        assert forms == ROOTS.keys() | PARTS.keys()


@dataclass
class Door:
    """A page that was opened about records; pressing its button would change them."""

    form: Form
    records: list
    typed: dict = field(default_factory=dict)

    def press(self):
        data = {**self.form.values, **self.typed}
        return self.form.client.post(self.form.address, data, follow=True).content.decode()


def page_about(client, record, page):
    return Form(client, reverse(f"admin:coop_{record._meta.model_name}_{page}", args=[record.pk]))


def deletion(client):
    record = make.agreement(draft=True)
    return Door(page_about(client, record, "delete"), [record])


def step(verb, state):
    """The page that asks whether a record shall go one step further."""

    def door(client):
        record = make.agreement(state=state)
        typed = {"_confirmed": "1", "reason": "Why."}
        return Door(page_about(client, record, verb), [record], typed)

    return door


def action_on_the_list(client):
    records = [make.agreement(draft=True), make.agreement(draft=True)]
    chosen = {"action": "publish", "_selected_action": [record.pk for record in records]}
    address = reverse("admin:coop_agreement_changelist")
    asked = client.post(address, chosen)
    form = Form(client, address).again(asked)
    return Door(form, [records[0]], {"_confirmed": "1"})


def withdrawal_asked_for_twice(client):
    """The reason is forgotten at first: the page that asks again is still about what was seen."""
    record = make.agreement()
    form = page_about(client, record, "withdraw")

    class Twice(Door):
        def press(self):
            self.form.again(self.form.send(_confirmed="1", reason=""))
            return super().press()

    return Twice(form, [record], {"_confirmed": "1", "reason": "Why."})


def copying(client, *, is_package_changed):
    package = make.agreement(draft=True, kind="package")
    occasion = make.occasion(agreement=package)
    member = make.agreement(draft=True)
    make.relation(agreement=member, related=package, kind="part-of")
    form = page_about(client, package, "members")
    form.again(form.send(members=[member.pk], occasions=[f"occasions-{occasion.pk}"]))
    records = [package, member] if is_package_changed else [member, package]
    return Door(form, records, {"_confirmed": "1"})


def merging(client, *, is_kept_changed):
    kept, other = make.party(), make.party()
    address = reverse("admin:coop_party_merge", args=[kept.pk])
    form = Form(client, f"{address}?other={other.pk}")
    records = [kept, other] if is_kept_changed else [other, kept]
    return Door(form, records, {"reason": "The same body."})


def restoring(client):
    record = make.agreement(note="First.")
    first = Version.objects.get_for_object(record).last()
    save(client, record, "Second.")
    address = reverse("admin:coop_agreement_restore", args=[record.pk, first.pk])
    return Door(Form(client, address), [record], {"reason": "Back to the first."})


def importing(client):
    record = make.party(key="kazakhfilm", names="Kazakhfilm")
    upload = uploaded(client, fixture(a_party(names={"en": "Mine, from the file"})))
    return Door(Form(client, page_of(upload)), [record], {"_confirm": "1"})


def applying(client):
    record = make.agreement()
    proposal = proposal_of(
        record,
        lambda: type(record).objects.filter(pk=record.pk).update(note="Mine"),
        user=account("proposer", "Editor"),
    )
    address = reverse("admin:coop_proposedchange_change", args=[proposal.pk])
    return Door(Form(client, address), [record], {"_apply": "1"})


DOORS = {
    "deletion": deletion,
    "submission": step("submit", "draft"),
    "publication": step("publish", "in-review"),
    "withdrawal": step("withdraw", "published"),
    "reopening": step("reopen", "in-review"),
    "action on a list": action_on_the_list,
    "withdrawal asked for twice": withdrawal_asked_for_twice,
    "copy from a package that changed": lambda client: copying(client, is_package_changed=True),
    "copy to a member that changed": lambda client: copying(client, is_package_changed=False),
    "merge into a record that changed": lambda client: merging(client, is_kept_changed=True),
    "merge of a record that changed": lambda client: merging(client, is_kept_changed=False),
    "restoring of a version": restoring,
    "import": importing,
    "proposal": applying,
}

WORDS = (
    "changed by someone else meanwhile",
    "Someone else has saved this record meanwhile",
    "was changed meanwhile",
    "after you had opened",
)
"""How the doors say it."""


class TestADoor:
    @pytest.mark.parametrize("name", DOORS)
    def test_changes_nothing_that_was_changed_since_it_was_opened(self, mine, theirs, name):
        door = DOORS[name](mine)
        save(theirs, door.records[0])
        now = [entries_of(record) for record in door.records]

        page = door.press()

        assert [entries_of(record) for record in door.records] == now
        assert any(words in page for words in WORDS)

    @pytest.mark.parametrize("name", DOORS)
    def test_changes_what_was_seen(self, mine, name):
        door = DOORS[name](mine)
        before = [entries_of(record) for record in door.records]

        door.press()

        assert [entries_of(record) for record in door.records] != before
