"""Payment localities by what people call them: a name, a part of one, a state by its letters or its name.

The names are those of the GPCI file in force. It calls what is left of a state "REST OF" and its name, and a
state of one locality by its own: both tell what the state is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from app.coding.payment_rows import Gpci

_REST = "rest of "
_LEAST = 2
_LEAST_OF_COUNTY = 3
_COUNTY = re.compile(r"\s+(?:county|counties|cnty)$")
_BETWEEN = re.compile(r"[,;/]|\band\b|\b(?:county|counties|cnty)\b|\bin\s+[a-z ]+$")


def localities_named(typed: str, localities: Mapping[str, Gpci]) -> tuple[str, ...]:
    """The keys of the localities that a text means: all of a state, the one of that name, or what holds it.

    `localities` by their keys, as `Rates.localities`. None for fewer than two letters.
    """
    text = " ".join(typed.lower().split())
    if sum(letter.isalpha() for letter in text) < _LEAST:
        return ()
    if state := _state(text, localities):
        return tuple(key for key, row in localities.items() if row.state == state)
    names = {key: f"{row.name}, {row.state}".lower() for key, row in localities.items()}
    exact = tuple(key for key, name in names.items() if text in (name, name.rpartition(",")[0]))
    return exact or tuple(key for key, name in names.items() if text in name)


def localities_of_county(typed: str, counties: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the localities that name a county; `counties` by key, as the file prints them.

    A county that none names lies in a locality of "all counties" or of "all other counties" of its state, and
    one of the same name in another state may too: so what is found is offered, and never taken.

    >>> localities_of_county("Lake county", {"1": "DUPAGE, KANE, LAKE AND WILL", "2": "ALL, EXCEPT LAKE"})
    ('1',)
    """
    name = _COUNTY.sub("", " ".join(typed.lower().split()))
    if sum(letter.isalpha() for letter in name) < _LEAST:
        return ()
    return tuple(key for key, printed in counties.items() if name in _counties_of(printed))


def _counties_begun(typed: str, counties: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the localities that name a county which begins with a text."""
    name = _COUNTY.sub("", " ".join(typed.lower().split()))
    if sum(letter.isalpha() for letter in name) < _LEAST_OF_COUNTY:
        return ()
    named = {key: _counties_of(printed) for key, printed in counties.items()}
    return tuple(key for key, names in named.items() if any(each.startswith(name) for each in names))


def _counties_of(printed: str) -> set[str]:
    """The counties that a locality names, those left out that it excepts."""
    named = re.split(r"\bexcept\b", printed.lower())[0]
    return {county.strip() for county in _BETWEEN.split(named)}


def localities_offered(
    typed: str, localities: Mapping[str, Gpci], counties: Callable[[], Mapping[str, str]] = dict
) -> tuple[str, ...]:
    """What to offer while a text is typed: the keys that begin with it, or else those it means by name.

    Where it means none, those with a county that begins so; `counties` by key, read only then.
    """
    text = typed.strip()
    begun = tuple(key for key in localities if text and key.startswith(text))
    return begun or localities_named(text, localities) or _counties_begun(text, counties())


def _state(text: str, localities: Mapping[str, Gpci]) -> str:
    """The two letters of the state that a text names, "" where it names none."""
    named = (row.state for row in localities.values() if text in (row.state.lower(), _called(row)))
    return next(named, "")


def _called(row: Gpci) -> str:
    """What a locality tells of the name of its state, "" where it tells nothing."""
    name = row.name.lower()
    return name.removeprefix(_REST) if name.startswith(_REST) else ""
