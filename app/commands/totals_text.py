"""The totals of a run in words."""

from collections.abc import Iterable, Iterator, Sequence

from app.batch.neighbors import BECAUSE
from app.batch.totals import Found, RuleTotal, Totals
from app.coding.sentences import count_of
from app.coding.stake import say_stake
from app.coding.words import DIRECTIONS, SEVERITY_NOUNS, Outcome
from app.commands.output import print_columns
from app.rules import find_rule

_OUTCOMES: dict[Outcome, str] = {
    "issues": "with issues",
    "incomplete": "not all checked",
    "clean": "with nothing found",
}
_HEAD = ("Claims", "Errors", "Warnings", "Info", "Over", "Under")


def print_totals(totals: Totals) -> None:
    """Print the counts of the run, its rules, and its payers, places and practitioners."""
    print("\n".join(_say_claims(totals)))
    flagged = [each for each in totals.rules if each.claims]
    if flagged:
        print("\nBy rule")
        rows = [("Rule", "Claims", "Errors", "Warnings", "Info", "Leans", "Title")]
        print_columns([*rows, *map(_rule_row, sorted(flagged, key=_most_first))], indent=2)
    for title, head, groups in (
        ("payer", "Payer", totals.payers),
        ("place of service", "Place", totals.places),
        ("practitioner, in order of appearance", "Practitioner", totals.practitioners),
    ):
        if groups:
            print(f"\nBy {title}")
            print_columns([(head, *_HEAD), *_group_rows(groups)], indent=2)
    unchecked = [each for each in totals.rules if each.not_checked]
    if unchecked:
        print("\nNot checked")
        print_columns(((each.rule, count_of(each.not_checked, "claim")) for each in unchecked), indent=2)


def _say_claims(totals: Totals) -> Iterator[str]:
    outcomes = ", ".join(f"{totals.outcomes[each]:,} {words}" for each, words in _OUTCOMES.items())
    yield f"{count_of(totals.claims, 'claim')}: {outcomes}"
    if totals.outside:
        them = "it" if totals.outside == 1 else "them"
        yield f"{totals.outside:,} of them without a code that Needlepoint is for: no rule looked at {them}"
    if totals.unreadable:
        yield f"{totals.unreadable:,} could not be read"
    if totals.answers:
        yield f"{count_of(totals.answers, 'answer')} of a payer without the claim"
    flags = ", ".join(
        count_of(totals.all.severities[severity], *nouns) for severity, nouns in SEVERITY_NOUNS.items()
    )
    yield f"Flags: {flags}"
    yield from (
        f"{words}: {count_of(totals.all.directions[way], 'flag')}" for way, words in DIRECTIONS.items()
    )
    if totals.at_stake:
        yield say_stake(totals.at_stake, "with an error or a warning")
    for reason, count in totals.looked_at_alone.items():
        yield f"Reviewed without the patient's other claims: {count_of(count, 'claim')} ({BECAUSE[reason]})"


def _most_first(total: RuleTotal) -> tuple[int, str]:
    return -total.claims, total.id


def _rule_row(total: RuleTotal) -> Sequence[str]:
    rule = find_rule(total.rule)
    counts = [f"{count:,}" for count in total.severities.values()]
    return total.rule, f"{total.claims:,}", *counts, total.direction or "", rule.title if rule else ""


def _group_rows(groups: dict[str, Found]) -> Iterable[Sequence[str]]:
    for name, found in groups.items():
        counts = (*found.severities.values(), found.directions["over"], found.directions["under"])
        yield (name, f"{found.claims:,}", *(f"{count:,}" for count in counts))
