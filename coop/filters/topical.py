"""Facets over the topics of provisions: a tree, and what one provision says together."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from coop import facets
from coop.filters.facets import FacetFilter
from coop.models import Provision, ProvisionTopic
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length

SEPARATOR = ":"

ASKED_KEPT = 200
"""Answers to what one provision says that are kept with an index."""

QUALITIES = (("form", Form), ("length", Length), ("stance", Stance))
"""What may be asked of one provision beside its topic: columns of the index of provisions."""


class TopicFacet(FacetFilter):
    """A topic, or a group of topics: a group has what its topics have."""

    is_ordered = True

    def _topics(self) -> dict[str, ProvisionTopic]:
        """The vocabulary in its order, by code."""
        kept = self.index.kept
        if "topics" not in kept:
            topics = ProvisionTopic.objects.select_related("parent")
            ordered = topics.order_by("parent__order", "parent_id", "order", "code")
            kept["topics"] = {topic.code: topic for topic in ordered}
        return kept["topics"]

    def known(self, values):
        topics = self._topics()
        return {value for value in values if value in topics}

    def labels(self, values):
        kept = self.index.kept.setdefault(("labels of topics", get_language()), {})
        if not kept:
            kept.update({code: topic.label for code, topic in self._topics().items()})
        wanted = set(values)
        return {code: label for code, label in kept.items() if code in wanted}

    def broader(self, values):
        topics = self._topics()
        return {
            code: topics[code].parent.code
            for code in values
            if code in topics and topics[code].parent_id
        }


class SaidTogetherFacet(TopicFacet):
    """What one and the same provision says: ``co-production:documentary``, ``film-weeks``.

    A value is the code of a topic, then codes of forms, lengths and stances, with colons
    between them. Two values may be said by two provisions.
    """

    def known(self, values):
        topics = self._topics()
        found = set()
        for value in values:
            topic, *rest = value.split(SEPARATOR)
            if topic in topics and all(_quality(code) for code in rest):
                found.add(value)
        return found

    def topics(self):
        """The label of every topic, by code, in the vocabulary's order."""
        return TopicFacet.labels(self, self._topics())

    def labels(self, values):
        topics = TopicFacet.labels(self, [value.split(SEPARATOR)[0] for value in values])
        return {value: _in_words(value, topics) for value in values}

    def broader(self, values):
        return {}

    def counts(self, found, values):
        return {
            value: found.intersection_cardinality(self.having(value, values))
            for value in values.get(self.parameter) or ()
        }

    def most(self, found, values, number):
        return self.counts(found, values)

    def having(self, value, values):
        kept = self.index.kept.setdefault("said together", {})
        found = kept.get(value)
        if found is None:
            if len(kept) >= ASKED_KEPT:
                kept.clear()
            found = kept[value] = self._saying(value)
        return found

    def _saying(self, value: str) -> BitMap:
        provisions = facets.index(Provision, self.index.mark)
        topic, *rest = value.split(SEPARATOR)
        said = provisions.having("topic", topic) & provisions.having("firm", "firm")
        for code in rest:
            said &= provisions.having(_quality(code), code)
        return provisions.owners_of(said)


def _quality(code: str) -> str:
    """The column of the index of provisions that has this code; empty when none has."""
    for column, codes in QUALITIES:
        if code in codes.values:
            return column
    return ""


def _in_words(value: str, topics: dict) -> str:
    topic, *rest = value.split(SEPARATOR)
    words = [
        str(codes(code).label)
        for code in rest
        for _name, codes in QUALITIES
        if code in codes.values
    ]
    name = str(topics.get(topic) or topic)
    if not words:
        return name
    return _("%(topic)s (%(qualities)s)") % {"topic": name, "qualities": ", ".join(words)}


def said_together(topic: str, *qualities: str) -> str:
    """The value that asks for a topic together with these qualities; empty ones are left out."""
    return SEPARATOR.join([topic, *filter(None, qualities)])
