"""How files of common formats begin, whatever their names say."""

PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
"""Also an Excel workbook and a Word document, which are ZIP archives inside."""
GZIP = b"\x1f\x8b"
