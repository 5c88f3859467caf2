"""Drawings of amounts, painted alike on a page, in a window and on paper."""
