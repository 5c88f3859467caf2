"""Payers and their policies, as the book holds them and as rules see them."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from app.coding.dates import covers
from app.coding.sources import Citation
from app.coding.words import ClaimForm, Severity

MEDICARE = "medicare"
"""The id of original Medicare."""


class PolicyTrigger(Struct, frozen=True, kw_only=True):
    """When a payer policy bears on a claim line, and what its flag then says. All conditions must hold.

    - `codes`: the line has one of these. `modifiers`: and carries one of these, if any are given.
    - `unless_modifiers`: a line with one of these is as the policy wants it.
    - `beside_guidance`: only on a claim with needle guidance. `claim_form`, `places`: only on such claims.
    - `first`, `last`: dates of service within those of the policy, None when open.
    - `unless_documented`: a yes-or-no field of the documentation; a yes settles the matter.
    - `message`: one sentence in which {code} and {line} stand for those of the line.
    """

    codes: tuple[str, ...]
    severity: Severity
    message: str
    remedy: str = ""
    modifiers: tuple[str, ...] = ()
    unless_modifiers: tuple[str, ...] = ()
    beside_guidance: bool = True
    claim_form: ClaimForm | None = None
    places: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    unless_documented: str | None = None


class PayerPolicy(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One sourced payer rule. `slug` names the check it feeds; `names_77002` False: not confirmed.

    `triggers`: when the check for policies speaks of it. `whole_service_from`, of a policy that asks for the
    report beside a visit: the day from which it covers the whole service in an office too.
    """

    id: str
    payer: str
    slug: str
    text: str
    first: date | None
    last: date | None
    names_77002: bool
    citations: tuple[Citation, ...]
    triggers: tuple[PolicyTrigger, ...] = ()
    whole_service_from: date | None = None

    def on(self, day: date) -> "PayerPolicy":
        """The policy with the triggers in force on a date of service alone."""
        triggers = tuple(each for each in self.triggers if covers(each.first, each.last, day))
        return replace(self, triggers=triggers) if triggers != self.triggers else self


class PayerFacts(Struct, frozen=True):
    """A payer: whether it follows NCCI edits, and its policies in force on the date of service.

    `policy_codes`: the codes on which the triggers of those policies bear. `other_names`: what else a coder
    may type for it. `known`: False for a payer that a claim names and the book does not hold.
    """

    id: str
    label: str
    follows_ncci: bool | None
    policies: tuple[PayerPolicy, ...]
    citations: tuple[Citation, ...]
    policy_codes: frozenset[str] = frozenset()
    other_names: str = ""
    known: bool = True

    def on(self, day: date) -> "PayerFacts":
        """The payer with what is in force on a date of service alone."""
        policies = tuple(each.on(day) for each in self.policies if covers(each.first, each.last, day))
        codes = frozenset(code for policy in policies for each in policy.triggers for code in each.codes)
        return replace(self, policies=policies, policy_codes=codes)


_KINDS = {"medicaid": "Medicaid", "medicare-advantage": "Medicare Advantage"}
"""Labels of the kinds of payer that a claim file may name and the book may hold nothing of."""
FILING_INDICATORS: Mapping[str, str] = {
    "MA": MEDICARE,
    "MB": MEDICARE,
    "16": "medicare-advantage",
    "MC": "medicaid",
}
"""Claim filing indicators of X12 (SBR09, CLP06) that name a kind of payer for sure; of others nothing is
presumed. None is of one company, so that a new payer of payers.toml needs no line here."""


def payer_label(id_: str, labels: Mapping[str, str]) -> str:
    """The label of a payer by those of the book; of one that it does not hold that of its kind, or its id.

    >>> payer_label("medicaid", {"medicare": "Medicare"}), payer_label("some-plan", {})
    ('Medicaid', 'some-plan')
    """
    return labels.get(id_) or _KINDS.get(id_, id_)


def unknown_payer(id_: str) -> PayerFacts:
    """A payer that the book does not hold: no policy, and nothing said of NCCI edits."""
    return PayerFacts(id_, payer_label(id_, {}), follows_ncci=None, policies=(), citations=(), known=False)
