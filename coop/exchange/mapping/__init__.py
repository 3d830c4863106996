"""Other people's spreadsheets: their columns and words, led to ours once and remembered."""
