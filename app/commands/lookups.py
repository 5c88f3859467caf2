"""lookup and search: the reference from the command line."""

from argparse import Namespace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec import structs

from app.coding.dates import parse_date, show_date
from app.coding.errors import InputError
from app.coding.page_key import KeyKind, page_key
from app.coding.pages import Page, Section
from app.coding.shapes import CODE
from app.coding.words import CPT_NOTICE_SHORT
from app.commands.installation import Installation
from app.commands.output import print_json, print_wrapped, shorten
from app.commands.page_text import PageText, print_hits
from app.commands.short_page import in_short
from app.library.search.query import parse
from app.payment.code_page import with_amounts

if TYPE_CHECKING:
    from app.library import Library

_NEAREST = 5


def lookup(arguments: Namespace, installation: Installation) -> int:
    """Print a page, or whether a guidance code may be reported beside a procedure.

    Raises InputError, with the nearest codes, for what is not in the book, for a section that it lacks, and
    for no code at all.
    """
    library = installation.library
    on = day_of(arguments.date)
    typed = " ".join(arguments.code)
    if not typed.strip():
        raise InputError("Nothing to look up. Give a code, for example 77002.")
    if arguments.guidance is not None:
        return _answer(arguments, typed, library, on)
    page = find_page(typed, library, on)
    if page is None:
        raise InputError(_say_two_codes(typed) or _unknown(typed, library))
    place = arguments.zip or arguments.locality or installation.policy.default_locality
    page = with_amounts(page, place, library)
    if arguments.section is not None:
        page = structs.replace(page, sections=_sections(page, arguments.section))
    if arguments.json:
        print_json(page)
    else:
        _print_page(page, arguments, library)
        if hint := other_meaning(typed, page, library, on):
            print()
            print_wrapped(hint)
        print(f"\n{CPT_NOTICE_SHORT}")
    return 0


def _print_page(page: Page, arguments: Namespace, library: "Library") -> None:
    """Print a page: one of guidance in short, unless all of it or a part is asked for."""
    left_out = ""
    if not arguments.all and arguments.section is None:
        page, left_out = in_short(page, pays=bool(arguments.zip or arguments.locality))
    PageText(library, short=bool(left_out)).print_page(page)
    if left_out:
        print()
        print_wrapped(left_out)


def search(arguments: Namespace, installation: Installation) -> int:
    """Print the hits for a text, an answer first when two codes were typed.

    A date in the text is the day of the answer. Raises InputError for no text at all and for a date that no
    calendar has.
    """
    text = " ".join(arguments.text)
    if not text.strip():
        raise InputError("Nothing to search for. Give words or a code, for example 77002.")
    results = installation.library.search(text, on=day_of(None))
    if arguments.json:
        print_json(results)
        return 0
    if results.fault:
        raise InputError(results.fault)
    if results.on is not None:
        print(f"As of {show_date(results.on)}, the date typed:\n")
    if results.unknown:
        print(f"{results.unknown}\n")
    for answer in results.answers():
        PageText(installation.library).print_answer(answer)
        print()
    if results.fuzzy:
        print("No exact match. Close spellings:")
    print_hits(results.hits)
    if not results.hits and results.answer is None and not results.unknown:
        print("Nothing found.")
    return 0


def find_page(text: str, library: "Library", on: date) -> Page | None:
    """The page of a code, modifier (mod 26), place (POS 22), denial (CO-50), rule or title, or None."""
    typed = " ".join(text.split()).lstrip("-")
    query = parse(typed)
    named = query.keys if not query.codes else query.codes if not query.rest else ()
    slug = page_key("rule", typed.lower())  # as `check` prints it
    for key in (typed, typed.upper(), typed.lower(), slug, *(named if len(named) == 1 else ())):
        if page := library.page(key, on):
            return page
    results = library.search(typed)
    wanted = typed.lower()
    exact = next((hit.key for hit in results.hits if wanted in (hit.code.lower(), hit.label.lower())), None)
    if exact is None and len(query.denials) == 1 and not query.codes:
        exact = page_key("denial", query.denials[0])  # the number, where no situation is known by it
    if exact is None and len(results.hits) == 1:
        exact = results.hits[0].key  # an everyday name of one page
    return None if results.fuzzy or exact is None else library.page(exact, on)


