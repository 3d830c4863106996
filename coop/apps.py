"""The domain as Django sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoopConfig(AppConfig):
    name = "coop"
    verbose_name = _("Film cooperation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from coop.curation import versions

        versions.register_models()
