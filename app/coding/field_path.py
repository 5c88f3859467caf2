"""Paths of fields in a claim record: "payer", "documentation.signed", "lines[0].modifiers[1]".

Lines count from 0 here and from 1 wherever a person reads them.
"""

import re

from app.coding.errors import InputError

_OF_LINE = re.compile(r"lines\[(\d+)\]\.?")


def line_path(index: int, field: str) -> str:
    """The path of a field of a line.

    >>> line_path(1, "modifiers")
    'lines[1].modifiers'
    """
    return f"lines[{index}].{field}"


def line_index(path: str | None) -> int | None:
    """The line that a path leads into, None for a field of the whole claim.

    >>> line_index("lines[2].units"), line_index("payer")
    (2, None)
    """
    found = _OF_LINE.match(path or "")
    return int(found[1]) if found else None


def path_in_line(path: str) -> str:
    """A path as it goes on inside its line.

    >>> path_in_line("lines[2].modifiers[0]"), path_in_line("payer")
    ('modifiers[0]', 'payer')
    """
    return _OF_LINE.sub("", path, count=1)


def field_name(path: str | None) -> str:
    """The last name in a path.

    >>> field_name("lines[0].modifiers[1]"), field_name("payer")
    ('modifiers', 'payer')
    """
    return (path or "").rpartition(".")[2].partition("[")[0]


def sentence_in_line(error: InputError) -> str:
    """What is wrong with a claim, for a message that names its line in a way of its own.

    >>> sentence_in_line(InputError("give a whole number.", "lines[2].units"))
    'units: give a whole number.'
    """
    return ": ".join(filter(None, (path_in_line(error.field), error.sentence)))
