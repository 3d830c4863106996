"""What the pages of all records do: one write path, versions, refusals, history."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.http import Http404, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin import badges, clashes
from coop.admin.finding import found_by_words
from coop.admin.forms import REASON_MAX_LENGTH, RecordForm
from coop.admin.history import HasHistory
from coop.admin.labels import choosable
from coop.admin.pages import RecordPage
from coop.admin.proposing import Proposed, ProposesChanges
from coop.admin.reading import to_read
from coop.admin.review import HasReview
from coop.admin.rows import links_of, may_save
from coop.admin.selects import ChoosesRecords
from coop.admin.sites import address_of, admin_address
from coop.curation import active, editing, publication, recording
from coop.curation.editing import StaleVersion
from coop.models import SourceDocument
from coop.models.base import Evidenced, Publishable, Record, Referable
from coop.search.words import TITLES

VERSION = "_version"
LONGEST_NUMBER = 18
WORKING_SOURCE = "working_source"

HOW_TO_SAVE = (
    gettext_lazy("Why"),
    {
        "fields": ("change_reason",),
        "description": gettext_lazy(
            "A word for your colleagues, when the change does not speak for itself; needed "
            "where the public has seen the record."
        ),
    },
)

WHEN_SOURCES_CONFLICT = (
    gettext_lazy("When sources conflict"),
    {
        "fields": ("is_preferred", "preference_reason"),
        "description": gettext_lazy("Conflicting claims stand side by side; one may be preferred."),
    },
)


class RecordList(ChangeList):
    """A list with the figures that its columns print, read with the records."""

    _is_prepared = False

    def get_queryset(self, request, exclude_parameters=None):
        if not self._is_prepared:
            # Django leaves these out where the queryset has relations of its own already.
            related = self.list_select_related or ()
            self.root_queryset = self.model_admin.for_list(
                self.root_queryset.select_related(*related) if related else self.root_queryset
            )
            self._is_prepared = True
        return super().get_queryset(request, exclude_parameters)


class RecordAdmin(
    ProposesChanges, HasReview, HasHistory, ChoosesRecords, RecordPage, admin.ModelAdmin
):
    """Lists that scan, forms that explain; every write inside ``recording()``."""

    form = RecordForm
    change_form_template = "admin/coop/change_form.html"
    change_list_template = "admin/coop/change_list.html"
    delete_confirmation_template = "admin/coop/delete_confirmation.html"
    list_per_page = 50
    list_max_show_all = 500
    save_on_top = True
    search_fields = ("sort_key",)
    ordering = ("sort_key",)
    view_on_site = False

    class Media:
        js = ("coop/admin/desk.js",)

    # ---- Reading ----

    def get_queryset(self, request):
        records = choosable(self.model)
        ordering = self.get_ordering(request)
        return records.order_by(*ordering, "pk") if ordering else records

    def get_search_results(self, request, queryset, search_term):
        if self.model not in TITLES or not search_term.strip():
            return queryset, False
        return found_by_words(queryset, search_term), False

    def record_or_404(self, request, object_id):
        """The record of an address, which may hold anything."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        return record

    def get_changeform_initial_data(self, request):
        """Of what an address asks to fill in, what is chosen; texts are typed."""
        chosen = {f.name for f in (*self.opts.fields, *self.opts.many_to_many) if f.is_relation}
        initial = super().get_changeform_initial_data(request)
        return {k: v for k, v in initial.items() if k in chosen or k == WORKING_SOURCE}

    def response_action(self, request, queryset):
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if all(pk.isdecimal() and len(pk) <= LONGEST_NUMBER for pk in chosen):
            return super().response_action(request, queryset)
        raise BadRequest(_("A record is chosen by its number."))

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_changelist(self, request, **kwargs):
        return RecordList

    def for_list(self, records):
        """The records with what the columns of the list print besides fields."""
        return records

    # ---- Permission ----

    def root_of(self, obj):
        """The record that a save on this page is a save of."""
        return getattr(obj, "root", obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return may_save(request, obj)

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return super().has_delete_permission(request)
        return editing.may_delete(request.user, self.root_of(obj))

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return to_read(fieldsets, self.model)

    # ---- Saving ----

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusals = getattr(request, "refusals", ())
        form.last_source = request.session.get(WORKING_SOURCE) or _source_of(obj)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        arguments = (request, object_id, form_url, extra_context)
        self.see_whether_it_proposes(request, object_id)
        if request.method != "POST":
            return super().changeform_view(*arguments)
        try:
            return self._save(*arguments)
        except StaleVersion as stale:
            request.clash = clashes.Clash(stale.record)
            request.refusals = (_("Nothing is saved yet."),)
        except ValidationError as error:
            request.refusals = tuple(error.messages)
        except ProtectedError as error:
            users = ", ".join(f"“{thing}”" for thing in list(error.protected_objects)[:5])
            request.refusals = (_("What you delete is in use: %(users)s.") % {"users": users},)
        except IntegrityError:
            request.refusals = (
                _(
                    "The registry could not keep this: someone may have saved the same thing a "
                    "moment ago. Nothing was saved, and what you typed is below."
                ),
            )
        return super().changeform_view(*arguments)

    def _save(self, request, object_id, *arguments):
        """Write what was typed; or undo it again, and keep it as a proposal."""
        reason = request.POST.get("change_reason", "").strip()[:REASON_MAX_LENGTH]
        try:
            with recording(user=request.user, reason=reason):
                if object_id is not None:
                    self._refuse_stale(request, object_id)
                return super().changeform_view(request, object_id, *arguments)
        except Proposed as proposed:
            return self.keep_proposal(request, proposed, reason)

    def _refuse_stale(self, request, object_id):
        obj = self.get_object(request, unquote(object_id))
        if obj is not None:
            editing.refuse_stale(record=self.root_of(obj), seen=request.POST.get(VERSION, ""))

    def save_model(self, request, obj, form, change):
        """Nothing yet: the record is saved with its parts, by ``save_related``."""

    def save_related(self, request, form, formsets, change):
        if change and not (form.changes_the_record or any(f.has_changed() for f in formsets)):
            request.is_unchanged = True
            self.propose_nothing(request, form.instance)
            return
        obj, record = form.instance, active()
        before, entries = [], []
        if change:
            record.touch(obj)
            root = self.root_of(obj)
            if isinstance(root, Publishable) and root.is_public:
                before = publication.problems(root)
            entries = self.entries_to_propose_from(request, root)
        obj.save()
        record.touch(obj)
        super().save_related(request, form, formsets, change)
        if change:
            root = self.root_of(obj)
            publication.refuse_new_problems(root, [*before, *self.left_to_review(request, root)])
        if source := form.cleaned_data.get(WORKING_SOURCE):
            request.session[WORKING_SOURCE] = source.pk
        self.propose(request, obj, entries)

    def log_addition(self, request, obj, message):
        return self._say_in_history(super().log_addition(request, obj, message))

    def construct_change_message(self, request, form, formsets, add=False):
        if getattr(request, "is_unchanged", False):
            return []
        return super().construct_change_message(request, form, formsets, add)

    def log_change(self, request, obj, message):
        if getattr(request, "is_unchanged", False):
            return None
        return self._say_in_history(super().log_change(request, obj, message))

    @staticmethod
    def _say_in_history(entry):
        """Without a reason in their words, the history says what the editor changed."""
        if active() is not None:
            active().say(entry.get_change_message())
        return entry

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.record_or_404(request, object_id)
        if not self.has_delete_permission(request, obj):
            raise PermissionDenied
        context = {"version": editing.version_of(self.root_of(obj)), **(extra_context or {})}
        try:
            with recording(user=request.user):
                if request.method == "POST":
                    self._refuse_stale(request, object_id)
                return super().delete_view(request, object_id, context)
        except StaleVersion as stale:
            problem = clashes.Clash(stale.record).sentence
        except ValidationError as error:
            problem = " ".join(error.messages)
        self.message_user(request, problem, messages.ERROR)
        return HttpResponseRedirect(admin_address(obj))

    def delete_model(self, request, obj):
        editing.delete(record=obj, user=request.user)

    # ---- The page of one record ----

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        root = self.root_of(obj) if obj else None
        clash = getattr(request, "clash", None)
        if clash is not None:
            clash.compare(context["adminform"].form, context["inline_admin_formsets"])
        version = editing.version_of(root) if root else ""
        if request.method == "POST" and clash is None:
            version = request.POST.get(VERSION, version)
        for formset in context["inline_admin_formsets"]:
            for form in formset.formset.forms:
                form.links = links_of(formset.opts, form.instance)
        context |= {
            "clash": clash,
            "version": version,
            "root": root,
            "is_part": root is not obj,
            "is_proposal": self.is_proposal(request),
            "root_address": admin_address(root) if root and root is not obj else "",
            "standing": self.standing(root) if root else [],
            "public_address": self._public_address(root),
            "preview_address": self._preview_address(root),
            "tools": self.tools(request, obj) if obj else [],
            "panels": self.panels(request, root) if root else [],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def standing(self, root) -> list:
        """Badges that say where the record stands."""
        marks = []
        if isinstance(root, Publishable):
            marks.append(badges.state(root))
        elif isinstance(root, Referable):
            marks.append(badges.publicness(root))
        if isinstance(root, Evidenced):
            marks.append(badges.basis(root))
        return marks

    def _public_address(self, root) -> str:
        if root is None or (isinstance(root, (Publishable, Referable)) and not root.is_public):
            return ""
        return address_of(root)

    def _preview_address(self, root) -> str:
        if not isinstance(root, Record) or root.is_public:
            return ""
        address = address_of(root)
        return f"{address}?preview=1" if address else ""


class PartAdmin(RecordAdmin):
    """The own page of a part: all of its fields, and all of its evidence.

    It is saved under the version of the record that it is a part of. Parts are made and
    deleted in the form of their record.
    """

    list_display = ("__str__",)
    ordering = ()
    search_fields = ("key",)

    def get_model_perms(self, request):
        """Not in the index: the way to a part is through its record."""
        return {}

    def has_view_permission(self, request, obj=None):
        root = self.root_of(obj) if obj else None
        return super().has_view_permission(request) or (
            root is not None
            and any(
                request.user.has_perm(f"coop.{verb}_{root._meta.model_name}")
                for verb in ("view", "change")
            )
        )

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return may_save(request, obj)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Asked when a whole record is deleted: its parts go with it."""
        return obj is not None and editing.may_delete(request.user, self.root_of(obj))

    def delete_view(self, request, object_id, extra_context=None):
        raise PermissionDenied(_("Delete it in the form of its record."))

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(admin_address(obj.parent))


def _source_of(obj) -> int | None:
    """The source of the last citation of a claim or record itself."""
    citations = getattr(obj, "citations", None)
    if citations is None or isinstance(obj, SourceDocument):
        return None
    return citations.order_by("-pk").values_list("source", flat=True).first()
