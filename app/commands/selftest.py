"""selftest: does this installation say what its rule book says it says?"""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from app import __version__
from app.coding.facts import Facts
from app.coding.sentences import complain, count_of
from app.commands.editions import print_editions
from app.commands.installation import Installation
from app.review import review
from app.rules import ALL_RULES, RULE_FAILED
from app.rules.examples.example import run_example

if TYPE_CHECKING:
    from app.library import Library


def selftest(arguments: Namespace, installation: Installation) -> int:  # noqa: ARG001 - every command takes both
    """Print version, editions, counts and ok; or status 2 and what went wrong on standard error.

    Raises InstallationError when the reference database is damaged anywhere.
    """
    installation.prove()
    library = installation.library
    library.verify()
    print(f"Needlepoint {__version__}")
    print(count_of(len(library.editions), "edition"))
    print_editions(library.editions, json=False)
    faults = [*wrong_examples(installation.book_alone()), *failing_rules(library)]
    examples = sum(len(rule.examples) for rule in ALL_RULES)
    print(f"{len(ALL_RULES)} rules, {examples} examples, {len(library.examples())} example claims")
    for fault in faults:
        complain(fault)
    print(f"{len(faults)} failed. Install Needlepoint again." if faults else "ok")
    return 2 if faults or installation.shelf.faults() else 0


def wrong_examples(book: "Library") -> Iterator[str]:
    """Examples with another result than their rule states, on their own facts and on the book.

    `book` has an empty shelf: imported editions know more, and what an example says of gaps would not hold.
    """
    for rule in ALL_RULES:
        for example in rule.examples:
            found = [run_example(rule, example)]
            if example.installed:
                claim, _ = example.make()
                found.append(run_example(rule, example, _as_in_force(book.facts_for(claim))))
            for got in found:
                if got != example.expect:
                    yield f"{rule.slug}, {example.name}: expected {_say(example.expect)}, found {_say(got)}."


def _as_in_force(facts: Facts) -> Facts:
    """The facts as if their tables were in force: what is carried leaves its rules open on most dates."""
    return msgspec.structs.replace(facts, carried={}, gaps_carried={})


def failing_rules(library: "Library") -> Iterator[str]:
    """Rules that stop with an error of their own on the bundled claims, imported editions included."""
    for example in library.examples():
        for flag in review(example.claim, library).flags:
            if flag.rule == RULE_FAILED.slug:
                yield f"{example.title}: {flag.message}"


def _say(expected: tuple[str, ...]) -> str:
    return ", ".join(expected) or "nothing"
