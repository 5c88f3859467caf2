"""Favorites, notes and settings: one store in the user's folder."""
