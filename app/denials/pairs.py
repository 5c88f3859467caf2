"""Denials for another code of the day: whether an edit or the procedure's own code bundles the line."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from app.coding.carried import name_outside
from app.coding.claim import Claim, Line
from app.coding.dates import show_date
from app.coding.denials import Action, Correction, Denial
from app.coding.facts import Facts, Inclusion, pair_key
from app.coding.official import PairEdit
from app.coding.reasons import Gap
from app.coding.series_record import Need
from app.coding.sources import Citation
from app.rules.lookups.pair_edits import is_bypassed
from app.rules.lookups.partners import eligible_primaries

STATE_IT = "State it under documentation (separate site, separate encounter) to see what follows."
NEVER = "An edit with modifier indicator 0 is never bypassed, and no appeal changes that."
OTHER_CLAIMS = (
    "A code of another claim of the day may do both, and is not looked at here: look before you appeal."
)
_OF_SITE, _OF_ENCOUNTER = ("XS", "59"), ("XE", "59")
"""The modifiers that say of another site and of another encounter, what they are by data/modifiers.toml."""


_NOT_STATED = "Whether the record shows a separate site or encounter is not stated."
_NO_OTHER = "The record shows no separate site or encounter."
_UNREAD = "Whether a PTP edit joins them was not checked."
_OPENED = "Modifiers or sides on the claim open it already. "


class Outcome(Struct, frozen=True, kw_only=True):
    """Where a number that depends on the claim leads, with sentences on why and advice for the biller.

    `edits`: the PTP edits that it stands on, as they are cited ("20610 / 76942"). `holders`: the codes that
    bundle or contain what was denied.
    """

    action: Action
    because: tuple[str, ...]
    barred: str = ""
    advice: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    gaps: tuple[Gap, ...] = ()
    citations: tuple[Citation, ...] = ()
    edits: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()


def settle_pair(denial: Denial, claim: Claim, facts: Facts) -> Outcome:
    """Look at the edits and the contents of codes on the claim that concern the denied lines."""
    lines = lines_of(denial, claim)
    if bundled := settle_bundled(lines, claim, facts):
        return bundled
    edits = [(line, each) for line in lines for each in _edits_against(line, facts)]
    if edits:
        return _bypassable(edits, claim, facts)
    return _no_edit(lines, facts)


def settle_bundled(lines: tuple[Line, ...], claim: Claim, facts: Facts) -> Outcome | None:
    """Where lines lead that another code contains: written off, unless a further procedure may own them.

    None where no code contains them.
    """
    edits = [each for line in lines for each in _edits_against(line, facts)]
    inside = tuple(_contents(lines, facts))
    ended = tuple(source for row in inside if (source := facts.carried_pair(row.code, row.guidance)))
    if never := [each for each in edits if each.indicator == "0"]:
        return Outcome(
            action="write-off", because=tuple(map(_say, never)), barred=NEVER, citations=_cite(never, facts),
            edits=frozenset(pair_key(edit.column1, edit.column2) for edit in never),
            holders=frozenset(edit.column1 for edit in never),
        )  # fmt: skip
    if not inside:
        return None
    if of_another := _for_another(lines, inside, claim, facts):
        return of_another
    gap = unread(facts, "pairs") if ended else None
    return Outcome(
        action="write-off",
        because=_say_inside(inside),
        advice=tuple(
            f"A PTP edit says so too: {name_outside(source, facts.on)}." for source in dict.fromkeys(ended)
        ),
        gaps=(gap,) if gap else (),
        citations=tuple(cited for row in inside for cited in row.citations),
        holders=frozenset(row.code for row in inside),
    )


def _for_another(
    lines: tuple[Line, ...], inside: tuple[Inclusion, ...], claim: Claim, facts: Facts
) -> Outcome | None:
    """Where guidance leads that one code of the claim contains, and that another may have needed.

    None where no other procedure of the claim may.
    """
    owners = {row.guidance: _owner(row.guidance, claim, facts) for row in inside}
    if not all(owners.values()):
        return None
    told = (claim.documentation.separate_site, claim.documentation.separate_encounter)
    words = "does not." if True in told else "does not, and may have needed it."
    owned = tuple(f"{owner} {words}" for owner in dict.fromkeys(owners.values()))
    because = (*_say_inside(inside), *owned)
    edits = [(line, each) for line in lines for each in _edits_against(line, facts)]
    outcome = _bypassable(edits, claim, facts) if edits else _by_record(claim, unread(facts, "pairs"))
    cited = tuple(source for row in inside for source in row.citations)
    return msgspec.structs.replace(
        outcome,
        because=(*because, *outcome.because),
        citations=(*outcome.citations, *cited),
        holders=outcome.holders | {row.code for row in inside},
    )


def _owner(guidance: str, claim: Claim, facts: Facts) -> str:
    """The first other line to which guidance may belong, in words; "" for none."""
    numbers = eligible_primaries(claim, facts, guidance)
    lines = ((number, claim.lines[number - 1].code) for number in numbers)
    return next((f"{code} on line {number}" for number, code in lines if code != guidance), "")


def _by_record(claim: Claim, gap: Gap | None) -> Outcome:
    """Where guidance of another procedure leads by the record alone, as no edit joins the codes."""
    told = (claim.documentation.separate_site, claim.documentation.separate_encounter)
    if gap is not None:
        return Outcome(action="unknown", because=(_UNREAD,), gaps=(gap,))
    if True in told:
        return Outcome(action="appeal", because=("The record shows a separate service.",))
    if False in told:
        return Outcome(action="write-off", because=(_NO_OTHER,))
    return Outcome(action="unknown", because=(_NOT_STATED,), advice=(STATE_IT,))


def _say_inside(inside: tuple[Inclusion, ...]) -> tuple[str, ...]:
    return tuple(f"{row.code} contains the guidance of {row.guidance}." for row in inside)


def lines_of(denial: Denial, claim: Claim) -> tuple[Line, ...]:
    """The lines that a denial is about: all where it names none."""
    if denial.line is None or not 0 < denial.line <= len(claim.lines):
        return claim.lines
    return (claim.lines[denial.line - 1],)


def unread(facts: Facts, need: Need) -> Gap | None:
    """What of a need was not read for the date, rows of ended editions notwithstanding."""
    return facts.missing.get(need) or facts.partial.get(need) or facts.gaps_carried.get(need)


def _edits_against(line: Line, facts: Facts) -> Iterator[PairEdit]:
    """The edits that deny the line: those with its code in column 2."""
    for (column1, column2), edit in sorted(facts.pairs.items()):
        if column2 == line.code and facts.carried_pair(column1, column2) is None:
            yield edit


def _contents(lines: tuple[Line, ...], facts: Facts) -> Iterator[Inclusion]:
    """What of the claim contains the denied guidance; what rests on an ended edit alone decides nothing."""
    denied = {line.code for line in lines}
    for _, rows in sorted(facts.inclusions.items()):
        for row in rows:
            is_ended = row.ground == "pair-edit" and facts.carried_pair(row.code, row.guidance) is not None
            if row.guidance in denied and row.conflict is None and not is_ended:
                yield row


def _bypassable(edits: list[tuple[Line, PairEdit]], claim: Claim, facts: Facts) -> Outcome:
    """Where edits lead that a separate service opens: by the record, and by what the claim says of it.

    Whether the claim opens an edit is what our check asks as well, so that both answer alike.
    """
    said = claim.documentation
    told = (said.separate_site, said.separate_encounter)
    shown = " and ".join(word for word, is_so in zip(("site", "encounter"), told, strict=True) if is_so)
    closed = [(line, edit) for line, edit in edits if not is_bypassed(claim, facts, edit, line)]
    action: Action = "unknown"
    opened = "" if closed else _OPENED
    words = f"{opened}{_NOT_STATED}"
    if True in told and not closed:
        action, words = "appeal", f"The record shows a separate {shown}, and the claim says so by a modifier."
    elif True in told:
        action = "reopen"
        words = f"The record shows a separate {shown}; the claim left off the modifier that says so."
    elif False in told:
        action, words = "write-off", _NO_OTHER
    rows = list(dict.fromkeys(edit for _, edit in edits))
    added = _OF_SITE if told[0] else _OF_ENCOUNTER
    return Outcome(
        action=action,
        because=(*map(_say, rows), words),
        advice=(STATE_IT,) if action == "unknown" else (),
        corrections=tuple(_to_correct(closed, claim, added)) if action == "reopen" else (),
        citations=_cite(rows, facts),
        edits=frozenset(pair_key(edit.column1, edit.column2) for edit in rows),
        holders=frozenset(edit.column1 for edit in rows),
    )


def _to_correct(
    closed: list[tuple[Line, PairEdit]], claim: Claim, added: tuple[str, ...]
) -> Iterator[Correction]:
    """The denied lines with an edit that nothing opens, each with modifiers one of which it lacks."""
    for number, line in enumerate(claim.lines, 1):
        if any(line is denied for denied, _ in closed):
            yield Correction(number, line.code, added)


def _no_edit(lines: tuple[Line, ...], facts: Facts) -> Outcome:
    gap = unread(facts, "pairs")
    known = (gap,) if gap is not None else ()
    codes = ", ".join(dict.fromkeys(line.code for line in lines))
    if known:
        words = f"Whether a PTP edit denies {codes} was not checked."
        because = (words, *_carried(lines, facts))
        return Outcome(action="unknown", because=because, gaps=known)
    words = f"On {show_date(facts.on)} no PTP edit denies {codes}, and no code on the claim contains it."
    source = facts.sources.get("ncci-ptp")
    cited = (source.cite(codes),) if source else ()
    return Outcome(action="appeal", because=(words,), advice=(OTHER_CLAIMS,), citations=cited)


def _say(edit: PairEdit) -> str:
    pair = f"The PTP edit {edit.column1} / {edit.column2}"
    if edit.indicator == "0":
        return f"{pair} denies {edit.column2}: modifier indicator 0, never bypassed."
    return (
        f"{pair} has modifier indicator {edit.indicator}: an NCCI modifier allows {edit.column2} where the "
        "record supports a separate service."
    )


def _carried(lines: tuple[Line, ...], facts: Facts) -> Iterator[str]:
    """The edits of an edition that ended before the date: they are named, and decide nothing."""
    codes = {line.code for line in lines}
    for (column1, column2), edit in sorted(facts.pairs.items()):
        ended = facts.carried_pair(column1, column2)
        if column2 in codes and ended is not None:
            pair = pair_key(column1, column2)
            yield f"An ended table, {ended.short}, has the edit {pair}, indicator {edit.indicator}."


def _cite(edits: list[PairEdit], facts: Facts) -> tuple[Citation, ...]:
    source = facts.sources.get("ncci-ptp")
    if source is None:
        return ()
    return tuple(source.cite(pair_key(edit.column1, edit.column2)) for edit in edits)
