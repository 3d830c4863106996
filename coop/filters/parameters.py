"""What every parameter of a list is to its list."""

import copy

import django_filters


class Parameter(django_filters.Filter):
    """One parameter of a list."""

    parameter = ""
    """Its name; the list that has it sets it."""

    def __deepcopy__(self, memo):
        """Each request has copies of its own, of which only the list they belong to differs."""
        return copy.copy(self)
