"""How much is read of a file."""

LARGEST = 20_000_000
"""Bytes of a file, and of what it unpacks to; a note has some thousands."""
