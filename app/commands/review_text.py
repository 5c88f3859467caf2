"""A review as plain text, in the order of the window: outcome, flags, what was not checked, editions."""

import re
from collections.abc import Sequence

from app.checklist.places import place_of
from app.checklist.wording import edition_dates, edition_name, outcome_words, source_line, summary
from app.claims.record import Entry
from app.coding.fields import FIELDS
from app.coding.findings import Flag, Review
from app.coding.library import Names
from app.coding.reasons import Cause, NotChecked
from app.coding.series import SERIES
from app.coding.series_record import SETTINGS
from app.coding.words import BASES, SEVERITIES
from app.commands.beside import beside_lines, decision_on, standing_of
from app.commands.output import print_columns, print_wrapped
from app.rules import rule_by_slug, title_of

_ONE_WORD = re.compile(r"[\w.:/#][\w.:/#-]*")
_SPECIAL = re.compile(r"[\"$`\\%!\x00-\x1f]")  # shells read these within quotes too


def print_review(review: Review, reference: Names, entry: Entry) -> None:
    """Print the whole review of the claim of an entry. No flag is hidden because it was decided."""
    assert entry.claim is not None
    standing, day = standing_of(entry.claim, review), entry.claim.date_of_service
    print(f"{outcome_words(review)}. {summary(review, standing)}.")
    if entry.segment:
        print_wrapped(f"{entry.name} begins at segment {entry.segment} of its file.")
    for line in beside_lines(entry, standing):
        print_wrapped(line)
    for flag in review.flags:
        print()
        _print_flag(flag, reference, decision_on(flag, standing))
    if review.not_checked:
        print("\nNot checked")
        for each in review.not_checked:
            print_wrapped(f"{rule_by_slug(each.rule).title}  ({each.rule})", indent=2)
            print_wrapped(each.reason, indent=4)
    print("\nEditions used")
    print_columns(((edition_name(use), edition_dates(use, day)) for use in review.editions), indent=2)


def print_line(entry: Entry, review: Review) -> None:
    """Print a review among many: one line for the claim, one for each flag and each thing beside it."""
    assert entry.claim is not None
    standing = standing_of(entry.claim, review)
    print(f"{entry.place}  {outcome_words(review)}. {summary(review, standing)}.")
    if review.not_checked:
        print(f"  {say_needs(review.not_checked)}Each rule and its reason: --claim {_typed(entry.name)}")
    for line in beside_lines(entry, standing):
        print(f"  {line}")
    for flag in review.flags:
        place = place_of(flag) or "claim"
        decision = decision_on(flag, standing)
        said = f"{flag.message}  ({flag.rule})" + (f"  Decided: {decision}" if decision else "")
        print(f"  {SEVERITIES[flag.severity]:<7}  {place:<18}  {said}")


def _typed(name: object) -> str:
    """A claim's name as a shell takes it for one word; in words where quotes alone would not do."""
    text = str(name)
    if _ONE_WORD.fullmatch(text):
        return text
    return "and its name" if _SPECIAL.search(text) else f'"{text}"'


def say_needs(missed: Sequence[NotChecked]) -> str:
    """What would let more rules look, each once: fields to state, then files to import; "" for none."""
    causes = dict.fromkeys(cause for each in missed for cause in each.causes)
    fields = dict.fromkeys(FIELDS[cause.field].label_in_text for cause in causes if cause.field)
    files = dict.fromkeys(map(_file_words, filter(lambda cause: cause.series, causes)))
    needs = [
        f"{start} {', '.join(found)}" for start, found in (("state", fields), ("import", files)) if found
    ]
    return f"To check more: {'; '.join(needs)}. " if needs else ""


def _file_words(cause: Cause) -> str:
    """The files of a cause that an import cures: "NCCI PTP edits (practitioner) of 2024Q3"."""
    assert cause.series is not None
    setting = f" ({SETTINGS[cause.setting]})" if cause.setting else ""
    return f"{SERIES[cause.series].files}{setting}{f' of {cause.wanted}' if cause.wanted else ''}"


def _print_flag(flag: Flag, reference: Names, decision: str) -> None:
    place = place_of(flag)
    title = title_of(flag)
    print(f"{SEVERITIES[flag.severity]}  {title}{f'  {place}' if place else ''}  ({flag.rule})")
    if decision:
        print_wrapped(f"Decided: {decision}", indent=2)
    print_wrapped(" ".join(dict.fromkeys((flag.message, flag.why))), indent=2)
    if flag.remedy:
        print_wrapped(f"To clear: {flag.remedy}", indent=2)
    print(f"  {BASES[flag.basis]}, {flag.id}")
    for line in dict.fromkeys(source_line(citation, reference) for citation in flag.citations):
        print_wrapped(line, indent=4)
