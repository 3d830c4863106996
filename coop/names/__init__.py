"""Multilingual text, language fall-back, the rules for names, folding and sort keys."""
