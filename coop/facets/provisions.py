"""What is indexed of provisions."""

from collections.abc import Iterator, Sequence

from coop.facets import parts
from coop.facets.kinds import Kind, own, some
from coop.facets.orders import Key
from coop.facets.rows import Rows, codes, constant
from coop.models import Provision, Rule

public = Provision.objects.public


def _participations():
    return parts.participations().as_party()


def by_topic(ids: Sequence[int] | None) -> Iterator[Key]:
    """Ordered as the vocabulary is, then by agreement."""
    rows = some(Provision._base_manager.all(), ids).values_list(
        "topic__parent__order",
        "topic__order",
        "topic__code",
        "agreement__sort_key",
        "agreement",
        "order",
        "pk",
    )
    return ((group or 0, *rest) for group, *rest in rows.iterator())


def by_agreement(ids: Sequence[int] | None) -> Iterator[Key]:
    """Ordered by agreement, then as the agreement has them."""
    rows = some(Provision._base_manager.all(), ids).values_list(
        "agreement__sort_key", "agreement", "order", "pk"
    )
    return rows.iterator()


KIND = Kind(
    model=Provision,
    everything=public,
    columns={
        "topic": (own(public, "topic__code", "topic__parent__code"),),
        "stance": (own(public, "stance"),),
        "form": (own(public, "forms", spell=codes),),
        "length": (own(public, "lengths", spell=codes),),
        "country": (Rows(_participations, "agreement__provisions", ("party__country__code",)),),
        "subject": (
            Rows(
                Provision.subjects.through.objects.all,
                "provision",
                ("subject__key",),
                owners=("provision__agreement",),
            ),
        ),
        "use": (Rows(Rule.objects.firm, "provision", (), constant("rules")),),
        "firm": (own(parts.provisions, spell=constant("firm")),),
    },
    orders={"topic": by_topic, "agreement": by_agreement},
    notices=(own(public, "topic__order", "topic__parent__order"),),
    owner="agreement_id",
)
