"""The review of a record, beside its form: what is missing, who is asked, what is said."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from reversion.models import Version

from coop.admin.sites import admin_address
from coop.curation import publication, reviewing
from coop.curation.completeness import Lack, lacks
from coop.models import Assignment, Comment
from coop.models.base import Evidenced, Publishable, Record

PARENTS = ("agreement", "coproduction", "event")
"""Fields that make a part a row of its record's form."""

PLACES = {"": "", "publisher": "#id_publisher"}
"""Places in the form of a record that are no list of rows."""


class HasReview:
    """A checklist, comments and an assignment on the page of every record and part."""

    def get_urls(self):
        if not issubclass(self.model, Record):
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = {
            "comment": ("comment/", self._comment),
            "settle": ("comment/<int:comment>/settle/", self._settle),
            "assign": ("assign/", self._assign),
            "finish": ("assignment/done/", self._finish),
        }
        return [
            *(
                path(
                    f"<path:object_id>/{tail}",
                    self.admin_site.admin_view(self._step_of_review(step)),
                    name=f"{name}_{word}",
                )
                for word, (tail, step) in pages.items()
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["review"] = self.review(request, context.get("root"))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def review(self, request, root) -> dict | None:
        """What stands beside the form; nothing for a word of a vocabulary, or a new record."""
        if not isinstance(root, Record):
            return None
        user = request.user
        may = {
            verb: user.has_perm(f"coop.{verb}")
            for verb in ("view_comment", "add_comment", "change_comment", "add_assignment")
        }
        comments = Comment.objects.about(root).select_related("written_by", "settled_by")
        assignment = (
            Assignment.objects.about(root)
            .filter(done_at__isnull=True)
            .select_related("assignee", "assigned_by")
            .first()
        )
        version = Version.objects.get_for_object(root).select_related("revision__user").first()
        return {
            "is_checked": isinstance(root, (Publishable, Evidenced)),
            "is_publishable": isinstance(root, Publishable),
            "lacks": _with_places(request, root),
            "is_own_work": isinstance(root, Publishable)
            and not root.is_public
            and publication.is_own_work(root, user),
            "last_step": version.revision if version else None,
            "comments": _in_two(comments) if may["view_comment"] else {},
            "assignment": assignment,
            "is_asked": assignment is not None and assignment.assignee_id == user.pk,
            "may": {verb: allowed for verb, allowed in may.items() if allowed},
            "may_finish": assignment is not None and self._may_finish(user, assignment),
            "colleagues": colleagues(root) if may["add_assignment"] else (),
            "addresses": {
                word: admin_address(root, word) for word in ("comment", "assign", "finish")
            },
            "root": root,
        }

    # ---- Steps ----

    def _step_of_review(self, step):
        def view(request, object_id, **arguments):
            record = self.record_or_404(request, object_id)
            if not self.has_view_or_change_permission(request, record):
                raise PermissionDenied
            if request.method == "POST":
                try:
                    done = step(request, record, **arguments)
                except ValidationError as error:
                    self.message_user(request, " ".join(error.messages), "ERROR")
                else:
                    self.message_user(request, done, "SUCCESS")
            return HttpResponseRedirect(admin_address(record, anchor="review"))

        return view

    def _comment(self, request, record) -> str:
        _require(request, "add_comment")
        reviewing.comment(record=record, text=request.POST.get("text", ""), user=request.user)
        return _("Your comment is kept.")

    def _settle(self, request, record, comment: int) -> str:
        _require(request, "change_comment")
        found = Comment.objects.about(record).filter(pk=comment).first()
        if found is None:
            raise Http404
        reviewing.settle(comment=found, user=request.user)
        return _("The comment is settled.")

    def _assign(self, request, record) -> str:
        _require(request, "add_assignment")
        chosen = request.POST.get("assignee", "")
        people = {str(user.pk): user for user in colleagues(record)}
        if chosen not in people:
            raise ValidationError(_("Choose a colleague who may see this record."))
        note = request.POST.get("note", "")
        reviewing.assign(record=record, to=people[chosen], note=note, user=request.user)
        return _("%(user)s is asked to see to it.") % {"user": name_of(people[chosen])}

    def _finish(self, request, record) -> str:
        standing = Assignment.objects.about(record).filter(done_at__isnull=True).first()
        if standing is None:
            return _("Nobody is asked to work on it any more.")
        if not self._may_finish(request.user, standing):
            raise PermissionDenied
        reviewing.finish(assignment=standing, user=request.user)
        return _("What was asked for is done.")

    @staticmethod
    def _may_finish(user, assignment) -> bool:
        return assignment.assignee_id == user.pk or user.has_perm("coop.change_assignment")


def colleagues(record) -> QuerySet[User]:
    """The staff who may see a record, and so be asked to work on it."""
    options = record._meta
    return (
        User.objects.with_perm(
            f"{options.app_label}.view_{options.model_name}",
            backend="django.contrib.auth.backends.ModelBackend",
        )
        .filter(is_staff=True)
        .order_by("last_name", "first_name", "username")
    )


def name_of(user) -> str:
    """What colleagues call a member of staff."""
    return user.get_full_name() or user.get_username()


def _in_two(comments) -> dict[str, list[Comment]]:
    """Comments that are open, and those that are settled."""
    found = {"open": [], "settled": []}
    for comment in comments:
        found["settled" if comment.settled_at else "open"].append(comment)
    return found


def _require(request, permission: str):
    if not request.user.has_perm(f"coop.{permission}"):
        raise PermissionDenied


def _with_places(request, root) -> list[dict]:
    """What the record lacks, each with the address of the place in the forms that mends it."""
    page = admin_address(root)
    rows: dict[type, list[int]] = {}
    found = []
    for lack in lacks(root):
        address = _place(page, root, lack, rows)
        if request.path == page:
            # On the page itself the place alone: what was typed stays.
            address = address.removeprefix(page) or page
        found.append({"sentence": lack.sentence, "address": address})
    return found


def _place(page: str, root, lack: Lack, rows: dict[type, list[int]]) -> str:
    """In the form of the record, or of what is no row of that form on its own page."""
    thing = lack.thing
    if thing == root:
        return page + PLACES.get(lack.place, f"#{lack.place}-group")
    parent = next((name for name in PARENTS if root._meta.model_name == name), "")
    if not parent or getattr(thing, f"{parent}_id", None) != root.pk:
        return admin_address(thing, anchor=f"{lack.place}-group" if lack.place else "")
    model = type(thing)
    if model not in rows:
        of_root = model._base_manager.filter(**{parent: root}).order_by("order", "id")
        rows[model] = list(of_root.values_list("pk", flat=True))
    prefix = model._meta.get_field(parent).remote_field.get_accessor_name()
    return f"{page}#id_{prefix}-{rows[model].index(thing.pk)}-evidence_paragraphs"
