"""What payers publish about 77002 or guidance by name, and, folded away, what is only inferred."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from app.coding.dates import show_date
from app.coding.page_key import page_key
from app.coding.pages import Fact, Prose, Row, Section, Table
from app.coding.sources import Citation
from build_scripts.reference.citing import Citer
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.rows import PayerRow, PolicyRow

PUBLISHED, INFERRED = "payers", "payers-inferred"
SEARCH, OWN = "payer-search", "needlepoint"
TITLE = "Payer edits, inferred"
WHY_INFERRED = "These name neither 77002 nor guidance; that they bear on it is inferred."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_SAYS = ("Says", "Published", "From", "Confidence")


def payer_sections(knowledge: Knowledge, citer: Citer) -> tuple[Section, Section]:
    """Of all payers: what names 77002 or guidance, a line for who publishes nothing, and the rest folded."""
    payers = [row.value for row in knowledge.payers]
    named = [row for payer in payers for row in _published(payer, knowledge, citer)]
    inferred = [
        Row((payer.label, *_cells(policy, knowledge)), citer.cite(policy), page_key("payer", payer.id))
        for payer in payers
        for policy in _inferred(payer)
    ]
    return (
        Section(PUBLISHED, "Payers", (Table(("Payer", "Names", *_SAYS), tuple(named), filterable=True),)),
        _folded(("Payer", *_SAYS), inferred, citer),
    )


def sections_of(payer: PayerRow, knowledge: Knowledge, citer: Citer) -> tuple[Section, ...]:
    """The same of one payer, for its page; each row leads to the rule that its policy feeds."""
    named = tuple(
        Row((_names(policy), *_cells(policy, knowledge)), citer.cite(policy), page_key("rule", policy.slug))
        for policy in payer.policy
        if _names(policy)
    )
    inferred = [
        Row(_cells(policy, knowledge), citer.cite(policy), page_key("rule", policy.slug))
        for policy in _inferred(payer)
    ]
    said = nothing_found(payer)
    prose = (Prose((Fact(label="", value=said, citations=_of_search(citer)),)),) if said else ()
    table = (Table(("Names", *_SAYS), named),) if named else ()
    return (
        Section("published", "Published by name", (*prose, *table)),
        _folded(_SAYS, inferred, citer),
    )


def nothing_found(payer: PayerRow) -> str:
    """That a search found nothing that names 77002, with its day; "" where it did, or there was none."""
    if payer.searched is None or any(policy.names_77002 for policy in payer.policy):
        return ""
    return f"Nothing published was found that names 77002, read on {show_date(payer.searched)}."


def _published(payer: PayerRow, knowledge: Knowledge, citer: Citer) -> Iterator[Row]:
    key = page_key("payer", payer.id)
    if said := nothing_found(payer):
        yield Row((payer.label, "", said, "", "", ""), _of_search(citer), key)
    for policy in payer.policy:
        if names := _names(policy):
            yield Row((payer.label, names, *_cells(policy, knowledge)), citer.cite(policy), key)


def _of_search(citer: Citer) -> tuple[Citation, ...]:
    return tuple(filter(None, (citer.cite_id(SEARCH, "77002"),)))


def _folded(heads: tuple[str, ...], rows: list[Row], citer: Citer) -> Section:
    table = Table(heads, tuple(rows), filterable=True, folded=True)
    own = tuple(filter(None, (citer.cite_id(OWN, "payers"),)))
    why = Prose((Fact(label="", value=WHY_INFERRED, citations=own),))
    return Section(INFERRED, TITLE, (why, table) if rows else ())


def _inferred(payer: PayerRow) -> Iterable[PolicyRow]:
    return (policy for policy in payer.policy if not _names(policy))


def _names(policy: PolicyRow) -> str:
    return "77002" if policy.names_77002 else "guidance" if policy.names_guidance else ""


def _cells(policy: PolicyRow, knowledge: Knowledge) -> tuple[str, str, str, str]:
    return (
        f"{policy.text}{f' ({policy.number})' if policy.number else ''}",
        _dated(policy, knowledge),
        show_date(policy.first) if policy.first else "not given",
        policy.confidence,
    )


def _dated(policy: PolicyRow, knowledge: Knowledge) -> str:
    """The edition of its first source: the day or month of the document, or the year in which it was read."""
    wanted, _ = next(iter(policy.pairs()), ("", ""))
    edition = next((row.value.edition for row in knowledge.sources if row.value.id == wanted), "not given")
    if _DAY.fullmatch(edition):
        return show_date(date.fromisoformat(edition))
    return _MONTH.sub(r"\2/\1", edition) if _MONTH.fullmatch(edition) else edition
