"""Copying what a package says to the agreements that are part of it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coop.admin import badges
from coop.admin.sites import admin_address
from coop.curation import copying, editing, recording
from coop.curation.editing import StaleVersion


class MembersForm(forms.Form):
    """What to copy from a package, and to which members.

    Each part and each member is a box to tick. The versions of the package and of its
    members travel along, since a copy is a change of each member.
    """

    def __init__(self, *args, package, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.package = package
        self.members = {str(member.pk): member for member in members}
        self.parts = {}
        self.fields["members"] = _boxes(
            _("Members"), [(pk, str(member)) for pk, member in self.members.items()]
        )
        for name in copying.COPIED_TO_MEMBERS:
            parts = {f"{name}-{part.pk}": part for part in getattr(package, name).all()}
            self.parts |= parts
            if parts:
                label = capfirst(next(iter(parts.values()))._meta.verbose_name_plural)
                self.fields[name] = _boxes(label, [(pk, str(part)) for pk, part in parts.items()])
        lists = [
            (name, capfirst(package._meta.get_field(name).verbose_name))
            for name in copying.LISTS_COPIED_TO_MEMBERS
            if getattr(package, name).exists()
        ]
        if lists:
            self.fields["lists"] = _boxes(_("Lists"), lists)

    @property
    def chosen(self) -> dict:
        """The arguments of `copying.copy_to_members`."""
        ticked = [
            self.parts[code]
            for name in copying.COPIED_TO_MEMBERS
            for code in self.cleaned_data.get(name, ())
        ]
        return {
            "package": self.package,
            "members": [self.members[pk] for pk in self.cleaned_data["members"]],
            "parts": ticked,
            "lists": self.cleaned_data.get("lists", ()),
        }

    @property
    def chosen_in_words(self) -> dict:
        """The same, as the page that asks again prints it."""
        chosen = self.chosen
        labels = dict(self.fields["lists"].choices) if "lists" in self.fields else {}
        return {
            "members": chosen["members"],
            "parts": [
                {"kind": capfirst(part._meta.verbose_name), "text": str(part)}
                for part in chosen["parts"]
            ],
            "lists": [labels[name] for name in chosen["lists"]],
        }


def _boxes(label, choices):
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def copy_to_members_view(model_admin, request, object_id):
    """Choose, look once more, and write."""
    package = model_admin.record_or_404(request, object_id)
    if not model_admin.has_view_or_change_permission(request, package):
        raise PermissionDenied
    may = model_admin.has_change_permission
    members = [member for member in copying.members_of(package) if may(request, member)]
    posted = request.POST if request.method == "POST" else None
    form = MembersForm(posted, package=package, members=members)
    is_confirming = False
    if posted is not None and form.is_valid():
        chosen = form.chosen
        if not chosen["members"] or not (chosen["parts"] or chosen["lists"]):
            form.add_error(None, _("Choose at least one thing to copy and one member."))
        elif "_confirmed" not in posted:
            is_confirming = True
        elif _copy(request, form, chosen):
            return HttpResponseRedirect(admin_address(package))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Copy to members"),
        "opts": model_admin.opts,
        "package": package,
        "form": form,
        "members": [
            {
                "record": member,
                "state": badges.state(member),
                "version": _seen(request, member) if is_confirming else editing.version_of(member),
            }
            for member in members
        ],
        "version": _seen(request, package) if is_confirming else editing.version_of(package),
        "is_confirming": is_confirming,
        "chosen": form.chosen_in_words if is_confirming else {},
        "back": admin_address(package),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/coop/copy_to_members.html", context)


def _seen(request, record) -> str:
    return request.POST.get(f"version-{record.pk}", "")


def _copy(request, form, chosen) -> bool:
    """Write it; whether that was possible."""
    package = chosen["package"]
    try:
        with recording(user=request.user, reason=_("Copied from “%s”.") % package):
            for record in (package, *chosen["members"]):
                editing.refuse_stale(record=record, seen=_seen(request, record))
            written = copying.copy_to_members(**chosen, user=request.user)
    except StaleVersion as stale:
        sentence = _("“%(record)s” was changed by someone else meanwhile: look at it again.")
        form.add_error(None, sentence % {"record": stale.record})
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    sentence = ngettext(
        "%(number)d thing was copied, with its evidence.",
        "%(number)d things were copied, with their evidence.",
        written,
    )
    messages.success(request, sentence % {"number": written})
    return True
