"""denial: what the numbers of a remittance mean for a claim, and what follows."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from app.checklist.wording import source_line
from app.claims.claim_files import open_claims
from app.claims.foreign import is_fhir
from app.coding.claim import Claim
from app.coding.dates import parse_date, show_date
from app.coding.denials import Denial, DenialTable, Explanation
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.library import Names
from app.coding.sentences import complain, shown_name
from app.commands.installation import Installation
from app.commands.output import print_json, print_wrapped
from app.commands.tables import one_claim
from app.denials.explaining import explain_all
from app.denials.numbers import number_lines
from app.denials.reading import denials_in, read_denials, say_unanswered
from app.denials.settling import NO_LINES
from app.denials.wording import heading_of, points_of, sources_of
from app.file_kinds import read_head, wrong_kind
from app.review import review

GIVE = "Give codes such as CO-236 N122, or a remittance (835 or FHIR) with its claim (--on CLAIM)."
EXPLAINED, NOT_CHECKED = 0, 3
ALL_LINES = (
    "Said of all {count} lines together. Where the remittance denies one of them, --line N says what follows "
    "for it."
)
NO_CLAIM = "No claim was compared: give one with --on CLAIM."


def denial(arguments: Namespace, installation: Installation) -> int:
    """Print what each denial means; with a claim, what follows for it. Raises InputError.

    3 where what follows from one of them was not checked.
    """
    today = datetime.now(UTC).astimezone().date()
    table = installation.library.denials()
    remitted = parse_date(arguments.remitted, today) if arguments.remitted is not None else None
    remittance = _file_of(arguments.numbers)
    if arguments.on is None:
        if remittance:
            raise InputError(_say_no_claim(remittance))
        _refuse_without_claim(arguments)
        given = read_denials(" ".join(arguments.numbers), None, remitted)
        return _print_numbers(given, table, installation.library, today)
    if remittance and (sentence := _wrong_kind(remittance)):
        raise InputError(sentence)
    if not Path(arguments.on).exists() and (day := _day_of(arguments.on, today)):
        raise InputError(f"--on takes the file of a claim, and {day} is a date. {GIVE}")
    claim = one_claim(arguments.on, installation, arguments.claim)
    if not claim.lines:
        raise InputError(NO_LINES)
    found, unanswered = _denials(arguments.numbers, remittance, claim, arguments.line, remitted)
    library = installation.library
    facts, result = library.facts_for(claim), review(claim, library)
    explained = explain_all(found, claim, result, facts, table, today)
    if arguments.letter is not None:
        return _write_letter(explained, claim, library, arguments.letter, today)
    if unanswered:
        complain(unanswered)
    if arguments.json:
        print_json(explained)
        return _status(explained)
    for number, each in enumerate(explained):
        if number:
            print()
        print_explanation(each, claim, library)
    if remittance is None and arguments.line is None and len(claim.lines) > 1:
        print()
        print_wrapped(ALL_LINES.format(count=len(claim.lines)))
    return _status(explained)


def _status(explained: Sequence[Explanation]) -> int:
    return NOT_CHECKED if any(each.action == "unknown" for each in explained) else EXPLAINED


def _file_of(numbers: list[str]) -> Path | None:
    """The file that stands in place of the numbers, or None."""
    path = Path(" ".join(numbers))
    return path if path.is_file() else None


def _say_no_claim(file: Path) -> str:
    """What to do with a file and no claim, by what it is."""
    said = _wrong_kind(file)
    return said or f"{shown_name(file)} is read beside the claim that it answers. {GIVE}"


def _wrong_kind(file: Path) -> str:
    """What a file is that answers no claim; "" for a remittance and for FHIR, which may answer one."""
    try:
        if is_fhir(read_head(file)):
            return ""
    except OSError:
        pass  # whoever reads it says so
    return wrong_kind(file, GIVE, "remittance")


def _refuse_without_claim(arguments: Namespace) -> None:
    """Raise InputError for an option that is about a claim: it would be left aside."""
    for option in ("letter", "line", "claim"):
        if getattr(arguments, option) is not None:
            raise InputError(f"--{option} is about a claim. Give the claim that was denied with --on.")


def _day_of(text: str, today: date) -> str:
    """A text as a date, "" for none."""
    try:
        return show_date(parse_date(text, today))
    except InputError:
        return ""


def _denials(
    numbers: list[str], remittance: Path | None, claim: Claim, line: int | None, remitted: date | None
) -> tuple[Sequence[Denial], str]:
    """What was typed, or what a remittance says of the lines of the claim, and of which it says nothing."""
    if line is not None and not 0 < line <= len(claim.lines):
        raise InputError(f"The claim has no line {line}: it has {len(claim.lines)}.")
    if remittance is None:
        return read_denials(" ".join(numbers), line, remitted), ""
    entries = list(open_claims(str(remittance), None).entries)
    return denials_in(entries, claim, remitted), say_unanswered(entries, claim)


def _print_numbers(given: Sequence[Denial], table: DenialTable, reference: Names, today: date) -> int:
    for depth, line in number_lines(given, table, today, lambda cited: source_line(cited, reference)):
        print_wrapped(line, indent=2 * depth)
    print(NO_CLAIM)
    return 0


def print_explanation(found: Explanation, claim: Claim, reference: Names) -> None:
    """Print one denial: its numbers, what follows and why, what our check says, deadlines and sources."""
    print(heading_of(found, claim))
    for point, sentences in points_of(found):
        print(point)
        for sentence in sentences:
            print_wrapped(sentence, indent=2)
    sources = sources_of(found)
    if sources:
        print("Sources")
    for cited in sources:
        print_wrapped(source_line(cited, reference), indent=2)


def _write_letter(
    explained: Sequence[Explanation], claim: Claim, reference: Names, output: Path, today: date
) -> int:
    from app.checklist.letter import letter_of, one_request
    from app.checklist.printing import print_letter

    asked = one_request(explained)
    if asked is None:
        raise InputError("A letter is about one denial. Give its numbers and its --line.")
    pdf = print_letter(letter_of(asked, claim, reference, today))
    try:
        write_whole(output, pdf)
    except OSError as error:
        raise InputError(
            f"{shown_name(output)} cannot be written ({error.strerror}). Choose another place."
        ) from None
    print(f"{shown_name(output)}: written. Fill in the blanks.")
    return 0
