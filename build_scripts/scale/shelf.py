"""A shelf for the proof: a table of units limits for each quarter of a year, of invented codes and values."""

from __future__ import annotations

from pathlib import Path

from app.releases.installation import install

QUARTERS = ("01-01", "04-01", "07-01", "10-01")
_HEAD = '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale'
_ROW = "{kind}{code:04},{value},2 Date of Service Edit: Policy,Nature of Service/Procedure"
_KINDS, _CODES = "XYZ", 4_500  # more than the fewest rows that are a whole table


def make_shelf(folder: Path) -> Path:
    """Install the tables into the shelf `folder`/editions; its path."""
    official = folder / "official"
    official.mkdir()
    for number, day in enumerate(QUARTERS):
        rows = [
            _ROW.format(code=code, kind=kind, value=1 + (code + number) % 3)
            for kind in _KINDS
            for code in range(1, _CODES + 1)
        ]
        file = official / f"MCR_MUE_PractitionerServices_Eff_{day}-2026.csv"
        file.write_text("\n".join(["An invented table.,,,", _HEAD, *rows, ""]), encoding="ascii")
    found = install([official], folder / "editions")
    if [each.state for each in found] != ["installed"] * len(QUARTERS):
        raise SystemExit(f"The invented tables were not installed: {found}")
    return folder / "editions"
