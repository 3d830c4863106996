"""What the Makefile runs to set a machine up, to test and to check; plain Python, no Django."""
