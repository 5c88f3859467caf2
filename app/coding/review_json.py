"""The JSON of a review, schema 1 (claim-format): as msgspec writes the record, at half the cost.

The rules checked, the reasons why others were not, and the editions are the very same records claim after
claim, and three quarters of the bytes. So their JSON is made once and found again by the record's identity.
"""

from collections.abc import Callable

import msgspec

from app.coding.findings import Review

_AT_MOST = 1024
_RECORD = b'{%b%b"schema":%d,"outcome":"%b","flags":%b%b%b%b}'
_END = b',"checked":%b,"not_checked":[%b],"editions":%b'
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
_ends: dict[tuple[int, int, int], tuple[tuple[object, ...], bytes] | None] = {}


def _end_of(review: Review) -> bytes:
    """The keys behind the flags. They come back together, so their JSON is put together once.

    It has some kilobytes and is kept, with its records, when it comes back: what never does takes no memory.
    """
    records = review.checked, review.not_checked, review.editions
    key = id(records[0]), id(records[1]), id(records[2])
    found = _ends.get(key)
    if found is not None:
        return found[1]
    end = _END % (_checked(records[0]), b",".join(map(_reason, records[1])), _editions(records[2]))
    if len(_ends) >= _AT_MOST:
        _ends.clear()
    _ends[key] = (records, end) if key in _ends else None
    return end


def encode_review(review: Review, before: bytes = b"", behind: bytes = b"") -> bytes:
    """The review record as one line of JSON, with keys and values `before` its own and `behind` them."""
    return _RECORD % (
        before,
        b"," if before else b"",
        review.schema,
        review.outcome.encode(),
        _encode(review.flags) if review.flags else b"[]",
        _end_of(review),
        b"," if behind else b"",
        behind,
    )
