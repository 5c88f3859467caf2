"""The sample of a worklist: its frame from the items, the items that were drawn, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, structs

from app.audit.folder import Drawn, record_of
from app.batch.drawing import draw
from app.batch.frame import Frame, FrameRules, digest_of, read_frame
from app.batch.sample import Design, Sample
from app.batch.stream import ReviewedClaim
from app.claims.record import Entry
from app.claims.worklist.item import Item, entry_of, read_item
from app.claims.worklist.row import Row
from app.coding.claim import Claim
from app.coding.errors import InputError

_FOREIGN = "None of the claims drawn is in this worklist. Open the worklist that the sample was drawn from."


class WorklistFrame(Struct, frozen=True):
    """A frame of a worklist's items; `numbers` are those of the items in it, by their place."""

    frame: Frame
    numbers: tuple[int, ...]


class AuditSample(Struct):
    """A sample of a worklist.

    `numbers` are the items of the claims drawn, in the order of the record; 0 for one that the worklist has
    not, or not as it was drawn. `answers` say whether a claim is in error, by its number in the sample.
    `folder` is where all of it is kept; `is_owed`: it has not every answer.
    """

    record: Sample
    numbers: tuple[int, ...]
    folder: Path | None = None
    answers: dict[int, bool] = {}
    is_owed: bool = False

    def items(self) -> frozenset[int]:
        """The items that were drawn."""
        return frozenset(self.numbers) - {0}

    def missing(self) -> int:
        """How many claims have no answer yet."""
        return len(self.record.drawn) - len(self.answers)


def frame_of(lines: Iterable[bytes], rules: FrameRules) -> WorklistFrame:
    """The frame of items, given as the lines of a worklist. Raises InputError where nothing is in it."""
    numbers: list[int] = []

    def entries() -> Iterator[Entry]:
        for line in lines:
            item = read_item(line)
            entry = _entry(item)
            if entry is not None and rules.exclusion(entry) is None:
                numbers.append(item.number)
            if entry is not None:
                yield entry

    frame = read_frame(entries(), rules)
    if not frame.digests:
        raise InputError("No claim is in the frame. Choose other claims or codes.")
    return WorklistFrame(frame, tuple(numbers))


def _entry(item: Item) -> Entry | None:
    """What an item counts as in a frame; nothing for what is wrong with the file itself."""
    if item.claim is None and not item.name:
        return None
    entry = entry_of(item)
    return structs.replace(entry, problem=item.left) if item.claim is None else entry


def draw_sample(
    name: str,
    found: WorklistFrame,
    design: Design,
    lines: Sequence[bytes],
    look: Callable[[Item], ReviewedClaim],
) -> Iterator[AuditSample | int]:
    """Draw a sample and look at each claim of it: how many are done, and at last the sample.

    `name` is what the frame was read from, `lines` are those of all items, `look` reviews one beside the
    others of its patient's day.
    """
    places = draw(found.frame, design.seed, design.sizes)
    drawn: list[Drawn] = []
    for place in places:
        drawn.append(Drawn(place, look(read_item(lines[found.numbers[place] - 1]))))
        yield len(drawn)
    record = record_of((name,), found.frame, design, drawn, checklists=True)
    yield AuditSample(record, tuple(found.numbers[place] for place in places))


def find_sample(record: Sample, lines: Iterable[bytes]) -> AuditSample:
    """The items of a worklist that a kept sample drew, known by what their claims say.

    Raises InputError where the worklist has none of them.
    """
    wanted = {bytes.fromhex(each.sha256) for each in record.drawn}
    found: dict[bytes, list[int]] = {}
    for line in lines:
        item = read_item(line)
        if item.claim is not None and (digest := digest_of(item.claim)) in wanted:
            found.setdefault(digest, []).append(item.number)
    numbers = []
    for each in record.drawn:
        same = found.get(bytes.fromhex(each.sha256))
        numbers.append(same.pop(0) if same else 0)
    if not any(numbers):
        raise InputError(_FOREIGN)
    return AuditSample(record, tuple(numbers))


def claims_of_sample(sample: AuditSample, lines: Sequence[bytes]) -> Iterator[Claim]:
    """The claims drawn as the worklist has them, in the order of the record."""
    for number in sample.numbers:
        claim = read_item(lines[number - 1]).claim if number else None
        if claim is None:
            raise InputError("The worklist has not every claim of the sample any more. Draw it again.")
        yield claim


def by_decisions(sample: AuditSample, row_of: Callable[[int], Row]) -> dict[int, bool]:
    """What the decisions on flags say of claims, by their number in the sample.

    In error is a claim of which a flag was decided to be fixed, or was fixed by a change of the claim; not in
    error one whose flags were all decided otherwise. A claim with an open flag, or without any, has no
    answer: no decision tells of it.
    """
    answers: dict[int, bool] = {}
    for each, number in zip(sample.record.drawn, sample.numbers, strict=True):
        row = row_of(number) if number else None
        if row is None or not (row.flags or row.gone) or row.open:
            continue
        answers[each.number] = row.fixed > 0 or bool(row.gone)
    return answers
