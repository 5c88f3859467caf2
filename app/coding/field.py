"""What is said of one field of the claim: the record that `app.coding.fields` has one of for each."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from app.coding.dates import show_date

# "place" and "payer" are lists that the library holds; "codes" is several codes in a row; "source" is what a
# file says and the form keeps.
Kind = Literal["yes-no", "choice", "place", "payer", "date", "text", "number", "code", "codes", "source"]
Group = Literal["encounter", "line", "record", "guidance", "procedure", "source"]

_LINE = "lines[]."
_DOCUMENTATION = "documentation"
_Record = TypeVar("_Record", bound=Struct)


class Field(Struct, frozen=True):
    """One field. `path` is its place in the claim record; that of a line's field begins with "lines[].".

    `label` names it everywhere; `form_label` is what the form shows where its room or purpose asks for other
    words. `subject` begins the sentence "... is not stated" where "The <label>" does not read well. `hint`
    says what Yes means. `values` are those of a closed list with their labels, `other_names` what else a
    coder may type for one. `asked_by` says in short who wants an element of the documentation.
    """

    path: str
    label: str
    kind: Kind
    group: Group
    form_label: str = ""
    subject: str = ""
    hint: str = ""
    values: Mapping[Any, str] = {}
    other_names: Mapping[str, str] = {}
    asked_by: str = ""

    @property
    def name(self) -> str:
        """Its name in the struct that holds it.

        >>> Field("documentation.signed", "Report signed", "yes-no", "guidance").name
        'signed'
        """
        return self.path.rpartition(".")[2]

    @property
    def column(self) -> str:
        """Its column in a table of claims: the path, that of a line's field without the line."""
        return self.path.removeprefix(_LINE)

    @property
    def is_documentation(self) -> bool:
        """Whether it is an element of the documentation."""
        return self.path.startswith(f"{_DOCUMENTATION}.")

    @property
    def label_in_form(self) -> str:
        """What the form calls it."""
        return self.form_label or self.label

    @property
    def label_in_text(self) -> str:
        """The label inside a sentence or a list: "place of service"."""
        return self.label[0].lower() + self.label[1:]

    @property
    def label_at_start(self) -> str:
        """The label at the start of a sentence: "The place of service"."""
        return self.subject or f"The {self.label_in_text}"

    def read(self, record: Struct) -> object:
        """Its value in a claim or a draft; that of a line's field in a line."""
        return getattr(self._holder(record), self.name)

    def write(self, record: _Record, value: object) -> _Record:
        """A copy of the claim, draft or line with this value."""
        holder = msgspec.structs.replace(self._holder(record), **{self.name: value})
        if self.is_documentation:
            return msgspec.structs.replace(record, **{_DOCUMENTATION: holder})
        return holder  # type: ignore[return-value]  # the record itself

    def show(self, value: object) -> str:
        """A value in words; "" when it is not stated.

        >>> Field("documentation.signed", "Report signed", "yes-no", "guidance").show(False)
        'No'
        >>> Field("date_of_service", "Date of service", "date", "encounter").show("2025-11-03")
        '11/03/2025'
        """
        if value is None:
            return ""
        if self.kind == "date":
            return show_date(date.fromisoformat(str(value)))
        if isinstance(value, bool):
            return "Yes" if value else "No"
        return self.values.get(value, str(value))

    def _holder(self, record: Struct) -> Struct:
        """The struct that has the field's name: the record, or its documentation."""
        holder: Struct = getattr(record, _DOCUMENTATION) if self.is_documentation else record
        return holder
