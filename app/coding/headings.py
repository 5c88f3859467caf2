"""Headings of tables of claims as practice systems write them: records of data/headings.toml."""

from msgspec import Struct


class HeadingNames(Struct, frozen=True):
    """What a field of a claim line is called. `field` is one of `app.claims.tables.fields.TARGETS`."""

    field: str
    names: tuple[str, ...]
