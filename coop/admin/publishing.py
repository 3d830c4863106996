"""Records that staff publish: their states as buttons, actions and a page that asks first."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin import badges
from coop.admin.base import RecordAdmin
from coop.admin.sites import admin_address
from coop.curation import copying, editing, publication, recording
from coop.curation.editing import StaleVersion
from coop.integrity.coherence import WITHDRAWN_IN_SILENCE

REASON_MAX_LENGTH = 1000
SENT_BACK = gettext_lazy("Why? Those who worked on it read the reason as a comment.")


@dataclass(frozen=True)
class Verb:
    """One step on a record's way, as its button and its page put it."""

    code: str
    label: str
    question: str
    done: str
    is_for_reviewers: bool
    why: str = gettext_lazy("A word for your colleagues, if you like. The history keeps it.")


VERBS = {
    verb.code: verb
    for verb in (
        Verb(
            "submit",
            gettext_lazy("Submit for review"),
            gettext_lazy("Hand these records to those who publish?"),
            gettext_lazy("Submitted for review: %(record)s."),
            is_for_reviewers=False,
        ),
        Verb(
            "publish",
            gettext_lazy("Publish"),
            gettext_lazy("Show these records to the public?"),
            gettext_lazy("Published: %(record)s."),
            is_for_reviewers=True,
        ),
        Verb(
            "withdraw",
            gettext_lazy("Withdraw"),
            gettext_lazy("Take these records from the public?"),
            gettext_lazy("Withdrawn: %(record)s."),
            is_for_reviewers=True,
            why=gettext_lazy(
                "Why? The reason is public: it is printed at the address of the record."
            ),
        ),
        Verb(
            "reopen",
            gettext_lazy("Take back to draft"),
            gettext_lazy("Take these records back from review, to work on them?"),
            gettext_lazy("Back in draft: %(record)s."),
            is_for_reviewers=False,
        ),
    )
}


def _seen(request, record) -> str:
    """The version of a record on the page that is answered; empty where none was shown."""
    return request.POST.get(f"version-{record.pk}", "")


def _action(verb: Verb):
    def ask(model_admin, request, queryset):
        return model_admin.ask_or_do(request, verb, list(queryset))

    ask.__name__ = verb.code
    permission = "publish" if verb.is_for_reviewers else "change"
    return admin.action(ask, permissions=[permission], description=verb.label)


class PublishableAdmin(RecordAdmin):
    """Drafts, reviews, publication and withdrawal."""

    actions = [_action(verb) for verb in VERBS.values()]

    def has_publish_permission(self, request):
        return editing.may_publish(request.user, self.model)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            *(
                path(
                    f"<path:object_id>/{verb.code}/",
                    view(self._state_view(verb)),
                    name=f"{name}_{verb.code}",
                )
                for verb in VERBS.values()
            ),
            path("<path:object_id>/another/", view(self.another_view), name=f"{name}_another"),
            *super().get_urls(),
        ]

    def tools(self, request, obj):
        tools = [
            *super().tools(request, obj),
            *(
                {"label": verb.label, "address": admin_address(obj, verb.code), "verb": verb.code}
                for verb in VERBS.values()
                if obj.state in publication.STATES_BEFORE[verb.code]
                and self._may(request, verb, obj)
            ),
        ]
        if self.has_add_permission(request):
            tools.append(
                {"label": _("Another like this"), "address": admin_address(obj, "another")}
            )
        return tools

    # ---- One step further ----

    def _may(self, request, verb, record) -> bool:
        if verb.is_for_reviewers:
            return self.has_publish_permission(request) and self.has_change_permission(request)
        return self.has_change_permission(request, record)

    def _state_view(self, verb):
        def view(request, object_id):
            record = self.record_or_404(request, object_id)
            if not self._may(request, verb, record):
                raise PermissionDenied
            return self.ask_or_do(request, verb, [record], back=admin_address(record))

        return view

    def ask_or_do(self, request, verb, records, back=""):
        """Ask first, with what stands in the way; do it when the answer comes."""
        back = back or reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if any(not self._may(request, verb, record) for record in records):
            raise PermissionDenied
        problem, needed = "", self._needed_reason(request, verb, records)
        if request.method == "POST" and "_confirmed" in request.POST:
            reason = request.POST.get("reason", "").strip()
            if needed and not reason:
                problem = needed
            else:
                for record in records:
                    self._do(request, verb, record, reason)
                return HttpResponseRedirect(back)
        rows = [
            {
                "record": record,
                "state": badges.state(record),
                "version": _seen(request, record) or editing.version_of(record),
                "obstacles": self._obstacles(request, verb, record),
            }
            for record in records
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "opts": self.opts,
            "verb": verb,
            "rows": rows,
            "can_go_on": any(not row["obstacles"] for row in rows),
            "problem": problem,
            "why": SENT_BACK if needed == publication.SENT_BACK_IN_SILENCE else verb.why,
            "needs_reason": bool(needed),
            "reason_max_length": REASON_MAX_LENGTH,
            "reason": request.POST.get("reason", ""),
            "back": back,
            "is_action": request.POST.get("action") == verb.code,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/coop/confirm_step.html", context)

    @staticmethod
    def _needed_reason(request, verb, records) -> str:
        """What is said where a reason is needed and none is given; nothing where none is."""
        if verb.code == "withdraw":
            return WITHDRAWN_IN_SILENCE
        if verb.code == "reopen" and any(
            publication.needs_reason_to_reopen(record=record, user=request.user)
            for record in records
        ):
            return publication.SENT_BACK_IN_SILENCE
        return ""

    @staticmethod
    def _obstacles(request, verb, record) -> list[str]:
        if record.state not in publication.STATES_BEFORE[verb.code]:
            return [
                _("It is %(state)s, so this cannot be done with it.")
                % {"state": record.get_state_display()}
            ]
        return publication.obstacles(record, request.user) if verb.code == "publish" else []

    def _do(self, request, verb, record, reason):
        try:
            with recording(user=request.user):
                editing.refuse_stale(record=record, seen=_seen(request, record))
                step = getattr(publication, verb.code)
                step(record=record, user=request.user, reason=reason[:REASON_MAX_LENGTH])
        except StaleVersion:
            sentence = _("“%(record)s” was changed by someone else meanwhile: look at it again.")
            self.message_user(request, sentence % {"record": record}, messages.ERROR)
        except ValidationError as error:
            sentence = f"“{record}”: {' '.join(error.messages)}"
            self.message_user(request, sentence, messages.ERROR)
        else:
            self.log_change(request, record, str(verb.label))
            self.message_user(request, verb.done % {"record": record}, messages.SUCCESS)

    # ---- Another like this ----

    def another_view(self, request, object_id):
        record = self.record_or_404(request, object_id)
        if not self.has_add_permission(request) or not self.has_view_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            twin = copying.another_like(record=record, user=request.user)
            self.log_addition(request, twin, _("Another like “%(record)s”") % {"record": record})
            self.message_user(
                request,
                _("This is a copy with all parts and evidence: change what differs."),
                messages.SUCCESS,
            )
            return HttpResponseRedirect(admin_address(twin))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Another like this"),
            "opts": self.opts,
            "record": record,
            "back": admin_address(record),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/coop/confirm_another.html", context)

    # ---- Lists ----

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, record):
        return badges.state(record)
