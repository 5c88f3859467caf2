"""Print what the knowledge covers: codes, facts, sources, facts by confidence, and figures checked.

    python -m build_scripts.coverage [--copies FOLDER]

Figures are compared with copies of the official files in FOLDER, by default ../shared/knowledge/cms.
Exit status 0, or 1 when a figure differs or the knowledge has a fault.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from build_scripts.official_copies import Comparison, compare
from build_scripts.reference.checks import find_faults
from build_scripts.reference.knowledge import Knowledge, read_knowledge
from build_scripts.reference.page_rows import FactRow, PageRow, SectionRow
from build_scripts.reference.sources import cited_rows

ROOT = Path(__file__).resolve().parents[1]


def count_confidence(knowledge: Knowledge) -> Counter[str]:
    """How many cited statements stand at each level; a row without a level has that of its best source."""
    order = ("low", "medium", "high")
    levels = {row.value.id: row.value.confidence for row in knowledge.sources}
    counts: Counter[str] = Counter()
    for _, item in cited_rows(knowledge):
        if isinstance(item, (PageRow, SectionRow, FactRow)):
            continue
        found = [levels[source] for source, _ in item.pairs() if source in levels]
        counts[getattr(item, "confidence", None) or max(found, key=order.index, default="low")] += 1
    for page in (*knowledge.guidance, *knowledge.topics):
        for section in page.value.section:
            counts.update(fact.confidence for fact in section.fact if fact.state != "missing")
    return counts


def count_tables(knowledge: Knowledge) -> Iterator[tuple[str, int]]:
    """(what, how many) for each table of the knowledge."""
    yield "codes", len(knowledge.codes)
    yield (
        "  of them labeled one by one",
        sum(not row.value.is_family_only for row in knowledge.codes),
    )
    yield "sources", len(knowledge.sources)
    yield "add-on pairs", len(knowledge.add_on_pairs)
    yield "inclusions", len(knowledge.inclusions)
    yield "alternatives", len(knowledge.alternatives)
    yield "PTP edits", len(knowledge.pair_edits)
    yield "fee rows", len(knowledge.fees)
    yield "MUE values", len(knowledge.units)
    yield "modifiers", len(knowledge.modifiers)
    yield "places of service", len(knowledge.places)
    yield "payers", len(knowledge.payers)
    yield "payer policies", sum(len(row.value.policy) for row in knowledge.payers)
    yield "decisions", len(knowledge.decisions)
    yield "disagreements", len(knowledge.conflicts)
    yield "glossary terms", len(knowledge.terms)
    yield "guidance pages", len(knowledge.guidance)
    yield "topics", len(knowledge.topics)
    yield "example claims", len(knowledge.examples)


def count_facts(knowledge: Knowledge) -> int:
    """Every cited statement: rows of tables, and facts, groups and tables of pages."""
    return sum(count_confidence(knowledge).values())


def report(knowledge: Knowledge, comparisons: list[Comparison]) -> str:
    """The report as text, one figure a line."""
    lines = [f"{name:<32}{count:>8,}" for name, count in count_tables(knowledge)]
    lines.append(f"{'facts':<32}{count_facts(knowledge):>8,}")
    levels = count_confidence(knowledge)
    lines += [f"{'  confidence ' + level:<32}{levels[level]:>8,}" for level in ("high", "medium", "low")]
    for item in comparisons:
        title = f"{item.table} against {item.file}"
        lines.append(f"{title:<44}{item.figures:>8,} figures, {len(item.mismatches)} mismatches")
        lines += [f"  {fault}" for fault in item.mismatches]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the report; give the exit status."""
    parser = argparse.ArgumentParser(description="Print what the knowledge covers.")
    parser.add_argument("--copies", type=Path, default=ROOT.parent / "shared" / "knowledge" / "cms")
    options = parser.parse_args(arguments)
    knowledge = read_knowledge(ROOT / "data")
    faults = [str(fault) for fault in find_faults(knowledge)]
    comparisons = compare(knowledge, options.copies) if options.copies.is_dir() else []
    print(report(knowledge, comparisons))
    if not comparisons:
        print(f"No copies of official files in {options.copies.name}: no figure was compared.")
    print("\n".join(faults) or "no fault in the knowledge")
    return 1 if faults or any(item.mismatches for item in comparisons) else 0


if __name__ == "__main__":
    sys.exit(main())
