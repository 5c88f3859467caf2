"""The segments of claims that are not looked at, counted by their ids where those are of X12."""

from collections import Counter

from app.claims.left_out import Tally
from app.claims.x12.parts import ClaimParts
from app.claims.x12_kinds import SEGMENTS

_HEADER = "BHT"  # the header of a transaction holds nothing of claims
_OTHERS = "others"


class PassedOver:
    """Counts them to the claim that is open; what stands before a claim goes with the next one."""

    def __init__(self) -> None:
        self._before: Tally = Counter()

    def count(self, segment_id: str, claim: ClaimParts | None) -> None:
        """Count a segment. `claim` is the one that is open."""
        if segment_id == _HEADER:
            return
        of = self._before if claim is None else claim.left_out
        of["segment", segment_id if segment_id in SEGMENTS else _OTHERS] += 1

    def take(self) -> Tally:
        """What stood before the claim that begins now."""
        before, self._before = self._before, Counter()
        return before

    def unclaimed(self) -> int:
        """How many segments with ids that X12 does not have stood outside claims so far; told once."""
        return self.take()["segment", _OTHERS]
