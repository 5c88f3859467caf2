"""What a series is: the record of each table that an authority publishes edition by edition."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from app.coding.words import Basis

SeriesName = Literal[
    "ncci-ptp", "ncci-mue", "ncci-aoc", "pfs-rvu", "hcpcs", "icd10cm", "opps-b",
    "pfs-gpci", "pfs-locco", "pfs-cap", "pfs-anes", "pfs-zip", "pfs-amounts",
    "asc-aa", "asc-bb", "asc-ee", "asc-ff", "opps-a", "mcd-article", "mcd-code", "mcd-lcd", "mcd-ncd", "pos",
    "wording", "book",
]  # fmt: skip
Setting = Literal["practitioner", "hospital", "dme"]
SETTINGS: Mapping[Setting, str] = {
    "practitioner": "practitioner",
    "hospital": "hospital",
    "dme": "DME supplier",
}
"""The words for a setting, behind the name of a table."""
Cadence = Literal["quarter", "fiscal-year"]
Need = Literal[
    "codes", "add-ons", "inclusions", "pairs", "units", "fees", "modifiers", "places", "payers", "diagnoses"
]
"""What a rule may need from the shelf. An official series answers some of them, the book the others."""
CMS = "https://www.cms.gov/medicare"


class Series(Struct, frozen=True, kw_only=True):
    """What is said of one series, wherever it is said.

    - `title`: its name. `tag`: its name on the tag of a source. `status`: in the status bar, before the
      edition. `brief`: one word, for the footer of the checklist. `files`: what to import, as "MUE".
    - `subject`: its rows with their verb, at the start of a sentence that says what is not on the shelf.
    - `adds`: what an import adds to the book, for the first page; "" leaves the series off that page.
    - `rows`: the record of a row; None for the book, which is no table. `basis`, `url`: how rows are cited.
    - `cadence`: how often an edition appears, None when at no fixed time. `settings`: each has editions of
      its own; empty when there is only one.
    - `need`: which need of rules it answers alone. `lists`: which needs it answers only with other lists.
    - `held`: what the book holds of it, where that is only a part. `dated_in_book`: the book answers for
      every date that it was read for ("book"), for the year of its edition ("year"), or for the dates of
      that edition ("edition"); None when the book has no rows of it.
    - `before`: why rows of its edition answer for days before the first of the edition, as a clause; "" where
      they do not.
    - `least_rows`: fewer rows are an extract, in which a missing code says nothing. About half of what CMS
      has shipped at the least; 0 where parts prove the whole, or the size is not known.
    - `of_a_day`: its editions are the state of a day and named by it, "2026-08-26": of none can it be said
      that it is in force, and the latest answers.
    - `repeats`: a code may have several rows with nothing but dates to tell them apart.
    - `code_starts`: what the beginning of a code looks like (a regular expression), for finding codes as
      one types; "" when the series is not searched.
    """

    name: SeriesName
    title: str
    rows: type[Struct] | None
    tag: str = ""
    status: str = ""
    brief: str
    files: str
    subject: str = ""
    adds: str = ""
    basis: Basis = "cms-policy"
    url: str = ""
    cadence: Cadence | None = None
    settings: tuple[Setting, ...] = ()
    need: Need | None = None
    lists: tuple[Need, ...] = ()
    held: str = ""
    dated_in_book: Literal["book", "year", "edition"] | None = None
    before: str = ""
    least_rows: int = 0
    of_a_day: bool = False
    repeats: bool = False
    code_starts: str = ""

    @property
    def has_text(self) -> bool:
        """Whether its rows have a label, by whose words they are found."""
        return self.rows is not None and "label" in self.rows.__struct_fields__

    def setting(self, setting: Setting) -> Setting | None:
        """The setting whose edition answers, None for a series without settings."""
        return setting if self.settings else None

    def wanted(self, on: date) -> str | None:
        """The edition that would answer for a date of service: "2026Q3", "FY2027"; None without a cadence.

        The fiscal year of the United States begins on October 1 of the year before.
        """
        if self.cadence is None:
            return None
        if self.cadence == "fiscal-year":
            return f"FY{on.year + (on.month > 9):04}"
        return f"{on.year:04}Q{(on.month + 2) // 3}"
