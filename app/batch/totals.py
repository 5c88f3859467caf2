"""Totals of a run: by rule, severity, payer, place and practitioner, and which way the findings lean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, Protocol

from msgspec import Struct

from app.batch.neighbors import Because
from app.batch.stream import ReviewedClaim
from app.coding.claim import Claim
from app.coding.findings import Flag, Review
from app.coding.stake import Stake
from app.coding.words import Direction, Outcome, Severity
from app.rules import find_rule

Leaning = Literal["over", "under", "neither"]
NOT_STATED = "not stated"
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_OUTCOMES: tuple[Outcome, ...] = ("issues", "incomplete", "clean")
_LEANINGS: tuple[Leaning, ...] = ("over", "under", "neither")


class FindsStake(Protocol):
    """Finds the money at stake of a claim, as `app.payment.stake` does."""

    def of(self, claim: Claim, flags: Iterable[Flag]) -> Stake:
        """The money of the lines that the flags name."""


class Found(Struct, frozen=True):
    """Flags by severity and by the way they lean, the claims that have one, and all claims of the group."""

    claims: int
    with_flags: int
    severities: dict[Severity, int]
    directions: dict[Leaning, int]


class RuleTotal(Struct, frozen=True, kw_only=True):
    """One rule: its flags by severity, the claims with one, and the claims on which it was not checked."""

    rule: str
    id: str
    direction: Direction | None
    severities: dict[Severity, int]
    claims: int
    not_checked: int


class Totals(Struct, frozen=True, kw_only=True):
    """What a run of claims came to.

    - `claims` were reviewed or told apart as outside; `outside` of them hold nothing that Needlepoint is for
      and no rule looked at them. `unreadable`: entries that are no claim. `answers`: a payer's without its
      claim.
    - `outcomes`: reviewed claims by outcome. `all`: their flags.
    - `payers`, `places`: by what the claim states. `practitioners`: by the place of first appearance, from 1,
      since tokens are made anew in each run.
    - `looked_at_alone`: claims that were not looked at among those of the run, by reason.
    - `at_stake`: what the lines with errors and warnings pay; None where nothing that amounts follow from is
      on the shelf.
    """

    claims: int
    outside: int
    unreadable: int
    answers: int
    outcomes: dict[Outcome, int]
    all: Found
    rules: tuple[RuleTotal, ...]
    payers: dict[str, Found]
    places: dict[str, Found]
    practitioners: dict[str, Found]
    looked_at_alone: dict[Because, int]
    at_stake: Stake | None = None


class _Count:
    """Flags and claims of one group, while they are counted."""

    def __init__(self) -> None:
        self.claims = 0
        self.with_flags = 0
        self.severities: Counter[Severity] = Counter()
        self.directions: Counter[Leaning] = Counter()

    def add(self, flags: tuple[Flag, ...]) -> None:
        self.claims += 1
        if flags:
            self.with_flags += 1
            self.severities.update(flag.severity for flag in flags)
            self.directions.update(leaning_of(flag.rule) for flag in flags)

    def merge(self, other: _Count) -> None:
        self.claims += other.claims
        self.with_flags += other.with_flags
        self.severities.update(other.severities)
        self.directions.update(other.directions)

    def found(self) -> Found:
        return Found(
            self.claims,
            self.with_flags,
            {each: self.severities[each] for each in _SEVERITIES},
            {each: self.directions[each] for each in _LEANINGS},
        )


class RunTotals:
    """Counts reviews as they come. What is held grows with rules, payers, places and practitioners alone."""

    def __init__(self) -> None:
        self._at_stake: Stake | None = None
        self._all = _Count()
        self._groups: dict[str, dict[str, _Count]] = {"payer": {}, "place": {}, "practitioner": {}}
        self._ranks: dict[tuple[str, str], str] = {}
        self._rules: dict[str, Counter[Severity]] = {}
        self._flagged: Counter[str] = Counter()
        self._not_checked: Counter[str] = Counter()
        self._outcomes: Counter[Outcome] = Counter()
        self._alone: Counter[Because] = Counter()
        self._outside = self._unreadable = self._answers = 0

    def add(self, found: ReviewedClaim, stakes: FindsStake | None = None) -> None:
        """Count one entry. `stakes` finds its money at stake; without it none is counted."""
        claim = found.entry.claim
        if claim is None or found.review is None:
            self._unreadable += bool(found.entry.problem)
            self._answers += found.entry.answer is not None
            return
        self.add_alone(found)
        if not found.outside:
            self._outcomes[found.review.outcome] += 1
        self._count(found.review)
        if stakes:
            self._add_stake(stakes.of(claim, found.review.flags))
        flags = found.review.flags
        self._all.add(flags)
        self._group("payer", claim.payer or NOT_STATED).add(flags)
        self._group("place", _place(claim)).add(flags)
        self._group("practitioner", self._rank(found.entry.tokens, claim)).add(flags)

    def add_alone(self, found: ReviewedClaim) -> None:
        """Count only whether a claim was looked at alone, and whether it is outside."""
        self._outside += found.outside
        if found.across is not None and found.across.because is not None:
            self._alone[found.across.because] += 1

    def merge(self, later: RunTotals) -> None:
        """Add what was counted of the claims that follow."""
        self._all.merge(later._all)
        tokens = {rank: token for token, rank in later._ranks.items()}
        for kind, groups in later._groups.items():
            for name, count in groups.items():
                ranked = kind == "practitioner" and name in tokens
                self._group(kind, self._rank_of(tokens[name]) if ranked else name).merge(count)
        for slug, severities in later._rules.items():
            self._rules.setdefault(slug, Counter()).update(severities)
        self._flagged.update(later._flagged)
        self._not_checked.update(later._not_checked)
        self._outcomes.update(later._outcomes)
        self._alone.update(later._alone)
        if later._at_stake:
            self._add_stake(later._at_stake)
        self._outside += later._outside
        self._unreadable += later._unreadable
        self._answers += later._answers

    def _add_stake(self, stake: Stake) -> None:
        self._at_stake = self._at_stake.plus(stake) if self._at_stake else stake

    def _count(self, review: Review) -> None:
        for flag in review.flags:
            self._rules.setdefault(flag.rule, Counter())[flag.severity] += 1
        self._flagged.update({flag.rule for flag in review.flags})
        self._not_checked.update(each.rule for each in review.not_checked)

    def _group(self, kind: str, name: str) -> _Count:
        return self._groups[kind].setdefault(name, _Count())

    def _rank(self, tokens: str, claim: Claim) -> str:
        token = claim.practitioner or next(
            (line.practitioner for line in claim.lines if line.practitioner), None
        )
        if token is None:
            return NOT_STATED
        return self._rank_of((tokens, token))

    def _rank_of(self, token: tuple[str, str]) -> str:
        return self._ranks.setdefault(token, str(len(self._ranks) + 1))

    def totals(self) -> Totals:
        """What was counted so far."""
        payers, places, practitioners = (
            {name: count.found() for name, count in groups.items()} for groups in self._groups.values()
        )
        return Totals(
            claims=self._all.claims,
            outside=self._outside,
            unreadable=self._unreadable,
            answers=self._answers,
            outcomes={each: self._outcomes[each] for each in _OUTCOMES},
            all=self._all.found(),
            rules=tuple(self._rule(slug) for slug in sorted({*self._rules, *self._not_checked}, key=_by_id)),
            payers=dict(sorted(payers.items())),
            places=dict(sorted(places.items())),
            practitioners=practitioners,
            looked_at_alone=dict(sorted(self._alone.items())),
            at_stake=self._at_stake,
        )

    def _rule(self, slug: str) -> RuleTotal:
        rule = find_rule(slug)
        severities = self._rules.get(slug, Counter())
        return RuleTotal(
            rule=slug,
            id=rule.id if rule else "",
            direction=rule.direction if rule else None,
            severities={each: severities[each] for each in _SEVERITIES},
            claims=self._flagged[slug],
            not_checked=self._not_checked[slug],
        )


def leaning_of(slug: str) -> Leaning:
    """Whether the flags of a rule say that too much or too little is reported, or neither."""
    rule = find_rule(slug)
    return (rule.direction if rule else None) or "neither"


def _by_id(slug: str) -> tuple[str, str]:
    rule = find_rule(slug)
    return rule.id if rule else "", slug


def _place(claim: Claim) -> str:
    own = next((line.place_of_service for line in claim.lines if line.place_of_service), None)
    return claim.place_of_service or own or NOT_STATED
