"""Needlepoint: an offline reference and claim checker for image-guided needle procedures."""

__version__ = "0.1.0"
