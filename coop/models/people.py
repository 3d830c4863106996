"""People who sign, attend, speak, write or are written about."""

from django.utils.translation import gettext_lazy as _

from coop.models.base import Evidenced, Referable, optional_codes
from coop.names.fields import IdentifiersField, MultilingualField
from coop.vocabulary.records import Basis


class Person(Evidenced, Referable):
    """A person, with names in each language that a source gives."""

    names = MultilingualField(
        _("names"),
        max_length=200,
        help_text=_("One a language, as a source in that language writes it."),
    )
    identifiers = IdentifiersField(
        _("identifiers"),
        schemes=["wikidata", "isni", "viaf", "imdb"],
        help_text=_("Their numbers in other registers."),
    )

    url_name = "person"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "key"]
        constraints = optional_codes("person", basis=Basis)
