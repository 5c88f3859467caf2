"""Two editions in use for one table and the same days: which of them answers, and what to say of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from app.coding.editions import Edition
from app.library.shelf.edition_format import Meta, are_rivals, table_and_days


def newest_last(editions: Sequence[Edition], meta: Callable[[Edition], Meta]) -> tuple[Edition, ...]:
    """Editions in their order; of rivals with dates, the one that imports take for the newest comes last."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, edition in enumerate(editions):
        groups.setdefault(table_and_days(edition), []).append(at)
    ordered = list(editions)
    for places in groups.values():
        if len(places) > 1 and editions[places[0]].first:
            from app.library.shelf.marks import rank

            ranked = sorted((editions[at] for at in places), key=lambda edition: rank(meta(edition)))
            for at, edition in zip(places, ranked, strict=True):
                ordered[at] = edition
    return tuple(ordered)


def rival_faults(editions: Sequence[Edition], shared: Collection[Edition]) -> Iterator[str]:
    """A sentence for each two rivals; answers are from the second. `shared` lie on the shared shelf."""
    for at, one in enumerate(editions):
        for other in editions[at + 1 :]:
            if are_rivals(one, other):
                yield (
                    f"{_named(one, shared)} and {_named(other, shared)} are both in use for the same days; "
                    f"answers are from the second. {_cure(one, other, shared)}"
                )


def _named(edition: Edition, shared: Collection[Edition]) -> str:
    return f"{edition.title} on the shared shelf" if edition in shared else edition.title


def _cure(one: Edition, other: Edition, shared: Collection[Edition]) -> str:
    if one not in shared and other not in shared:
        return "Set one of them aside in Editions."
    if one in shared:
        return "Tell your administrator."
    return "Set your own aside in Editions."
