"""Headings of tables of claims as practice systems write them: records of data/headings.toml."""

from msgspec import Struct


class HeadingNames(Struct, frozen=True, omit_defaults=True):
    """What a field of a claim line is called. `field` is one of `app.claims.tables.fields.TARGETS`.

    `plain` names mean it only where no other heading of a table does, and are not needed elsewhere; `beside`
    names are not needed where another heading does, and are asked about elsewhere. `words`: of a heading that
    has one of them and no name of its own no claim needs the column. `codes`: names of a layout that are a
    code with a number, as MC055, compared as they are. `unless`: where a table has one of these headings, its
    weak names are asked about.
    """

    field: str
    names: tuple[str, ...]
    plain: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
