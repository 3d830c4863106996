"""The three treaty texts, by their keys, and what is asked of them."""

from coop.integrity.paragraphs import numbers
from coop.models import Agreement, Provision, Rule, SourceDocument
from tests.facts import evidence

COE = "coe-cinematographic-co-production-1992"
FRANCE = "nl-fr-co-production-1988"
CHINA = "nl-cn-co-production-2015"


def source(text):
    return SourceDocument.objects.get(key=f"source-{text}")


def agreement(text):
    return Agreement.objects.get(key=f"agreement-{text}")


def coded(text, article, paragraph):
    """Topic and stance of what an article provides in one paragraph."""
    provisions = Provision.objects.filter(agreement=agreement(text), article=article)
    return {
        (provision.topic.code, provision.stance)
        for provision in provisions
        for citation in provision.citations.all()
        if paragraph in numbers(citation.paragraphs)
    }


def rule(text, provision, key):
    return Rule.objects.get_by_natural_key(f"agreement-{text}", provision, key)


def limits(found):
    return (found.minimum, found.maximum, found.unit, found.counted_by)


def signatures(text):
    """For each party, in order, those who signed for it."""
    return {
        participation.party.key: [str(s.person) for s in participation.signatures.all()]
        for participation in agreement(text).participations.filter(role="party")
    }


def roles(text, role):
    return {p.party.key: p for p in agreement(text).participations.filter(role=role)}


def words(text, thing, paragraph, *, field=""):
    """The text's own words for a thing, or for one field of it, in one paragraph."""
    return evidence.words(thing, f"source-{text}", paragraph, field=field)
