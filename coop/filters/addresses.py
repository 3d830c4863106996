"""What makes the result of a list, for other addresses of the same: as a query, and in words."""

from coop.filters.base import MORE, PAGE, PREVIEW, RecordFilter
from coop.filters.facets import FacetFilter


def query_of(filters: RecordFilter) -> str:
    """The query string without pages, without what is ignored, and without what is empty."""
    query = filters.data.copy()
    for name in list(query):
        values = [value for value in query.getlist(name) if value]
        if values and name in filters.known_parameters() - {PAGE, PREVIEW, MORE}:
            query.setlist(name, values)
        else:
            del query[name]
    return query.urlencode()


def in_words(filters: RecordFilter) -> str:
    """The filters at work, in the order of the panel: “Country: Kazakhstan, Signed from: 2020”."""
    found = []
    for name, asked in filters.filters.items():
        if isinstance(asked, FacetFilter) and (chosen := filters.values.get(name)):
            labels = asked.labels(chosen)
            found += [f"{asked.label}: {labels.get(value, value)}" for value in chosen]
    found += [f"{entry.label}: {entry.value}" for entry in filters.entries() if entry.value]
    return ", ".join(found)
