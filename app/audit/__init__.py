"""Audit samples of claims: designed, drawn, kept in a folder and appraised, for command line and window."""
