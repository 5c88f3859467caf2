"""Every table of the reference database with its columns and its key, so that one without rows exists too."""

from msgspec import Struct


class Table(Struct, frozen=True):
    """The columns of a table in order, text unless `numbers` gives their type, and its primary key."""

    columns: str
    key: tuple[str, ...] = ()
    numbers: dict[str, type] = {}

    @property
    def types(self) -> dict[str, type]:
        """The type of each column, in order."""
        return {name: self.numbers.get(name, str) for name in self.columns.split()}


TABLES: dict[str, Table] = {
    "meta": Table("key value", ("key",)),
    "change": Table("day", ("day",)),
    "source": Table("id record", ("id",)),
    "code_kind": Table("id family note confidence", ("id",), {"id": int}),
    "code": Table("code kind record cited", ("code",), {"kind": int}),
    "add_on_pair": Table("add_on code record cited"),
    "pair_kind": Table("id setting indicator rationale cited", ("id",), {"id": int}),
    "pair_edit": Table("column1 column2 first last kind", (), {"kind": int}),
    "fee": Table("code first last record cited"),
    "superseded_factor": Table("record cited"),
    "payment_share": Table("record cited"),
    "state": Table("record cited"),
    "units": Table("code setting record cited"),
    "inclusion": Table("code record cited"),
    "alternative": Table("code record cited"),
    "modifier": Table("code record", ("code",)),
    "place": Table("code record", ("code",)),
    "payer_place": Table("payer code record", ("payer", "code")),
    "guidance": Table("code record", ("code",)),
    "structure": Table("name record", ("name",)),
    "procedure": Table("first record", ("first",)),
    "payer": Table("id record", ("id",)),
    "heading": Table("field record", ("field",)),
    "note_book": Table("record"),
    "denial": Table("record"),
    "example": Table("position title note claim", ("position",), {"position": int}),
    "page": Table("key record", ("key",)),
    "entry": Table(
        "id key grouping code label tag weight synonyms body", ("id",), {"id": int, "weight": float}
    ),
    "phrase": Table("words position key", (), {"position": int}),
}
