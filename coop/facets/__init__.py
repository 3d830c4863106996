"""Facets: which records have which value, as bitmaps that keep step with the registry."""

from coop.facets.held import forget, index

__all__ = ["forget", "index"]
