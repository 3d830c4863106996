"""Closed word lists: every coded value of the registry, with its label.

Codes are what files and addresses carry; labels are what pages print.
"""
