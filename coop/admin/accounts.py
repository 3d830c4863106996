"""Staff accounts: who is invited, with which role, and who may change whose account."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.admin import invitations
from coop.admin.sites import site
from coop.vocabulary.roles import ADMINISTRATOR

LONGEST_NUMBER = 18

admin.register(Group, site=site)(GroupAdmin)


class NoAdministratorLeft(Exception):
    """A change would leave the registry without anybody who looks after its accounts."""


@admin.register(User, site=site)
class AccountAdmin(UserAdmin):
    """Accounts are made by invitation, and closed, not deleted.

    Nobody changes an account that may do more than their own, nor gives a role that does.
    """

    add_form = invitations.InvitationForm
    add_form_template = "admin/accounts/invite.html"
    change_form_template = "admin/accounts/account.html"
    list_display = ("username", "name", "email", "roles", "standing", "last_login")
    list_filter = ("is_active", "groups", "is_superuser")
    list_per_page = 50
    filter_horizontal = ("user_permissions",)
    add_fieldsets = (
        (
            None,
            {
                "fields": ("email", ("first_name", "last_name"), "role", "username"),
                "description": gettext_lazy(
                    "A mail with a link goes to this address: whom you invite chooses a password."
                ),
            },
        ),
    )
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("Who it is"), {"fields": (("first_name", "last_name"), "email")}),
        (
            gettext_lazy("What they may do"),
            {
                "fields": ("groups", "is_active", "is_staff"),
                "description": gettext_lazy(
                    "The role says what an account may do. Close an account by taking “active” "
                    "away: it is logged out everywhere, and what its holder did stays."
                ),
            },
        ),
    )
    beyond_roles = (
        gettext_lazy("Beyond the roles"),
        {"fields": ("is_superuser", "user_permissions"), "classes": ("collapse",)},
    )

    # ---- Whose account ----

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return fieldsets
        return (*fieldsets, self.beyond_roles)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        for name in {"role", "groups"} & set(form.base_fields):
            form.base_fields[name].queryset = roles_to_give(request.user)
        return form

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.label = _("Roles")
            field.help_text = ""
        return field

    def get_object(self, request, object_id, from_field=None):
        if not object_id.isdecimal() or len(object_id) > LONGEST_NUMBER:
            return None
        return super().get_object(request, object_id, from_field)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or may_manage(request.user, obj)
        )

    def has_delete_permission(self, request, obj=None):
        return False

    # ---- Inviting ----

    def get_urls(self):
        view = self.admin_site.admin_view(self.invite_view)
        return [path("<id>/invite/", view, name="auth_user_invite"), *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        context = {"title": _("Invite a colleague"), **(extra_context or {})}
        response = super().add_view(request, form_url, context)
        # The account is kept by now, whatever becomes of the mail.
        if invited := getattr(request, "invited", None):
            self._send(request, invited)
        return response

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change:
            form.instance.groups.set([form.cleaned_data["role"]])
            request.invited = form.instance

    def invite_view(self, request, id):
        """Send the link again."""
        user = self.get_object(request, id)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user is None:
            raise Http404
        if request.method == "POST" and invitations.is_waiting(user):
            self._send(request, user)
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[user.pk]))

    def _send(self, request, user):
        words = {"email": user.email}
        if invitations.send(request=request, user=user):
            sentence = _("An invitation is on its way to %(email)s.")
            self.message_user(request, sentence % words, messages.SUCCESS)
        else:
            sentence = _(
                "The mail to %(email)s could not be sent. The account is kept: send the invitation "
                "again when mail works."
            )
            self.message_user(request, sentence % words, messages.WARNING)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["is_waiting"] = (
            obj is not None
            and invitations.is_waiting(obj)
            and self.has_change_permission(request, obj)
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    # ---- Changing ----

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self._unless_it_is_the_last(
            request,
            object_id,
            lambda: super(AccountAdmin, self).change_view(
                request, object_id, form_url, extra_context
            ),
        )

    def user_change_password(self, request, id, form_url=""):
        return self._unless_it_is_the_last(
            request,
            id,
            lambda: super(AccountAdmin, self).user_change_password(request, id, form_url),
        )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and not obj.is_active:
            end_sessions(obj)

    def _unless_it_is_the_last(self, request, object_id, answer):
        """Do it, unless nobody is left then who looks after the accounts."""
        if request.method != "POST":
            return answer()
        try:
            with transaction.atomic():
                # Two Administrators may be taking the role from each other.
                list(Group.objects.select_for_update().filter(name=ADMINISTRATOR))
                there_was_one = administrators().exists()
                response = answer()
                if there_was_one and not administrators().exists():
                    raise NoAdministratorLeft
                return response
        except NoAdministratorLeft:
            list(messages.get_messages(request))  # those of the save that came to nothing
            self.message_user(
                request,
                _(
                    "Nothing was changed: nobody would be left who can look after the accounts. "
                    "Make somebody else an Administrator first."
                ),
                messages.ERROR,
            )
            return HttpResponseRedirect(reverse("admin:auth_user_change", args=[object_id]))

    # ---- Lists ----

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("name"), ordering="last_name")
    def name(self, user):
        return user.get_full_name()

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return ", ".join(_(group.name) for group in user.groups.all())

    @admin.display(description=gettext_lazy("account"), ordering="is_active")
    def standing(self, user):
        if not user.is_active:
            return _("closed")
        return _("invited") if invitations.is_waiting(user) else _("open")


def administrators() -> QuerySet[User]:
    """Those who can log in and look after the accounts."""
    return (
        User.objects.filter(is_active=True, is_staff=True)
        .filter(Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR))
        .exclude(password__startswith="!")
    )


def may_manage(user, account) -> bool:
    """Whether a user may change an account: none that may do more than they may."""
    if user.is_superuser:
        return True
    return not account.is_superuser and _rights(account) <= _rights(user)


def roles_to_give(user) -> QuerySet[Group]:
    """The roles that a user may give: none with a right that they do not have."""
    groups = Group.objects.order_by("name")
    if user.is_superuser:
        return groups
    beyond = Group.permissions.through.objects.exclude(permission_id__in=_rights(user))
    return groups.exclude(pk__in=beyond.values("group_id"))


def end_sessions(user):
    """Log an account out wherever it is logged in."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _rights(user) -> set[int]:
    """The ids of an account's permissions, whether or not it is open."""
    found = Permission.objects.filter(Q(group__user=user) | Q(user=user))
    return set(found.values_list("pk", flat=True))
