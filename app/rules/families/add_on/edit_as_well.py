"""The pair edit of an add-on that has to go: its flag names it as well, and the rule on edits is silent."""

from app.coding.carried import name_outside
from app.coding.facts import Facts, pair_key
from app.coding.official import PairEdit
from app.coding.sources import Citation
from app.rules.engine.rule import Cite, cited
from app.rules.lookups.ncci import ended_edition


def edit_as_well(facts: Facts, add_on: str) -> PairEdit | None:
    """The first pair edit that joins an add-on with a code of the claim that is no guidance, or None."""
    return next((edit for pair, edit in facts.pairs.items() if _names(pair, add_on, facts)), None)


def _names(pair: tuple[str, str], add_on: str, facts: Facts) -> bool:
    return add_on in pair and not all(code in facts.guidance.codes for code in pair)


def why_with_edit(why: str, add_on: str, edit: PairEdit | None, facts: Facts) -> str:
    """The reason why an add-on has to go, with the pair edit, if any, and the ended edition it is from."""
    if edit is None:
        return why
    other = edit.column2 if edit.column1 == add_on else edit.column1
    read_in = facts.carried_pair(edit.column1, edit.column2)
    outside = f" ({name_outside(read_in, facts.on)})" if read_in else ""
    return f"{why} A PTP edit pairs {add_on} with {other} as well{outside}."


def cited_with_edit(cites: tuple[Cite, ...], facts: Facts, edit: PairEdit | None) -> tuple[Citation, ...]:
    """The citations of an add-on, with the row of the pair edit, if any."""
    if edit is None:
        return cited(cites, facts.sources)
    of_edit = Cite("ncci-ptp", pair_key(edit.column1, edit.column2))
    return cited((*cites, of_edit), facts.sources, ended=ended_edition(facts, edit))
