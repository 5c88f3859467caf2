"""What the status bar says of the editions, by their dates."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from app.coding.editions import Edition, EditionUse
from app.coding.series_record import Setting
from app.desktop.status import StatusPiece, check_pieces, edition_names, reference_pieces

TODAY = date(2026, 11, 23)
BOOK = Edition(source="book", edition="2026.11", rows=9, sha256="0")


def edition(source: str, name: str, first: date, last: date | None) -> Edition:
    return Edition(source=source, edition=name, rows=1, sha256="0", first=first, last=last)  # type: ignore[arg-type]


def test_a_bare_shelf_names_the_book_and_says_what_is_missing() -> None:
    assert reference_pieces([BOOK], TODAY) == [
        StatusPiece("ok", "Book 2026.11"),
        StatusPiece("none", "No CMS files imported"),
    ]


def test_current_and_replaced_editions_and_the_next_release() -> None:
    pairs = edition("ncci-ptp", "2026Q4", date(2026, 10, 1), date(2026, 12, 31))
    fees = edition("pfs-rvu", "RVU26C", date(2026, 7, 1), date(2026, 9, 30))
    assert reference_pieces([BOOK, pairs, fees], TODAY) == [
        StatusPiece("ok", "PTP 2026Q4 current", short="1 current"),
        StatusPiece("warning", "Ended: RVU26C — Import…", leads_to="import_files", short="1 ended"),
        StatusPiece(None, "Next release due 01/01/2027, in 39 days"),
    ]


def test_editions_of_one_table_for_several_settings_are_told_apart() -> None:
    held: tuple[tuple[Setting, str, date], ...] = (
        ("hospital", "2024Q3", date(2024, 9, 30)),
        ("practitioner", "2024Q2", date(2024, 6, 30)),
    )
    shelf = [
        Edition(source="ncci-ptp", setting=setting, edition=name, rows=1, sha256="0", last=last)
        for setting, name, last in held
    ]
    assert reference_pieces(shelf, TODAY)[0].text == (
        "Ended: PTP 2024Q3 (hospital), PTP 2024Q2 (practitioner) — Import…"
    )
    same = [replace(item, edition="2026Q4", last=None) for item in shelf]
    assert edition_names(same) == ["PTP 2026Q4 (hospital, practitioner)"]


def test_what_comes_in_one_release_is_named_once() -> None:
    of_release = [
        edition(source, "RVU26D", date(2026, 10, 1), date(2026, 12, 31))
        for source in ("pfs-rvu", "pfs-gpci", "pfs-locco")
    ]
    older = edition("pfs-cap", "RVU26C", date(2026, 7, 1), date(2026, 9, 30))
    assert reference_pieces([BOOK, *of_release], TODAY)[0].text == "RVU26D current"
    pieces = reference_pieces([BOOK, *of_release, older], TODAY)
    assert pieces[1].text == "Ended: OPPS cap RVU26C — Import…"


def test_a_download_of_a_day_is_named_once_and_never_called_current() -> None:
    downloads = [
        Edition(source=source, edition=day, rows=1, sha256="0")
        for day in ("2026-08-26", "2026-07-01")
        for source in ("mcd-article", "mcd-code")
    ]  # fmt: skip
    assert reference_pieces([BOOK, *downloads], TODAY) == [StatusPiece(None, "Articles 2026-08-26")]


def test_all_that_ended_is_one_piece() -> None:
    ended = [
        edition(source, "2026Q3", date(2026, 7, 1), date(2026, 9, 30)) for source in ("ncci-ptp", "ncci-mue")
    ]
    pieces = [piece for piece in reference_pieces([BOOK, *ended], TODAY) if piece.leads_to == "import_files"]
    assert [piece.text for piece in pieces] == ["Ended: PTP 2026Q3, MUE 2026Q3 — Import…"]


def test_from_the_day_it_is_due_the_release_is_warned_of() -> None:
    pairs = edition("ncci-ptp", "2026Q4", date(2026, 10, 1), None)
    assert reference_pieces([pairs], date(2027, 1, 1))[-1] == StatusPiece(
        "warning", "Release of 01/01/2027 is due"
    )


def test_long_after_it_was_due_the_release_of_today_is_named() -> None:
    pairs = edition("ncci-ptp", "2026Q2", date(2026, 4, 1), date(2026, 6, 30))
    assert reference_pieces([pairs], date(2026, 9, 30))[-1].text == "Release of 07/01/2026 is due"
    assert reference_pieces([pairs], date(2026, 11, 30))[-1].text == "Release of 10/01/2026 is due"


def test_only_the_newest_edition_of_a_series_counts() -> None:
    old = edition("ncci-mue", "2026Q3", date(2026, 7, 1), date(2026, 9, 30))
    new = edition("ncci-mue", "2026Q4", date(2026, 10, 1), None)
    assert reference_pieces([new, old], TODAY)[0].text == "MUE 2026Q4 current"


def test_a_claim_ticks_only_what_covers_its_date() -> None:
    used = [
        EditionUse("book", None, "2026.11", date(2017, 1, 1), date(2026, 12, 31)),
        EditionUse("ncci-aoc", None, "2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        EditionUse("pfs-rvu", None, "RVU26C", date(2026, 7, 1), date(2026, 9, 30)),
        EditionUse("ncci-ptp", "practitioner", "2024Q3", date(2024, 7, 1), date(2024, 9, 30)),
    ]
    pairs = "PTP 2024Q3 (practitioner), ended 09/30/2024"
    assert check_pieces(used, date(2026, 9, 15), ()) == [
        StatusPiece("ok", "In force on 09/15/2026: Book 2026.11 · RVU26C", short="2 in force on 09/15/2026"),
        StatusPiece("warning", f"Add-on code edits 2026Q2, ended 06/30/2026 · {pairs}", short="2 ended"),
    ]
    assert check_pieces(used[2:3], date(2026, 3, 1), ()) == [
        StatusPiece("warning", "RVU26C, from 07/01/2026", short="1 of other dates"),
    ]


def test_a_claim_names_what_was_in_force_and_what_is_not_on_the_shelf() -> None:
    used = EditionUse("pfs-rvu", None, "RVU26C", date(2026, 7, 1), None)
    assert check_pieces([used, used], date(2026, 9, 15), ("MUE", "ICD-10-CM")) == [
        StatusPiece("ok", "In force on 09/15/2026: RVU26C", short="1 in force on 09/15/2026"),
        StatusPiece("none", "Not on the shelf: MUE, ICD-10-CM", short="2 not on the shelf"),
    ]
