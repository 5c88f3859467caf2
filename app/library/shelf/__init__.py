"""The imported editions."""
