"""Claims out of files: what is in the file decides, and a claim that cannot be read stops no other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims import claim_files, streams
from app.claims.claim_files import ClaimFile, only_claim, open_claims
from app.claims.claim_tables import read_table
from app.claims.record import Entry, read_claim
from app.claims.table_rows import COLUMNS
from app.coding.claim import Claim, Documentation, Line
from app.coding.errors import InputError
from app.coding.field import Field
from app.coding.fields import CLAIM_FIELDS, DOCUMENTATION_FIELDS
from app.library import Library

ROOT = Path(__file__).resolve().parents[2]
ONE = {"schema": 1, "date_of_service": "2026-09-15", "lines": [{"code": "77002"}]}
CLAIM = Claim(schema=1, date_of_service=date(2026, 9, 15), lines=(Line("77002"),))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_files_are_claims_as_the_commands_read_them(library: Library) -> None:
    files = sorted((ROOT / "data" / "examples").iterdir())
    assert [only_claim(str(file)) for file in files] == [each.claim for each in library.examples()]


def entries_of(name: str, text: str | bytes) -> list[Entry]:
    """The entries of a file in the working folder."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(open_claims(name).entries)


def open_claims_of(name: str, text: str) -> ClaimFile:
    """A file in the working folder, opened."""
    Path(name).write_text(text, encoding="utf-8")
    return open_claims(name)


def problem_in(entries: list[Entry]) -> str:
    """The problem of the one entry that has one."""
    (problem,) = [entry.problem for entry in entries if entry.problem]
    return problem


def problem_of(name: str, text: str | bytes) -> str:
    """The one problem of a file, whether it concerns the file or a claim in it."""
    try:
        (entry,) = entries_of(name, text)
    except InputError as error:
        return str(error)
    assert entry.claim is None
    return entry.problem


