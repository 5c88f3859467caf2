"""One reader for each official series."""
