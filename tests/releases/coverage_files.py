"""A download of coverage articles in its true layout, with invented articles, codes, places and words."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.releases.coverage_columns import COLUMNS

Row = Mapping[str, str]
Tables = dict[str, list[Row]]
PERIOD = ("period_id", "begin_date", "dis_end_date")
CONTRACTOR = (
    "contractor_id", "contractor_type_id", "contractor_version", "contractor_bus_name", "contractor_number",
    "dmerc_rgn", "address1", "state_id", "status", "url", "email", "cmd_name", "contractor_subtype_id",
)  # fmt: skip
AMA = "Invented wording of an owner"


def _at(article: str, version: str, **more: str) -> Row:
    return {"article_id": article, "article_version": version, **more}


def _code(code: str, group: str = "1", article: str = "101", version: str = "3") -> Row:
    return _at(article, version, hcpc_code_id=code, hcpc_code_version="9", hcpc_code_group=group,
               last_updated="2026-08-20 02:00:00", long_description=AMA, short_description=AMA)  # fmt: skip


def _covered(code: str, group: str = "1", star: str = "", article: str = "101", version: str = "3") -> Row:
    return _at(
        article, version, icd10_code_id=code, icd10_covered_group=group, asterisk=star, description="Invented"
    )


def _article(article: str, version: str, effective: str, status: str = "A", **more: str) -> Row:
    title = f"<b>Invented &amp;amp; read</b> {article}"
    shown = {"102": "102", "103": ""}.get(article, f"A{article}")
    return _at(article, version, title=title, status=status, article_eff_date=effective,
               display_id=shown, description="Two\r\nlines, “quoted”", **more)  # fmt: skip


def tables() -> Tables:
    """Every table that is read, by name.

    Article 101 has one covered group without a word; 102 two groups and a paragraph that says how they go
    together; 103 no diagnoses; 104 is retired; 105 has two versions and prints 0005X only in the first.
    """
    return {
        "article": [
            _article("101", "3", "2026-01-01 00:00:00"),
            _article("102", "7", "03/15/2026"),
            _article("103", "1", "2025-01-01"),
            _article("104", "2", "2024-01-01", "R", date_retired="2025-06-30 00:00:00"),
            _article("105", "1", "2025-01-01", article_rev_end_date=""),
            _article("105", "2", "2026-04-01"),
        ],
        "article_future_retire": [{"article_id": "103", "retire_dt": "12/31/2026"}],
        "article_related_documents": [_at("101", "3", r_lcd_id="9001"), _at("101", "3", r_article_id="7")],
        "article_related_ncd_documents": [
            _at("101", "3", r_ncd_id="70"), _at("101", "3", r_ncd_id="70"), _at("102", "7", r_ncd_id="")
        ],
        "article_x_hcpc_code": [
            _code("0001X"),
            _code("0002X"),
            _code("0002X", "1", "102", "7"),
            _code("0003X", "2", "102", "7"),
            _code("0002X", "1", "103", "1"),
            _code("0004X", "1", "104", "2"),
            _code("0005X", "1", "105", "1"),
            _code("0006X", "1", "105", "2"),
            _code("0009X", "1", "999", "1"),
        ],
        "article_x_hcpc_code_group": [_at("102", "7", hcpc_code_group="2", paragraph="")],
        "article_x_icd10_covered": [
            _covered("M25.551"),
            _covered("M25.552", star="*"),
            _covered("XX000"),
            _covered("M25.551", "1", "", "102", "7"),
            _covered("M25.551", "2", "", "102", "7"),
            _covered("M54.50", "2", "", "102", "7"),
            _covered("M25.551", "1", "", "104", "2"),
        ],
        "article_x_icd10_covered_group": [
            _at("101", "3", icd10_covered_group="1", icd10_covered_ast="Needs &lt;i&gt;another"),
            _at("102", "7", icd10_covered_group="1", paragraph="<p>For 0002X one of group 1</p><p>and "
                "one of group&amp;nbsp;2, age &lt; 18</p>"),
            _at("102", "7", icd10_covered_group="2", paragraph=""),
        ],
        "article_x_icd10_noncovered": [
            _at("101", "3", icd10_code_id="M25.552", icd10_noncovered_group="1"),
        ],
        "article_x_icd10_noncovered_group": [
            _at("101", "3", icd10_noncovered_group="1", paragraph="Never &eacute;ver"),
        ],
        "article_x_contractor": [
            _at(article, version, contractor_id=each, contractor_type_id="9", contractor_version="1")
            for article, version in (
                ("101", "3"), ("102", "7"), ("103", "1"), ("104", "2"), ("105", "1"), ("105", "2")
            )
            for each in (("11", "12", "11") if article == "101" else ("11",))
        ],
        "contractor": [
            {"contractor_id": "11", "contractor_type_id": "9", "contractor_version": "1",
             "contractor_number": "99101", "contractor_bus_name": "Invented Administrators"},
            {"contractor_id": "12", "contractor_type_id": "9", "contractor_version": "1",
             "contractor_number": "9102", "contractor_bus_name": "Far Administrators"},
            {"contractor_id": "11", "contractor_type_id": "8", "contractor_version": "1",
             "contractor_number": "99999", "contractor_bus_name": "Another kind"},
        ],
        "contractor_jurisdiction": [
            {"contractor_id": "11", "contractor_type_id": "9", "contractor_version": "1", "state_id": "1"},
            {"contractor_id": "11", "contractor_type_id": "9", "contractor_version": "1", "state_id": "2",
             "term_date": "2020-01-01"},
            {"contractor_id": "11", "contractor_type_id": "8", "contractor_version": "1", "state_id": "2"},
            {"contractor_id": "12", "contractor_type_id": "9", "contractor_version": "1", "state_id": "3"},
        ],
        "state_lookup": [
            {"state_id": "1", "state_abbrev": "ZA", "description": "Nowhere"},
            {"state_id": "2", "state_abbrev": "ZB", "description": "Beyond"},
            {"state_id": "3", "state_abbrev": "QN", "description": "A part"},
        ],
        "update_period": [
            {"period_id": "1", "begin_date": "08/13/2026", "dis_end_date": "08/19/2026"},
            {"period_id": "2", "begin_date": "08/20/2026", "dis_end_date": "08/26/2026"},
        ],
    }  # fmt: skip


def lcd_tables() -> Tables:
    """Every table of LCDs that is read: 9001 has two versions, the later from 04/01/2026; 9002 is retired."""
    places = {name: rows for name, rows in tables().items() if name in _SHARED}
    lcds = [
        _lcd(
            "9001", "4", "2026-04-01", util_guide="<p>Three sessions</p>", indication="When <b>two</b> hold"
        ),
        _lcd("9001", "3", "2025-01-01", rev_end_date="03/31/2026", indication="An earlier text"),
        _lcd("9002", "1", "2020-01-01", status="R", date_retired="2024-06-30"),
    ]
    return places | {
        "lcd": lcds,
        "lcd_future_retire": [{"lcd_id": "9003", "retire_dt": "12/31/2026"}],
        "lcd_related_ncd_documents": [
            {"lcd_id": "9001", "lcd_version": "4", "r_ncd_id": "71"},
            {"lcd_id": "9001", "lcd_version": "4", "r_ncd_id": ""},
        ],
        "lcd_x_contractor": [
            {"lcd_id": "9001", "lcd_version": each, "contractor_id": "11", "contractor_type_id": "9",
             "contractor_version": "1"}
            for each in ("4", "3")
        ],
    }  # fmt: skip


def _lcd(lcd: str, version: str, effective: str, status: str = "A", **more: str) -> Row:
    title = f"Invented <i>policy</i> {lcd}"
    return {"lcd_id": lcd, "lcd_version": version, "title": title, "status": status, "display_id": f"L{lcd}",
            "orig_det_eff_date": "2015-10-01", "rev_eff_date": effective, **more}  # fmt: skip


def ncd_tables() -> Tables:
    """The table of NCDs that is read: 70 is in force, 71 ended."""
    return {
        "ncd_trkg": [
            {"ncd_id": "70", "ncd_vrsn_num": "2", "ncd_mnl_sect": "999.1",
             "ncd_mnl_sect_title": "Invented item", "ncd_efctv_dt": "2020-01-21",
             "indctn_lmtn": "<p>Nothing &amp; more</p>", "itm_srvc_desc": "An item",
             "last_updt_tmstmp": "2026-05-04 10:11:12", "ncd_ama": AMA},
            {"ncd_id": "71", "ncd_vrsn_num": "1", "ncd_mnl_sect": "999.2",
             "ncd_mnl_sect_title": "Ended item", "ncd_efctv_dt": "2001-01-01",
             "ncd_trmntn_dt": "2010-12-31", "last_updt_tmstmp": "2011-01-02"},
        ]
    }  # fmt: skip


_SHARED = ("contractor", "contractor_jurisdiction", "state_lookup", "update_period")


def columns(table: str) -> Sequence[str]:
    """The heading of a table."""
    return {"contractor": CONTRACTOR, "update_period": PERIOD}.get(table) or COLUMNS[table]


def table_bytes(head: Sequence[str], rows: Sequence[Row], encoding: str = "utf-8") -> bytes:
    """A table as CMS saves it: every cell in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([row.get(column, "") for column in head] for row in rows)
    return out.getvalue().encode(encoding)


def members(content: Tables | None = None, encoding: str = "utf-8") -> dict[str, bytes]:
    """The files of the inner zip."""
    return {
        f"{table}.csv": table_bytes(columns(table), rows, encoding)
        for table, rows in (tables() if content is None else content).items()
    }


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """A zip of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def write_download(
    folder: Path, files: Mapping[str, bytes] | None = None, name: str = "current_article.zip"
) -> Path:
    """The download with its zip in a zip."""
    inner = zip_bytes(members() if files is None else files)
    path = folder / name
    stem = name.removesuffix(".zip")
    path.write_bytes(
        zip_bytes({f"{stem}_csv.zip": inner, f"{stem}_readme.txt": b"Read me", "dictionary.pdf": b"%PDF"})
    )
    return path
