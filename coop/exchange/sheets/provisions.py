"""Rows of provisions: each a part of the agreement that it names."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry
from coop.exchange.sheets import evidence
from coop.exchange.sheets.keys import numbered, part_key
from coop.exchange.sheets.kinds import PROVISIONS
from coop.exchange.sheets.names import Names
from coop.exchange.sheets.rows import Draft, Sheet, says
from coop.exchange.sheets.values import Values
from coop.models import Citation, Provision

Parts = dict[str, dict[str, dict[str, Any]]]
"""The provisions of some agreements: agreement → key → its fields."""


class Provisions(Sheet):
    kind = PROVISIONS
    model = Provision
    plain = ("stance", "forms", "lengths", "article")
    multilingual = ("summary",)

    def __init__(self, names: Names, *, remembers: bool = False):
        # Nothing refers to a provision by its name.
        super().__init__(names)
        self.keys_taken: dict[str, set[str]] = defaultdict(set)

    def draft(self, values: Values) -> Draft:
        draft = Draft(values)
        topic, subjects = values.get("topic"), values.get("subjects")
        draft.more = {
            "agreement": values.get("agreement"),
            "topic": topic,
            "subjects": subjects,
            "evidence": evidence.of(values),
        }
        if topic:
            draft.fields["topic"] = [topic]
        if not values.has("agreement"):
            values.fault("agreement", _("Say which agreement provides it."))
        return draft

    # ---- Which provision it is ----

    def identify(self, drafts: list[Draft]) -> None:
        """Rows without a key are told by agreement, topic and article, then by their words.

        Of several provisions on one topic in one article, the one with the row's summary is
        meant, else the first that no other row means.
        """
        self.parts = self._parts(drafts)
        for draft in drafts:
            if draft.key:
                self.keys_taken[draft.more["agreement"]].add(draft.key)
        without = [draft for draft in drafts if not draft.key]
        for draft in without:
            self._take(draft, is_same_text=True)
        for draft in without:
            if not draft.key:
                self._take(draft, is_same_text=False)
            if not draft.key:
                draft.key = self._new_key(draft)
            self.keys_taken[draft.more["agreement"]].add(draft.key)

    def _take(self, draft: Draft, *, is_same_text: bool) -> None:
        agreement, topic = draft.more["agreement"], draft.more["topic"]
        article = draft.fields.get("article", "")
        texts = draft.values.texts("summary")
        taken = self.keys_taken[agreement]
        for key, row in self.parts.get(agreement, {}).items():
            if key in taken or row["topic__code"] != topic or not says(row["article"], article):
                continue
            same = any(says(row["summary"].get(tag), text) for tag, text in texts.items())
            if not is_same_text or same or not (texts or row["summary"]):
                draft.key = key
                taken.add(key)
                return

    def _new_key(self, draft: Draft) -> str:
        agreement = draft.more["agreement"]
        if not draft.more["topic"]:
            draft.values.fault("topic", _("Say on which topic the agreement provides something."))
            return ""
        article = draft.fields.get("article", "")
        base = part_key(draft.more["topic"], article and f"art {article}")
        number = 1
        while numbered(base, number) in self.keys_taken[agreement] or (
            numbered(base, number) in self.parts.get(agreement, {})
        ):
            number += 1
        return numbered(base, number)

    def _parts(self, drafts: list[Draft]) -> Parts:
        found: Parts = defaultdict(dict)
        agreements = {draft.more["agreement"] for draft in drafts}
        rows = Provision.objects.filter(agreement__key__in=agreements).order_by("order", "id")
        for row in rows.values(
            *("agreement__key", "key", "topic__code", "article", "stance", "forms", "lengths"),
            *("summary", "order", "basis"),
        ):
            found[row["agreement__key"]][row["key"]] = row | {"topic": [row["topic__code"]]}
        return found

    # ---- What is there, and what becomes of it ----

    def known(self, drafts: list[Draft]) -> dict[tuple[str, str], Any]:
        pairs = {(draft.more["agreement"], draft.key) for draft in drafts}
        found: dict[tuple[str, str], Any] = {
            pair: {"subjects": set(), "citations": []} for pair in pairs
        }
        agreements, keys = {one for one, _key in pairs}, {key for _one, key in pairs}
        if any(draft.more["subjects"] is not None for draft in drafts):
            through: Any = Provision.subjects.through
            rows = through.objects.filter(
                provision__agreement__key__in=agreements, provision__key__in=keys
            )
            for agreement, key, subject in rows.values_list(
                "provision__agreement__key", "provision__key", "subject__key"
            ):
                if (agreement, key) in found:
                    found[agreement, key]["subjects"].add(subject)
        if any(draft.more["evidence"] for draft in drafts):
            cited = Citation.objects.filter(
                provision__agreement__key__in=agreements, provision__key__in=keys
            )
            for row in cited.order_by("order", "id").values(
                *("provision__agreement__key", "provision__key", "source__key", "key"),
                *("paragraphs", "as_named", "basis", "note"),
            ):
                pair = (row["provision__agreement__key"], row["provision__key"])
                if pair in found:
                    found[pair]["citations"].append(row)
        return found

    def entries(self, draft: Draft, known: dict[tuple[str, str], Any]) -> Iterator[Entry]:
        agreement = draft.more["agreement"]
        there = self.parts.get(agreement, {}).get(draft.key)
        if there is None and not draft.more["topic"]:
            draft.values.fault("topic", _("Say on which topic the agreement provides something."))
            return
        more = known[agreement, draft.key]
        fields = self.record_fields(draft, there)
        subjects = draft.more["subjects"]
        if subjects is not None and set(subjects) != more["subjects"]:
            fields["subjects"] = [[key] for key in subjects]
        columns = self.field_columns(draft, fields)
        if there is None:
            fields["order"] = self._next_order(agreement)
        natural = [agreement, draft.key]
        if fields:
            yield draft.entry(
                "coop.provision",
                {"agreement": [agreement], "key": draft.key, **fields},
                agreement="agreement",
                **columns,
            )
        yield from evidence.for_record(draft, "provision", natural, more["citations"])

    def _next_order(self, agreement: str) -> int:
        last = max((row["order"] for row in self.parts.get(agreement, {}).values()), default=0)
        self.rows_of[agreement] = max(self.rows_of[agreement], last) + 1
        return self.rows_of[agreement]
