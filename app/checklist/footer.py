"""What ties a checklist to its contents: the checksums in its footer, and the claim inside the file."""

import msgspec

from app import __version__
from app.checklist.characters import printable
from app.checklist.options import Options
from app.checklist.record import Attachment, Footer
from app.checklist.reopening import CLAIM_FILE, QUOTES_FILE
from app.checklist.seal import PRINTED, editions_used
from app.claims.record import write_claim
from app.coding.claim import Claim, Seal, with_schema
from app.coding.findings import Review
from app.coding.library import Names
from app.coding.series import SERIES
from app.coding.words import CPT_NOTICE, DISCLAIMER

_REFERENCE = 32  # characters, two lines of the footer


def print_footer(review: Review, claim: Claim, reference: Names, seal: Seal) -> Footer:
    """The footer of each page. Editions stand there with the first 8 of their checksum."""
    used = editions_used(review, reference)
    digests = [f"{SERIES[each.source].brief} {each.edition} [{each.sha256[:8]}]" for each in used]
    return Footer(
        identity=(
            f"Needlepoint {__version__}",
            f"content {seal.digest[:PRINTED]}",
            *digests,
        ),
        notice=CPT_NOTICE,
        disclaimer=DISCLAIMER,
        reference=_shorten(printable(claim.reference or "")),
    )


def _shorten(reference: str) -> str:
    """Enough to tell loose pages apart; the first page has the whole reference."""
    return reference if len(reference) <= _REFERENCE else f"{reference[: _REFERENCE - 1].rstrip()}…"


def attachments(claim: Claim, seal: Seal, options: Options) -> tuple[Attachment, ...]:
    """The claim with the decisions made on its flags and its seal, when it goes into the file.

    Quotes of a note go with it, so that `verify` knows what the pages say.
    """
    if not options.attaches:
        return ()
    sealed = with_schema(msgspec.structs.replace(claim, checklist=seal))
    claim_file = Attachment(CLAIM_FILE, write_claim(sealed).decode(), "The claim that this checklist reviews")
    if not options.quotes:
        return (claim_file,)
    quotes = msgspec.json.encode(options.quotes).decode()
    return (claim_file, Attachment(QUOTES_FILE, quotes, "The words of the note that the pages quote"))
