"""PTP edits: proved complete before use, with their history, from every form in which they come."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.coding.official import PairEdit
from app.library.shelf.shelf import Shelf
from app.releases.installation import Outcome, install
from app.releases.pairs.pack import Packer
from app.releases.recognition import recognize
from tests.releases import files

TODAY = date(2026, 11, 23)


def run(paths: list[Path], shelf: Path) -> list[Outcome]:
    return list(install(paths, shelf, today=TODAY))


def states(outcomes: list[Outcome]) -> list[str]:
    return [outcome.state for outcome in outcomes]


def installed(shelf: Path) -> tuple[Shelf, Edition]:
    opened = Shelf.open(shelf)
    (edition,) = opened.editions
    return opened, edition


@pytest.mark.parametrize("kind", ["pra", "oph"])
def test_four_parts_in_any_order_make_an_edition(tmp_path: Path, kind: str) -> None:
    paths = files.write_ptp(tmp_path / "in", files.parts(), kind=kind)
    assert states(run(paths[::-1], tmp_path / "shelf")) == ["installed"] * 4
    shelf, edition = installed(tmp_path / "shelf")
    assert (edition.edition, edition.rows) == ("2026Q3", 48)
    assert edition.setting == ("practitioner" if kind == "pra" else "hospital")
    assert (edition.first, edition.last) == (date(2026, 7, 1), date(2026, 9, 30))
    keys = [(item.part, item.rows, item.first_key, item.last_key) for item in shelf.meta(edition).sources]
    assert keys[0] == (1, 12, "1000X/0001X", "1002X/0003X")
    shelf.close()


def test_history_is_kept_and_indicator_9_is_never_in_force(tmp_path: Path) -> None:
    run(files.write_ptp(tmp_path / "in", files.parts()), tmp_path / "shelf")
    shelf, edition = installed(tmp_path / "shelf")
    rows = shelf.pair(edition, "1000X", "0002X")
    assert [
        (row.indicator, row.in_force(date(2023, 12, 31)), row.in_force(date(2024, 1, 1))) for row in rows
    ] == [
        ("0", False, True),
        ("1", True, False),
    ]
    (void,) = shelf.pair(edition, "0003X", "1000X")
    assert void == PairEdit("1000X", "0003X", "9", date(2021, 1, 1), date(2021, 1, 1), files.RATIONALE)
    assert not void.in_force(date(2021, 1, 1))
    assert shelf.pair(edition, "1000X", "9999X") == ()
    shelf.close()


def test_all_pairs_of_a_code_come_from_both_directions_and_every_part(tmp_path: Path) -> None:
    table = files.parts()
    table[4].append(files.pair("4999X", "1000X"))
    run(files.write_ptp(tmp_path / "in", table), tmp_path / "shelf")
    shelf, edition = installed(tmp_path / "shelf")
    assert {row.column2 for row in shelf.pairs_of(edition, "1000X") if row.column1 == "1000X"} == {
        "0001X",
        "0002X",
        "0003X",
    }
    assert [row.column1 for row in shelf.pairs_of(edition, "1000X")][-1] == "4999X"
    assert [row.column1 for row in shelf.pairs_of(edition, "0001X")] == [
        f"{part}{code:03d}X" for part in (1, 2, 3, 4) for code in range(3)
    ]
    assert shelf.pairs_of(edition, "nothing") == ()
    shelf.close()


def test_a_workbook_with_numbers_gives_the_same_edition_as_the_text(tmp_path: Path) -> None:
    table = {1: [files.pair("00100", "77777"), files.pair("10000", "99999", "20240101", "20241231", "0")]}
    for part in (2, 3, 4):
        table[part] = [files.pair(f"{part}0000", "77777")]
    run(files.write_ptp(tmp_path / "text", table), tmp_path / "one")
    head = [line.split("\t") for line in files.PTP_HEAD]
    for part, rows in table.items():
        cells = [[int(cell) if cell.isdecimal() else cell for cell in row] for row in rows]
        path = tmp_path / f"{files.ptp_name(part)}.xlsx"
        path.write_bytes(files.workbook([*head, *cells]))
    run(sorted(tmp_path.glob("*.xlsx")), tmp_path / "two")
    one, two = installed(tmp_path / "one"), installed(tmp_path / "two")
    assert one[1].sha256 == two[1].sha256
    one[0].close()
    two[0].close()


def test_the_digest_of_a_table_does_not_depend_on_how_it_was_cut_up_for_reading() -> None:
    rows = files.parts(80)[1]
    whole, pieces = Packer("x", 1), Packer("x", 1)
    whole.add(files.ptp_text(rows))
    pieces.add(files.ptp_text(rows[:7], end="\n"))
    for row in rows[7:]:
        pieces.add(files.ptp_text([row], [], "\n"))
    assert whole.finish().digest == pieces.finish().digest


def test_a_header_on_one_line_and_columns_in_another_order_are_read_by_name(tmp_path: Path) -> None:
    names = ("Column 1", "Column 2", "PTP Edit Rationale", "*=in existence prior to 1996", "Effective Date")
    head = [
        "\t".join((*names, "Deletion Date *=no data", "Modifier 0=not allowed 1=allowed 9=not applicable"))
    ]
    for part, rows in files.parts().items():
        moved = [(one, two, why, pre, first, last, ind) for one, two, pre, first, last, ind, why in rows]
        (tmp_path / f"{files.ptp_name(part)}.TXT").write_bytes(files.ptp_text(moved, head, "\n"))
    run(sorted(tmp_path.glob("*.TXT")), tmp_path / "moved")
    run(files.write_ptp(tmp_path / "in", files.parts()), tmp_path / "plain")
    one, two = installed(tmp_path / "moved"), installed(tmp_path / "plain")
    assert one[1].sha256 == two[1].sha256
    one[0].close()
    two[0].close()


def test_a_partial_set_is_kept_aside_and_completed_by_the_missing_part(tmp_path: Path) -> None:
    paths = files.write_ptp(tmp_path / "in", files.parts())
    first = run(paths[:1] + paths[2:], tmp_path / "shelf")
    assert states(first) == ["partial"] * 3
    assert "f2 is missing" in first[0].sentence
    shelf = Shelf.open(tmp_path / "shelf")
    assert shelf.editions == ()
    assert [shelf.meta(item).missing for item in shelf.partial] == [(2,)]
    assert shelf.in_force("ncci-ptp", "practitioner", date(2026, 8, 1)) is None
    shelf.close()
    assert states(run(paths[1:2], tmp_path / "shelf")) == ["installed"]
    completed, edition = installed(tmp_path / "shelf")
    run(paths, tmp_path / "whole")
    whole, same = installed(tmp_path / "whole")
    assert edition.sha256 == same.sha256
    assert completed.partial == ()
    completed.close()
    whole.close()


def test_parts_that_do_not_follow_each_other_are_refused(tmp_path: Path) -> None:
    table = files.parts()
    table[3] = table[2]
    outcomes = run(files.write_ptp(tmp_path / "in", table), tmp_path / "shelf")
    assert states(outcomes) == ["refused"] * 4
    assert "Part 3" in outcomes[0].sentence
    assert list((tmp_path / "shelf").glob("*.npe*")) == []


def test_parts_of_two_quarters_stay_two_partial_sets(tmp_path: Path) -> None:
    table = files.parts()
    new = files.write_ptp(tmp_path / "new", {1: table[1], 2: table[2]}, "323")
    old = files.write_ptp(tmp_path / "old", {3: table[3], 4: table[4]}, "322")
    assert states(run(new + old, tmp_path / "shelf")) == ["partial"] * 4
    shelf = Shelf.open(tmp_path / "shelf")
    assert [item.edition for item in shelf.partial] == ["2026Q3", "2026Q4"]
    assert shelf.editions == ()
    shelf.close()


def test_one_part_twice_is_taken_once_and_two_claims_to_a_part_are_refused(tmp_path: Path) -> None:
    table = files.parts()
    paths = files.write_ptp(tmp_path / "in", table)
    copy = tmp_path / "again" / paths[0].name
    copy.parent.mkdir()
    copy.write_bytes(paths[0].read_bytes())
    assert states(run([*paths, copy], tmp_path / "shelf")) == ["installed"] * 5
    other = files.write_ptp(tmp_path / "other", {1: table[1][:4]})
    outcomes = run([*paths, *other], tmp_path / "fresh")
    assert "are both part 1" in outcomes[0].sentence


@pytest.mark.parametrize("inside", ["", "unpacked"])
def test_parts_that_were_unpacked_beside_their_zips_are_taken_once(tmp_path: Path, inside: str) -> None:
    folder = tmp_path / "in"
    for path in files.write_ptp(folder, files.parts()):
        with zipfile.ZipFile(path) as packed:
            packed.extractall(folder / inside)
    assert states(run([folder], tmp_path / "shelf")) == ["installed"] * 8
    shelf, edition = installed(tmp_path / "shelf")
    assert edition.rows == 48
    shelf.close()
    assert states(run([folder], tmp_path / "shelf")) == ["skipped"] * 8


def test_the_forms_of_a_part_in_one_folder_are_taken_once_and_the_text_is_read(tmp_path: Path) -> None:
    folder, table = tmp_path / "in", files.parts()
    folder.mkdir()
    for part, rows in table.items():
        (folder / f"{files.ptp_name(part)}.TXT").write_bytes(files.ptp_text(rows))
        head = [line.split("\t") for line in files.PTP_HEAD]
        (folder / f"{files.ptp_name(part)}.xlsx").write_bytes(files.workbook([*head, *rows]))
    assert states(run([folder], tmp_path / "shelf")) == ["installed"] * 8
    shelf, edition = installed(tmp_path / "shelf")
    assert edition.files == tuple(f"{files.ptp_name(part)}.TXT" for part in table)
    shelf.close()


def test_a_text_beside_a_zip_that_holds_another_is_refused(tmp_path: Path) -> None:
    folder, table = tmp_path / "in", files.parts()
    files.write_ptp(folder, table)
    text = files.ptp_text(table[1])
    (folder / f"{files.ptp_name(1)}.TXT").write_bytes(text.replace(b"20240101", b"20240102"))
    outcomes = run([folder], tmp_path / "shelf")
    assert states(outcomes) == ["refused"] * 5
    assert "are both part 1 and differ" in outcomes[0].sentence


def test_the_same_edition_again_is_skipped_at_once(tmp_path: Path) -> None:
    paths = files.write_ptp(tmp_path / "in", files.parts())
    run(paths, tmp_path / "shelf")
    assert states(run(paths, tmp_path / "shelf")) == ["skipped"] * 4
    assert states(run(paths[:1], tmp_path / "shelf")) == ["skipped"]


def test_a_reissue_replaces_an_edition_and_the_old_one_can_be_brought_back(tmp_path: Path) -> None:
    run(files.write_ptp(tmp_path / "in", files.parts()), tmp_path / "shelf")
    run(files.write_ptp(tmp_path / "new", files.parts(16)), tmp_path / "shelf")
    shelf, edition = installed(tmp_path / "shelf")
    assert edition.rows == 64
    assert [item.rows for item in shelf.aside] == [48]
    shelf.close()


@pytest.mark.parametrize(
    ("name", "rows", "title"),
    [
        ("Additions_Eff_07-01-2026.txt", [("0001X", "0002X", "1")], "PTP edits, quarterly changes"),
        (
            "medicaid.TXT",
            [("0001X", "0002X", "20200101", "*", "1", files.RATIONALE)],
            "PTP edits, Medicaid",
        ),
    ],
)
def test_look_alikes_are_named_and_refused(
    tmp_path: Path, name: str, rows: list[tuple[str, ...]], title: str
) -> None:
    path = tmp_path / name
    path.write_bytes(files.ptp_text(rows, ['Column 1\tColumn 2\t"Modifier\nIndicator"']))
    (outcome,) = run([path], tmp_path / "shelf")
    assert (outcome.state, outcome.found.title) == ("refused", title)


def test_a_part_number_beyond_what_a_table_has_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "ccipra-v322r0-f99.TXT"
    path.write_bytes(files.ptp_text(files.parts()[1]))
    assert recognize(path)[0].problem


def test_a_part_without_its_name_is_recognized_and_asked_for_its_name(tmp_path: Path) -> None:
    path = tmp_path / "download.txt"
    path.write_bytes(files.ptp_text(files.parts()[1]))
    (found,) = recognize(path)
    assert found.source == "ncci-ptp"
    assert "name" in found.problem


GOOD = files.pair("1000X", "0002X")
BAD_ROWS = {
    "two codes": ("1000X", "2X", "", "20200101", "*", "1", "why"),
    "dates": ("1000X", "0003X", "", "20201301", "*", "1", "why"),
    "indicator": ("1000X", "0003X", "", "20200101", "*", "2", "why"),
    "a rationale": ("1000X", "0003X", "", "20200101", "*", "1", ""),
    "comes after": ("0999X", "0003X", "", "20200101", "*", "1", "why"),
}


@pytest.mark.parametrize("what", BAD_ROWS)
def test_a_bad_row_is_named_by_its_line(what: str) -> None:
    packer = Packer("part.TXT", 1)
    with pytest.raises(InputError, match=rf"part\.TXT, line 8: .*{what}"):
        packer.add(files.ptp_text([GOOD, BAD_ROWS[what]]))


def test_a_row_out_of_order_is_found_across_chunks() -> None:
    packer = Packer("part.TXT", 1)
    packer.add(files.ptp_text([GOOD]))
    with pytest.raises(InputError, match="line 8: 1000X/0001X comes after 1000X/0002X"):
        packer.add(files.ptp_text([files.pair("1000X", "0001X")], []))


def test_swapped_code_columns_are_noticed(tmp_path: Path) -> None:
    rows = [(two, one, *rest) for one, two, *rest in files.parts()[1]]
    path = tmp_path / f"{files.ptp_name(1)}.TXT"
    path.write_bytes(files.ptp_text(rows))
    (outcome,) = run([path], tmp_path / "shelf")
    assert outcome.state == "refused"


def test_a_text_that_breaks_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / f"{files.ptp_name(1)}.TXT"
    path.write_bytes(files.ptp_text(files.parts()[1])[:-9])
    (outcome,) = run([path], tmp_path / "shelf")
    assert "breaks off" in outcome.sentence
