"""The worksheets of an XLSX workbook by its own list and relationships (ECMA-376, part 1)."""

import io
import re
import zipfile
from html import unescape
from posixpath import join, normpath

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_LIST, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LISTS = {_LIST, _LINKS}


def shown_sheets(data: bytes) -> tuple[str, ...]:
    """The names of the worksheets that are not hidden, in their order; none where they are not listed."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if not {*packed.namelist()} >= _LISTS:
            return ()
        names = [_attribute(each, "name") for each in _sheets(packed) if not _attribute(each, "state")
                 or _attribute(each, "state") == "visible"]  # fmt: skip
        return tuple(name for name in names if "chartsheets" not in member_of(packed, name))


def member_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """The member that holds a worksheet, by the workbook's list and its relationships (ECMA-376, part 1)."""
    if not {*packed.namelist()} >= _LISTS:
        return ""
    sheets = _sheets(packed)
    links = _LINK.findall(packed.read(_LINKS).decode("utf-8", "replace"))
    targets = {_attribute(link, "Id"): _attribute(link, "Target") for link in links}
    target = next(
        (targets.get(_attribute(each, r"\w+:id")) for each in sheets if _attribute(each, "name") == sheet), ""
    )
    return normpath(join("/xl", target)).lstrip("/") if target else ""


def _sheets(packed: zipfile.ZipFile) -> list[str]:
    return _SHEET.findall(packed.read(_LIST).decode("utf-8", "replace"))


def _attribute(element: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', element)
    return unescape(found[1]) if found else ""
