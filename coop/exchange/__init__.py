"""Files in, files out: read, plan, apply, write."""
