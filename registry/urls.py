"""Every address of the site: English at the root, the other languages under `/<language>/`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from coop.admin import site
from registry import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *i18n_patterns(
        path("admin/", site.urls),
        path("", include("coop.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "registry.errors.bad_request"
handler403 = "registry.errors.permission_denied"
handler404 = "registry.errors.page_not_found"
