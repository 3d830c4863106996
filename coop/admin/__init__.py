"""Where staff curate the registry."""

from coop.admin.sites import site

__all__ = ["site"]
