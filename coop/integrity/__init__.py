"""Rules that no constraint of the database can say."""
