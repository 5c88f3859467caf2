"""The way back: the claim, with the dispositions if there were any, out of a checklist."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import msgspec

from app.claims.checks import check_claim
from app.claims.record import read_claim
from app.coding.claim import Claim, with_schema
from app.coding.dispositions import Disposition
from app.coding.errors import InputError
from app.coding.file_heads import PDF

if TYPE_CHECKING:
    import pypdf

_Taken = TypeVar("_Taken")
CLAIM_FILE = "claim.json"
DISPOSITIONS_FILE = "dispositions.json"  # beside a claim of schema 1, which does not hold them
QUOTES_FILE = "quotes.json"  # the words of a note that the pages quote
_LIMIT = 2_000_000


def reopen(pdf: bytes, name: str) -> Claim:
    """The claim inside a checklist as it was before the export. Raises as `sealed_claim` does."""
    return with_schema(msgspec.structs.replace(sealed_claim(pdf, name), checklist=None))


def sealed_claim(pdf: bytes, name: str) -> Claim:
    """Read the claim inside a checklist, with the decisions on its flags. `name` names the file in messages.

    Raises InputError with one sentence for anything that is not a checklist with a readable claim inside.
    """
    files = _attachments(pdf, name)
    if CLAIM_FILE not in files:
        raise InputError(
            f"{name} holds no claim. It is not a Needlepoint checklist, or it was exported without the claim."
            " Choose another file."
        )
    try:
        claim = read_claim(_only(files[CLAIM_FILE]))
        if DISPOSITIONS_FILE not in files:
            return claim
        given = msgspec.json.decode(_only(files[DISPOSITIONS_FILE]), type=tuple[Disposition, ...])
        return check_claim(msgspec.structs.replace(claim, schema=2, dispositions=given))
    except (InputError, msgspec.DecodeError, ValueError) as error:
        raise InputError(f"The claim inside {name} cannot be read: {str(error).rstrip('.')}.") from None


def quotes_inside(pdf: bytes, name: str) -> tuple[tuple[str, str], ...]:
    """The quotes of a note inside a checklist, none where it has none. Raises InputError."""
    found = _attachments(pdf, name).get(QUOTES_FILE)
    if found is None:
        return ()
    try:
        return msgspec.json.decode(_only(found), type=tuple[tuple[str, str], ...])
    except (msgspec.DecodeError, ValueError):
        raise InputError(f"The quotes inside {name} cannot be read.") from None


def _only(contents: list[bytes]) -> bytes:
    """The one file of a name. A second one means that somebody else wrote to the PDF."""
    if len(contents) != 1:
        raise ValueError("it is there more than once")
    if len(contents[0]) > _LIMIT:
        raise ValueError("it is larger than any claim")
    return contents[0]


def _attachments(pdf: bytes, name: str) -> dict[str, list[bytes]]:
    """The files inside a PDF by name."""
    return read_pdf(pdf, name, lambda reader: {key: list(found) for key, found in reader.attachments.items()})


def page_width(pdf: bytes, name: str) -> float:
    """The width of the first page in points. Raises InputError."""
    return read_pdf(pdf, name, lambda reader: float(reader.pages[0].mediabox.width))


def page_texts(pdf: bytes, name: str) -> list[str]:
    """The words of each page. Raises InputError."""
    return read_pdf(pdf, name, lambda reader: [page.extract_text() for page in reader.pages])


def read_pdf(pdf: bytes, name: str, take: Callable[["pypdf.PdfReader"], _Taken]) -> _Taken:
    """What `take` finds in a PDF. Whatever a broken PDF does to its reader ends as one sentence."""
    import pypdf

    if not pdf.startswith(PDF):
        raise InputError(f"{name} is not a PDF. Choose a checklist exported by Needlepoint.")
    try:
        with _quiet_reader():
            reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
            if reader.is_encrypted:
                raise InputError(
                    f"{name} is locked with a password. Open the checklist as Needlepoint exported it."
                )
            return take(reader)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - a PDF reader fails in many ways on a file that is cut or forged
        raise InputError(f"{name} is damaged and cannot be read. Export the checklist again.") from None


@contextmanager
def _quiet_reader() -> Iterator[None]:
    """Keep pypdf's remarks on a broken file out of the log: the sentence that follows says it."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
