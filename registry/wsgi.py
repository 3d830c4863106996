"""What gunicorn serves."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from registry.middleware import UNREADABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")


class Handler(WSGIHandler):
    """Django's handler, which a strange `Content-Type` cannot bring down.

    Django decodes the query while it makes the request, with whatever codec the header names as its
    character set, and before anything would catch an error of it.
    """

    def request_class(self, environ):
        try:
            return WSGIRequest(environ)
        except Exception:  # whatever any codec of Python may raise
            return WSGIRequest(environ | {"CONTENT_TYPE": "", UNREADABLE: True})


django.setup(set_prefix=False)
application = Handler()
