"""The form of a record that the public has seen, for those who may not alter it in place.

It is the same form. Its save is carried out, read, and undone again; what it would have changed
is kept as a proposal.
"""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from coop.admin.pages import RecordPage
from coop.admin.sites import admin_address
from coop.curation import completeness, editing
from coop.exchange import proposals
from coop.exchange.records import entries_of
from coop.models import ProposedChange, SourceDocument
from coop.models.base import Publishable, Record, Referable

SHOWN = 20


class Proposed(Exception):
    """Ends a save that is to be undone; has the record before and after."""

    def __init__(self, obj, root, before: list[dict], after: list[dict]):
        self.obj = obj
        self.root = root
        self.before = before
        self.after = after
        super().__init__(str(root))


class ProposesChanges(RecordPage):
    """A save of what an editor may not alter in place becomes a proposal."""

    def see_whether_it_proposes(self, request, object_id):
        """Note on the request the record that its form proposes to change, if it is one."""
        request.proposing = None
        obj = self.get_object(request, unquote(object_id)) if object_id is not None else None
        if obj is not None and editing.may_propose(request.user, root := self.root_of(obj)):
            request.proposing = root

    def is_proposal(self, request) -> bool:
        return getattr(request, "proposing", None) is not None

    # ---- Saving ----

    def entries_to_propose_from(self, request, root) -> list[dict]:
        """The record as it stands before the save, where the save is to be proposed."""
        return entries_of(root) if self.is_proposal(request) else []

    def left_to_review(self, request, root) -> list[str]:
        """What a proposal may lack: whoever applies it publishes the sources that it cites."""
        if not self.is_proposal(request):
            return []
        lacks = completeness.lacks(root)
        return [lack.sentence for lack in lacks if isinstance(lack.thing, SourceDocument)]

    def propose_nothing(self, request, obj):
        """Raise Proposed for a form in which nothing was changed."""
        if self.is_proposal(request):
            raise Proposed(obj, self.root_of(obj), [], [])

    def propose(self, request, obj, before: list[dict]):
        """Raise Proposed, once everything is written, where the save is to be proposed."""
        if self.is_proposal(request):
            root = self.root_of(obj)
            raise Proposed(obj, root, before, entries_of(root))

    def keep_proposal(self, request, proposed: Proposed, reason: str):
        """Keep what a save would have changed, after it was undone; answer the browser."""
        proposal = proposals.propose(
            record=proposed.root,
            before=proposed.before,
            after=proposed.after,
            seen=editing.version_of(proposed.root),
            reason=reason,
            user=request.user,
        )
        if proposal is None:
            sentence = _("Nothing is other than it stands, so nothing was proposed.")
            messages.warning(request, sentence)
            return HttpResponseRedirect(admin_address(proposed.obj))
        sentence = _("Your change of “%(record)s” waits for review. Nothing is altered before.")
        messages.success(request, sentence % {"record": proposed.root})
        return HttpResponseRedirect(admin_address(proposal))

    # ---- The page of the record ----

    def panels(self, request, root):
        panels = super().panels(request, root)
        waiting = _waiting(request, root)
        if waiting:
            panels.insert(
                0, {"template": "admin/coop/proposedchange/_panel.html", "proposals": waiting}
            )
        return panels


def _waiting(request, root) -> list[dict]:
    """The proposals that wait about a record, each with what is said of it."""
    if not isinstance(root, Record) or not isinstance(root, (Publishable, Referable)):
        return []
    found = ProposedChange.objects.waiting().about(root).select_related("proposed_by")
    return [
        {
            "proposal": proposal,
            "is_overtaken": proposals.is_overtaken(proposal, root),
            "link": _link(request, proposal),
        }
        for proposal in found.defer("entries", "removed")[:SHOWN]
    ]


def _link(request, proposal: ProposedChange) -> str:
    """The way to a proposal, for those who may see it; else the bare reason."""
    if not proposals.may_see(request.user, proposal):
        return format_html("<bdi>{}</bdi>", proposal.reason)
    return format_html('<a href="{}"><bdi>{}</bdi></a>', admin_address(proposal), proposal.reason)
