"""The register of disagreements, and where each is shown."""

from app.coding.pages import Disagreement, Position, Section
from build_scripts.reference import rows
from build_scripts.reference.citing import Citer
from build_scripts.reference.knowledge import Knowledge


def disagreement(item: rows.ConflictRow, citer: Citer) -> Disagreement:
    """A register entry with every position and its sources."""
    positions = tuple(Position(position.text, citer.cite(position)) for position in item.position)
    return Disagreement(
        item.id, item.title, positions, item.governs, item.why, item.advice, item.first, item.edits
    )


def disagreements_of(knowledge: Knowledge, citer: Citer, code: str) -> Section:
    """The entries that concern a code, as a section; empty when none does."""
    found = (row.value for row in knowledge.conflicts if code in row.value.codes)
    return Section("disagree", "Sources disagree", tuple(disagreement(item, citer) for item in found))
