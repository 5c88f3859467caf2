"""What a rule is: one pure function with its reason, its authority and its examples.

A rule reads a claim and its facts and yields what it found, or why it could not check. It never sees a
database, a file, the clock or a setting. `@rule(...)` only wraps the function; each family names its RULES.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import import_module

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.dates import covers
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.series import Need
from app.coding.sources import Citation, Ended, Source
from app.coding.words import Basis, Direction, Severity
from app.rules.engine.trait import ClaimTraits, Trait
from app.rules.engine.traits import traits_of

Check = Callable[[Claim, Facts], Iterator[Finding | Unchecked]]


class Cite(Struct, frozen=True, cache_hash=True):
    """A source to cite: its id, or an official series ("ncci-aoc") whose edition in force is then cited.

    `of_code`: the row of the code on the flagged line, whose number then stands before the locator.
    """

    source: str
    locator: str = ""
    of_code: bool = False


# Claims of a period share one table of sources. It is held here, so that its id stays its own.
_CITED_AT_MOST = 1024
_cited: dict[tuple[object, ...], tuple[tuple[Citation, ...], object]] = {}


def cited(
    cites: tuple[Cite, ...], sources: Mapping[str, Source], code: str = "", ended: Ended = ()
) -> tuple[Citation, ...]:
    """The citations of sources in force; a series of which no edition is in force is left out.

    Where the facts hold none of the sources, all keep their bare ids, so that no flag is without a word.
    `ended` are cited in place of those in force. `sources` is never changed: what was cited of one table
    before is found again.
    """
    key: tuple[object, ...] = cites, id(sources), code
    if ended:
        key = *key, *((series, id(source)) for series, source in ended)
    found = _cited.get(key)
    if found is None:
        if len(_cited) >= _CITED_AT_MOST:
            _cited.clear()
        named = {**sources, **dict(ended)} if ended else sources
        held = [cite for cite in cites if cite.source in named]
        citations = tuple([_resolve(cite, named, code) for cite in held or cites])
        found = _cited[key] = citations, (sources, ended)
    return found[0]


def _resolve(cite: Cite, sources: Mapping[str, Source], code: str) -> Citation:
    locator = cite.locator
    if cite.of_code and code:
        locator = f"{code}, {locator}" if locator else code
    source = sources.get(cite.source)
    return source.cite(locator) if source else Citation(cite.source, "", locator, "", "")


class Example(Struct, frozen=True, eq=False):
    """A named claim with its facts, and what the rule says of it.

    `make` builds both when they are asked for, so that reading the rule book costs nothing at the start.
    `expect` holds one string a result, in the order of the review: "error line 2", "warning claim" or
    "not checked". `installed`: the facts are as the book has them, so the example must also hold on it.
    """

    name: str
    make: Callable[[], tuple[Claim, Facts]]
    expect: tuple[str, ...]
    installed: bool = True

    @property
    def claim(self) -> Claim:
        """The claim of the example."""
        return self.make()[0]

    @property
    def facts(self) -> Facts:
        """The facts of the example."""
        return self.make()[1]


class Rule(Struct, frozen=True, eq=False, kw_only=True):
    """A rule with everything that its flags, its help and its page in the rule book say.

    - `id`: family prefix and number, never reused. `slug`: names the problem; part of the claim format.
    - `severity`: how bad it is if true. `basis`: on whose word. A finding may state its own.
    - `direction`: whether the claim reports too much or too little where the rule finds something; None where
      it may be either, or where the line stays as it is.
    - `first`, `last`: the dates of service on which the rule is in force, None when open.
    - `needs`: the facts, and `required_fields`: the claim fields, without which it cannot check at all.
    - `traits`: what a claim must hold, all of it, for the rule to concern it (see `Trait`).
    - `modifiers`, `guidance_modifiers`: of these a line, or a line with needle guidance, must carry one.
      Empty: no matter.

    The engine runs `check` on no other claim, so it need not ask for them again. The examples of a rule stand
    in the module of the same name below `app.rules.examples`.
    """

    id: str
    slug: str
    title: str
    severity: Severity
    basis: Basis
    why: str
    remedy: str
    citations: tuple[Cite, ...]
    check: Check
    direction: Direction | None = None
    first: date | None = None
    last: date | None = None
    needs: tuple[Need, ...] = ()
    required_fields: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    modifiers: tuple[str, ...] = ()
    guidance_modifiers: tuple[str, ...] = ()

    @property
    def examples(self) -> tuple[Example, ...]:
        """Its examples. They are read when asked for, because no review needs them."""
        module = self.check.__module__.replace(".rules.families.", ".rules.examples.")
        module = module.replace(".rules.across.", ".rules.examples.across.")
        found: tuple[Example, ...] = import_module(module).EXAMPLES
        return found

    def in_force(self, on: date) -> bool:
        """Whether the rule applies to a date of service."""
        return covers(self.first, self.last, on)

    def concerns(self, held: ClaimTraits) -> bool:
        """Whether a claim with these traits gives the rule anything to check."""
        return held.include(self.traits) and self.meets(held.modifiers, held.guidance_modifiers)

    def meets(self, modifiers: frozenset[str], guidance_modifiers: frozenset[str]) -> bool:
        """Whether one that the rule asks for is among the modifiers of a claim, or of its needle guidance."""
        return not (self.modifiers and modifiers.isdisjoint(self.modifiers)) and not (
            self.guidance_modifiers and guidance_modifiers.isdisjoint(self.guidance_modifiers)
        )

    def results(self, claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
        """What the rule says of a claim: nothing of one that it does not concern."""
        if self.concerns(traits_of(claim, facts)):
            yield from self.check(claim, facts)


def rule(
    *,
    id: str,  # noqa: A002 (the field's name in the review record)
    slug: str,
    title: str,
    severity: Severity,
    basis: Basis,
    why: str,
    remedy: str,
    citations: tuple[Cite, ...],
    direction: Direction | None = None,
    first: date | None = None,
    last: date | None = None,
    needs: tuple[Need, ...] = (),
    required_fields: tuple[str, ...] = (),
    traits: tuple[Trait, ...] = (),
    modifiers: tuple[str, ...] = (),
    guidance_modifiers: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Wrap a function as a rule. Nothing is registered: the family's RULES names it."""

    def wrap(check: Check) -> Rule:
        return Rule(
            id=id,
            slug=slug,
            title=title,
            severity=severity,
            basis=basis,
            why=why,
            remedy=remedy,
            citations=citations,
            check=check,
            direction=direction,
            first=first,
            last=last,
            needs=needs,
            required_fields=required_fields,
            traits=traits,
            modifiers=modifiers,
            guidance_modifiers=guidance_modifiers,
        )

    return wrap
