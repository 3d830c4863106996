"""The life of made-up agreements: acts of all, and acts of single parties."""

from random import Random

from coop.exchange.synthetic.dates import LAST_YEAR, Dates
from coop.exchange.synthetic.evidence import Evidence, Object

_ENDS = ("termination", "expiry", "denunciation", "amendment", "renewal", "suspension")


class Life:
    """Adds acts to the objects of an agreement."""

    def __init__(self, chance: Random, evidence: Evidence):
        self._random = chance.random
        self._cite = evidence.cite
        self._dates = Dates(chance)

    def add(
        self,
        found: list[Object],
        agreement: list[str],
        participations: list[str],
        source: list[str] | None,
    ):
        """Add what became of an agreement, from nothing at all to its end.

        Now and then it entered into force before it was signed, which is legal and common.
        """
        draw = self._random()
        if draw > 0.92:
            return
        year = self._dates.year()
        acts: list[dict] = [{"kind": "signature", "done_on": self._dates.any_kind(year)}]
        if draw < 0.3:
            later = min(year + int(self._random() * 4), LAST_YEAR)
            if draw < 0.06:
                acts += [
                    {
                        "kind": "ratification",
                        "participation": [*agreement, key],
                        "done_on": self._dates.day(later),
                    }
                    for key in participations[:2]
                ]
            force = {"kind": "entry-into-force", "effective_on": self._dates.any_kind(later)}
            if draw < 0.01:
                force["effective_on"] = str(year - 1)
            acts.append(force)
            if draw < 0.05:
                kind = _ENDS[int(self._random() * len(_ENDS))]
                end = min(later + 1 + int(self._random() * 30), LAST_YEAR)
                acts.append({"kind": kind, "done_on": self._dates.any_kind(end)})
        for place, act in enumerate(acts, 1):
            self._add_one(found, agreement, place, act, source)

    def _add_one(self, found, agreement, place, act, source):
        key = f"act-{place}"
        stated = {name: value for name, value in act.items() if value}
        fields = {"agreement": agreement, "key": key, "order": place, **stated}
        found.append({"model": "coop.act", "fields": fields})
        if source:
            field = "done_on" if "done_on" in fields and place == 2 else ""
            found.append(self._cite("act", [*agreement, key], source, field))
