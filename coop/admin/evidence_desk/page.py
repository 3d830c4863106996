"""The page of the desk: the text of a source, and the records that are made of it."""

import re

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from coop.admin.evidence_desk import marking, ranges, suggestions, texts
from coop.admin.evidence_desk.choices import records_to_work_on
from coop.admin.evidence_desk.opening import (
    desk_address,
    desk_media,
    name_of,
    source_to_read,
    working_record,
)
from coop.admin.evidence_desk.reading import Reading, count_sentence
from coop.admin.labels import described
from coop.admin.sites import admin_address

BOXES = (texts.box, ranges.box, suggestions.box)
"""Functions that say what else stands above the text: each takes the model's admin, the
request and the source, and returns a dictionary with its ``template``, which gets it as ``box``,
or None."""

LONG = 300
"""Paragraphs of a source above which the boxes, which read all of it, stay as they are when
a part of the page is brought up to date."""


def desk_view(model_admin, request, object_id):
    """The text on one side, the records on the other.

    ``record`` names the one that is worked on, ``q`` finds another one to work on. The desk's
    script asks for some paragraphs ``only``, with the records, to bring its page up to date.
    """
    source = source_to_read(model_admin, request, object_id)
    working = working_record(request.user, request.GET.get("record", ""))
    only = _numbers(request.GET["only"]) if "only" in request.GET else None
    reading = Reading(source, request.user, working=working, only=only)
    marking.mark(source, reading.paragraphs, request.user)
    is_long = len(reading.texts) > LONG
    typed = request.GET.get("q", "")[:200]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Evidence desk"),
        "subtitle": str(source),
        "opts": model_admin.opts,
        "source": source,
        "back": admin_address(source),
        "desk": reading,
        "kinds": reading.kinds(),
        "counted": count_sentence(reading),
        "working": working,
        "working_name": name_of(working),
        "typed": typed,
        "found": [
            {
                "label": described(record),
                "address": desk_address(source, record=name_of(record)),
            }
            for record in (records_to_work_on(request.user, source, typed) if typed.strip() else ())
        ],
        "boxes": [] if is_long and only is not None else _boxes(model_admin, request, source),
        "has_boxes": only is None or not is_long,
        "is_nav_sidebar_enabled": False,
        "media": desk_media(model_admin),
    }
    request.current_app = model_admin.admin_site.name
    template = "page" if only is None else "fragment"
    return TemplateResponse(request, f"admin/coop/desk/{template}.html", context)


def _boxes(model_admin, request, source) -> list[dict]:
    boxes = (box(model_admin, request, source) for box in BOXES)
    return [box for box in boxes if box is not None]


def _numbers(typed: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,5}", typed)[:100]]
