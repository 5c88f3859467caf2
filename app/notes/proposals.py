"""Codes that fit a note: what is proposed for a claim, and the words that say why."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from app.coding.claim import Line
from app.coding.decisions import Decision
from app.coding.facts import CodeFacts, FittingGuidance, Inclusion
from app.coding.sources import Citation
from app.notes.record import CodeLine
from app.pages.text import FindSource, tag_text


class Side(Struct, frozen=True):
    """The modifier for the side on record, and who says that the procedure takes one."""

    modifier: str
    citations: tuple[Citation, ...]


class Proposal(Struct, frozen=True, kw_only=True):
    """A procedure that fits, and what goes with it.

    `guidance` is the guidance code that goes with it on its authority, or that it stands for as well;
    `inside` says who has it that the procedure contains the guidance, so that none goes with it; without
    either no imaging guided the needle. `decision` is the row of the decision table that has it. `side` is
    None where none is on record, or the procedure takes none. `reading` is the S&I code of a full
    arthrogram. `further` are its add-ons in the same run of codes, for further levels or lesions.
    """

    procedure: CodeFacts
    guidance: FittingGuidance | None = None
    inside: Inclusion | None = None
    decision: Decision | None = None
    side: Side | None = None
    reading: CodeFacts | None = None
    further: tuple[CodeFacts, ...] = ()
    add_on_citations: tuple[Citation, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it puts on a claim."""
        modifiers = (self.side.modifier,) if self.side else ()
        codes = [self.procedure.code]
        if self.guidance is not None and not self.guidance.instead:
            codes.append(self.guidance.guidance)
        if self.reading is not None:
            codes.append(self.reading.code)
        return Line(code=codes[0], modifiers=modifiers), *(Line(code=code) for code in codes[1:])

    @property
    def contains_imaging(self) -> bool:
        """Whether no guidance is reported apart because the procedure contains it."""
        instead = self.guidance is not None and self.guidance.instead
        return instead or self.inside is not None or self.reading is not None


class Offer(Struct, frozen=True):
    """The proposals for a note, likeliest first; without any, why there is none."""

    proposals: tuple[Proposal, ...] = ()
    why_none: str = ""

    @property
    def contains_imaging(self) -> bool:
        """Whether every procedure that fits contains its imaging."""
        return bool(self.proposals) and all(each.contains_imaging for each in self.proposals)


def lines_text(lines: Sequence[Line | CodeLine]) -> str:
    """The lines of a proposal as coders type them: "20610-RT and 77002"."""
    return " and ".join("-".join((line.code, *line.modifiers)) for line in lines)


def reason_of(proposal: Proposal, find: FindSource) -> str:
    """Why a proposal fits: the procedure in our words, its imaging, side and add-ons with their sources."""
    procedure = proposal.procedure
    return " ".join((f"{procedure.code}: {procedure.label}.", *_reasons(proposal, find)))


def _reasons(proposal: Proposal, find: FindSource) -> Iterator[str]:
    yield _imaging(proposal, find)
    if proposal.decision is not None and proposal.decision.note:
        codes = ", ".join(each for each in proposal.decision.codes if each != proposal.decision.guidance)
        yield f"Decision table, {codes}: {proposal.decision.note}"
    if proposal.side is not None:
        says = tag_text(proposal.side.citations, find)
        yield f"{proposal.side.modifier}: the side on record; the code takes one ({says})."
    if proposal.further:
        codes = ", ".join(f"{each.code} ({each.label})" for each in proposal.further)
        says = tag_text(proposal.add_on_citations, find)
        yield f"Its add-ons, where the record has them: {codes} ({says})."


def _imaging(proposal: Proposal, find: FindSource) -> str:
    """What becomes of the imaging: a code of its own, or none."""
    fit, inside, reading = proposal.guidance, proposal.inside, proposal.reading
    if fit is not None:
        goes = (
            f"It stands for {fit.procedure} with its imaging"
            if fit.instead
            else f"{fit.guidance} goes with it"
        )
        return f"{goes} ({tag_text(fit.citations, find)})."
    if reading is not None:
        says = f" ({tag_text(proposal.decision.citations, find)})" if proposal.decision else ""
        return f"{reading.code}, {reading.label}, goes with it; no guidance code does{says}."
    if inside is None:
        return "No imaging guided the needle, so no guidance code goes with it."
    disputed = f" Sources disagree ({inside.conflict})." if inside.conflict else ""
    bundled = (
        "An NCCI PTP edit bundles the imaging" if inside.ground == "pair-edit" else "It contains the imaging"
    )
    return f"{bundled}: no guidance code goes with it ({tag_text(inside.citations, find)}).{disputed}"
