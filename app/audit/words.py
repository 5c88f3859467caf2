"""An audit sample and its appraisal in words."""

from collections.abc import Iterator
from fractions import Fraction

from app.batch.appraisal import Appraisal, percent
from app.batch.frame import EXCLUSIONS, Frame, Stratum
from app.batch.sample import Design, Sample
from app.coding.dates import show_date
from app.coding.sentences import count_of

BY: dict[Stratum, str] = {
    "payer": "payer",
    "place": "place of service",
    "form": "claim form",
    "month": "month of service",
}


def say_frame(frame: Frame) -> str:
    """As in "38 claims in the frame. Left out: 2 could not be read."."""
    left = "; ".join(f"{count:,} {EXCLUSIONS[reason]}" for reason, count in frame.excluded.items())
    return f"{count_of(len(frame.digests), 'claim')} in the frame. Left out: {left or 'none'}."


def say_sample(sample: Sample) -> Iterator[str]:
    """The frame, what was left out of it, how the sample was drawn, and each claim drawn."""
    frame, design = sample.frame, sample.design
    yield "Audit sample"
    yield f"Frame: {count_of(frame.claims, 'claim')} of {', '.join(frame.files)}"
    if design.codes:
        yield f"Claims with one of: {', '.join(design.codes)}"
    yield f"SHA-256 of the frame: {frame.sha256}"
    for reason, count in frame.excluded.items():
        yield f"Left out: {count:,} ({EXCLUSIONS[reason]})"
    if not frame.excluded:
        yield "Left out: none"
    yield f"Seed: {design.seed}"
    yield f"Size: {count_of(design.size, 'claim')}{_reason(design)}"
    if design.by:
        yield f"Strata by {BY[design.by]}, in proportion, one claim or more of each:"
        yield from (f"  {name}: {design.sizes[name]:,} of {count:,}" for name, count in frame.strata.items())
    yield f"Drawn without replacement by Needlepoint {sample.program}"
    yield ""
    for each in sample.drawn:
        stratum = f"  {each.stratum}" if design.by else ""
        codes = ", ".join(each.codes) or "no codes"
        yield f"{each.number:>5}  {each.claim}  {show_date(each.date_of_service)}  {codes}{stratum}"


def _reason(design: Design) -> str:
    if design.rate is None:
        return ""
    return f", for {design.rate} expected, {design.precision} to both sides, {design.confidence} confidence"


def say_appraisal(sample: Sample, found: Appraisal) -> Iterator[str]:
    """What was found, the estimate, its limits and how they were made."""
    yield f"Appraisal of the sample with seed {sample.design.seed}, frame {sample.frame.sha256}"
    yield f"In error: {found.in_error:,} of {count_of(found.drawn, 'claim')} drawn"
    yield (
        f"Point estimate: {percent(found.rate)}, "
        f"{count_of(round_half_up(found), 'claim')} of {found.claims:,} in the frame"
    )
    yield (
        f"Limits at {found.confidence} confidence, two-sided: {found.lower:,} to "
        f"{count_of(found.upper, 'claim')} ({percent_of(found.lower, found)} to "
        f"{percent_of(found.upper, found)})"
    )
    if len(found.strata) > 1:
        yield "Exact by stratum (hypergeometric), at a confidence that holds for all strata together."
        if found.normal:
            lower, upper = found.normal
            yield f"By the normal distribution: {lower:,} to {count_of(upper, 'claim')}"
        yield "Strata:"
        yield from (
            f"  {each.stratum}: {each.in_error:,} of {each.drawn:,} drawn, {each.claims:,} in the frame"
            for each in found.strata
        )
    else:
        yield "Exact (hypergeometric): the sample was drawn without replacement."
    for reason, count in sample.frame.excluded.items():
        yield f"Not in the frame, and nothing is said of them: {count:,} ({EXCLUSIONS[reason]})"


def round_half_up(found: Appraisal) -> int:
    """The claims of the frame that are in error by estimate, as a whole number."""
    return int((2 * found.projected + 1) // 2)


def percent_of(claims: int, found: Appraisal) -> str:
    """Claims as a share of the frame."""
    return percent(Fraction(claims, found.claims))