_TWINS: dict[str, tuple[KeyKind, str, str]] = {
    "modifier": ("place", "a place of service", "POS"),
    "place": ("modifier", "a modifier", "mod"),
}
"""Kinds of pages that share their two characters: the other one, what it is, what to type before them."""


def other_meaning(typed: str, page: Page, library: "Library", on: date) -> str:
    """How to see the place of service of a modifier's number, and the reverse; "" where there is none."""
    if typed.strip().upper() != page.code or page.kind not in _TWINS:
        return ""
    kind, what, before = _TWINS[page.kind]
    other = library.page(page_key(kind, page.code), on)
    if other is None:
        return ""
    return f"{page.code} is also {what} ({other.label}): needlepoint lookup {before} {page.code}."


def _sections(page: Page, asked: str) -> tuple[Section, ...]:
    """The sections whose title holds the words asked for. Raises InputError, with the titles, for none."""
    words = asked.lower().split()
    found = tuple(
        each for each in page.sections if words and all(word in each.title.lower() for word in words)
    )
    if not found:
        titles = ", ".join(each.title for each in page.sections if each.title)
        raise InputError(f"The page has no section “{shorten(asked)}”. It has: {titles}.")
    return found


def _say_two_codes(typed: str) -> str:
    """How two codes are asked for together; "" for anything else."""
    codes = parse(typed).codes
    if len(codes) < 2 or len(codes) != len(typed.split()):
        return ""
    return f"lookup shows one code. Two are asked for as: needlepoint lookup {codes[0]} --with {codes[1]}."


def _of_one_code(arguments: Namespace) -> str:
    """The option given that is of the page of one code; "" for none."""
    given = {"--zip": arguments.zip, "--locality": arguments.locality, "--section": arguments.section}
    return next((name for name, value in given.items() if value is not None), "")


def _answer(arguments: Namespace, typed: str, library: "Library", on: date) -> int:
    if option := _of_one_code(arguments):
        raise InputError(
            f"{option} is for the page of one code and says nothing beside --with. Look each code up by "
            f"itself, as in: needlepoint lookup {shorten(typed)} {option} VALUE."
        )
    code, guidance = code_of(typed), code_of(arguments.guidance)
    for each in (code, guidance):
        if not library.knows(each) and not library.label(each) and library.page(each, on) is None:
            raise InputError(_unknown(each, library))
    answer = library.answer(code, guidance, on)
    if arguments.json:
        print_json(answer)
    else:
        PageText(library).print_answer(answer)
        print(f"\n{CPT_NOTICE_SHORT}")
    return 0


def code_of(text: str) -> str:
    """A typed code in capitals. Raises InputError for what has not five letters or digits."""
    code = text.strip().upper()
    if not CODE.fullmatch(code):
        raise InputError(f"“{shorten(text)}” is not a code. Give five letters or digits, for example 77002.")
    return code


def day_of(text: str | None) -> date:
    """The date of service that is typed, today without one. Raises InputError for what is no date."""
    today = datetime.now(tz=UTC).astimezone().date()
    return today if text is None else parse_date(text, today)


def _unknown(text: str, library: "Library") -> str:
    if not text.strip():
        return "Give a code, a modifier or a place of service, for example 77002."
    found = library.search(text)
    near = list(dict.fromkeys(hit.code for hit in found.hits if hit.group == "codes"))[:_NEAREST]
    if len(near) > 1 and not found.fuzzy and not text.isdigit():
        return f"“{shorten(text)}” names no page of its own. Look up one of: {', '.join(near)}."
    nearest = f" Nearest: {', '.join(near)}." if near else ""
    return f"“{shorten(text)}” was not found.{nearest}"
