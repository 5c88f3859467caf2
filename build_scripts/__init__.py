"""Builds the reference database, prepares, packages and measures Needlepoint. Not part of the program."""
