"""Drawing claims of a frame: by a seed and the frame alone, so that anybody can draw the same again.

Each claim gets a number, the SHA-256 of the seed, the frame's digest and the claim's digest; those with the
smallest numbers of each stratum are drawn. Who knows the frame cannot foresee the draw without the seed.
"""

import hashlib
import heapq
from collections import Counter
from collections.abc import Mapping

from app.batch.frame import Frame


def draw(frame: Frame, seed: str, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """The places in the frame, from 0, of the claims drawn, in their order.

    `sizes` are the claims to draw of each stratum. Of claims that are the same to the last sign, the first
    in the files is drawn first, so the draw holds the same claims in whatever order the frame comes.
    """
    base = hashlib.sha256(f"needlepoint draw 1\n{seed}\n{frame.digest}\n".encode())
    seen: Counter[bytes] = Counter()
    numbered: dict[str, list[tuple[bytes, int]]] = {name: [] for name in sizes}
    for place, (digest, stratum) in enumerate(zip(frame.digests, frame.strata, strict=True)):
        number = base.copy()
        number.update(digest + seen[digest].to_bytes(8, "big"))
        seen[digest] += 1
        if stratum in numbered:
            numbered[stratum].append((number.digest(), place))
    drawn = (pair for name, pairs in numbered.items() for pair in heapq.nsmallest(sizes[name], pairs))
    return tuple(sorted(place for _, place in drawn))