@pytest.mark.usefixtures("folder")
class TestJson:
    @pytest.mark.parametrize("indent", [None, 2])
    def test_one_claim_on_one_line_or_many(self, indent: int | None) -> None:
        assert entries_of("claim.json", json.dumps(ONE, indent=indent)) == [Entry(1, CLAIM)]
        assert not open_claims("claim.json").many

    def test_json_lines_are_known_by_their_second_line(self) -> None:
        text = f"{json.dumps(ONE)}\n\n{json.dumps(ONE)}\n"
        assert entries_of("claims.json", text) == [Entry(1, CLAIM), Entry(3, CLAIM)]
        assert open_claims("claims.json").many

    def test_json_lines_are_known_by_their_suffix(self) -> None:
        assert entries_of("claims.jsonl", json.dumps(ONE)) == [Entry(1, CLAIM)]
        assert open_claims("claims.jsonl").many

    def test_a_broken_line_is_named_and_the_others_are_read(self) -> None:
        text = f'{{"schema": 1,\n{json.dumps(ONE)}\n{json.dumps(ONE | {"payer": "X"})}\n'
        first, second, third = entries_of("claims.ndjson", text)
        assert first.problem.startswith("claims.ndjson, line 1: The claim is not valid JSON")
        assert second == Entry(2, CLAIM)
        assert third.problem.startswith("claims.ndjson, line 3: payer: give the id of a payer")

    def test_a_byte_order_mark_is_no_fault(self) -> None:
        assert entries_of("claim.json", b"\xef\xbb\xbf" + json.dumps(ONE).encode()) == [Entry(1, CLAIM)]

    def test_a_refusal_names_the_file_and_the_field(self) -> None:
        assert problem_of("a.json", '{"schema": 1, "lines": []}') == "a.json: date_of_service: is required."

    def test_a_list_is_refused_with_the_way_out(self) -> None:
        assert problem_of("a.json", f"[{json.dumps(ONE)}]") == (
            "a.json is a JSON list. Give one claim, or several as JSON lines with one claim per line."
        )

    @pytest.mark.parametrize("text", ["5", "-1.5e3\n", "null", "true", '"A1"', "\ufeff20610\n"])
    @pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
    def test_a_bare_value_of_json_is_no_table(self, name: str, text: str) -> None:
        assert problem_of(name, text).startswith(f"{name} is a bare value of JSON and holds no claim.")

    def test_a_bare_value_is_named_by_who_reads_one_claim(self) -> None:
        with pytest.raises(InputError, match=r"^This is a bare value of JSON and holds no claim\."):
            read_claim(b"5")

    @pytest.mark.parametrize("text", ["", "\n \n"])
    def test_an_empty_file(self, text: str) -> None:
        assert problem_of("a.837", text) == (
            "a.837 is empty. Give claims as JSON, JSON lines, CSV, XLSX, FHIR, or X12 837 or 835."
        )

    def test_a_file_that_is_not_there(self) -> None:
        with pytest.raises(InputError, match=r"^gone\.json cannot be read \(No such file or directory\)\.$"):
            open_claims("gone.json")

    def test_nothing_is_read_of_a_nest_of_lists(self) -> None:
        text = '{"schema": 1, "date_of_service": "2026-09-15", "lines": ' + "[" * 5000 + "]" * 5000 + "}"
        assert (
            problem_of("a.json", text)
            == "a.json: The claim is nested too deeply. Give one record with its lines."
        )
        assert problem_of("a.jsonl", "[" * 100_000).startswith(
            "a.jsonl, line 1: The claim is nested too deeply"
        )

    @pytest.mark.parametrize("text", ["x" * 1000, "{\n" * 500])
    def test_a_file_beyond_any_claim(self, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (claim_files, streams):
            monkeypatch.setattr(module, "LONGEST", 900)
        assert " than any claim." in problem_of("a.json", text)

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(ONE).encode())))
        assert only_claim("-") == CLAIM

    def test_only_claim_refuses_many_and_none(self) -> None:
        entries_of("two.jsonl", f"{json.dumps(ONE)}\n{json.dumps(ONE)}")
        with pytest.raises(InputError, match=r"^two\.jsonl holds 2 claims\. .*--claim and its name: 1, 2\.$"):
            only_claim("two.jsonl")
        Path("none.csv").write_text("claim,date_of_service,code\n")
        with pytest.raises(InputError, match=r"^none\.csv holds no claim\. Give one claim\.$"):
            only_claim("none.csv")


