"""Rows of the official tables by which Medicare pays, beside relative values and Addendum B.

A payment locality is written as its contractor and its number, "10112-00": the two are one key in every file.
Amounts are US dollars, national where no locality is named; None where the file prints none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

Prices = Mapping[str, tuple[str, str]]
"""By locality what is paid in a facility and outside of one, each as the file prints it: "150.69"."""


class Gpci(Struct, frozen=True, kw_only=True, gc=False):
    """One payment locality with its geographic practice cost indices.

    `floor`: the file says that its work indices hold the floor of 1.0. `state` is two letters.
    """

    locality: str
    state: str
    name: str
    work: float
    practice: float
    malpractice: float
    floor: bool


class LocalityCounties(Struct, frozen=True, kw_only=True, gc=False):
    """The counties of one payment locality; `state` and `area` as the file names them."""

    locality: str
    state: str
    area: str
    counties: str


class CapPrices(Struct, frozen=True, kw_only=True, gc=False):
    """The amounts of one code and component after the OPPS cap; `prices` are read with `unpack_prices`.

    Status C: the contractor prices the code, and they are the ceiling alone.
    """

    code: str
    modifier: str
    status: str
    prices: str


class AnesthesiaFactor(Struct, frozen=True, kw_only=True, gc=False):
    """The anesthesia conversion factor of one locality. `national` is None in the text form."""

    locality: str
    name: str
    factor: float
    national: float | None


class ZipLocality(Struct, frozen=True, kw_only=True, gc=False):
    """The payment locality of one five-digit ZIP code.

    `plus_four`: the four digits behind it decide, and `locality` is only that of the most. `rural` is "", "R"
    or "B" (super rural).
    """

    zip: str
    state: str
    locality: str
    rural: str
    plus_four: bool


class PrintedAmounts(Struct, frozen=True, kw_only=True, gc=False):
    """The amounts that the payment amount file prints of one code and component, after any cap.

    `prices` are read with `unpack_prices`.
    """

    code: str
    modifier: str
    status: str
    prices: str


class AscProcedure(Struct, frozen=True, kw_only=True, gc=False):
    """One row of ASC Addendum AA. `discounted`: subject to multiple procedure discounting."""

    code: str
    indicator: str
    discounted: bool
    weight: float | None
    rate: float | None


class AscAncillary(Struct, frozen=True, kw_only=True, gc=False):
    """One row of ASC Addendum BB: paid only beside a surgical procedure that is paid."""

    code: str
    indicator: str
    weight: float | None
    rate: float | None


class AscExcluded(Struct, frozen=True, gc=False):
    """One row of ASC Addendum EE: a surgical procedure that an ASC is not paid for."""

    code: str


class AscDevice(Struct, frozen=True, kw_only=True, gc=False):
    """One row of ASC Addendum FF. Shares are percent.

    `ratesetting` is the OPPS amount that ASC rates were set with. It differs from Addendum B, so nobody is
    paid by it.
    """

    code: str
    indicator: str
    apc: str
    ratesetting: float | None
    offset_percent: float | None
    offset: float | None


class ApcRow(Struct, frozen=True, kw_only=True, gc=False):
    """One row of OPPS Addendum A: what an APC pays."""

    apc: str
    indicator: str
    weight: float | None
    rate: float | None
    copayment: float | None
    minimum_copayment: float | None


def locality_key(carrier: str, number: str) -> str:
    """The key of a locality, with the zeros back that spreadsheets take off.

    >>> locality_key("2102", "1")
    '02102-01'
    """
    return f"{carrier.strip().zfill(5)}-{number.strip().zfill(2)}"


def pack_prices(prices: Iterable[tuple[str, str, str]]) -> str:
    """Locality, facility and non-facility amount of each place as one text, for `unpack_prices`."""
    return ";".join(map(" ".join, prices))


def pack_cells(cells: Sequence[str]) -> str:
    """The same of rows cell after cell: contractor and number of a locality with all zeros, and amounts.

    >>> pack_cells(["10112", "00", "12.50", "20.00", "02102", "01", "7.25", "7.25"])
    '10112-00 12.50 20.00;02102-01 7.25 7.25'
    """
    return ("%s-%s %s %s;" * (len(cells) // 4))[:-1] % tuple(cells)


def unpack_prices(packed: str) -> Prices:
    """The amounts by locality.

    >>> unpack_prices("10112-00 12.50 20.00")
    {'10112-00': ('12.50', '20.00')}
    """
    return {locality: (facility, office) for locality, facility, office in _split(packed)}


def _split(packed: str) -> Iterator[list[str]]:
    return (each.split(" ") for each in packed.split(";") if each)
