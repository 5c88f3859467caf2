"""What a sample says of its frame."""

from __future__ import annotations

from fractions import Fraction

from app.batch.appraisal import StratumFindings, appraise, findings_by_stratum, percent


def test_one_stratum_is_projected_with_exact_limits() -> None:
    found = appraise([StratumFindings("", 1000, 100, 5)], Fraction(9, 10))
    assert (found.rate, found.lower, found.upper) == (Fraction(1, 20), 21, 99)
    assert (found.confidence, found.normal) == ("90%", None)


def test_strata_are_projected_each_by_its_own_share() -> None:
    # SciPy 1.17.1: the limits of each stratum at 1 - 0.1 / 3 are (42, 161), (3, 67) and (7, 66); by Cochran's
    # formula the standard error is 32.9236, and the limits at 90 % are 85.85 and 194.15.
    strata = [
        StratumFindings("a", 600, 60, 9),
        StratumFindings("b", 300, 30, 2),
        StratumFindings("c", 100, 10, 3),
    ]
    found = appraise(strata, Fraction(9, 10))
    assert (found.claims, found.drawn, found.in_error) == (1000, 100, 14)
    assert found.projected == Fraction(140)
    assert (found.lower, found.upper) == (52, 294)
    assert found.normal == (85, 195)


def test_one_claim_of_a_stratum_gives_no_normal_limits() -> None:
    strata = [StratumFindings("a", 600, 60, 9), StratumFindings("b", 30, 1, 0)]
    assert appraise(strata, Fraction(9, 10)).normal is None


def test_strata_that_were_read_whole_leave_nothing_open() -> None:
    strata = [StratumFindings("a", 6, 6, 2), StratumFindings("b", 1, 1, 1)]
    found = appraise(strata, Fraction(95, 100))
    assert (found.in_error, found.lower, found.upper, found.normal) == (3, 3, 3, (3, 3))


def test_findings_are_counted_by_stratum() -> None:
    assert findings_by_stratum({"a": 9, "b": 5}, ["a", "b", "a"], ["a"]) == (
        StratumFindings("a", 9, 2, 1),
        StratumFindings("b", 5, 1, 0),
    )


def test_shares_are_shown_with_two_digits_at_most() -> None:
    shares = {Fraction(1, 3): "33.33%", Fraction(19, 20): "95%", Fraction(1, 80): "1.25%", Fraction(): "0%"}
    assert {share: percent(share) for share in shares} == shares
    assert (percent(Fraction(1, 1000)), percent(Fraction(99_995, 1_000_000))) == ("0.1%", "10%")
