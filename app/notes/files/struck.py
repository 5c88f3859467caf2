"""Words that are struck through: a correction by hand, so the record no longer says them."""

STRUCK = "[struck out]"
"""Stands for them in the text of a note: nothing is read from them, and the coder sees it."""
