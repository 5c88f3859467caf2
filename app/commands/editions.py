"""editions and import: what is on the shelf, and putting official files there."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.errors import InputError
from app.coding.files import expand_patterns
from app.coding.sentences import complain, count_of
from app.coding.series import SERIES
from app.commands.installation import Installation
from app.commands.output import print_columns
from app.file_kinds import wrong_kind

if TYPE_CHECKING:
    from app.releases.installation import Outcome, Report, Step

_KEYS = ("source", "setting", "edition", "first", "last", "rows", "sha256")
_BAR = 24
_GIVE = "Give files as CMS publishes them."


def list_editions(arguments: Namespace, installation: Installation) -> int:
    """Print the book and every imported edition; what is wrong with files is named on standard error."""
    installation.prove()
    shelf = installation.shelf
    for note in shelf.unproved():
        complain(note)
    shared = [item for item in shelf.editions if shelf.is_shared(item)]
    print_editions(installation.library.editions, json=arguments.json, shared=shared)
    return 2 if shelf.faults() else 0


def import_files(arguments: Namespace, installation: Installation) -> int:
    """Import official files. Status 2 when one of them could not be used; the others are installed."""
    if not installation.policy.import_allowed:
        raise InputError(installation.policy.refusal("Importing official files"))
    from app.releases.installation import install_found
    from app.releases.recognition import recognize_all

    found = recognize_all(expand_patterns(arguments.paths))
    progress = _bar(len(found)) if sys.stderr.isatty() else None
    outcomes = install_found(found, installation.editions, progress)
    if progress:
        print("\r\033[K", end="", file=sys.stderr)
    if arguments.json:
        _print_outcomes(outcomes)
    else:
        print_columns(
            (outcome.found.entry.name, outcome.state, _outcome_words(outcome))
            for outcome in outcomes
            if outcome.state != "refused"  # said below, once
        )
    refused = dict.fromkeys(_named(outcome) for outcome in outcomes if outcome.state == "refused")
    for sentence in refused:
        complain(sentence)
    return 2 if refused or not outcomes else 0


def _print_outcomes(outcomes: Sequence["Outcome"]) -> None:
    """One JSON object an edition.

    `replaces` holds the editions that it took the place of, `skipped` the files that were passed over for it,
    each with the reason; both are left out when there are none.
    """
    for edition in dict.fromkeys(outcome.edition for outcome in outcomes if outcome.edition):
        own = [outcome for outcome in outcomes if outcome.edition == edition]
        replaces = dict.fromkeys(other for outcome in own for other in outcome.replaces)
        skipped = [outcome for outcome in own if outcome.state == "skipped"]
        record = _record(edition)
        if replaces:
            record["replaces"] = [{**_record(other), "files": other.files} for other in replaces]
        if skipped:
            record["skipped"] = [{"file": each.found.entry.name, "reason": each.sentence} for each in skipped]
        print(msgspec.json.encode(record).decode())


def _record(edition: Edition) -> dict[str, object]:
    return {key: getattr(edition, key) for key in _KEYS}


def _named(outcome: "Outcome") -> str:
    """The sentence of a file, with the file's name unless it stands in it; of another kind, what it is."""
    found, name = outcome.found, outcome.found.entry.name
    unknown = found.source is None and found.unread != "not-read" and found.entry.member is None
    if unknown and (said := wrong_kind(found.entry.path, _GIVE, "official")):
        return said
    return outcome.sentence if name in outcome.sentence else f"{name}: {outcome.sentence}"


def print_editions(editions: Sequence[Edition], *, json: bool, shared: Sequence[Edition] = ()) -> None:
    """Print editions as a table, or one JSON object each; those of the shared shelf are marked so."""
    if json:
        for edition in editions:
            mark = {"shelf": "shared"} if edition in shared else {}
            print(msgspec.json.encode(_record(edition) | mark).decode())
        return
    head = ("Series", "Setting", "Edition", "From", "To", "Rows", "Checksum")
    rows = [head, *(_row(edition) for edition in editions)]
    if shared:
        places = ("Shelf", *("shared" if edition in shared else "" for edition in editions))
        rows = [(*row, place) for row, place in zip(rows, places, strict=True)]
    print_columns(rows)


def _row(edition: Edition) -> tuple[str, ...]:
    first = show_date(edition.first) if edition.first else ""
    last = show_date(edition.last) if edition.last else "open"
    name = SERIES[edition.source].title
    return name, edition.setting or "", edition.edition, first, last, str(edition.rows), edition.sha256[:12]


def _outcome_words(outcome: "Outcome") -> str:
    rows = f"{count_of(outcome.rows, 'row')}. " if outcome.rows else ""
    return rows + outcome.sentence


def _bar(files: int) -> "Report":
    """A progress line on standard error, over all files."""
    done: dict[int, float] = {}

    def report(step: "Step") -> None:
        done[step.index] = step.done
        share = min(sum(done.values()) / max(files, 1), 1.0)
        bar = "#" * round(share * _BAR)
        print(f"\r[{bar:<{_BAR}}] {share:4.0%} {step.state}", end="", file=sys.stderr, flush=True)

    return report
