"""The staff side as one site of its own."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class RegistryAdminSite(AdminSite):
    """Sections in the order of the work."""

    site_header = _("Film cooperation registry")
    site_title = _("Film cooperation registry")
    index_title = _("The desk")
    enable_nav_sidebar = True


site = RegistryAdminSite(name="admin")