TABLE = """\
claim,date_of_service,place_of_service,payer,code,modifiers,units,diagnoses,documentation.modality,documentation.signed
A17,2026-09-15,11,medicare,20610,RT,1,M16.11 M17.0,fluoroscopy,yes
A17,,,,77002,26 XS,,M16.11,,
B2,9/15/2026,2,,j1030,,4,,,NO
"""


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "an unknown column": (
        TABLE.replace("payer", "patient"),
        "a.csv: “patient” is not a column of a claim table",
    ),
    "a column twice": ("claim,claim,date_of_service,code\n", "a.csv: the column claim appears twice"),
    "no claim column": ("date_of_service,code\n2026-09-15,77002\n", "a.csv: the column claim is missing"),
    "not a table": (
        "hello\n",
        "a.csv: the first row is no header row of a claim table. Begin it with claim,",
    ),
    "no header row": (
        "A,2026-09-15,20610,Alpha,units,code\n",
        "a.csv: the first row is no header row of a claim table",
    ),
    "headings of another table": (
        "Claim #,DOS From,DOS To,POS,CPT/HCPCS,Mod 1,Units\n",
        "a.csv: 5 headings are not columns of a claim table: “DOS From”, “DOS To”, “POS”, “CPT/HCPCS”,",
    ),
    "nothing below the separator": ("sep=;\n", "a.csv: the columns claim, date_of_service, code are missing"),
    "a cell below no heading": (
        "claim,date_of_service,code,\nA,2026-09-15,77002,x\n",
        "a.csv, line 2: a cell stands below an empty heading",
    ),
    "a row too long": (
        "claim,date_of_service,code\nA,2026-09-15,77002,x\n",
        "a.csv, line 2: this row has more cells than the header row",
    ),
    "an open quotation": (
        'claim,date_of_service,code\nA,2026-09-15,"77002\n',
        "a.csv, line 2: this row cannot",
    ),
    "blank lines above": (
        "\nclaim,date_of_service,code\n\n \nA,2026-09-15,77002\n\n\n\nA,,7700\n",
        "a.csv, line 9: code: a code has five letters or digits",
    ),
    "a blank line above a row that cannot be read": (
        "claim,date_of_service,code\n\n\nA,2026-09-15,77002,x\n",
        "a.csv, line 4: this row has more cells",
    ),
    "another encoding": (
        "claim,date_of_service,code\né,2026-09-15,77002\n".encode("latin-1"),
        "a.csv, line 2 is not UTF-8. Save the table as “CSV UTF-8”",
    ),
    "no claim named": (
        "claim,date_of_service,code\n,2026-09-15,77002\n",
        "a.csv, line 2: the claim column is empty",
    ),
    "a code that is none": (
        "claim,date_of_service,code\nA,2026-09-15,77002\nA,,7700\n",
        "a.csv, line 3: code: a code has five letters or digits",
    ),
    "no code": (
        "claim,date_of_service,code\nA,2026-09-15,\n",
        "a.csv, line 2: code: is required.",
    ),
    "units that are no number": (
        "claim,date_of_service,code,units\nA,2026-09-15,77002,one\n",
        "a.csv, line 2: units: give a whole number",
    ),
    "no date": (
        "claim,date_of_service,code\nA,,77002\n",
        "a.csv, line 2: date_of_service: is required",
    ),
    "t for a date": (
        "claim,date_of_service,code\nA,t,77002\n",
        "a.csv, line 2: date_of_service: give the date as",
    ),
    "a date that is none": (
        "claim,date_of_service,code\nA,soon,77002\n",
        "a.csv, line 2: date_of_service: not a date. Give it as",
    ),
    "a payer by its label": (
        "claim,date_of_service,code,payer\nA,2026-09-15,77002,Blue Cross\n",
        "a.csv, line 2: payer: give the id of a payer in small letters",
    ),
    "an answer that is none": (
        "claim,date_of_service,code,documentation.signed\nA,2026-09-15,77002,maybe\n",
        "a.csv, line 2: documentation.signed: give yes or no",
    ),
    "rows that disagree": (
        "claim,date_of_service,code\nA,2026-09-15,77002\nA,2026-09-15,77002\nA,2026-09-16,20610\n",
        "a.csv, line 4: date_of_service: differs from a row above for the same claim",
    ),
}


