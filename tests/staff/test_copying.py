"""Another like this, and what a package gives its members."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.curation import copying
from coop.models import Agreement, Citation, Rule
from tests import factories as make
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    """A published agreement with something of everything."""
    made = make.agreement(title="Treaty", parties=[make.state("FR")])
    party = made.participations.get()
    make.signature(participation=party)
    make.act(agreement=made, participation=party, kind="ratification")
    first = make.rule(provision=make.provision(agreement=made, subjects=[make.subject()]))
    make.rule(provision=first.provision, relaxes=first, minimum=10)
    make.statement(agreement=made)
    make.occasion(agreement=made)
    make.relation(agreement=made)
    return made


def all_parts(agreement):
    """Every part of an agreement with its citations, however deep."""
    provisions = list(agreement.provisions.all())
    participations = list(agreement.participations.all())
    return [
        *participations,
        *(s for p in participations for s in p.signatures.all()),
        *agreement.acts.all(),
        *provisions,
        *(rule for p in provisions for rule in p.rules.all()),
        *agreement.statements.all(),
        *agreement.occasions.all(),
        *agreement.relations.all(),
    ]


class TestAnotherLikeThis:
    def test_is_a_draft_with_all_parts_and_their_evidence(self, agreement):
        twin = copying.another_like(record=agreement)

        assert (twin.state, twin.published_at, twin.title) == ("draft", None, agreement.title)
        shape = [(type(p), p.order, p.citations.count(), p.basis) for p in all_parts(agreement)]
        assert [(type(p), p.order, p.citations.count(), p.basis) for p in all_parts(twin)] == shape
        assert twin.citations.count() == agreement.citations.count() == 1

    def test_has_keys_of_its_own(self, agreement):
        twin = copying.another_like(record=agreement)

        ours = {agreement.key, *(p.key for p in all_parts(agreement))}
        theirs = {twin.key, *(p.key for p in all_parts(twin))}
        assert not ours & theirs

    def test_points_to_its_own_parts(self, agreement):
        twin = copying.another_like(record=agreement)

        provision = twin.provisions.get()
        assert twin.acts.get().participation == twin.participations.get()
        assert provision.rules.get(minimum=10).relaxes == provision.rules.get(minimum=20)
        assert list(provision.subjects.all()) == list(agreement.provisions.get().subjects.all())

    def test_is_asked_for_before_it_is_written(self, editor_client, agreement):
        address = reverse("admin:coop_agreement_another", args=[agreement.pk])
        before = Agreement.objects.count()

        form = Form(editor_client, address)
        assert Agreement.objects.count() == before
        response = form.send()

        twin = Agreement.objects.order_by("-pk").first()
        assert response.url == reverse("admin:coop_agreement_change", args=[twin.pk])
        assert twin.state == "draft"

    def test_of_a_source_has_not_the_same_bytes(self):
        source = make.source(sha256="a" * 64, publisher="IRNA")

        twin = copying.another_like(record=source)

        assert (twin.sha256, twin.publisher) == ("", "IRNA")

    def test_of_a_film_keeps_its_partners_and_ties(self):
        film = make.coproduction(countries=[make.country("FR")])
        link = make.film_link(coproduction=film)

        twin = copying.another_like(record=film)

        assert twin.partners.get().citations.count() == 1
        assert twin.agreement_links.get().agreement == link.agreement


@pytest.fixture
def package():
    return make.agreement(draft=True, kind="package", title="Package", parties=[make.state("KZ")])


def member_of(package, **fields):
    member = make.agreement(draft=True, **{"parties": [], **fields})
    make.relation(agreement=member, related=package, kind="part-of")
    return member


class TestCopyToMembers:
    def test_writes_rows_with_their_evidence_to_each_member(self, package):
        members = [member_of(package), member_of(package)]
        occasion = make.occasion(agreement=package)
        rule = make.rule(provision=make.provision(agreement=package))

        written = copying.copy_to_members(
            package=package, members=members, parts=[occasion, rule.provision]
        )

        assert written == 4
        for member in members:
            assert member.occasions.get().event == occasion.event
            assert member.occasions.get().citations.get().source
            assert member.provisions.get().rules.get().citations.count() == 1
        assert package.occasions.count() == 1

    def test_adds_nothing_that_a_member_already_has(self, package):
        member = member_of(package)
        parts = [make.occasion(agreement=package), make.provision(agreement=package)]

        copying.copy_to_members(package=package, members=[member], parts=parts)
        again = copying.copy_to_members(package=package, members=[member], parts=parts)

        assert again == 0
        assert (member.occasions.count(), member.provisions.count()) == (1, 1)

    def test_copies_frameworks_and_subjects(self, package):
        member, turksoy = member_of(package), make.party(names="TURKSOY")
        with make.recording() as record:
            record.touch(package)
            package.frameworks.add(turksoy)

        copying.copy_to_members(package=package, members=[member], lists=["frameworks"])

        assert list(member.frameworks.all()) == [turksoy]

    def test_gives_an_act_to_the_member_s_own_party(self, package):
        member = member_of(package, parties=[make.state("KZ")])
        act = make.act(agreement=package, participation=package.participations.get())

        copying.copy_to_members(package=package, members=[member], parts=[act])

        assert member.acts.get().participation == member.participations.get()

    def test_refuses_an_act_of_a_party_that_the_member_lacks(self, package):
        member = member_of(package)
        act = make.act(agreement=package, participation=package.participations.get())

        with pytest.raises(ValidationError, match="copy the party too"):
            copying.copy_to_members(package=package, members=[member], parts=[act])

        assert not member.acts.exists()

    def test_refuses_an_agreement_that_is_no_member(self, package):
        stranger = make.agreement(draft=True)

        with pytest.raises(ValidationError, match="is not part of this package"):
            copying.copy_to_members(
                package=package, members=[stranger], parts=[make.occasion(agreement=package)]
            )

    def test_leaves_a_published_member_complete(self, package):
        published = make.agreement()
        make.relation(agreement=published, related=package, kind="part-of")
        bare = make.occasion(agreement=package, evidence=False)

        with pytest.raises(ValidationError, match="must stay complete"):
            copying.copy_to_members(package=package, members=[published], parts=[bare])

        assert not published.occasions.exists()


class TestPageOfCopying:
    def address(self, package):
        return reverse("admin:coop_agreement_members", args=[package.pk])

    def test_shows_what_will_be_copied_before_it_is(self, editor_client, package):
        member = member_of(package)
        occasion = make.occasion(agreement=package)
        form = Form(editor_client, self.address(package))
        form["members"], form["occasions"] = [member.pk], [f"occasions-{occasion.pk}"]

        asked = form.send()
        assert not member.occasions.exists()
        done = form.again(asked).send(_confirmed="1")

        assert str(occasion) in asked.content.decode()
        assert done.status_code == 302
        assert member.occasions.get().event == occasion.event

    def test_refuses_when_nothing_is_ticked(self, editor_client, package):
        member_of(package)

        response = Form(editor_client, self.address(package)).send()

        assert errors_in(response) == ["Choose at least one thing to copy and one member."]

    def test_refuses_a_member_that_was_changed_meanwhile(self, editor_client, package):
        member = member_of(package)
        occasion = make.occasion(agreement=package)
        form = Form(editor_client, self.address(package))
        form["members"], form["occasions"] = [member.pk], [f"occasions-{occasion.pk}"]
        make.provision(agreement=member)

        response = form.send(_confirmed="1")

        assert "was changed by someone else meanwhile" in errors_in(response)[0]
        assert not member.occasions.exists()

    def test_offers_an_editor_only_members_that_are_not_published(self, editor_client, package):
        published = make.agreement(title="Published member")
        make.relation(agreement=published, related=package, kind="part-of")
        member_of(package, title="Draft member")

        page = Form(editor_client, self.address(package)).page

        assert "Draft member" in page
        assert "Published member" not in page


def test_every_citation_of_a_copy_stands_under_the_copy(agreement):
    twin = copying.another_like(record=agreement)

    roots = {c.root for c in Citation.objects.all()}
    assert {agreement, twin} <= roots
    assert Rule.objects.count() == 4
