"""Preferences, the sheet of shortcuts, and About."""