@pytest.mark.usefixtures("folder")
class TestCsv:
    def test_rows_of_one_claim_belong_together(self) -> None:
        first, second = entries_of("claims.csv", TABLE)
        assert first == Entry(
            "A17",
            Claim(
                schema=1,
                date_of_service=date(2026, 9, 15),
                place_of_service="11",
                payer="medicare",
                lines=(
                    Line("20610", ("RT",), 1, ("M16.11", "M17.0")),
                    Line("77002", ("26", "XS"), 1, ("M16.11",)),
                ),
                documentation=Documentation(modality="fluoroscopy", signed=True),
            ),
        )
        assert second.claim is not None
        assert second.claim.lines == (Line("J1030", (), 4),)
        assert second.claim.place_of_service == "02"
        assert second.claim.documentation.signed is False
        assert second.claim.documentation.modality is None

    @pytest.mark.parametrize("separator", [";", "\t"])
    def test_other_separators(self, separator: str) -> None:
        assert entries_of("a.csv", TABLE.replace(",", separator)) == entries_of("b.csv", TABLE)

    def test_a_spreadsheet_s_byte_order_mark_line_ends_and_blank_rows(self) -> None:
        text = "\ufeff" + TABLE.replace("\n", "\r\n").replace("B2,", "\r\n,,,,,,,,,\r\nB2,")
        assert entries_of("a.csv", text) == entries_of("b.csv", TABLE)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_unicode_text_of_a_spreadsheet_is_read(self, encoding: str) -> None:
        mark = "" if encoding == "utf-16" else "\ufeff"
        for text in (TABLE, TABLE.replace("\n", "\r\n").replace(",", "\t")):
            assert entries_of("a.csv", (mark + text).encode(encoding)) == entries_of("b.csv", TABLE)
        claim = json.dumps(ONE, indent=2)
        assert entries_of("a.json", (mark + claim).encode(encoding)) == [Entry(1, CLAIM)]

    def test_lines_may_end_in_carriage_returns_alone(self) -> None:
        assert entries_of("a.csv", TABLE.replace("\n", "\r")) == entries_of("b.csv", TABLE)

    def test_standard_input_may_be_a_table(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
        assert [entry.name for entry in open_claims("-").entries] == ["A17", "B2"]

    def test_a_claim_is_given_before_the_next_is_read(self) -> None:
        read: list[int] = []

        class Lines:
            def __iter__(self) -> Iterator[str]:
                read.append(0)
                yield "claim,date_of_service,code\n"
                for number in range(1000):
                    read[-1] += 1
                    yield f"{number},2026-09-15,77002\n"

        entries = read_table(Lines(), "stream", 1)
        assert [next(entries).name for _ in range(3)] == ["0", "1", "2"]
        assert read == [1000, 4]

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("line", ["sep={}\r\n", "SEP={}\n\n", '"sep={}"\n'])
    def test_a_line_that_names_the_separator(self, line: str, separator: str) -> None:
        text = TABLE.replace(",", separator)
        assert entries_of("a.csv", line.format(separator) + text) == entries_of("b.csv", TABLE)
        broken = text.replace("j1030", "j10")
        assert problem_in(entries_of("a.csv", "sep=" + separator + "\n" + broken)).startswith(
            "a.csv, line 5:"
        )

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("20610", "20610\u200b"),
            ("20610", "20610.0"),
            ("20610", "\u00a020610\u00a0"),
            ("RT", "\ufeffRT"),
            ("26 XS", "26.0 XS"),
            ("26 XS", "26\u00a0XS"),
            ("26 XS", '"26, XS"'),
            ("26 XS", "26:XS"),
            (",11,", ",11.0,"),
            ("/2026,2,", "/2026,2.0,"),
            (",4,", ",4.0,"),
            (",4,", ",4.,"),
            ("2026-09-15", "20260915"),
            ("2026-09-15", "2026/09/15"),
            ("2026-09-15", "2026\u201109\u201115"),
            ("2026-09-15", "2026-09-15T00:00:00"),
            ("9/15/2026", "9/15/2026 12:00:00 AM"),
            ("A17,2026", "A17\u200b,2026"),
            ("date_of_service", "Date of Service"),
            ("place_of_service", "\ufeffPLACE OF SERVICE"),
        ],
    )
    def test_what_spreadsheets_make_of_a_cell(self, old: str, new: str) -> None:
        assert old in TABLE
        assert entries_of("a.csv", TABLE.replace(old, new, 1)) == entries_of("b.csv", TABLE)

    def test_free_text_stays_as_typed(self) -> None:
        text = "claim,date_of_service,code,reference\nA,2026-09-15,77002,case\u00a01\u20132\n"
        (entry,) = entries_of("a.csv", text)
        assert entry.claim is not None
        assert entry.claim.reference == "case\u00a01\u20132"

    def test_empty_columns_at_the_end_are_none(self) -> None:
        text = "".join(f"{line},,\n" for line in TABLE.splitlines())
        assert entries_of("a.csv", text) == entries_of("b.csv", TABLE)

    @pytest.mark.parametrize(("text", "start"), REFUSED.values(), ids=REFUSED.keys())
    def test_refused_with_file_line_and_column(self, text: str | bytes, start: str) -> None:
        sentence = problem_of("a.csv", text)
        assert sentence.startswith(start)
        assert sentence.endswith(".")

    def test_rows_apart_are_one_claim(self) -> None:
        head = "claim,date_of_service,code\n"
        a, b, c = "A,2026-09-15,77002\n", "B,2026-09-15,77002\n", "C,2026-09-15,20610\n"
        entries = entries_of("a.csv", head + a + b + a + c + b + a)
        assert [entry.name for entry in entries] == ["C", "B", "A"]
        assert [len(entry.claim.lines) for entry in entries if entry.claim] == [1, 2, 3]

    def test_rows_apart_are_one_claim_on_standard_input_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "claim,date_of_service,code\nA,2026-09-15,77002\nB,2026-09-15,77002\nA,2026-09-15,20610\n"
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert [entry.name for entry in open_claims("-").entries] == ["B", "A"]

    def test_rows_agree_that_say_the_same_in_other_writing(self) -> None:
        text = (
            "claim,date_of_service,place_of_service,documentation.signed,code\n"
            "A,06/15/2026,11,yes,20610\nA,2026-06-15,11.0,Y,77002\nA,6/15/2026,,,20605\n"
        )
        (entry,) = entries_of("a.csv", text)
        assert entry.claim is not None
        assert entry.claim.date_of_service == date(2026, 6, 15)
        assert [line.code for line in entry.claim.lines] == ["20610", "77002", "20605"]

    def test_rows_apart_that_disagree_are_refused(self) -> None:
        text = "claim,date_of_service,code\nA,2026-09-15,77002\nB,2026-09-15,77002\nA,2026-09-16,20610\n"
        good, bad = entries_of("a.csv", text)
        assert good.claim is not None
        assert bad.problem.startswith("a.csv, line 4: date_of_service: differs from a row above")

    def test_nothing_is_given_of_a_table_that_breaks_off_below(self) -> None:
        claims = open_claims_of("a.csv", TABLE + 'C3,"2026\n')
        with pytest.raises(InputError, match=r"a\.csv, line 5: this row cannot be read"):
            next(claims.entries)

    def test_a_cell_over_two_lines_keeps_the_count(self) -> None:
        text = 'claim,date_of_service,reference,code\nA,2026-09-15,"two\nlines",77002\nB,2026-09-15,,7700\n'
        assert entries_of("a.csv", text)[1].problem.startswith("a.csv, line 4: code:")


