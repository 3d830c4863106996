"""The list of provisions, told."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coop.exchange.lists.columns import (
    ADDRESSES,
    OWN_EVIDENCE,
    SUMMARY,
    Texts,
    listed,
    member,
    number,
    plain,
)
from coop.exchange.lists.evidence import Evidenced
from coop.exchange.lists.listing import Listing
from coop.exchange.lists.parts import every, linked
from coop.models import Agreement, Provision, ProvisionTopic, Rule, Subject
from coop.names.text import FALLBACK, Wording
from coop.querysets.numbers import number_of


class Provisions(Listing):
    """Provisions, each with its agreement and topic; the row is the claim that is cited."""

    model = Provision
    url_name = "provision"
    fields = (
        *("agreement", "agreement__key", "key", "topic", "stance", "forms", "lengths"),
        *("article", "summary", "rule_count"),
    )
    layout = (
        *ADDRESSES,
        member("agreement", _("Agreement"), "agreement", "title"),
        member("agreement_key", _("Agreement: key"), "agreement", "key"),
        member("topic", _("Topic"), "topic", "name"),
        member("topic_code", _("Topic: code"), "topic", "code"),
        member("topic_group", _("Topic: code of its group"), "topic", "group"),
        plain("stance", _("Stance")),
        Texts("summary", SUMMARY),
        plain("article", _("Article")),
        listed("form", _("Form"), "forms"),
        listed("length", _("Length"), "lengths"),
        member("subject", _("Subjects"), "subjects", "name"),
        member("subject_key", _("Subjects: key"), "subjects", "key"),
        number("rule_count", _("Rules")),
        *OWN_EVIDENCE,
    )
    brief = ("stance", "agreement", "summary", "article")

    @classmethod
    def public(cls):
        rules = number_of(Rule.objects.firm(), "provision")
        return Provision.objects.public().annotate(rule_count=rules)

    @classmethod
    def moments(cls):
        return Provision.objects.public().annotate(changed_at=F("agreement__updated_at"))

    def entitled(self, told):
        topic, agreement = told["topic"]["name"], told["agreement"]["title"]
        return Wording(f"{topic} · {agreement}", get_language() or FALLBACK)

    def load(self, ids, rows):
        self.cited = Evidenced("provision", "", ids)
        self.subjects = linked(Provision.subjects.through, "provision", "subject", ids)
        self.named.load(Agreement, (row["agreement"] for row in rows.values()))
        self.named.load(ProvisionTopic, (row["topic"] for row in rows.values()))
        self.named.load(Subject, every(self.subjects))

    def permanent_root(self):
        return reverse("provision-list")

    def addresses(self, key, slug):
        """A provision has one address, of two keys, both of which stay for ever."""
        return {
            "key": f"{slug}/{key}",
            "id": f"{self.permanent}{slug}/{key}/",
            "address": f"{self.own}{slug}/{key}/",
        }

    def told(self, row):
        pk = row["pk"]
        return {
            **self.addresses(row["key"], row["agreement__key"]),
            "agreement": self.named.one(Agreement, row["agreement"]),
            "topic": self.named.one(ProvisionTopic, row["topic"]),
            "stance": row["stance"],
            "summary": row["summary"],
            "article": row["article"],
            "forms": list(row["forms"]),
            "lengths": list(row["lengths"]),
            "subjects": self.named.all(Subject, self.subjects.get(pk, ())),
            "rule_count": row["rule_count"],
            **self.cited.whole(pk),
        }
