"""The public addresses."""

from django.urls import path

from coop.views import (
    agreements,
    codebook,
    coproductions,
    countries,
    data,
    events,
    groups,
    pages,
    parties,
    people,
    places,
    provisions,
    search,
    sources,
    subjects,
    topics,
)
from coop.views.lists import RecordList

urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("about/", pages.About.as_view(), name="about"),
    path("codebook/", codebook.Codebook.as_view(), name="codebook"),
    path("search/", search.Search.as_view(), name="search"),
    path("search/suggestions/", search.suggested, name="suggestions"),
    path("id/<str:key>/", pages.Permanent.as_view(), name="record"),
    path("agreements/", agreements.AgreementList.as_view(), name="agreement-list"),
    path("agreements/<str:slug>/", agreements.AgreementDetail.as_view(), name="agreement-detail"),
    path("parties/", parties.PartyList.as_view(), name="party-list"),
    path("parties/<str:slug>/", parties.PartyDetail.as_view(), name="party-detail"),
    path("countries/", countries.CountryList.as_view(), name="country-list"),
    path("countries/groups/", groups.GroupList.as_view(), name="group-list"),
    path("countries/<str:slug>/", countries.CountryDetail.as_view(), name="country-detail"),
    path("people/", people.PersonList.as_view(), name="person-list"),
    path("people/<str:slug>/", people.PersonDetail.as_view(), name="person-detail"),
    path("events/", events.EventList.as_view(), name="event-list"),
    path("events/<str:slug>/", events.EventDetail.as_view(), name="event-detail"),
    path("coproductions/", coproductions.CoProductionList.as_view(), name="coproduction-list"),
    path(
        "coproductions/<str:slug>/",
        coproductions.CoProductionDetail.as_view(),
        name="coproduction-detail",
    ),
    path("topics/", topics.TopicList.as_view(), name="topic-list"),
    path("topics/<str:slug>/", topics.TopicDetail.as_view(), name="topic-detail"),
    path("provisions/", provisions.ProvisionList.as_view(), name="provision-list"),
    path(
        "provisions/<str:agreement>/<str:slug>/",
        provisions.ProvisionDetail.as_view(),
        name="provision-detail",
    ),
    path("sources/", sources.SourceList.as_view(), name="source-list"),
    path("sources/<str:slug>/", sources.SourceDetail.as_view(), name="source-detail"),
    path("places/", places.PlaceList.as_view(), name="place-list"),
    path("places/<str:slug>/", places.PlaceDetail.as_view(), name="place-detail"),
    path("subjects/", subjects.SubjectList.as_view(), name="subject-list"),
    path("subjects/<str:slug>/", subjects.SubjectDetail.as_view(), name="subject-detail"),
]

urlpatterns += [
    path(
        f"{str(pattern.pattern).rstrip('/')}.{each.extension}",
        data.ListData.as_view(list_view=pattern.callback.view_class, format=each),
        name=f"{pattern.name}-{each.extension}",
    )
    for pattern in tuple(urlpatterns)
    if issubclass(getattr(pattern.callback, "view_class", object), RecordList)
    for each in data.FORMATS
]
