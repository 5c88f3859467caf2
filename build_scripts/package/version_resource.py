"""The version resource of the Windows programs: what Explorer and an inventory show of a file."""

from __future__ import annotations

from pathlib import Path

LANGUAGE = "040904B0"  # American English, Unicode: the key of the StringFileInfo block
TRANSLATION = "[1033, 1200]"

TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,
                    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable({language!r}, [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', {translation})]),
  ],
)
"""


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version of three numbers with the fourth that Windows has. Raises ValueError for any other."""
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch, 0


def strings(name: str, version: str) -> dict[str, str]:
    """Return the named texts of a program's file; `name` is that of the program without its suffix."""
    return {
        "CompanyName": "Needlepoint contributors",
        "FileDescription": "Needlepoint",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "MIT License",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Needlepoint",
        "ProductVersion": version,
    }


def write_resource(name: str, version: str, out: Path) -> Path:
    """Write the resource of a program as PyInstaller's EXE reads it, a VSVersionInfo; return its path."""
    lines = (f"      StringStruct({key!r}, {text!r})," for key, text in strings(name, version).items())
    out.parent.mkdir(parents=True, exist_ok=True)
    filled = TEMPLATE.format(
        numbers=four_numbers(version), language=LANGUAGE, translation=TRANSLATION, strings="\n".join(lines)
    )
    out.write_text(filled, encoding="utf-8")
    return out
