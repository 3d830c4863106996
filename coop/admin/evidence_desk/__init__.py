"""The evidence desk: a source beside what was made of it, paragraph by paragraph."""

from functools import partial

from django.urls import URLPattern, path

from coop.admin.evidence_desk import citing, page, ranges, reciting, suggestions, texts
from coop.admin.evidence_desk.opening import PAGE


def urls(model_admin) -> list[URLPattern]:
    """The addresses under one source: the desk at ``<pk>/desk/``, its steps under that."""

    def at(word: str, view) -> URLPattern:
        step, name = (f"{word}/", f"{PAGE}_{word}") if word else ("", PAGE)
        return path(
            f"<path:object_id>/desk/{step}",
            model_admin.admin_site.admin_view(partial(view, model_admin)),
            name=name,
        )

    read_new = model_admin.admin_site.admin_view(partial(texts.new_view, model_admin))
    return [
        path("desk/new/", read_new, name=f"{PAGE}_read"),
        at("", page.desk_view),
        at("cite", citing.cite_view),
        at("new", citing.new_view),
        at("text", texts.text_view),
        at("ranges", ranges.ranges_view),
        at("recite", reciting.recite_view),
        at("suggestions", suggestions.suggestions_view),
    ]
