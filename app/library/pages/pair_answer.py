"""The PTP edit of two codes in an answer: of the day's table, else of the newest before it, with its end."""

from datetime import date

from msgspec.structs import replace

from app.coding.carried import has_ended, say_carried
from app.coding.official import PairEdit
from app.coding.pages import Fact
from app.coding.reasons import Gap
from app.coding.sources import Source
from app.library.facts.among import is_carried
from app.library.facts.day import Day
from app.library.rows import Cited


def pair_on(day: Day, code: str, guidance: str) -> Cited[PairEdit] | None:
    """The PTP edit in force on the day, in either direction."""
    source = day.sources.get("ncci-ptp")
    edit = (day.pair(code, guidance) or day.pair(guidance, code)) if source else None
    return (edit, (source.cite(f"{edit.column1} / {edit.column2}"),)) if edit and source else None


def pair_read(day: Day, code: str, guidance: str) -> Cited[PairEdit] | None:
    """The PTP edit that was open in the table of the book, whatever the day."""
    pairs = day.bundled.pairs(code, (guidance,))
    return pairs.first(lambda edit: edit.last is None and edit.indicator != "9")


def barring_pair(day: Day, code: str, guidance: str) -> Cited[PairEdit] | None:
    """The PTP edit that counts `guidance` as part of `code`: of the day, else the one carried to it."""
    found = _joining_pair(day, code, guidance)
    return found if found and found[0].column2 == guidance else None


def bars_procedure(day: Day, code: str, guidance: str) -> Cited[PairEdit] | None:
    """The PTP edit that counts `code` as part of `guidance`, of the day or carried: `code` has to go."""
    found = _joining_pair(day, code, guidance)
    return found if found and found[0].column2 == code else None


def _joining_pair(day: Day, code: str, guidance: str) -> Cited[PairEdit] | None:
    return pair_on(day, code, guidance) or _pair_carried(day, code, guidance)


def _pair_carried(day: Day, code: str, guidance: str) -> Cited[PairEdit] | None:
    """The PTP edit of the newest table before the day, when none of the day has it; in either direction."""
    found = _carried_from(day, code, guidance)
    return found[0] if found else None


def _carried_from(day: Day, code: str, other: str) -> tuple[Cited[PairEdit], Source] | None:
    """The edit of two codes in either direction and the ended table that it was read in."""
    if not is_carried(day, code, other):
        return None
    return day.carried_pair(code, other) or day.carried_pair(other, code)


def say_barred(day: Day, barred: Cited[PairEdit]) -> str:
    """That an edit bars the guidance, and of which edition it is where that has ended."""
    edit, _ = barred
    found = _carried_from(day, edit.column1, edit.column2)
    read = f" {say_carried(found[1])}" if found else ""
    unless = "" if edit.indicator == "0" else ", unless the record supports an NCCI modifier on it"
    return (
        f"NCCI PTP edit: column 1 {edit.column1}, column 2 {edit.column2}, "
        f"modifier indicator {edit.indicator}.{read} Leave {edit.column2} off{unless}."
    )


def say_edit_read(day: Day, code: str, guidance: str) -> str:
    """In which ended edition the edit of two codes was read, behind words that speak of it; else nothing."""
    found = day.carried_pair(code, guidance) if "pairs" in day.missing else None
    return say_carried(found[1]) if found else ""


def say_pairs_unread(day: Day, code: str, guidance: str) -> str:
    """That the PTP edits of the day are not on the shelf, behind an answer that stands all the same."""
    source = day.carried.newest("ncci-ptp") if "pairs" in day.missing else None
    read = table_without(day, source, code, guidance) if source else None
    if read:
        return f"{day.why_missing('pairs')} {read.edition} has no edit of the two."
    return day.why_missing("pairs")


def table_without(day: Day, source: Source, code: str, guidance: str) -> Source | None:
    """The table in which no row of two codes means no edit: `source`, an older one, or None.

    An imported table is whole as it is. Those of the book are whole for guidance codes; of some the newest
    that was read is older.
    """
    if day.book.source(source.id) is None:
        return source
    guided = [each for each in (code, guidance) if each in day.book.guidance().codes]
    read = [_read_of(day, source, each) for each in guided]
    return max(read, key=lambda each: each.last or date.max, default=None)


def _read_of(day: Day, source: Source, guidance: str) -> Source:
    """The table of the book in which a guidance code was read, where `source` is the newest of them."""
    cited = (day.book.source(each) for each in day.book.pairs.sources_of(day.setting, guidance))
    older = (each for each in cited if each and source.first and has_ended(each, source.first))
    return min(older, key=lambda each: each.last or date.max, default=source)


def pairs_open(day: Day, code: str, guidance: str) -> Gap | None:
    """Why the PTP edits of the day do not say whether they join two codes; None where they do."""
    source = day.sources.get("ncci-ptp")
    unread = day.gaps_carried.get("pairs") or day.missing.get("pairs")
    if unread or source is None or "pairs" not in day.partial:
        return unread
    known = pair_on(day, code, guidance) or table_without(day, source, code, guidance) == source
    return None if known else day.partial["pairs"]


def pair_fact(day: Day, code: str, guidance: str, *, said: bool) -> Fact:
    """The PTP edit of the day; else what the newest table before it has, or the book's of a later day.

    `said`: the sentence of the answer already says that the table of the day is not on the shelf.
    """
    label, reason = "NCCI PTP edit", day.why_missing("pairs")
    if reason:
        known = _pair_of_another_day(day, code, guidance)
        if known:
            return replace(known, note="") if said else known
        return Fact(label=label, value="", state="missing", note=reason)
    found = pair_on(day, code, guidance)
    if found:
        return Fact(label=label, value=_show_pair(found[0]), citations=found[1])
    source = day.sources.get("ncci-ptp")
    unread = day.why_partial("pairs")
    if carried := _carried_from(day, code, guidance):
        (edit, cited), ended = carried
        return Fact(
            label=label, value=_show_pair(edit), state="carried", note=unread, citations=cited,
            first=ended.first, last=ended.last,
        )  # fmt: skip
    read = table_without(day, source, code, guidance) if source else None
    if source is None or (unread and read is None):
        return Fact(label=label, value="", state="missing", note=unread)
    cited = ((read or source).cite(f"{code} / {guidance}"),)
    if unread and read != source and read:
        return Fact(
            label=label, value="none", state="carried", note=unread, citations=cited, first=read.first,
            last=read.last,
        )  # fmt: skip
    return Fact(label=label, value="none", citations=cited)


def _pair_of_another_day(day: Day, code: str, guidance: str) -> Fact | None:
    """What is known of two codes from a table that does not cover the day, named with its dates."""
    newest = day.carried.newest("ncci-ptp")
    held = table_without(day, newest, code, guidance) if newest else None
    read = _carried_from(day, code, guidance) if newest else None
    found = (read[0] if read else None) if newest else pair_read(day, code, guidance)
    cited = found[1] if found else (held.cite(f"{code} / {guidance}"),) if held else ()
    source = read[1] if read else next((each for at in cited if (each := day.book.source(at.source))), held)
    if source is None or not cited:
        return None
    return Fact(
        label="NCCI PTP edit",
        value=_show_pair(found[0]) if found else "none",
        state="carried",
        note=day.why_missing("pairs"),
        citations=cited,
        first=source.first,
        last=source.last,
    )


def _show_pair(edit: PairEdit) -> str:
    return f"{edit.column1} / {edit.column2}, modifier indicator {edit.indicator}"
