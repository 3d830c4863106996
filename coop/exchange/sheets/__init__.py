"""Spreadsheets in and out: CSV, TSV and XLSX by the same columns."""

from coop.exchange.sheets.kinds import KINDS
from coop.exchange.sheets.names import Names
from coop.exchange.sheets.reading import entries, read

__all__ = ["KINDS", "Names", "entries", "read"]
