"""The story of one agreement: its sections in the order of the page, with their notes."""

from collections import defaultdict

from coop.models import ProvisionTopic
from coop.views.agreement_parts import AgreementParts
from coop.views.notes import Notes
from coop.views.stories import Life, Provisions, Sides, by_kind, by_label, labels, relations
from coop.vocabulary.agreements import OccasionKind


class AgreementStory:
    """What the page of an agreement prints.

    Each section numbers its notes in the order in which its template prints them, so the
    sections must be told in the order of the page.
    """

    def __init__(self, parts: AgreementParts, topics: list[ProvisionTopic], notes: Notes):
        self.agreement = parts.agreement
        self.subjects = parts.subjects
        self.frameworks = parts.frameworks
        self.life = Life(parts.acts, parts.standing)
        self.sides = Sides(parts.participations)
        ahead = OccasionKind.PROVIDES_FOR
        self.occasions = [one for one in parts.occasions if one.kind != ahead]
        self.events_ahead = [one for one in parts.occasions if one.kind == ahead]
        self.ties = relations(parts.relations, self.agreement)
        self.statements = parts.statements
        self.provisions = Provisions(parts.provisions, topics)
        self.films = parts.film_links
        self.notes = notes

    def sections(self) -> dict:
        """Everything the templates need."""
        return {
            **self._head(),
            **self._facts(),
            **self._life(),
            **self._members(),
            **self._provisions(),
            **self._statements(),
            **self._films(),
            **self._labels(),
        }

    def _fields(self, **printed):
        """Number the notes of those fields of the agreement that are printed."""
        for field, is_printed in printed.items():
            if is_printed:
                self.notes.number(self.agreement, field)

    def _head(self) -> dict:
        self._fields(
            kind=True,
            bindingness=True,
            title=True,
            original_language=True,
            summary=self.agreement.summary,
            note=self.agreement.note,
        )
        return {"head_notes": self.notes.cut()}

    def _facts(self) -> dict:
        for act in self.life.signatures:
            self.notes.number(act, "done_on")
        self._fields(place=True)
        for occasion in self.occasions:
            self.notes.number(occasion)
        self._participations(part for side in self.sides.parties for part in side)
        self._fields(parties_complete_on=True)
        self._participations(part for _role, bodies in self.sides.others for part in bodies)
        self._fields(frameworks=self.frameworks)
        alike = by_label(tie for tie in self.ties if not tie.is_member)
        for tie in (one for _label, ties in alike for one in ties):
            self.notes.number(tie.relation)
        for occasion in self.events_ahead:
            self.notes.number(occasion)
        self._fields(subjects=self.subjects, authentic_languages=True)
        return {
            "sides": self.sides,
            "occasions": self.occasions,
            "events_ahead": self.events_ahead,
            "relations": alike,
            "frameworks": self.frameworks,
            "subjects": self.subjects,
            "fact_notes": self.notes.cut(),
        }

    def _participations(self, parts):
        for part in parts:
            self.notes.number(part)
            for signature in part.signature_list:
                self.notes.number(signature)

    def _life(self) -> dict:
        for act in self.life.acts:
            self.notes.number(act, "done_on")
            if act.effective_on:
                self.notes.number(act, "effective_on")
            self.notes.number(act)
        return {"life": self.life, "life_notes": self.notes.cut()}

    def _members(self) -> dict:
        members = [tie for tie in self.ties if tie.is_member]
        for tie in members:
            self.notes.number(tie.relation)
        return {"members": members, "member_notes": self.notes.cut()}

    def _provisions(self) -> dict:
        about = defaultdict(list)
        for statement in self.statements:
            about[statement.provision_id].append(statement)
        self.provisions.number(self.notes, about)
        return {"provisions": self.provisions}

    def _statements(self) -> dict:
        kinds = by_kind(one for one in self.statements if one.agreement_id)
        for statement in (one for _kind, said in kinds for one in said):
            self.notes.number(statement)
        return {"statements": kinds, "statement_notes": self.notes.cut()}

    def _films(self) -> dict:
        for film in self.films:
            self.notes.number(film)
        return {"films": self.films, "film_notes": self.notes.cut()}

    def _labels(self) -> dict:
        elsewhere = self.notes.of(self.agreement)
        self.notes.number(self.agreement)
        new = self.notes.cut()
        return {"labels": labels(elsewhere, new), "label_notes": new}
