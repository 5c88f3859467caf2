"""compare: what changed between two imported editions of one series."""

from argparse import Namespace

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.commands.installation import Installation
from app.commands.output import print_columns, print_json
from app.library.shelf.shelf import Shelf
from app.releases.comparison import Comparison
from app.releases.comparison import compare as compare_editions


def compare(arguments: Namespace, installation: Installation) -> int:
    """Print the changes from the first edition to the second, for some codes or all."""
    shelf = installation.shelf
    before, after = (find_edition(name, shelf) for name in arguments.editions)
    codes = [code.strip().upper() for code in arguments.codes.split(",")] if arguments.codes else None
    comparison = compare_editions(shelf, before, after, codes)
    if arguments.json:
        print_json(comparison)
    else:
        _print_comparison(comparison)
    return 0


def find_edition(name: str, shelf: Shelf) -> Edition:
    """The edition that a name means: 2026Q3, ncci-ptp-practitioner-2026Q3 or the start of its checksum.

    Raises InputError when none or several fit, with the names to choose from.
    """
    wanted = name.lower()
    fitting = [
        each
        for each in shelf.editions
        if wanted in (each.edition.lower(), full_name(each).lower())
        or (len(wanted) >= 6 and each.sha256.startswith(wanted))
    ]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(full_name(each) for each in fitting or shelf.editions)
    if fitting:
        raise InputError(f"“{name}” matches several editions. Give one of {names}.")
    raise InputError(f"No imported edition is called “{name}”{f'. Imported: {names}' if names else ''}.")


def full_name(edition: Edition) -> str:
    """Series, setting and edition in one word, for example ncci-ptp-practitioner-2026Q3."""
    return "-".join(filter(None, (edition.source, edition.setting, edition.edition)))


def _print_comparison(found: Comparison) -> None:
    print(f"{full_name(found.before)} to {full_name(found.after)}")
    print(f"{found.added} added, {found.ended} ended, {found.changed} changed")
    if found.changes:
        print()
    rows = (
        (each.code, each.other, each.kind, each.what, f"{each.before} -> {each.after}")
        for each in found.changes
    )
    print_columns(rows)
    if found.left_out:
        print(f"{found.left_out} more are not listed. Narrow them with --codes.")
