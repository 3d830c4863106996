"""The list of agreements and the page of one."""

from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import ngettext

from coop import models
from coop.filters.agreements import AgreementFilter
from coop.models import Agreement
from coop.views.base import RecordDetail, RecordList
from coop.views.stories import (
    SIGNATURES,
    Life,
    Provisions,
    Sides,
    by_kind,
    by_label,
    labels,
    relations,
)
from coop.vocabulary.agreements import OccasionKind
from coop.vocabulary.records import State

ORDERS = {
    "newest": [F("signed_latest").desc(nulls_last=True)],
    "oldest": [F("signed_earliest").asc(nulls_last=True)],
    "title": [],
}
HEAD_FIELDS = ("kind", "bindingness", "title", "original_language", "summary")


class AgreementList(RecordList):
    """Agreements and packages, by what they provide, who made them and how they stand."""

    model = Agreement
    filter_class = AgreementFilter
    template_name = "coop/agreements/list.html"

    def sorted(self, records, order):
        """Newest or oldest first by their signature, the undated last; or by title."""
        return as_cards(records).with_signed_bounds().order_by(*ORDERS[order], "sort_key", "pk")

    def get_context_data(self, *, filters, problems, paginator, page):
        context = super().get_context_data(
            filters=filters, problems=problems, paginator=paginator, page=page
        )
        packages = 0 if problems else filters.qs.packages().count()
        return {**context, "counted": counted(paginator.count - packages, packages)}


def as_cards(records):
    """Agreements with what their card in a list prints."""
    return (
        records.with_totals()
        .with_participations()
        .with_standing(timezone.localdate())
        .select_related("place__country")
        .prefetch_related(Prefetch("acts", models.Act.objects.filter(kind__in=SIGNATURES)))
    )


def counted(instruments: int, packages: int) -> str:
    """How many there are: a package is never counted as an instrument."""
    found = [
        ngettext("%(number)d agreement", "%(number)d agreements", instruments)
        % {"number": instruments}
    ]
    if packages:
        found.append(
            ngettext("%(number)d package", "%(number)d packages", packages) % {"number": packages}
        )
    return " · ".join(found)


class AgreementDetail(RecordDetail):
    """The whole story of one agreement, with a source note at every claim."""

    model = Agreement
    template_name = "coop/agreements/detail.html"

    def with_parts(self, records):
        return records.select_related("place__country").prefetch_related(
            Prefetch("frameworks", models.Party.objects.with_country().order_by("sort_key", "pk")),
            Prefetch("subjects", models.Subject.objects.order_by("sort_key", "pk")),
            Prefetch("participations", models.Participation.objects.with_party()),
            Prefetch(
                "participations__signatures",
                models.Signature.objects.select_related("person", "office_at__country"),
            ),
            Prefetch(
                "occasions",
                models.Occasion.objects.select_related(
                    "event__place__country", "event__country", "event__part_of"
                ),
            ),
            Prefetch("acts", models.Act.objects.select_related("participation__party__country")),
            Prefetch("provisions__rules", models.Rule.objects.select_related("relaxes")),
            Prefetch("provisions__subjects", models.Subject.objects.order_by("sort_key", "pk")),
            Prefetch(
                "film_links",
                models.CoProductionAgreement.objects.filter(
                    coproduction__state=State.PUBLISHED
                ).select_related("coproduction"),
            ),
        )

    def story(self, agreement: Agreement) -> dict:
        today = timezone.localdate()
        topics = list(models.ProvisionTopic.objects.select_related("parent"))
        provisions = Provisions(agreement, topics)
        statements = list(
            models.Statement.objects.filter(
                Q(agreement=agreement) | Q(provision__agreement=agreement)
            )
        )
        ties = relations(
            models.AgreementRelation.objects.filter(
                Q(agreement=agreement, related__state=State.PUBLISHED)
                | Q(related=agreement, agreement__state=State.PUBLISHED)
            ).select_related("agreement", "related"),
            agreement,
        )
        sides = Sides(agreement.participations.all())
        life = Life(agreement, today)
        signatures = [one for part in sides.all for one in part.signatures.all()]
        occasions = list(agreement.occasions.all())
        events_ahead = [one for one in occasions if one.kind == OccasionKind.PROVIDES_FOR]
        films = list(agreement.film_links.all())
        notes = self.notes(
            [
                agreement,
                *sides.all,
                *signatures,
                *occasions,
                *life.acts,
                *(tie.relation for tie in ties),
                *provisions.claims,
                *statements,
                *films,
            ]
        )
        for field in HEAD_FIELDS:
            notes.number(agreement, field)
        story = {"head_notes": notes.cut()}

        for act in life.signatures:
            notes.number(act, "done_on")
        notes.number(agreement, "place")
        occasions = [one for one in occasions if one not in events_ahead]
        for occasion in occasions:
            notes.number(occasion)
        for part in sides.all:
            notes.number(part)
            for signature in part.signatures.all():
                notes.number(signature)
        notes.number(agreement, "parties_complete_on")
        notes.number(agreement, "frameworks")
        others = by_label(tie for tie in ties if not tie.is_member)
        for _label, alike in others:
            for tie in alike:
                notes.number(tie.relation)
        for occasion in events_ahead:
            notes.number(occasion)
        notes.number(agreement, "subjects")
        notes.number(agreement, "authentic_languages")
        story |= {
            "sides": sides,
            "occasions": occasions,
            "events_ahead": events_ahead,
            "relations": others,
            "fact_notes": notes.cut(),
        }

        for act in life.acts:
            for field in ("done_on", "effective_on"):
                notes.number(act, field)
            notes.number(act)
        story |= {"life": life, "life_notes": notes.cut()}

        members = [tie for tie in ties if tie.is_member]
        for tie in members:
            notes.number(tie.relation)
        story |= {"members": members, "member_notes": notes.cut()}

        about = {}
        for statement in statements:
            if statement.provision_id:
                about.setdefault(statement.provision_id, []).append(statement)
        provisions.number(notes, about)
        story["provisions"] = provisions

        kinds = by_kind(statement for statement in statements if statement.agreement_id)
        for _kind, said in kinds:
            for statement in said:
                notes.number(statement)
        story |= {"statements": kinds, "statement_notes": notes.cut()}

        for film in films:
            notes.number(film)
        story |= {"films": films, "film_notes": notes.cut()}

        elsewhere = notes.of(agreement)
        notes.number(agreement)
        new = notes.cut()
        story |= {"labels": labels(elsewhere, new), "label_notes": new}
        return story
