"""What is special about guidance codes: `[guidance]` of the files below guidance/, for rules and pages."""

from collections.abc import Iterable, Iterator

from app.coding.guidance import STEERING, GuidanceCode
from build_scripts.reference.errors import DataError
from build_scripts.reference.inserting import Columns, record_of, short_json
from build_scripts.reference.page_rows import PageRow, SpecialsRow
from build_scripts.reference.reading import Row, line_of_key
from build_scripts.reference.rows import CodeRow

Pages = Iterable[Row[PageRow]]
Codes = Iterable[Row[CodeRow]]
_COUNTED = ("needle", "device", "fluoroscopy-alone")


def guidance_rows(pages: Pages, codes: Codes) -> list[Columns]:
    """The rows of the table "guidance": a record for each file, with the method that codes.csv has."""
    methods = {row.value.code: row.value.modality for row in codes}
    records = [
        record_of(GuidanceCode, page.value.guidance, code=page.value.key, method=methods[page.value.key])
        for page in pages
        if page.value.guidance is not None
    ]
    return [{"code": each.code, "record": short_json(each)} for each in records]


def check_guidance(pages: Pages, codes: Codes) -> Iterator[DataError]:
    """The faults of what is special about guidance codes that their types cannot show."""
    known = {row.value.code: row.value for row in codes}
    targets = {target for code in known.values() for target in code.targets}
    ranks: dict[int, str] = {}
    for page in pages:
        code, special = known.get(page.value.key), page.value.guidance
        if special is None or code is None:
            yield page.error("[guidance] is missing; it says what the code steers.")
            continue
        place = Row(page.path, line_of_key(page.text, "guidance") or page.line, special)
        yield from (place.error(problem) for problem in _problems(special, code))
        if special.only_for is not None and special.only_for not in targets:
            yield place.error(f"only_for: “{special.only_for}” is no target of codes.csv.")
        if special.stack_rank in ranks:
            yield place.error(f"stack_rank: {special.stack_rank} is that of {ranks[special.stack_rank]}.")
        if special.stack_rank is not None:
            ranks.setdefault(special.stack_rank, code.code)


def _problems(special: SpecialsRow, code: CodeRow) -> Iterator[str]:
    """What the role of a code asks for and does not find."""
    if code.kind != "guidance":
        yield f"{code.code} is of kind {code.kind} in codes.csv; it must be guidance."
    if special.role in _COUNTED and (code.modality is None or special.stack_rank is None):
        yield f"role {special.role} needs a stack_rank, and a modality in codes.csv."
    if special.role in STEERING and (code.modality is None or not special.steers):
        yield f"role {special.role} needs the words that follow “steers”, and a modality in codes.csv."
