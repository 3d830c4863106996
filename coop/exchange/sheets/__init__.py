"""Spreadsheets in and out: CSV, TSV and XLSX by the same columns."""
