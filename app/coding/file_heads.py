"""How files of common formats begin, whatever their names say."""

from codecs import BOM_UTF8

PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
"""Also an Excel workbook and a Word document, which are ZIP archives inside."""
GZIP = b"\x1f\x8b"
RTF = b"{\\rtf"


def is_json(head: bytes) -> bool:
    r"""Whether a file begins as JSON does, and not as a rich text, which has a brace as well.

    >>> is_json(b'  {"schema": 1}'), is_json(b"[]"), is_json(rb"{\rtf1 Hip"), is_json(b"date,code")
    (True, True, False, False)
    """
    head = head.removeprefix(BOM_UTF8).lstrip()
    return head[:1] in (b"{", b"[") and not head.startswith(RTF)