CELLS = st.text(max_size=12) | st.sampled_from(["2026-09-15", "77002", "26", "yes", "A", "11"])


@pytest.mark.parametrize("field", [*CLAIM_FIELDS, *DOCUMENTATION_FIELDS], ids=lambda field: field.path)
def test_a_table_has_a_column_for_every_field_of_the_claim_and_its_documentation(field: Field) -> None:
    cell = {"date": "9/15/2026", "place": "2", "yes-no": "no", "text": "disc", "payer": "bcbs"}
    read = {"date": date(2026, 9, 15), "place": "02", "yes-no": False, "text": "disc", "payer": "bcbs"}
    first = next(iter(field.values), "")
    row = {"claim": "A", "date_of_service": "9/15/2026", "code": "77002"}
    row |= {field.column: cell.get(field.kind, first)}
    (entry,) = read_table([",".join(row), ",".join(row.values())], "a.csv", 1)
    assert entry.claim is not None, entry.problem
    assert field.read(entry.claim) == read.get(field.kind, first)


@given(st.lists(st.sampled_from(COLUMNS), unique=True), st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_any_table_is_read_or_refused(columns: list[str], rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([columns, *rows])
    sentence = "."
    try:
        for entry in read_table(out.getvalue().splitlines(keepends=True), "a.csv", 1):
            assert (entry.claim is None) == bool(entry.problem)
            assert entry.claim or entry.problem.endswith(".")
    except InputError as error:
        sentence = str(error)
    assert sentence.endswith(".")
