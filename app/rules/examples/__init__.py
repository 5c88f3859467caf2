"""Invented claims and facts that show when a rule speaks."""
