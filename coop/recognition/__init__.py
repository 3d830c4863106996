"""What the registry knows in a text: names, topics and dates."""
