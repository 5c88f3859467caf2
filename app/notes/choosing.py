"""Which of the book's procedures fit what a note says: by technique, method, place, height and date."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from app.coding.anatomy import Anatomy, levels_among, sites_overlap
from app.coding.claim import Claim, Documentation
from app.coding.dates import show_date
from app.coding.decisions import Decision
from app.coding.facts import CodeFacts, Facts
from app.coding.words import TECHNIQUES, Modality
from app.rules.lookups.partners import is_valid_on
from app.rules.lookups.words import method_word

_Test = tuple[Callable[[CodeFacts], bool], str]


class Choice(Struct, frozen=True):
    """The procedures that fit, likeliest first; without any, what is lacking, as the end of a sentence."""

    fitting: tuple[CodeFacts, ...] = ()
    lacking: str = ""


def guiding_method(said: Documentation) -> Modality | None:
    """The imaging that guided the needle, None where the record says that none did."""
    return said.modality if said.needle_guided and said.modality != "landmark" else None


def of_the_same_target(
    codes: Sequence[str], decisions: Sequence[Decision], table: Sequence[Decision]
) -> Sequence[str]:
    """The codes of rows for the targets for which any row of the table reports one of some codes."""
    named = frozenset(codes)
    targets = {each.target for each in table if not named.isdisjoint(each.codes)}
    return codes_of(each for each in decisions if each.target in targets)


def codes_of(decisions: Iterable[Decision]) -> Sequence[str]:
    """The codes that rows of the table report, each once."""
    return tuple(dict.fromkeys(code for each in decisions for code in each.codes))


def choose(facts: Facts, claim: Claim, region: str, *, for_any_target: bool = False) -> Choice:
    """The codes of `facts` that fit the documentation of a claim, in their order.

    Without a needle that imaging guided those fit that need none. With `for_any_target` those by the method
    that are for no target of their own.
    """
    fitting = tuple(each for each in facts.codes.values() if each.kind == "primary" and not each.add_on)
    if not fitting:
        return Choice(lacking="the book knows no procedure for the target that is named")
    for fits, lacking in _tests(facts.anatomy, claim, region, for_any_target=for_any_target):
        fitting = tuple(each for each in fitting if fits(each))
        if not fitting:
            return Choice(lacking=lacking)
    return Choice(fitting)


def _tests(anatomy: Anatomy, claim: Claim, region: str, *, for_any_target: bool) -> Iterator[_Test]:
    said, target = claim.documentation, (claim.documentation.target or "").lower()
    technique, method = said.technique, guiding_method(said)
    if for_any_target:
        yield (
            (lambda each: not each.targets and method in each.requires_imaging),
            "none is for any target",
        )
    words = TECHNIQUES[technique].lower() if technique else ""
    yield (lambda each: technique in each.techniques), f"the book has no {words} for the target that is named"
    name = method_word(method) if method else "no imaging"
    yield (
        (lambda each: method in (each.requires_imaging or (method,)) and each.modality in (None, method)),
        f"the book has no code for this technique and target with {name}",
    )
    heights = anatomy.levels_in(target) or anatomy.levels_in(region)
    yield (
        (lambda each: _may_be_at_height(each.code, heights, anatomy)),
        "none is for this height of the spine",
    )
    on = claim.date_of_service
    yield (lambda each: is_valid_on(each, on)), f"none of those that fit is valid on {show_date(on)}"


def _may_be_at_height(code: str, heights: Iterable[str], anatomy: Anatomy) -> bool:
    known = anatomy.procedure(code)
    own = levels_among(known.sites) if known is not None else ()
    return not own or not heights or sites_overlap(own, heights)
