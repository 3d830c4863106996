"""The page of all groups of countries: few enough, and short enough, to stand on one."""

from django.views.generic import TemplateView

from coop.models import CountryGroup


class GroupList(TemplateView):
    """Every group with its members, its organisation, and where they are listed."""

    template_name = "coop/groups/list.html"

    def get_context_data(self, **context):
        return super().get_context_data(**context, groups=CountryGroup.objects.with_members())
