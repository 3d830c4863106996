"""Forgotten passwords: asked for at the log-in, set by a link in a mail."""

from collections.abc import Callable

from django.contrib.auth import views
from django.http import HttpResponseRedirect
from django.urls import path, reverse_lazy
from django.utils.translation import get_language, override


class RedirectThen(HttpResponseRedirect):
    """Leads on, and does something once the answer has been sent.

    How long an answer takes then says nothing about what was done.
    """

    def __init__(self, address: str, afterwards: Callable[[], None]):
        super().__init__(address)
        self._afterwards, self._language = afterwards, get_language()

    def close(self):
        try:
            with override(self._language):
                self._afterwards()
        finally:
            super().close()


class PasswordReset(views.PasswordResetView):
    """Asks for an e-mail address, and answers the same whether there is such an account."""

    template_name = "admin/accounts/reset.html"
    email_template_name = "admin/accounts/reset_mail.txt"
    subject_template_name = "admin/accounts/reset_subject.txt"
    success_url = reverse_lazy("admin:password_reset_done")

    def form_valid(self, form):
        options = {
            "use_https": self.request.is_secure(),
            "token_generator": self.token_generator,
            "email_template_name": self.email_template_name,
            "subject_template_name": self.subject_template_name,
            "request": self.request,
        }
        return RedirectThen(self.success_url, lambda: form.save(**options))


class PasswordLink(views.PasswordResetConfirmView):
    """The page that a link in a mail opens, once."""

    template_name = "admin/accounts/set.html"
    success_url = reverse_lazy("admin:password_reset_complete")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None


def urls(site) -> list:
    """The addresses of a site's staff who cannot log in."""

    def shown(view, **options):
        def answer(request, **arguments):
            request.current_app = site.name
            context = site.each_context(request)
            return view.as_view(extra_context=context, **options)(request, **arguments)

        return answer

    return [
        path("password_reset/", shown(PasswordReset), name="password_reset"),
        path(
            "password_reset/done/",
            shown(views.PasswordResetDoneView, template_name="admin/accounts/reset_done.html"),
            name="password_reset_done",
        ),
        path(
            "password_reset/complete/",
            shown(views.PasswordResetCompleteView, template_name="admin/accounts/set_done.html"),
            name="password_reset_complete",
        ),
        path(
            "password_reset/<uidb64>/<token>/", shown(PasswordLink), name="password_reset_confirm"
        ),
    ]
