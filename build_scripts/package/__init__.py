"""Packages Needlepoint as a folder that starts without Python, and tries it before calling it built."""
