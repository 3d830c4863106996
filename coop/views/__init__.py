"""The public pages: each picks a queryset, a filter and a template."""
