"""rules: the rule book, or one rule with its reason, authority and examples."""

import difflib
from argparse import Namespace
from collections.abc import Iterable, Iterator

from app.coding.dates import show_date
from app.coding.errors import InputError
from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import NoteRule
from app.coding.series import find_series
from app.coding.sources import Citation, name_source
from app.coding.words import BASES, SEVERITIES
from app.commands.installation import Installation
from app.commands.output import print_columns, print_json, print_wrapped, shorten
from app.rules import ACROSS_RULES, ALL_RULES, Cite, Rule

_OF_NOTES = "NOTE-"


def rules(arguments: Namespace, installation: Installation) -> int:
    """Print all rules or one, named by slug or id; NOTE-… is a rule for reading notes.

    Raises InputError for a name that no rule has.
    """
    if arguments.slug is not None and arguments.slug.upper().startswith(_OF_NOTES):
        return _note_rule(arguments, installation)
    chosen = ALL_RULES if arguments.slug is None else (_find(arguments.slug),)
    if arguments.json:
        for rule in chosen:
            print_json(_record(rule))
    elif arguments.slug is None:
        print_columns((rule.id, rule.slug, SEVERITIES[rule.severity], rule.title) for rule in chosen)
    else:
        _print_rule(chosen[0], installation)
    return 0


def _note_rule(arguments: Namespace, installation: Installation) -> int:
    """Print a rule for reading notes: what it answers, what it finds and what it leaves alone."""
    known = {rule.id: rule for rule in installation.library.note_book().rules}
    rule = known.get(arguments.slug.upper())
    if rule is None:
        last = max(known, default="")
        raise InputError(f"No rule is called “{shorten(arguments.slug)}”. The last for notes is {last}.")
    if arguments.json:
        print_json(rule)
        return 0
    print(f"{rule.id}\n{rule.about}")
    _print_listed("Answers", _answers(rule))
    _print_listed("Finds", rule.hits)
    _print_listed("Leaves alone", rule.misses)
    return 0


def _answers(rule: NoteRule) -> Iterator[str]:
    for name, value in {rule.field: rule.value, **rule.also}.items():
        field = NOTE_FIELDS[name]
        yield f"{field.label}: {'its words' if value == '*' else field.show(value)}"


def _print_listed(heading: str, lines: Iterable[str]) -> None:
    print(f"\n{heading}")
    for line in lines:
        print_wrapped(line, indent=2)


def _find(name: str) -> Rule:
    typed = "-".join(name.lower().split())
    for rule in (*ALL_RULES, *ACROSS_RULES):
        if typed in (rule.slug, rule.id.lower()):
            return rule
    near = difflib.get_close_matches(typed, [rule.slug for rule in ALL_RULES], 3)
    nearest = f" Nearest: {', '.join(near)}." if near else " See needlepoint rules."
    raise InputError(f"No rule is called “{shorten(name)}”.{nearest}")


def _record(rule: Rule) -> dict[str, object]:
    keys = ("id", "slug", "title", "severity", "basis", "why", "remedy", "citations", "first", "last")
    examples = [{"name": each.name, "claim": each.make()[0], "expect": each.expect} for each in rule.examples]
    asked = {"needs": rule.needs, "asks": rule.required_fields, "examples": examples}
    return {key: getattr(rule, key) for key in keys} | asked


def _name(cite: Cite, installation: Installation) -> str:
    """The official series that is cited, or the title of the source."""
    if series := find_series(cite.source):
        return series.title
    source = installation.library.source(Citation(cite.source, "", cite.locator, "", ""))
    return name_source(source.title, source.edition) if source else cite.source


def _print_rule(rule: Rule, installation: Installation) -> None:
    print(f"{rule.id}  {rule.slug}\n{rule.title}. {SEVERITIES[rule.severity]}, {BASES[rule.basis]}")
    dates = [
        f"from {show_date(rule.first)}" if rule.first else "",
        f"to {show_date(rule.last)}" if rule.last else "",
    ]
    if any(dates):
        print(f"In force {' '.join(filter(None, dates))}")
    print()
    print_wrapped(rule.why)
    print_wrapped(f"To clear: {rule.remedy}")
    print("\nAuthority")
    print_columns(((_name(cite, installation), cite.locator or "whole") for cite in rule.citations), indent=2)
    print("\nExamples")
    for example in rule.examples:
        lines = ", ".join("-".join((line.code, *line.modifiers)) for line in example.make()[0].lines)
        print_wrapped(
            f"{example.name} ({lines or 'no line'}): {', '.join(example.expect) or 'nothing'}", indent=2
        )
