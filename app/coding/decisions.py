"""The decision table: what is reported for a target, a purpose and a method of imaging."""

from msgspec import Struct

from app.coding.sources import Citation
from app.coding.words import Modality


class Decision(Struct, frozen=True):
    """A row of the decision table: target and method, the codes to report, its note and who says so.

    `guidance` is the guidance code among them, "" where there is none to report.
    """

    target: str
    method: Modality
    codes: tuple[str, ...]
    guidance: str
    note: str
    citations: tuple[Citation, ...]
