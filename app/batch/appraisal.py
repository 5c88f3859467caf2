"""What a sample says of its frame: the share of claims in error, projected, with exact limits."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, sqrt
from statistics import NormalDist

from msgspec import Struct

from app.batch.intervals import interval


class StratumFindings(Struct, frozen=True):
    """Of one stratum: its claims, how many were drawn, and how many of these are in error."""

    stratum: str
    claims: int
    drawn: int
    in_error: int


class Appraisal(Struct, frozen=True, kw_only=True):
    """The estimate for a frame. `projected` and the limits are claims of the frame, `rate` is its share.

    Of one stratum the limits are those of the hypergeometric distribution. Of several they are the sums of
    each stratum's limits at a confidence that holds for all of them together (Bonferroni): never too narrow,
    and wide where few are drawn of a stratum. `normal` holds the limits by the textbook formula for strata
    (Cochran, Sampling Techniques, section 5), which is narrower and trusts the normal distribution; None
    for one stratum, and where one claim alone was drawn of a stratum.
    """

    claims: int
    drawn: int
    in_error: int
    confidence: str
    projected: Fraction
    lower: int
    upper: int
    normal: tuple[int, int] | None
    strata: tuple[StratumFindings, ...]

    @property
    def rate(self) -> Fraction:
        """The share of the frame that is in error, by estimate."""
        return self.projected / self.claims


def appraise(strata: Sequence[StratumFindings], confidence: Fraction) -> Appraisal:
    """Project what was found in each stratum to its claims. `confidence` is two-sided."""
    each = 1 - (1 - confidence) / len(strata)
    limits = [interval(one.in_error, one.drawn, one.claims, each) for one in strata]
    projected = sum((Fraction(one.in_error * one.claims, one.drawn) for one in strata), Fraction())
    return Appraisal(
        claims=sum(one.claims for one in strata),
        drawn=sum(one.drawn for one in strata),
        in_error=sum(one.in_error for one in strata),
        confidence=percent(confidence),
        projected=projected,
        lower=sum(one.lower for one in limits),
        upper=sum(one.upper for one in limits),
        normal=_normal_limits(strata, projected, confidence),
        strata=tuple(strata),
    )


def _normal_limits(
    strata: Sequence[StratumFindings], projected: Fraction, confidence: Fraction
) -> tuple[int, int] | None:
    """Projected claims less and more the standard error times the quantile, in whole claims outward."""
    if len(strata) == 1 or any(one.drawn == 1 < one.claims for one in strata):
        return None
    reach = NormalDist().inv_cdf(float((1 + confidence) / 2)) * sqrt(sum(map(_variance, strata)))
    found = sum(one.in_error for one in strata)
    most = sum(one.claims - one.drawn + one.in_error for one in strata)
    return max(found, floor(float(projected) - reach)), min(most, ceil(float(projected) + reach))


def _variance(one: StratumFindings) -> Fraction:
    """Of the projected claims of a stratum, drawn without replacement; none where all were drawn."""
    if one.drawn == one.claims:
        return Fraction()
    share = Fraction(one.in_error, one.drawn)
    return one.claims * (one.claims - one.drawn) * share * (1 - share) / (one.drawn - 1)


def findings_by_stratum(
    sizes: Mapping[str, int], drawn: Sequence[str], in_error: Sequence[str]
) -> tuple[StratumFindings, ...]:
    """Count by stratum, from the stratum of each claim drawn and of each of those in error."""
    return tuple(
        StratumFindings(name, count, drawn.count(name), in_error.count(name)) for name, count in sizes.items()
    )


def percent(share: Fraction) -> str:
    """A share in per cent with two digits behind the point, half up; those that are zero are left out.

    >>> percent(Fraction(1, 3)), percent(Fraction(19, 20)), percent(Fraction(1, 80))
    ('33.33%', '95%', '1.25%')
    """
    hundredths = (share * 20_000 + 1) // 2
    whole, rest = divmod(int(hundredths), 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%" if rest else f"{whole}%"
