"""Changes that editors propose to what the public has seen: their list, and deciding them."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin import badges
from coop.admin.changes import tables
from coop.admin.labels import choosable
from coop.admin.part_names import names_of_parts
from coop.admin.sites import admin_address, site
from coop.curation.editing import version_of
from coop.exchange import proposals
from coop.exchange.applying import Refused
from coop.exchange.shapes import IN_FILES
from coop.models import ProposedChange
from coop.models.base import Publishable, Referable
from coop.vocabulary.desk import ProposalState

STATE_SHAPES = {
    ProposalState.WAITING: "◔",
    ProposalState.APPLIED: "●",
    ProposalState.DECLINED: "✕",
    ProposalState.TAKEN_BACK: "○",
}

KINDS = {
    model._meta.model_name: model
    for model in IN_FILES
    if issubclass(model, (Publishable, Referable))
}
"""The records that may be proposed to be changed, by kind."""

LONGEST_NUMBER = 18

CONFLICT = 409

LOOK_AGAIN = gettext_lazy(
    "The record was changed after you had opened this page, so nothing was done. Look at it again."
)


class KindFilter(admin.SimpleListFilter):
    """The kind of record that a proposal is about."""

    title = gettext_lazy("kind of record")
    parameter_name = "record_kind"

    def lookups(self, request, model_admin):
        return [(kind, capfirst(model._meta.verbose_name)) for kind, model in KINDS.items()]

    def queryset(self, request, queryset):
        return queryset.filter(record_kind=self.value()) if self.value() in KINDS else queryset


class ProposalList(ChangeList):
    """A list whose records are read a kind at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        records = {}
        for kind, model in KINDS.items():
            keys = [one.record_key for one in self.result_list if one.record_kind == kind]
            if keys:
                found = choosable(model).filter(key__in=keys)
                records |= {(kind, record.key): record for record in found}
        for one in self.result_list:
            one.record = records.get((one.record_kind, one.record_key))


