"""An audit sample, and its appraisal, as a report on paper."""

from fractions import Fraction

from app import __version__
from app.audit.words import BY, round_half_up
from app.batch.appraisal import Appraisal, percent
from app.batch.frame import EXCLUSIONS
from app.batch.sample import Sample
from app.checklist.characters import printable
from app.checklist.record import Footer
from app.checklist.report import Report, ReportSection, ReportTable
from app.claims.identifiers import looks_like_identifier
from app.coding.dates import show_date
from app.coding.sentences import count_of
from app.coding.words import CPT_NOTICE, DISCLAIMER

_HOW = (
    "Each claim has the SHA-256 of seed, frame and its own record; those with the smallest of each stratum "
    "are drawn, without replacement. The same claims and seed give the same sample."
)
_EXACT = (
    "Limits of the hypergeometric distribution, two-sided: the fewest and the most claims in error under "
    "which what was found is in no tail."
)
_STRATA = (
    "Of several strata the limits of each are added, at a confidence that holds for all of them together "
    "(Bonferroni)."
)


def sample_report(sample: Sample) -> Report:
    """The report of a sample: its frame, how it was drawn, and each claim drawn."""
    return _report("Audit sample", sample, (_frame(sample), _draw(sample), _drawn(sample)))


def appraisal_report(sample: Sample, found: Appraisal) -> Report:
    """The report of an appraisal: what was found, the estimate with its limits, and the frame it is of."""
    sections = (_estimate(found), _frame(sample), _draw(sample))
    return _report("Appraisal of an audit sample", sample, sections)


def _report(title: str, sample: Sample, sections: tuple[ReportSection, ...]) -> Report:
    files = _files(sample)
    return Report(
        document_title=f"{title}, image-guided needle procedures",
        document_date=max(each.date_of_service for each in sample.drawn).isoformat(),
        program=f"Needlepoint {__version__}",
        paper="us-letter",
        title=title,
        subtitle=f"{count_of(sample.design.size, 'claim')} of {sample.frame.claims:,} in {files}",
        sections=sections,
        footer=Footer((f"Needlepoint {__version__}",), CPT_NOTICE, DISCLAIMER, ""),
    )


def _files(sample: Sample) -> str:
    """The files of the frame by name; one that looks like a person's is not named on paper."""
    names = ("a file of claims" if looks_like_identifier(each) else each for each in sample.frame.files)
    return printable(", ".join(names))


def _frame(sample: Sample) -> ReportSection:
    frame = sample.frame
    left = [f"{count:,} {EXCLUSIONS[reason]}" for reason, count in frame.excluded.items()]
    facts = [
        ("Files", _files(sample)),
        ("Claims", f"{frame.claims:,}"),
        ("SHA-256 of the claims", frame.sha256),
        ("Left out", "; ".join(left) or "none"),
    ]
    if sample.design.codes:
        facts.insert(2, ("With one of the codes", ", ".join(sample.design.codes)))
    return ReportSection("Frame", tuple(facts), notes=("Nothing is said of claims that were left out.",))


def _draw(sample: Sample) -> ReportSection:
    design = sample.design
    facts = [("Seed", printable(design.seed)), ("Claims drawn", f"{design.size:,}")]
    if design.rate:
        facts.append(("Size for", f"{design.rate} expected, {design.precision} to both sides"))
        facts.append(("Confidence planned", str(design.confidence)))
    facts.append(("Drawn by", f"Needlepoint {sample.program}"))
    if not design.by:
        return ReportSection("Draw", tuple(facts), notes=(_HOW,))
    rows = tuple(
        (printable(name), f"{count:,}", f"{design.sizes[name]:,}")
        for name, count in sample.frame.strata.items()
    )
    table = ReportTable((BY[design.by].capitalize(), "Claims in the frame", "Drawn"), 1, rows)
    return ReportSection("Draw", tuple(facts), table, (_HOW,))


def _drawn(sample: Sample) -> ReportSection:
    rows = tuple(
        (
            str(each.number),
            printable(str(each.claim)),
            show_date(each.date_of_service),
            ", ".join(each.codes) or "no codes",
            each.flags,
        )
        for each in sample.drawn
    )
    return ReportSection(
        "Claims drawn", table=ReportTable(("No.", "Claim", "Date", "Codes", "Review"), 5, rows)
    )


def _estimate(found: Appraisal) -> ReportSection:
    projected = count_of(round_half_up(found), "claim")
    facts = [
        ("In error", f"{found.in_error:,} of {count_of(found.drawn, 'claim')} drawn"),
        (
            "Point estimate",
            f"{percent(found.rate)}, {projected} of {found.claims:,}",
        ),
        (f"Limits at {found.confidence}", _limits(found.lower, found.upper, found.claims)),
    ]
    if found.normal:
        facts.append(("By the normal distribution", _limits(*found.normal, found.claims)))
    if len(found.strata) == 1:
        return ReportSection("Estimate", tuple(facts), notes=(_EXACT,))
    rows = tuple(
        (printable(each.stratum), f"{each.claims:,}", f"{each.drawn:,}", f"{each.in_error:,}")
        for each in found.strata
    )
    table = ReportTable(("Stratum", "Claims in the frame", "Drawn", "In error"), 1, rows)
    return ReportSection("Estimate", tuple(facts), table, (_EXACT, _STRATA))


def _limits(lower: int, upper: int, claims: int) -> str:
    shares = (percent(Fraction(each, claims)) for each in (lower, upper))
    return f"{lower:,} to {count_of(upper, 'claim')} ({' to '.join(shares)})"
