"""Whether NCCI decides for the payer of a claim, and how an edit weighs where it does not."""

from app.coding.facts import Facts
from app.coding.words import Severity


def follows_ncci(facts: Facts) -> bool:
    """Whether NCCI decides for the payer. A claim without a payer is checked as Medicare would."""
    return facts.payer is None or facts.payer.follows_ncci is True


def milder_unless_ncci(facts: Facts) -> Severity | None:
    """A warning for a payer that is not known to follow NCCI; else what the rule has."""
    return None if follows_ncci(facts) else "warning"


def milder_if_cpt_only(facts: Facts) -> Severity | None:
    """A warning for a payer that is known not to follow NCCI and Medicare; else what the rule has."""
    return "warning" if facts.payer is not None and facts.payer.follows_ncci is False else None
