"""The addresses of the site, and beside them one page that does next to nothing."""

from functools import cache

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from registry.urls import *  # noqa: F403 - the handlers and addresses of the site as they are
from registry.urls import urlpatterns as site_addresses

HELLO = "<!doctype html><title>{{ word }}</title><p>{{ word }}</p>"


@cache
def template():
    """Compiled once, as the templates of the site are."""
    return engines["django"].from_string(HELLO)


def hello(request):
    """Render one trivial template, behind the same middleware as every page."""
    return HttpResponse(template().render({"word": "Hello"}, request))


urlpatterns = [path("hello/", hello), *site_addresses]
