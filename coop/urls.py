"""The public addresses."""

from django.urls import path

from coop import models
from coop.views import agreements, pages
from coop.views.base import RecordDetail, RecordList, VocabularyDetail, VocabularyList

urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("about/", pages.About.as_view(), name="about"),
    path("id/<str:key>/", pages.Permanent.as_view(), name="record"),
    path("agreements/", agreements.AgreementList.as_view(), name="agreement-list"),
    path("agreements/<str:slug>/", agreements.AgreementDetail.as_view(), name="agreement-detail"),
    path("parties/", RecordList.as_view(model=models.Party), name="party-list"),
    path("parties/<str:slug>/", RecordDetail.as_view(model=models.Party), name="party-detail"),
    path("countries/", VocabularyList.as_view(model=models.Country), name="country-list"),
    path(
        "countries/<str:slug>/",
        VocabularyDetail.as_view(model=models.Country),
        name="country-detail",
    ),
    path("people/", RecordList.as_view(model=models.Person), name="person-list"),
    path("people/<str:slug>/", RecordDetail.as_view(model=models.Person), name="person-detail"),
    path("events/", RecordList.as_view(model=models.Event), name="event-list"),
    path("events/<str:slug>/", RecordDetail.as_view(model=models.Event), name="event-detail"),
    path("coproductions/", RecordList.as_view(model=models.CoProduction), name="coproduction-list"),
    path(
        "coproductions/<str:slug>/",
        RecordDetail.as_view(model=models.CoProduction),
        name="coproduction-detail",
    ),
    path("topics/", VocabularyList.as_view(model=models.ProvisionTopic), name="topic-list"),
    path(
        "topics/<str:slug>/",
        VocabularyDetail.as_view(model=models.ProvisionTopic),
        name="topic-detail",
    ),
    path("sources/", RecordList.as_view(model=models.SourceDocument), name="source-list"),
    path(
        "sources/<str:slug>/",
        RecordDetail.as_view(model=models.SourceDocument),
        name="source-detail",
    ),
    path("places/", RecordList.as_view(model=models.Place), name="place-list"),
    path("places/<str:slug>/", RecordDetail.as_view(model=models.Place), name="place-detail"),
    path("subjects/", RecordList.as_view(model=models.Subject), name="subject-list"),
    path("subjects/<str:slug>/", RecordDetail.as_view(model=models.Subject), name="subject-detail"),
]
