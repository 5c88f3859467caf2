"""An exam and needle guidance by one imaging method in one region."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.code_traits import EXAM_METHODS
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.ncci import may_follow_ncci
from app.rules.lookups.partners import NumberedLine, eligible_primaries, guidance_lines
from app.rules.lookups.regions import regions_of
from app.rules.lookups.surplus import is_surplus
from app.rules.lookups.words import line_field, method_word


@rule(
    id="FAM-106",
    slug="exam-and-guidance",
    title="Exam and guidance by the same modality",
    severity="warning",
    basis="cms-policy",
    direction="over",
    why=(
        "The NCCI manual does not allow an exam and guidance by the same modality in the same anatomic "
        "region on the same date. Two dates chosen for that purpose do not change it."
    ),
    remedy="Keep both if the exam was of another region and the record shows it. Otherwise remove one.",
    citations=(Cite("ncci-manual-ch9", "exam and guidance"),),
    traits=("guidance", "exam"),
)
def exam_and_guidance(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find exams beside guidance of their method, of a region that is the same or that no code tells."""
    if claim.documentation.separate_site or not may_follow_ncci(facts):
        return
    for number, line in guidance_lines(claim, facts):
        if line.code in facts.guidance.vascular_access or is_surplus(claim, facts, number, line):
            continue
        for other, exam in _exams_by_method(claim, facts, line):
            yield from _compare(claim, facts, (number, line), (other, exam))


def _compare(claim: Claim, facts: Facts, guided: NumberedLine, exam: NumberedLine) -> Iterator[Finding]:
    """A guidance line with an exam: nothing where their regions differ or a PTP edit has the two."""
    (number, line), (other, examined) = guided, exam
    if {(line.code, examined.code), (examined.code, line.code)} & facts.pairs.keys():
        return
    procedures = [claim.lines[at - 1].code for at in eligible_primaries(claim, facts, line.code)]
    regions, needle = regions_of([examined.code], facts), regions_of(procedures, facts)
    if regions and needle and regions.isdisjoint(needle):
        return
    known = bool(regions and needle)
    method = method_word(facts.guidance.needle[line.code])
    yield Finding(
        f"{examined.code} on line {other} and {line.code} on line {number} are both {method}"
        f"{' of the same region' if known else '; are they of the same region'}{'.' if known else '?'}",
        line=other,
        field=line_field(other, "code"),
        severity=None if known else "info",
    )


def _exams_by_method(claim: Claim, facts: Facts, guided: Line) -> Iterator[NumberedLine]:
    """The exams by the method of a guidance line, but for those of an arthrogram that it injects."""
    method = facts.guidance.needle[guided.code]
    injects = any("arthrogram-injection" in known.techniques for known in facts.codes.values())
    if method not in EXAM_METHODS or (injects and method != "ultrasound"):
        return
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is not None and known.kind == "imaging" and known.modality == method:
            yield number, line
