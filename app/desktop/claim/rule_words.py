"""What the panel says of a rule beyond its flag: its title, and what would let it look."""

from functools import cache
from typing import TYPE_CHECKING

from app.coding.findings import Flag, Review
from app.coding.series import SERIES
from app.coding.series_record import SETTINGS

if TYPE_CHECKING:
    from app.rules.engine.rule import Rule


def rule_title(slug: str) -> str:
    """The short title of a rule, or the slug where this version has no such rule."""
    rule = _rules().get(slug)
    return rule.title if rule else slug


def flag_title(flag: Flag) -> str:
    """The short title of a flag, or the slug where this version has no such rule."""
    from app.rules import title_of

    return title_of(flag) if flag.rule in _rules() else flag.rule


def missing_editions(review: Review) -> tuple[str, ...]:
    """The kinds of official files that a review wanted and the shelf does not have, for the status bar."""
    causes = dict.fromkeys(cause for missed in review.not_checked for cause in missed.causes)
    wanted = {cause.series: cause.setting for cause in causes}
    return tuple(
        f"{series.files} ({SETTINGS[setting]})" if (setting := wanted[series.name]) else series.files
        for series in SERIES.values()
        if series.name in wanted
    )


@cache
def _rules() -> "dict[str, Rule]":
    from app.rules import (
        ACROSS_RULES,
        ALL_RULES,
        LOCAL_POLICY,
    )  # they load with the first review, not with the window

    return {rule.slug: rule for rule in (*ALL_RULES, *ACROSS_RULES, LOCAL_POLICY)}
