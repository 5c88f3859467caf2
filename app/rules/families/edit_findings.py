"""What is said of a pair edit that no modifier opens, by what the two codes are."""

from collections.abc import Iterator

from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.official import PairEdit
from app.rules.engine.rule import Cite, cited
from app.rules.lookups.ncci import may_decide, milder_unless_ncci
from app.rules.lookups.words import line_field, listed

COLUMNS = Cite("ncci-ptp", "column 1 and column 2")


def told(number: int, edit: PairEdit, bypass: str) -> str:
    """That a line is column 2 of an edit, and what opens it."""
    return f"{edit.column2} on line {number} is column 2 of a pair edit with {edit.column1}. {bypass}"


def barred(facts: Facts, number: int, edit: PairEdit) -> Finding:
    """An edit with indicator 0."""
    return Finding(
        told(number, edit, "No modifier bypasses it."),
        line=number,
        field=line_field(number, "code"),
        severity=milder_unless_ncci(facts),
        remedy=f"Leave line {number} off.",
    )


def of_visit(facts: Facts, number: int, edit: PairEdit, visit: str) -> Finding:
    """An edit between a procedure and a visit, which has modifiers of its own."""
    other = edit.column1 if visit == edit.column2 else edit.column2
    return Finding(
        told(number, edit, "A visit passes it with 25 or another modifier of visits."),
        line=number,
        field=line_field(number, "code"),
        severity=milder_unless_ncci(facts),
        remedy=f"Add 25 to {visit} if the visit was significant and apart from {other}; 57 may fit where it "
        f"decided on a major operation. Otherwise leave line {number} off.",
        citations=cited((COLUMNS, Cite("ncci-manual-ch1-2026", "section E")), facts.sources),
    )


def for_injection(facts: Facts, number: int, edit: PairEdit, injection: str) -> Iterator[Finding]:
    """Guidance of an arthrogram's injection beside the CT or MR exam, where NCCI may decide."""
    if not may_decide(facts):
        return
    exam = edit.column1 if edit.column2 == "77002" else edit.column2
    yield Finding(
        f"77002 guided {injection}, but a pair edit joins it with {exam}. 59 or XU opens the edit.",
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning",
        why="77002 may be reported with the injection of a CT or MR arthrogram. "
        f"NCCI pays {edit.column2} beside {edit.column1} only with a modifier.",
        remedy=f"Add 59 or XU to {edit.column2} if the fluoroscopy only guided the needle for {injection}.",
        citations=cited((COLUMNS, Cite("ncci-manual-ch1-2026", "section E")), facts.sources),
    )


def one_site(number: int, column1: str, column2: str, sites: list[str]) -> Finding:
    """A side lets the pair through although no line names another one."""
    return Finding(
        f"{listed(sites)} {'let' if len(sites) > 1 else 'lets'} {column2} past the pair edit with {column1}, "
        "but no other site is named.",
        line=number,
        field=line_field(number, "modifiers"),
        severity="warning",
        why="A side or a finger opens a pair edit only for a service at another site.",
        remedy=f"Name the site on both lines if the record has two. Otherwise leave {column2} off.",
    )
