"""Texts of sources as they are handed in: plain text, Word documents and PDF.

Documents are read by a process of its own that knows nothing of Django, so nothing is imported
here; `received` is the way in.
"""
