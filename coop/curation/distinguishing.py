"""Two records that look like one, and are said to be two."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coop.curation.recording import recording
from coop.models import Distinction


def distinguish(one, other, *, user=None) -> Distinction:
    """Say that two records are not the same thing, so that nobody is asked again.

    Said twice, it is said once.
    """
    if type(one) is not type(other) or one.key == other.key:
        raise ValidationError(_("Say which two records are not the same."))
    first, second = sorted((one.key, other.key))
    with recording(user=user) as opened:
        said, _is_new = Distinction.objects.get_or_create(
            kind=one._meta.model_name,
            first_key=first,
            second_key=second,
            defaults={"said_by": opened.user},
        )
    return said
