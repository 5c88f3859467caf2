"""Regions of the body, of exams and of procedures, as far as their codes tell."""

from collections.abc import Iterable

from app.coding.facts import Facts


def regions_of(codes: Iterable[str], facts: Facts) -> frozenset[str]:
    """The regions of codes together; none where one of them does not tell."""
    known = [facts.codes.get(code) for code in codes]
    found = [frozenset(each.regions if each else ()) for each in known]
    return frozenset().union(*found) if all(found) else frozenset()
