"""Audit samples of the worklist: drawn, shown, kept in a folder and appraised."""
