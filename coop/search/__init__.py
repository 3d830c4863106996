"""Finding records by words, in any script."""