@admin.register(ProposedChange, site=site)
class ProposedChangeAdmin(admin.ModelAdmin):
    """Editors see what they proposed; those who publish a kind of record see all about it."""

    change_list_template = "admin/coop/change_list.html"
    list_display = ("reason_printed", "record_printed", "state_badge", "proposed_by", "proposed_at")
    list_filter = ("state", KindFilter)
    list_per_page = 50
    search_fields = ("reason", "record_key")
    search_help_text = gettext_lazy("Part of the reason, or of the key of a record.")
    actions = None

    # ---- Who may ----

    def get_queryset(self, request):
        mine = Q(proposed_by=request.user)
        return (
            ProposedChange.objects.filter(mine | Q(record_kind__in=_decided_by(request.user)))
            .select_related("proposed_by")
            .defer("entries", "removed")
        )

    def get_object(self, request, object_id, from_field=None):
        """Anyone's: that it is somebody else's is a matter of permission."""
        if not object_id.isdecimal() or len(object_id) > LONGEST_NUMBER:
            return None
        found = ProposedChange.objects.select_related("proposed_by", "decided_by")
        return found.filter(pk=object_id).first()

    def has_view_permission(self, request, obj=None):
        if obj is not None:
            return proposals.may_see(request.user, obj)
        return any(request.user.has_perm(f"coop.change_{kind}") for kind in KINDS)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        """It is made by saving the form of a record."""
        return False

    def has_change_permission(self, request, obj=None):
        """It is no form: a proposal is decided as a whole."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # ---- Pages ----

    def get_changelist(self, request, **kwargs):
        return ProposalList

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            if not self.has_view_permission(request):
                raise PermissionDenied
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        if request.method == "POST":
            return self._decided(request, proposal)
        return self._page(request, proposal)

    # ---- Deciding ----

    def _decided(self, request, proposal):
        """Do what was asked for, on the version of the record that the page had shown."""
        posted = request.POST
        verb = next((verb for verb in _VERBS if f"_{verb}" in posted), None)
        if verb is None:
            return HttpResponseRedirect(admin_address(proposal))
        if posted.get("seen", "") != _version(proposals.record_of(proposal)):
            # Whoever presses twice has changed the record with the first press.
            proposal.refresh_from_db(fields=["state"])
            if proposal.state == ProposalState.WAITING:
                return self._page(request, proposal, status=CONFLICT, refusals=[LOOK_AGAIN])
        do, done = _VERBS[verb]
        try:
            do(proposal, request.user, posted.get("answer", ""))
        except proposals.Decided as decided:
            messages.info(request, _why_decided(decided.proposal))
        except Refused as refused:
            return self._page(request, proposal, status=CONFLICT, refusals=refused.sentences)
        except ValidationError as error:
            return self._page(request, proposal, problems=error.messages)
        else:
            self.log_change(request, proposal, str(done))
            messages.success(request, done)
        return HttpResponseRedirect(admin_address(proposal))

    def _page(self, request, proposal, *, status=200, refusals=(), problems=()):
        record = proposals.record_of(proposal)
        changes = proposals.changes_of(proposal)
        is_waiting = proposal.state == ProposalState.WAITING
        is_overtaken = is_waiting and proposals.is_overtaken(proposal, record)
        faults = proposals.faults_of(proposal) if is_waiting and not is_overtaken else []
        may_decide = is_waiting and proposals.may_decide(request.user, proposal)
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(self.opts.verbose_name),
            "opts": self.opts,
            "proposal": proposal,
            "state": self.state_badge(proposal),
            "record": record,
            "record_address": admin_address(record) if record is not None else "",
            "tables": tables(changes, names_of_parts(changes)),
            "is_overtaken": is_overtaken,
            "faults": faults,
            "may_apply": may_decide and not is_overtaken and not faults,
            "may_decline": may_decide,
            "may_take_back": is_waiting and proposal.proposed_by_id == request.user.pk,
            "seen": _version(record),
            "answer": request.POST.get("answer", ""),
            "refusals": refusals,
            "problems": problems,
        }
        request.current_app = self.admin_site.name
        template = "admin/coop/proposedchange/page.html"
        return TemplateResponse(request, template, context, status=status)

    # ---- Lists ----

    @admin.display(description=gettext_lazy("why"), ordering="reason")
    def reason_printed(self, proposal):
        return format_html("<bdi>{}</bdi>", proposal.reason)

    @admin.display(description=gettext_lazy("record"))
    def record_printed(self, proposal):
        kind = capfirst(KINDS[proposal.record_kind]._meta.verbose_name)
        if proposal.record is None:
            return format_html("{} <code>{}</code>", kind, proposal.record_key)
        return format_html(
            '{} <a href="{}"><bdi>{}</bdi></a>',
            kind,
            admin_address(proposal.record),
            proposal.record,
        )

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, proposal):
        shape = STATE_SHAPES[proposal.state]
        mark = badges.badge("proposal", proposal.state, shape, proposal.get_state_display())
        record = getattr(proposal, "record", None)
        if record is None or proposal.state != ProposalState.WAITING:
            return mark
        if proposals.is_overtaken(proposal, record):
            return format_html("{} {}", mark, _("(the record was changed since)"))
        return mark


def _apply(proposal, user, answer):
    proposals.apply(proposal=proposal, user=user, answer=answer)


def _decline(proposal, user, answer):
    proposals.decline(proposal=proposal, user=user, answer=answer)


def _take_back(proposal, user, answer):
    proposals.take_back(proposal=proposal, user=user)


_VERBS = {
    "apply": (_apply, gettext_lazy("Applied: the record is as it was proposed.")),
    "decline": (_decline, gettext_lazy("Declined. Whoever proposed it reads your answer here.")),
    "take_back": (_take_back, gettext_lazy("Taken back: nobody will be asked about it.")),
}


def _decided_by(user) -> list[str]:
    """The kinds of record of which the user decides what is proposed."""
    return [
        kind
        for kind in KINDS
        if proposals.may_decide(user, ProposedChange(record_kind=kind, record_key=kind))
    ]


def _version(record) -> str:
    """The version that a page shows of a record; empty where there is none."""
    return version_of(record) if record is not None else ""


def _why_decided(proposal: ProposedChange) -> str:
    sentences = {
        ProposalState.APPLIED: _(
            "This was applied already, by %(user)s on %(moment)s; nothing was done a second time."
        ),
        ProposalState.DECLINED: _(
            "This was declined already, by %(user)s on %(moment)s, so nothing was done."
        ),
        ProposalState.TAKEN_BACK: _(
            "This was taken back, by %(user)s on %(moment)s, so nothing was done."
        ),
    }
    return sentences[ProposalState(proposal.state)] % {
        "user": proposal.decided_by or _("someone"),
        "moment": formats.date_format(timezone.localtime(proposal.decided_at), "DATETIME_FORMAT"),
    }
