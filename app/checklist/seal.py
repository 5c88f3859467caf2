"""What a checklist says of its own contents: digests of its claim, and of claim, review and editions."""

import msgspec

from app.claims.record import write_claim
from app.coding.claim import Claim, Seal, with_schema
from app.coding.editions import Edition
from app.coding.findings import Review
from app.coding.library import Names

PRINTED = 12
"""Characters of the digest of the contents that stand in the footer."""


def seal_of(review: Review, claim: Claim, reference: Names) -> Seal:
    """The seal of a checklist: digest of the contents, a hyphen, digest of the claim alone; SHA-256, hex.

    The contents are the claim as it is attached without its seal, the review, and the checksums of the
    editions used, a line break between.
    """
    written = write_claim(without_seal(claim))
    checksums = (each.sha256.encode() for each in editions_used(review, reference))
    contents = b"\n".join((written, msgspec.json.encode(review), *checksums))
    return Seal(f"{_digest(contents)}-{_digest(written)}")


def _digest(contents: bytes) -> str:
    import hashlib  # loads OpenSSL, for which a window that prints nothing need not wait

    return hashlib.sha256(contents).hexdigest()


def without_seal(claim: Claim) -> Claim:
    """The claim as it was before its export."""
    return with_schema(msgspec.structs.replace(claim, checklist=None))


def editions_used(review: Review, reference: Names) -> tuple[Edition, ...]:
    """The editions that the review looked into, then the book, from which the labels come."""
    named = {(use.source, use.setting, use.edition) for use in review.editions}
    used = [each for each in reference.editions if (each.source, each.setting, each.edition) in named]
    books = [each for each in reference.editions if each.source == "book" and each not in used]
    return tuple(sorted([*used, *books], key=lambda each: each.source == "book"))
