"""What ties a checklist to its contents: the checksums in its footer, and the claim inside the file."""

import hashlib

import msgspec

from app import __version__
from app.checklist.characters import printable
from app.checklist.options import Options
from app.checklist.record import Attachment, Footer
from app.checklist.reopening import CLAIM_FILE
from app.claims.record import write_claim
from app.coding.claim import Claim
from app.coding.editions import Edition
from app.coding.findings import Review
from app.coding.library import Names
from app.coding.series import SERIES
from app.coding.words import CPT_NOTICE, DISCLAIMER

_REFERENCE = 32  # characters, two lines of the footer


def print_footer(review: Review, claim: Claim, reference: Names) -> Footer:
    """The footer of each page. Editions stand there with the first 8 of their checksum."""
    used = _editions_used(review, reference)
    digests = [f"{SERIES[each.source].brief} {each.edition} [{each.sha256[:8]}]" for each in used]
    return Footer(
        identity=(
            f"Needlepoint {__version__}",
            f"content {_content_checksum(review, claim, used)}",
            *digests,
        ),
        notice=CPT_NOTICE,
        disclaimer=DISCLAIMER,
        reference=_shorten(printable(claim.reference or "")),
    )


def _shorten(reference: str) -> str:
    """Enough to tell loose pages apart; the first page has the whole reference."""
    return reference if len(reference) <= _REFERENCE else f"{reference[: _REFERENCE - 1].rstrip()}…"


def _editions_used(review: Review, reference: Names) -> tuple[Edition, ...]:
    """The editions that the review looked into, then the book, from which the labels come."""
    named = {(use.source, use.setting, use.edition) for use in review.editions}
    used = [each for each in reference.editions if (each.source, each.setting, each.edition) in named]
    books = [each for each in reference.editions if each.source == "book" and each not in used]
    return tuple(sorted([*used, *books], key=lambda each: each.source == "book"))


def _content_checksum(review: Review, claim: Claim, editions: tuple[Edition, ...]) -> str:
    """The first 12 of SHA-256 over the claim, the review and the edition checksums, a line break between."""
    parts = (write_claim(claim), msgspec.json.encode(review), *(each.sha256.encode() for each in editions))
    return hashlib.sha256(b"\n".join(parts)).hexdigest()[:12]


def attachments(claim: Claim, options: Options) -> tuple[Attachment, ...]:
    """The claim with the decisions made on its flags, when it goes into the file."""
    if not options.attaches:
        return ()
    return (Attachment(CLAIM_FILE, write_claim(claim).decode(), "The claim that this checklist reviews"),)
