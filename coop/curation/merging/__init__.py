"""Two records for one thing: one goes up in the other, and that can be undone."""

from coop.curation.merging.planning import MERGEABLE, MergePlan, plan
from coop.curation.merging.undoing import Undone, undo
from coop.curation.merging.writing import may_merge, merge

__all__ = ["MERGEABLE", "MergePlan", "Undone", "may_merge", "merge", "plan", "undo"]
