"""The traits of claims by name: what a rule declares that a claim must hold for the rule to concern it."""

import functools
import operator
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from msgspec import Struct

Trait = Literal[
    "guidance",  # a code for needle guidance
    "several_guidance_units",  # guidance on two lines or for two units, 76000 included
    "whole_service",  # guidance or imaging without 26 or TC, where the technical part may be another's
    "not_in_facility",  # a place that is not known to be a facility
    "unknown_place",  # such a place that is not known at all
    "telehealth",  # a place in which practitioner and patient are apart
    "other_method",  # guidance of another method than the one in the record, or the record names none
    "visit",  # an evaluation and management code
    "contains_imaging",  # a code that wants the imaging in it, or has some that the record denies
    "invalid_code",  # a code that no list has on the date of service, or that is not known to be valid then
    "add_on_without_primary",  # an add-on without any of its listed primaries, or whose list is not held
    "primary_ended",  # an add-on without any, and a code that was one until some day
    "unexplained_add_on",  # the same, but for guidance that a procedure contains or wants another for
    "third_level",  # an add-on for a third level, of which the second has a code of its own
    "discogram",  # the injection or the reading of one
    "contrast_injection",  # the injection of contrast for an arthrogram
    "arthrogram",  # guidance beside the reading of an arthrogram, or a full arthrogram in the record
    "disputed",  # guidance on which sources disagree, or a reading of drainage
    "two_codes",  # two or more codes
    "pair_edits",  # an edit that joins two codes, or edits that were not all read
    "exam",  # a reading of ultrasound, CT or MR
    "diagnoses",  # a diagnosis
    "line_without_diagnosis",  # a line without any
    "icd_9_diagnosis",  # a diagnosis that begins with a digit
    "joint_or_level",  # a procedure on joints alone, or at a height of the spine
    "units_to_count",  # a code whose unit is not the encounter
    "units_in_doubt",  # such a code on two lines, with more units than its limit, or without a limit at hand
    "other_technique",  # another technique than the one in the record, none in it, or a word on a catheter
    "payer_policy",  # a code on which a policy of the payer bears, or a payer not stated or not known
    "report_policy",  # a payer that wants the report beside a visit, or that is not stated or not known
    "odd_modifier",  # one that the book does not have, or that the claim form may not take
    "doubtful_modifier",  # any but one that fits alone: a side off guidance, 26 on it, 25 on a visit
    "two_modifiers",  # two modifiers on a line
    "other_side",  # a side that the record does not name
    "inclusions",  # a procedure that contains guidance beside it
    "alternatives",  # a procedure that goes with other guidance than that beside it
    "unbilled_guidance",  # guidance on record that a procedure takes, a full arthrogram there, or no record
    "side_only_on_record",  # a side on record or in diagnoses, and none on any line; both sides on record
    "candidates",  # procedures that would fit the record and the guidance
    "target_with_own_codes",  # a target in the spine, or a joint for which the claim has another code
    "doubtful_target",  # one that X-ray hardly shows or that no procedure is for, or no record
    "guidance_not_shown",  # no word that imaging steered the needle, or a position that is not described
    "image_not_shown",  # and the other elements of the record: missing or not stated
    "interpretation_not_shown",
    "reason_not_shown",
    "not_signed",
    "dose_index_not_shown",
]
BY_CLAIM: frozenset[Trait] = frozenset(
    {
        "guidance",
        "several_guidance_units",
        "two_codes",
        "units_to_count",
        "diagnoses",
        "line_without_diagnosis",
        "icd_9_diagnosis",
        "two_modifiers",
    }
)
"""The traits that the claim alone decides, also where facts are missing."""
BITS: Mapping[Trait, int] = {name: 1 << place for place, name in enumerate(get_args(Trait))}
"""Each trait as one bit: numbers are joined, told apart and found again faster than sets."""


def bits_of(traits: Iterable[Trait]) -> int:
    """Traits as one number."""
    return functools.reduce(operator.or_, map(BITS.__getitem__, traits), 0)


def traits_in(bits: int) -> frozenset[Trait]:
    """The traits of a number."""
    return frozenset([name for name, bit in BITS.items() if bits & bit])


class ClaimTraits(Struct, frozen=True, gc=False):
    """The traits that a claim holds, the modifiers on any line, and those on lines with needle guidance."""

    bits: int
    modifiers: frozenset[str]
    guidance_modifiers: frozenset[str]

    @property
    def traits(self) -> frozenset[Trait]:
        """The traits by name."""
        return traits_in(self.bits)

    def include(self, traits: Iterable[Trait]) -> bool:
        """Whether the claim holds all of some traits."""
        wanted = bits_of(traits)
        return self.bits & wanted == wanted
