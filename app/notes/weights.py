"""What words weigh that say different things of one field: the one table that this package weighs by.

The weight of a rule (data/notes/) counts first; here stands what is added to it or taken away, and from which
weight on words tell plainly.
"""

from collections.abc import Mapping

from app.coding.note_book import SectionKind

BY_SECTION: Mapping[SectionKind, int] = {
    "title": 6, "impression": 2, "technique": 1, "findings": 1, "": 1, "label": 1,
}  # fmt: skip
"""What the section of a mention adds to the weight of its rule."""

# Places: what is added to one, and from which weight on a note names it plainly.
OF_ACT = 3
"""Beside an act."""
INTO = 2
"""Behind "into"."""
REACHED = 6
"""The needle reached it, as is told."""
PLAIN = 3
"""A place that stands in a title, beside an act or behind "into" weighs as much."""
OPERATED = 3
"""What a place weighs that the title of an operation names, whose needle step may lie elsewhere."""

# Sides: what is added to one.
BESIDE_PLACE = 2
"""Beside the place that counts."""
BESIDE_REACHED = 7
"""Beside it where the needle reached it."""
COMPLAINED = 3
"""What a side of a complaint weighs beside the place."""
REPEATED = 9
"""From this on words tell of any place, such as "repeated on the other side"."""

# Methods, guidance and catheters.
EXPLICIT = 4
"""From this on words tell plainly which method was used, or what became of a catheter."""
MOVED = 5
"""From this on words tell that the needle itself was moved under imaging."""
ONLY_MARKED = 1
"""A mark on the skin weighs no more."""
SIGN = 0
"""Signs on the body, and touch."""
UNSTEERED = 4
"""So much less says a method that only followed a wire of which method led the needle."""
