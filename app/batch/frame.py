"""The frame of an audit sample: the claims that can be drawn, their digest, and what was left out and why."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from app.claims.record import Entry
from app.coding.claim import VOID, Claim

Stratum = Literal["payer", "place", "form", "month"]
Exclusion = Literal["unreadable", "answer", "void", "unchecked", "other-codes"]
EXCLUSIONS: dict[Exclusion, str] = {
    "unreadable": "could not be read",
    "answer": "answers of a payer",
    "void": "cancel an earlier claim (frequency 8)",
    "unchecked": "not checked: of an old version, or corrected by another claim",
    "other-codes": "hold none of the codes asked for",
}
NOT_STATED = "not stated"
_LEFT_OUT = frozenset({"schema", "dispositions", "checklist", "patient", "practitioner"})
_VERSION = b"needlepoint frame 1\n"


class Frame(Struct, frozen=True):
    """`digests` and `strata` hold one value a claim of the frame, in the order of the files.

    A digest is the SHA-256 of the claim's record without tokens, which are random by run, and without
    decisions. `excluded` counts what is not in the frame, by reason.
    """

    digests: tuple[bytes, ...]
    strata: tuple[str, ...]
    excluded: dict[Exclusion, int]

    @property
    def digest(self) -> str:
        """The SHA-256 of the sorted digests: the same claims give the same, in whatever order they come."""
        return hashlib.sha256(_VERSION + b"".join(sorted(self.digests))).hexdigest()

    @property
    def sizes(self) -> dict[str, int]:
        """The claims of each stratum, by its name."""
        return dict(sorted(Counter(self.strata).items()))


class FrameRules(Struct, frozen=True):
    """What is in the frame: claims with one of `codes`, or all; and how it is split, or not."""

    codes: frozenset[str] = frozenset()
    by: Stratum | None = None

    def exclusion(self, entry: Entry) -> Exclusion | None:
        """Why what was read is not in the frame; None where it is."""
        claim = entry.claim
        if entry.answer is not None:
            return "answer"
        if claim is None:
            return "unreadable"
        if claim.frequency == VOID:
            return "void"
        if entry.unchecked:
            return "unchecked"
        if self.codes and self.codes.isdisjoint(line.code for line in claim.lines):
            return "other-codes"
        return None

    def stratum(self, claim: Claim) -> str:
        """The stratum of a claim: "" where the frame is not split."""
        return _STRATA[self.by](claim) or NOT_STATED if self.by else ""


_STRATA: dict[Stratum, Callable[[Claim], str | None]] = {
    "payer": lambda claim: claim.payer,
    "place": lambda claim: claim.place_of_service,
    "form": lambda claim: claim.claim_form,
    "month": lambda claim: claim.date_of_service.isoformat()[:7],
}


def claims_of(entries: Iterable[Entry]) -> Iterator[Entry]:
    """What counts toward the frame or is left out of it: notes on a file by themselves do not."""
    return (each for each in entries if each.claim or each.problem or each.answer is not None)


def read_frame(entries: Iterable[Entry], rules: FrameRules) -> Frame:
    """Read a frame; of each claim its digest and the name of its stratum are held, no more."""
    digests: list[bytes] = []
    strata: list[str] = []
    excluded: Counter[Exclusion] = Counter()
    names: dict[str, str] = {}
    for entry in claims_of(entries):
        if (reason := rules.exclusion(entry)) or entry.claim is None:
            excluded[reason or "unreadable"] += 1
            continue
        digests.append(digest_of(entry.claim))
        stratum = rules.stratum(entry.claim)
        strata.append(names.setdefault(stratum, stratum))
    return Frame(
        tuple(digests), tuple(strata), {name: excluded[name] for name in EXCLUSIONS if name in excluded}
    )


def digest_of(claim: Claim) -> bytes:
    """The SHA-256 of what a claim says, whatever run read it: its record, keys sorted, stated values alone.

    What a later version may state besides changes no digest of a claim that does not state it.
    """
    record = _stated(msgspec.to_builtins(claim))
    return hashlib.sha256(_VERSION + msgspec.json.encode(record, order="sorted")).digest()


def _stated(value: object) -> object:
    if isinstance(value, dict):
        kept = {key: _stated(each) for key, each in value.items() if key not in _LEFT_OUT}
        return {key: each for key, each in kept.items() if each not in (None, [], (), {})}
    return [_stated(each) for each in value] if isinstance(value, (list, tuple)) else value
