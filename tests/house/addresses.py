"""The site with further pages, that say how they were asked or fail on purpose."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path
from django.utils.translation import get_language

from registry.urls import handler400, handler403, handler404

__all__ = ["handler400", "handler403", "handler404", "urlpatterns"]


def language(request):
    return HttpResponse(get_language())


def stream(request):
    return StreamingHttpResponse(get_language() for _ in range(2))


def forbidden(request):
    raise PermissionDenied("Only reviewers publish.")


def inline(request):
    return HttpResponse("<title>Inline</title><script>document.title = 'Run'</script>")


def faulty(request):
    raise RuntimeError("A fault in a view.")


urlpatterns = i18n_patterns(
    path("language/", language),
    path("stream/", stream),
    path("forbidden/", forbidden),
    path("form/", language),
    path("inline/", inline),
    path("faulty/", faulty),
    path("", include("coop.urls")),
    prefix_default_language=False,
)
