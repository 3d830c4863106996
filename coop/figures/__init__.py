"""The numbers behind pages and pictures, as plain values."""
