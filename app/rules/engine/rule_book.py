"""The rule book as Markdown: each rule with its reason, its authority and its examples."""

from collections.abc import Callable

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.words import BASES, CPT_NOTICE, SEVERITIES
from app.rules.engine.rule import Cite, Example, Rule
from app.rules.lookups.words import field_label

FAMILIES = {
    "ADD": "Add-on codes",
    "INC": "Guidance inside the procedure",
    "FAM": "The right guidance code",
    "EDT": "NCCI PTP edits and MUE",
    "UNI": "Units and sides",
    "CMP": "Components",
    "MOD": "Modifiers",
    "VAL": "Valid codes",
    "DOC": "Documentation",
    "PAY": "Payers",
    "ENG": "The program itself",
}
Name = Callable[[Cite], str]
_INTRO = """\
# The rule book

Generated from the rules; change the rules, then run `python3 build_scripts/dev.py texts`.
A rule finds something, finds nothing, or says why it could not look. Its examples are its tests. Unless one
says otherwise it is a Medicare claim of 09/15/2026, professional, in an office that owns the equipment, with
everything documented.
"""


def write_book(rules: tuple[Rule, ...], name: Name) -> str:
    """All rules by family. `name` gives the words for a citation, for example from the table of sources."""
    parts = [
        _INTRO,
        f"{len(rules)} rules, {sum(len(rule.examples) for rule in rules)} examples. {CPT_NOTICE}\n",
    ]
    for prefix, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        parts += [write_rule(rule, name) for rule in rules if rule.id.startswith(prefix)]
    return "\n".join(parts)


def write_rule(rule: Rule, name: Name) -> str:
    """One rule as a section."""
    facts = [f"`{rule.slug}`", SEVERITIES[rule.severity].lower(), BASES[rule.basis]]
    if rule.first or rule.last:
        facts.append(_span(rule))
    lines = [
        f"### {rule.id} {rule.title}",
        "",
        ", ".join(facts) + ".",
        "",
        rule.why,
        "",
        f"To clear: {rule.remedy}",
    ]
    if rule.required_fields:
        asked = ", ".join(field_label(path).lower() for path in rule.required_fields)
        lines += ["", f"Not checked when the claim does not state: {asked}."]
    lines += ["", "Authority: " + "; ".join(name(cite) for cite in rule.citations) + ".", ""]
    lines += ["| example | lines | finds |", "|---|---|---|"]
    lines += [_row(example) for example in rule.examples]
    return "\n".join(lines) + "\n"


def _span(rule: Rule) -> str:
    first = f"from {show_date(rule.first)}" if rule.first else ""
    last = f"to {show_date(rule.last)}" if rule.last else ""
    return " ".join(filter(None, ("dates of service", first, last)))


def _row(example: Example) -> str:
    return f"| {example.name} | {show_lines(example.claim)} | {show_found(example) or 'nothing'} |"


def show_found(example: Example) -> str:
    """What a rule finds in an example: "error line 2", "warning on the whole claim"; "" for nothing."""
    return ", ".join(each.replace("claim", "on the whole claim") for each in example.expect)


def show_lines(claim: Claim) -> str:
    """The lines of a claim in shorthand, as a coder types them."""
    return ", ".join(
        ("-".join((line.code, *line.modifiers)) or f"revenue code {line.revenue_code}")
        + (f" x{line.units}" if line.units > 1 else "")
        + "".join(f" {diagnosis}" for diagnosis in line.diagnoses)
        + (f" in place {line.place_of_service}" if line.place_of_service else "")
        for line in claim.lines
    )
