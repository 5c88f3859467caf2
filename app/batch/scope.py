"""The first pass over many claims: which of them hold anything that Needlepoint is for.

A claim outside is not reviewed and never clean: no rule looked at it, and its answer says so.
"""

import re
from collections.abc import Set

from app.coding.claim import Claim, Documentation
from app.coding.findings import Review
from app.coding.sentences import count_of

OUTSIDE = (
    "No line has a guidance code or a procedure that guidance goes with, so no rule looked at this claim."
)
"""What is said of a claim outside."""
OUTSIDE_REVIEW = Review(schema=1, outcome="incomplete", flags=(), checked=(), not_checked=(), editions=())
"""The answer to a claim outside: it names no rule, because none was asked."""
CODE = re.compile(r"[0-9]{4}[0-9AFMTU]|[A-Z][0-9]{4}", re.ASCII)
"""How codes of CPT and HCPCS are written. One that is written otherwise may be meant for anything."""
_is_written_like_code = CODE.fullmatch
_NOTHING = Documentation()


def say_outside(count: int) -> str:
    """What is said of so many claims outside, in two sentences.

    >>> say_outside(1)[:58]
    '1 claim not reviewed. It has no guidance code and no proce'
    """
    subject, them = ("It has", "it") if count == 1 else ("They have", "them")
    return (
        f"{count_of(count, 'claim')} not reviewed. {subject} no guidance code and no procedure that guidance "
        f"goes with. Give --all to review {them} too."
    )


def is_outside(claim: Claim, covered: Set[str]) -> bool:
    """Whether a claim has codes, none of which is among those `covered`, and states nothing of a record.

    A claim without any code, or that cancels another, is not outside: its review says so at no cost. Neither
    is one with a code that no code is written like: it is an error to be found.
    """
    has_code = False
    for line in claim.lines:
        code = line.code
        if code in covered or (code and not _is_written_like_code(code)):
            return False
        has_code = has_code or code != ""
    return has_code and claim.documentation == _NOTHING
