"""Invitations of colleagues: an account without a password, and a mail with a link to set one."""

import logging

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

SECONDS_OF_A_DAY = 86_400


class RoleField(forms.ModelChoiceField):
    """A role by its name in the reader's language."""

    def label_from_instance(self, group):
        return gettext(group.name)


class InvitationForm(forms.ModelForm):
    """Whom to invite, and as what. The page says which roles its user may give."""

    role = RoleField(
        label=_("Role"),
        queryset=Group.objects.none(),
        help_text=_(
            "An Editor enters drafts and proposes changes; a Reviewer also publishes, decides and "
            "merges; an Administrator also looks after the accounts."
        ),
    )

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "username")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["username"].required = False
        self.fields["username"].help_text = _("For logging in. Empty: the e-mail address.")

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("There is an account with this e-mail address."))
        return email

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("username") and cleaned.get("email"):
            cleaned["username"] = cleaned["email"].casefold()
        return cleaned

    def save(self, commit=True):
        self.instance.set_unusable_password()
        self.instance.is_staff = True
        return super().save(commit)


def is_waiting(user) -> bool:
    """Whether an account has yet to be given a password by the one whom it is for."""
    return user.is_active and bool(user.email) and not user.has_usable_password()


def send(*, request, user) -> bool:
    """Send the link; says whether the mail has left.

    A new link holds as long as an older one; the first that is used ends them all.
    """
    words = {
        "user": user,
        "role": ", ".join(gettext(group.name) for group in user.groups.all()),
        "inviter": request.user.get_full_name() or request.user.get_username(),
        "address": request.build_absolute_uri(_address_of_link(user)),
        "site": request.build_absolute_uri(reverse("admin:index")),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_OF_A_DAY,
    }
    subject = render_to_string("admin/accounts/invitation_subject.txt", words)
    body = render_to_string("admin/accounts/invitation_mail.txt", words)
    try:
        EmailMessage(" ".join(subject.split()), body, to=[user.email]).send()
    except OSError:
        logger.exception("The invitation of account %s could not be sent.", user.pk)
        return False
    return True


def _address_of_link(user) -> str:
    return reverse(
        "admin:password_reset_confirm",
        args=[
            urlsafe_base64_encode(force_bytes(user.pk)),
            default_token_generator.make_token(user),
        ],
    )
