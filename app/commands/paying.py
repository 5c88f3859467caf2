"""pay: what a claim pays under Medicare, a line at a time with its steps."""

from argparse import Namespace

from msgspec.structs import replace

from app.checklist.wording import edition_dates, edition_name, source_line
from app.coding.claim import Claim, Locality
from app.coding.dates import show_date
from app.coding.errors import InputError
from app.coding.library import Names
from app.coding.locality_names import localities_named, localities_of_county
from app.coding.rates import Rates
from app.commands.installation import Installation
from app.commands.output import print_columns, print_json, print_wrapped, shorten
from app.commands.tables import one_claim
from app.payment.locality import NO_COUNTY, counties_by_key, split_locality
from app.payment.paying import pay as pay_claim
from app.payment.record import SETTINGS, LinePayment, Payment
from app.payment.wording import amount_of, name_of, points_of, total_of

ALL_KNOWN, SOME_UNKNOWN = 0, 3
NO_LINES = "The claim has no lines: there is nothing to pay."


def pay(arguments: Namespace, installation: Installation) -> int:
    """Print what a claim pays. Status 3 where no amount is known for a line of it.

    A ZIP code or locality that is given goes before that of the claim.
    """
    claim = one_claim(arguments.file, installation, arguments.claim)
    if not claim.lines:
        raise InputError(NO_LINES)
    library = installation.library
    default = installation.policy.default_locality
    if arguments.zip is not None:
        claim = _at(claim, Locality(zip=arguments.zip.strip().replace("-", "")), arguments.zip)
    elif arguments.locality is not None:
        rates = library.rates_on(claim.date_of_service)
        claim, default = _at_locality(claim, arguments.locality, rates)
    payment = pay_claim(claim, library, default_locality=default, setting=arguments.setting)
    if arguments.json:
        print_json(payment)
    else:
        print_payment(payment, claim, library)
    return SOME_UNKNOWN if payment.unknown else ALL_KNOWN


def _at_locality(claim: Claim, typed: str, rates: Rates) -> tuple[Claim, str]:
    """The claim in the one locality that was given, or in none and what was typed, which means several.

    Raises InputError for what no locality of the date is called.
    """
    known = rates.localities
    named = localities_named(typed, known)
    parts = split_locality(named[0] if len(named) == 1 else typed)
    if parts is not None:
        return _at(claim, Locality(carrier=parts[0], locality=parts[1]), typed), ""
    if named or not known or localities_of_county(typed, counties_by_key(rates)):
        return replace(claim, locality=None), typed.strip()
    raise InputError(
        f"“{shorten(typed)}” is not a payment locality. Give contractor and number, such as 10112-00, a "
        f"name, a county or a state. {NO_COUNTY}"
    )


def _at(claim: Claim, place: Locality, typed: str) -> Claim:
    if place.zip is not None and not (place.zip.isdecimal() and len(place.zip) in (5, 9)):
        raise InputError(f"“{shorten(typed)}” is not a ZIP code. Give five or nine digits.")
    return replace(claim, schema=2, locality=place)


def print_payment(payment: Payment, claim: Claim, reference: Names) -> None:
    """Print the whole payment: place, lines with steps and sources, total, and what is left out."""
    print(f"{SETTINGS[payment.setting]}, {show_date(claim.date_of_service)}{_say_place(payment)}")
    if payment.why_no_locality and payment.setting == "professional":
        print_wrapped(payment.why_no_locality)
        print_columns(((each.key, each.name, each.counties) for each in payment.choices), indent=2)
    for factor in filter(None, (payment.factor, payment.other_factor)):
        print(f"Conversion factor {factor}")
    for line in payment.lines:
        print()
        _print_line(line, reference)
    print(f"\nTotal  {total_of(payment)}")
    print_wrapped(f"Not included: {'; '.join(payment.left_out)}.")
    if payment.editions:
        print("\nEditions used")
        day = claim.date_of_service
        print_columns(((edition_name(use), edition_dates(use, day)) for use in payment.editions), indent=2)


def _say_place(payment: Payment) -> str:
    place = payment.locality
    return f", locality {place.full_title}" if place else ""


def _print_line(line: LinePayment, reference: Names) -> None:
    print(f"Line {line.line}  {name_of(line)}  {amount_of(line)}")
    for text, citation in points_of(line):
        if text:
            print_wrapped(text, indent=2)
        if citation is not None:
            print_wrapped(source_line(citation, reference), indent=4)
