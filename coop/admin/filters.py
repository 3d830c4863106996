"""Filters of lists that ask more than one column."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coop.admin.desk import WAITING, without_evidence
from coop.curation.worklists import WORKLISTS
from coop.vocabulary.acts import Status


class EvidenceFilter(admin.SimpleListFilter):
    """Whether every claim of a record has evidence."""

    title = _("evidence")
    parameter_name = "evidence"

    def lookups(self, request, model_admin):
        return [("missing", _("a claim without evidence")), ("complete", _("for every claim"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        missing = without_evidence(self.model.objects.order_by()).values("pk")
        if self.value() == "missing":
            return queryset.filter(pk__in=missing)
        return queryset.exclude(pk__in=missing)

    def __init__(self, request, params, model, model_admin):
        self.model = model
        super().__init__(request, params, model, model_admin)


class WaitingFilter(admin.SimpleListFilter):
    """What of a record waits for an editor."""

    title = _("what waits")
    parameter_name = WAITING

    def __init__(self, request, params, model, model_admin):
        self.worklists = {worklist.code: worklist for worklist in WORKLISTS[model]}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(code, worklist.label) for code, worklist in self.worklists.items()]

    def queryset(self, request, queryset):
        worklist = self.worklists.get(self.value())
        return queryset if worklist is None else worklist.narrow(queryset, timezone.localdate())


class StatusFilter(admin.SimpleListFilter):
    """What status an agreement has today, certainly or possibly."""

    title = _("status today")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.standing([self.value()], timezone.localdate())


class UseFilter(admin.SimpleListFilter):
    """Whether something published refers to a record."""

    title = _("public")
    parameter_name = "public"

    def lookups(self, request, model_admin):
        return [("yes", _("public")), ("no", _("not public"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(is_public=self.value() == "yes")
