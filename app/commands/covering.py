"""coverage: what the coverage articles of Medicare contractors list of a code and a diagnosis."""

from argparse import Namespace
from datetime import UTC, datetime

from app.checklist.wording import source_line
from app.coding.dates import parse_date, show_date
from app.coding.errors import InputError
from app.coding.library import Names
from app.coding.rates import Rates
from app.coding.words import CPT_NOTICE_SHORT
from app.commands.installation import Installation
from app.commands.lookups import code_of
from app.commands.output import print_json, print_wrapped, shorten
from app.coverage.asking import Asked, asked_typed, check_no_document, read_diagnosis
from app.coverage.looking_up import covered
from app.coverage.place import Place, of_contractor, of_locality, of_name, of_state, of_zip
from app.coverage.record import OUTCOMES, ArticleFinding, Coverage
from app.coverage.wording import asked_text, group_lines, lines_of, name_of, policy_words

CHECKED, NOT_CHECKED = 0, 3


def coverage(arguments: Namespace, installation: Installation) -> int:
    """Print what the articles say of a code, and of a guidance code beside it. Status 3: not checked."""
    library = installation.library
    today = datetime.now(tz=UTC).astimezone().date()
    on = today if arguments.date is None else parse_date(arguments.date, today)
    place = _place(arguments, library.rates_on(on), installation.policy.default_locality)
    found = [
        covered(each.code, each.diagnosis, place, on, library.articles(each.code))
        for each in _asked(arguments)
    ]
    for number, each in enumerate(found):
        if arguments.json:
            print_json(each)
        else:
            print("\n" if number else "", end="")
            print_coverage(each, library, words=arguments.words)
    if not arguments.json:
        print(f"\n{CPT_NOTICE_SHORT}")
    return NOT_CHECKED if any(each.state == "not-checked" for each in found) else CHECKED


def _asked(arguments: Namespace) -> tuple[Asked, ...]:
    """Each code with each diagnosis. Raises InputError for what is neither."""
    given = [each for each in (arguments.code, arguments.guidance) if each is not None]
    for each in given:
        check_no_document(each)
    for each in arguments.dx or ():
        if not each.strip():
            read_diagnosis(each)  # a diagnosis that a script left empty would not be asked for
    return asked_typed(" ".join(map(code_of, given)), " ".join(arguments.dx or ()))


def print_coverage(found: Coverage, reference: Names, *, words: bool = False) -> None:
    """Print one code: where and when, each article with its answer and the words that decide, and notes.

    `words`: what the LCDs and NCDs say too, which may be long.
    """
    print(f"{asked_text(found)}, {show_date(found.on)}, {found.place}")
    for note in found.notes:
        print_wrapped(note)
    if found.citation:
        print_wrapped(source_line(found.citation, reference))
    for article in found.articles:
        print()
        _print_article(article, reference, words=words)


def _print_article(article: ArticleFinding, reference: Names, *, words: bool) -> None:
    print_wrapped(f"{name_of(article)}: {OUTCOMES[article.outcome]}")
    for line in lines_of(article):
        print_wrapped(line, indent=2)
    for depth, line in (*group_lines(article), *(policy_words(article) if words else ())):
        print_wrapped(line, indent=2 + 2 * depth)
    for citation in filter(None, (article.citation, *(policy.citation for policy in article.policies))):
        print_wrapped(source_line(citation, reference), indent=2)


def _place(arguments: Namespace, rates: Rates, default: str) -> Place:
    """The place that was given, else that of the default locality. Raises InputError for what is none."""
    if sum(each is not None for each in (arguments.state, arguments.contractor, arguments.zip)) > 1:
        raise InputError("Give one place: --state, --contractor or --zip.")
    if arguments.state is not None:
        return _known(of_state(arguments.state, rates), arguments.state, "a state", "two letters")
    if arguments.contractor is not None:
        words = "a contractor", "its number, for example 06102"
        return _known(of_contractor(arguments.contractor), arguments.contractor, *words)
    if arguments.zip is not None:
        return _known(of_zip(arguments.zip, rates), arguments.zip, "a ZIP code", "five or nine digits")
    return of_locality(default) or of_zip(default, rates) or of_name(default, rates) or Place()


def _known(place: Place | None, typed: str, what: str, wanted: str) -> Place:
    if place is None:
        raise InputError(f"“{shorten(typed)}” is not {what}. Give {wanted}.")
    return place
