"""Questions the tables answer. No model is imported here; “today” is always an argument."""
