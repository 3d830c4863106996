"""What is indexed of topics."""

from collections.abc import Iterator, Sequence

from coop.facets import parts
from coop.facets.kinds import Kind, own, some
from coop.facets.orders import Key
from coop.facets.rows import Rows, codes
from coop.facets.uses import used
from coop.models import ProvisionTopic


def narrow():
    """Topics that stand in a group; groups themselves are not listed."""
    return ProvisionTopic.objects.filter(parent__isnull=False)


def _participations():
    return parts.participations().as_party()


def as_ordered(ids: Sequence[int] | None) -> Iterator[Key]:
    """The vocabulary's own order."""
    rows = some(ProvisionTopic._base_manager.all(), ids).values_list(
        "parent__order", "parent__code", "order", "code", "pk"
    )
    return ((group or 0, code or "", *rest) for group, code, *rest in rows.iterator())


KIND = Kind(
    model=ProvisionTopic,
    everything=narrow,
    columns={
        "group": (own(narrow, "parent__code"),),
        "use": used("provisions", parts.provisions, "topic"),
        "country": (
            Rows(_participations, "agreement__provisions__topic", ("party__country__code",)),
        ),
        "stance": (Rows(parts.provisions, "topic", ("stance",)),),
        "form": (Rows(parts.provisions, "topic", ("forms",), spell=codes),),
        "length": (Rows(parts.provisions, "topic", ("lengths",), spell=codes),),
    },
    orders={"order": as_ordered},
    notices=(own(narrow, "parent__order"),),
)
