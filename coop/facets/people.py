"""What is indexed of people."""

from coop.facets import parts
from coop.facets.kinds import Kind, by_name
from coop.facets.rows import CLAIM, Rows
from coop.facets.uses import first_of, used
from coop.models import Person, Subject

KIND = Kind(
    model=Person,
    everything=Person.objects.public,
    columns={
        "use": first_of(
            used("signatory", parts.signatures, "person"),
            used("present", parts.attendances, "person"),
            used("speaker", parts.citations, "said_by_person", owners=(CLAIM,), reads=parts.CITED),
            used("subject", Subject.objects.public, "person"),
        ),
        "country": (
            Rows(parts.signatures, "person", ("office_at__country__code",)),
            Rows(parts.attendances, "person", ("office_at__country__code",)),
        ),
    },
    orders={"title": by_name(Person)},
)
