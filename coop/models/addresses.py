"""Addresses of records on this site."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address_of(name: str, argument: str) -> str:
    """The address of that name in the language at work.

    A page links to a hundred records, most of them the same ones as the page before.
    """
    return _address(name, argument, get_language(), get_script_prefix())


@lru_cache(maxsize=8192)
def _address(name: str, argument: str, _language: str | None, _prefix: str) -> str:
    return reverse(name, args=[argument])
