"""The official series by which Medicare pays, beside relative values and Addendum B; see `app.coding.series`.

No rule needs them: they answer `app.payment`. The tables that lie in one release of CMS have its name as
edition and its dates. Those that come with another of their kind have no cadence of their own.
"""

from app.coding.payment_rows import (
    AnesthesiaFactor,
    ApcRow,
    AscAncillary,
    AscDevice,
    AscExcluded,
    AscProcedure,
    CapPrices,
    Gpci,
    LocalityCounties,
    PrintedAmounts,
    ZipLocality,
)
from app.coding.series_record import CMS, Series

_RELEASE = f"{CMS}/payment/fee-schedules/physician/pfs-relative-value-files"
_FEES = f"{CMS}/payment/fee-schedules"
_ASC = f"{CMS}/payment/prospective-payment-systems/ambulatory-surgical-center-asc/asc-payment-rates-addenda"
_OPPS = f"{CMS}/payment/prospective-payment-systems/hospital-outpatient-pps/quarterly-addenda-updates"
_OF_RELEASE = "physician fee schedule"
_ADDENDA = "ASC addenda"

PAYMENT_SERIES = (
    Series(
        name="pfs-gpci",
        title="Geographic practice cost indices (GPCI)",
        rows=Gpci,
        tag="GPCI",
        status="GPCI",
        brief="GPCI",
        files=_OF_RELEASE,
        adds="the amounts of every payment locality",
        url=_RELEASE,
        cadence="quarter",
        least_rows=54,
    ),
    Series(
        name="pfs-locco",
        title="Payment localities and their counties",
        rows=LocalityCounties,
        tag="Localities",
        status="Localities",
        brief="localities",
        files=_OF_RELEASE,
        url=_RELEASE,
        least_rows=54,
        repeats=True,  # a locality may lie in two states
    ),
    Series(
        name="pfs-cap",
        title="OPPS cap on imaging",
        rows=CapPrices,
        tag="OPPS cap",
        status="OPPS cap",
        brief="OPPS cap",
        files=_OF_RELEASE,
        url=_RELEASE,
        least_rows=2,  # whatever is capped in the quarter: 29 codes in October 2025
    ),
    Series(
        name="pfs-anes",
        title="Anesthesia conversion factors",
        rows=AnesthesiaFactor,
        tag="Anesthesia",
        status="Anesthesia",
        brief="anesthesia",
        files=_OF_RELEASE,
        url=_RELEASE,
        least_rows=54,
    ),
    Series(
        name="pfs-zip",
        title="ZIP codes and payment localities",
        rows=ZipLocality,
        tag="ZIP codes",
        status="ZIP codes",
        brief="ZIP",
        files="ZIP code to locality file",
        adds="the payment locality of every ZIP code",
        url=_FEES,
        cadence="quarter",
        least_rows=21_000,
        repeats=True,
    ),
    Series(
        name="pfs-amounts",
        title="Physician fee schedule payment amounts",
        rows=PrintedAmounts,
        tag="Payment amounts",
        status="Payment amounts",
        brief="amounts",
        files="payment amount file",
        url=f"{_FEES}/physician",
        least_rows=1,  # a revision holds only what changed
    ),
    Series(
        name="asc-aa",
        title="ASC Addendum AA, surgical procedures",
        rows=AscProcedure,
        tag="ASC AA",
        status="ASC AA",
        brief="ASC AA",
        files=_ADDENDA,
        adds="what an ASC is paid for surgery",
        url=_ASC,
        cadence="quarter",
        least_rows=2_000,
    ),
    Series(
        name="asc-bb",
        title="ASC Addendum BB, ancillary services",
        rows=AscAncillary,
        tag="ASC BB",
        status="ASC BB",
        brief="ASC BB",
        files=_ADDENDA,
        adds="what it is paid beside it",
        url=_ASC,
        cadence="quarter",
        least_rows=800,
    ),
    Series(
        name="asc-ee",
        title="ASC Addendum EE, excluded procedures",
        rows=AscExcluded,
        tag="ASC EE",
        status="ASC EE",
        brief="ASC EE",
        files=_ADDENDA,
        url=_ASC,
        least_rows=700,
    ),
    Series(
        name="asc-ff",
        title="ASC Addendum FF, device offsets",
        rows=AscDevice,
        tag="ASC FF",
        status="ASC FF",
        brief="ASC FF",
        files=_ADDENDA,
        url=_ASC,
        least_rows=2_000,
    ),
    Series(
        name="opps-a",
        title="OPPS Addendum A",
        rows=ApcRow,
        tag="Addendum A",
        status="Addendum A",
        brief="OPPS A",
        files="Addendum A",
        url=_OPPS,
        least_rows=300,
    ),
)
