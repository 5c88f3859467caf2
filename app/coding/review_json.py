"""The JSON of a review, schema 1 (claim-format): as msgspec writes the record, at half the cost.

The rules checked, the reasons why others were not, and the editions are the very same records claim after
claim, and three quarters of the bytes. So their JSON is made once and found again by the record's identity.
"""

from collections.abc import Callable

import msgspec

from app.coding.findings import Review

_AT_MOST = 1024
_SCHEMA = b'"schema":%d,"outcome":"%b"'
_encode = msgspec.json.Encoder().encode


def cached_by_identity() -> Callable[[object], bytes]:
    """JSON with a bounded cache. Each record is held, so that its identity stays its own."""
    known: dict[int, tuple[object, bytes]] = {}

    def encode(record: object) -> bytes:
        found = known.get(id(record))
        if found is None:
            if len(known) >= _AT_MOST:
                known.clear()
            found = known[id(record)] = record, _encode(record)
        return found[1]

    return encode


_checked, _reason, _editions = cached_by_identity(), cached_by_identity(), cached_by_identity()


def encode_review(review: Review, before: bytes = b"", behind: bytes = b"") -> bytes:
    """The review record as one line of JSON, with keys and values `before` its own and `behind` them."""
    return b"".join(
        (
            b"{",
            before,
            b"," if before else b"",
            _SCHEMA % (review.schema, review.outcome.encode()),
            b',"flags":',
            _encode(review.flags) if review.flags else b"[]",
            b',"checked":',
            _checked(review.checked),
            b',"not_checked":[',
            b",".join(map(_reason, review.not_checked)),
            b'],"editions":',
            _editions(review.editions),
            b"," if behind else b"",
            behind,
            b"}",
        )
    )
