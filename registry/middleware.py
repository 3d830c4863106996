"""What happens to every request before any view sees it."""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponseBase]

MAX_QUERY_PARAMETERS = 200
NUL = "\x00"

# Set in a request's environment when Django could not even make a request of it.
UNREADABLE = "registry.unreadable"

# Features of the browser that no page here uses, so that no page here can be made to use them.
UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES)


def permissions_policy(get_response: GetResponse) -> GetResponse:
    """Tells the browser that no page needs its camera, position and the like."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def head_without_body(get_response: GetResponse) -> GetResponse:
    """Answers HEAD with headers alone, so that no file is written only to be thrown away."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response

    return middleware


def language_from_address(get_response: GetResponse) -> GetResponse:
    """Takes the language from the first part of the path, and from nothing else.

    Django's own LocaleMiddleware also asks the cookie and `Accept-Language`, so that one address
    would hold several pages and every cache would have to know it. Here an address is one page.
    The language stays active after the response, since a streamed one is still being written.
    """
    prefixes = {code for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        first = request.path_info[1:].partition("/")[0]
        language = first if first in prefixes else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def refuse_unreadable(get_response: GetResponse) -> GetResponse:
    """Answers 400 or 404 to what no page could make sense of.

    PostgreSQL refuses text with a NUL, SQLite keeps it: either way nothing here is called by one.
    Half a surrogate pair cannot be written as UTF-8 at all. Both would be an error deep inside.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _is_unreadable(request.path_info):
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if query.count("&") >= MAX_QUERY_PARAMETERS:
            raise BadRequest(
                _("An address can carry at most %(limit)d parameters.")
                % {"limit": MAX_QUERY_PARAMETERS}
            )
        if UNREADABLE in request.META or not _is_utf_8(request.encoding):
            raise BadRequest(_("A request must be written in UTF-8."))
        if query and any(
            _is_unreadable(text) for name, values in request.GET.lists() for text in (name, *values)
        ):
            raise BadRequest(_("The address holds a character that no text can have."))
        # Cookies can spell any character as a backslash and its octal number.
        if "\\" in request.headers.get("cookie", "") and any(
            _is_unreadable(value) for value in request.COOKIES.values()
        ):
            raise BadRequest(_("A cookie holds a character that no text can have."))
        return get_response(request)

    return middleware


def _is_utf_8(encoding: str | None) -> bool:
    return encoding is None or codecs.lookup(encoding).name in ("utf-8", "ascii")


def _is_unreadable(text: str) -> bool:
    if NUL in text:
        return True
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)
