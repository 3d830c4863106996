"""Uncertain dates: EDTF text, its bounds, its words, and the ranges it is asked about."""
