"""Write the approved text of the flags: python -m build_scripts.flag_texts.

What every example of every rule says, to be read aloud: `tests/rules/flags.txt`. A test compares. After a
change of words run this, read the difference, and commit it with the change.
"""

import argparse
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.coding.words import BASES
from app.rules import ALL_RULES, Example, Rule, run
from app.rules.engine.rule_book import show_lines

FILE = Path(__file__).resolve().parents[1] / "tests" / "rules" / "flags.txt"
RENEW = "python3 build_scripts/dev.py texts"


def flag_texts() -> str:
    """Every flag and every reason of not having checked, by rule; the same words once."""
    return "\n".join(line for rule in ALL_RULES for line in _rule(rule)) + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"{rule.slug}: {rule.title}"
    yield from _wrapped("why", rule.why)
    yield from _wrapped("do", rule.remedy)
    yield ""
    printed: set[tuple[str, ...]] = set()
    for example in rule.examples:
        said = tuple(_said(rule, example))
        if said and said not in printed:
            yield f"  {example.name} ({show_lines(example.claim)})"
            yield from said
            yield ""
        printed.add(said)


def _said(rule: Rule, example: Example) -> Iterator[str]:
    """What the rule says of an example; `why` and `do` where they are not the rule's own."""
    flags, _, not_checked = run(*example.make(), (rule,))
    for flag in flags:
        basis = "" if flag.basis == rule.basis else f", {BASES[flag.basis]}"
        yield from _wrapped(f"{flag.severity}, line {flag.line or 'none'}{basis}", flag.message)
        if flag.why != rule.why:
            yield from _wrapped("why", flag.why)
        if flag.remedy != rule.remedy:
            yield from _wrapped("do", flag.remedy)
        if flag.edit:
            yield from _wrapped("offer", flag.edit.label)
    for each in not_checked:
        yield from _wrapped("not checked", each.reason)


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(f"{label}: {text}", 100, initial_indent="    ", subsequent_indent="      ")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file."""
    argparse.ArgumentParser(description="Write the approved text of the flags.").parse_args(arguments)
    FILE.write_text(flag_texts(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
