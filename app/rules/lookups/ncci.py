"""Whether NCCI decides for the payer of a claim, how an edit weighs where it does not, and one that misses.

A PTP edit joins the CT or MR exam of an arthrogram with the guidance of its injection. The list of 77002 has
the injection, and ultrasound may steer it as well, so there the edit asks for a modifier and not for leaving
the guidance off.
"""

from app.coding.carried import has_ended
from app.coding.claim import Claim
from app.coding.facts import Facts, Inclusion, pair_key
from app.coding.official import PairEdit
from app.coding.pages import Disagreement
from app.coding.sources import Ended, Source
from app.coding.words import Severity
from app.rules.lookups.partners import inclusions

INJECTION_MODIFIERS = frozenset({"59", "XS", "XU"})
"""Modifiers that say that the guidance was for the injection, and no part of the exam."""
_OF_INJECTIONS = ("77002", "76942")


def follows_ncci(facts: Facts) -> bool:
    """Whether NCCI decides for the payer. A claim without a payer is checked as Medicare would."""
    return facts.payer is None or facts.payer.follows_ncci is True


def may_follow_ncci(facts: Facts) -> bool:
    """Whether NCCI decides for the payer, or may: only of some payers is it known that it does not."""
    return facts.payer is None or facts.payer.follows_ncci is not False


def warning_unless_ncci(facts: Facts) -> Severity | None:
    """A warning for a payer that is not known to follow NCCI; else what the rule has."""
    return None if follows_ncci(facts) else "warning"


def ended_edition(facts: Facts, edit: PairEdit) -> Ended:
    """The ended edition to cite an edit from, where it was read in one."""
    return ended(facts.carried_pair(edit.column1, edit.column2))


def is_of_edits(facts: Facts, row: Inclusion) -> bool:
    """Whether tables of PTP edits alone are cited for an inclusion."""
    cited = (facts.sources.get(each.source) for each in row.citations)
    return all(each is not None and each.series == "ncci-ptp" for each in cited)


def ended_edit(facts: Facts, row: Inclusion) -> Source | None:
    """The ended edition in which the PTP edit behind an inclusion was read, or None."""
    if found := facts.carried_pair(row.code, row.guidance):
        return found
    if not is_of_edits(facts, row):
        return None
    read_in = facts.sources[row.citations[0].source]
    return read_in if has_ended(read_in, facts.on) else None


def ended(read_in: Source | None) -> Ended:
    """The ended edition to cite a row from, where it was read in one."""
    return ((str(read_in.series), read_in),) if read_in else ()


def warning_if_cpt_only(facts: Facts) -> Severity | None:
    """A warning for a payer that is known not to follow NCCI and Medicare; else what the rule has."""
    return None if may_follow_ncci(facts) else "warning"


def disputed_edit(facts: Facts, edit: PairEdit) -> Disagreement | None:
    """The entry of the register on an edit that bars what another authority allows, or None."""
    key = pair_key(edit.column1, edit.column2)
    return next((each for each in facts.conflicts.values() if key in each.edits), None)


def guided_arthrogram_injection(claim: Claim, facts: Facts, code: str, other: str) -> str:
    """The injection of a CT or MR arthrogram that guidance was for, of the guidance and the exam, or nothing.

    Guidance by fluoroscopy or ultrasound, not by the modality of an exam. A radiographic arthrogram contains
    its fluoroscopy, whatever exam follows.
    """
    guidance = next((each for each in _OF_INJECTIONS if each in (code, other)), "")
    exam = facts.codes.get(code if other == guidance else other) if guidance else None
    if exam is None or exam.kind != "imaging" or exam.modality not in ("ct", "mr"):
        return ""
    if any(row.ground == "arthrography" for _, row in inclusions(claim, facts, guidance)):
        return ""
    listed = facts.primaries.get(guidance)
    injections = (
        known.code
        for known in facts.codes.values()
        if (listed is None or known.code in listed) and "arthrogram-injection" in known.techniques
    )
    return min(injections, default="")
