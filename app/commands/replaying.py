"""check --replay: one claim of a kept run again, to the same bytes, or what has changed since."""

import csv
import hashlib
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from app import __version__
from app.batch.kept import MANIFEST, Input, Manifest, inputs_of
from app.batch.stream import ReviewedClaim
from app.coding.editions import Edition
from app.coding.errors import InputError
from app.coding.sentences import complain, shown_name
from app.commands.claim_run import ClaimRun
from app.commands.installation import Installation
from app.commands.showing import json_of


def replay(arguments: Namespace, installation: Installation) -> Iterator[tuple[ReviewedClaim, bytes]]:
    """The reviews of the claim that is asked for, with their JSON: to the byte those of the kept run.

    Raises InputError where one differs, with what has changed since, and where no claim is asked for.
    """
    if arguments.claim is None:
        raise InputError("Give --claim with the name of the claim to replay, as the tables have it.")
    if arguments.out or arguments.csv or arguments.summary:
        raise InputError("--replay gives one claim as JSON. Leave --out, --csv and --summary off.")
    manifest = _read_manifest(arguments.replay)
    run = ClaimRun(arguments.files, installation, arguments.map, every=manifest.every_claim)
    digests = _digests(arguments.replay.parent / "claims.csv")
    for found in run.reviewed(arguments.claim):
        for sentence in filter(None, (*found.entry.notes, found.entry.problem)):
            complain(sentence)
        if found.review is None:
            continue
        record = json_of(found, many=run.many)
        digest = hashlib.sha256(record).hexdigest()
        if digest not in digests.get(str(found.entry.name), ()):
            changed = " ".join(_changes(manifest, arguments.files, installation))
            raise InputError(f"{run.name}: the review is not that of the kept run. {changed}")
        yield found, record


def _read_manifest(path: Path) -> Manifest:
    name = shown_name(path)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror}).") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InputError(
            f"{name} is no manifest of a run. Give the {MANIFEST} that check --out wrote."
        ) from None


def _digests(path: Path) -> dict[str, set[str]]:
    """By name of a claim the digests of its reviews."""
    found: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                name = row["claim"].removeprefix("'")
                found.setdefault(name, set()).add(row["record_sha256"])
    except OSError as error:
        raise InputError(f"{shown_name(path)} cannot be read ({error.strerror}).") from None
    except (KeyError, UnicodeDecodeError, csv.Error):
        raise InputError(f"{shown_name(path)} is not the table that check --out wrote.") from None
    return found


def _changes(manifest: Manifest, files: Sequence[str], installation: Installation) -> Iterator[str]:
    """What is not as it was: each as a sentence."""
    if manifest.program != __version__:
        yield f"It was made by Needlepoint {manifest.program}; this is {__version__}."
    if not _same_inputs(manifest.inputs, inputs_of(files)):
        yield "The file of claims is not the same."
    before, now = _marks(manifest.editions), _marks(installation.library.editions)
    if gone := [name for name in before if before[name] != now.get(name)]:
        yield f"Missing or other than then: {', '.join(gone[:3])}."
    if new := [name for name in now if name not in before]:
        yield f"New on the shelf: {', '.join(new[:3])}."


def _same_inputs(one: Iterable[Input], other: Iterable[Input]) -> bool:
    return {(each.sha256, each.bytes) for each in one} == {(each.sha256, each.bytes) for each in other}


def _marks(editions: Iterable[Edition]) -> dict[str, str]:
    """The digest of each edition by its name."""
    return {
        " ".join(filter(None, (each.source, each.setting, each.edition))): each.sha256 for each in editions
    }
