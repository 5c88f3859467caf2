"""Reading tables and section tags: nothing is cut in a narrow column, one tag says what rows share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.coding.pages import Fact, FactGrid, Page, Prose, Row, Section, Table
from app.coding.sources import Citation, Source
from app.desktop.look.look import Look
from app.desktop.pages.context import PageContext
from app.desktop.pages.drawing import wrapped_text
from app.desktop.pages.fact_parts import FactGridBlock
from app.desktop.pages.page_head import PageHead
from app.desktop.pages.parts import shared_citations
from app.desktop.pages.table_part import TableBlock
from app.desktop.widgets.citations import SourceTag, merge_places

DAY = date(2026, 11, 23)
HEADS = ("Year", "Component", "Work RVU", "Practice expense RVU", "Amount")
WIDTHS = [240, 330, 480, 760]


def source(name: str, series: str | None = "pfs-rvu", last: date | None = None) -> Source:
    return Source(
        id=name, basis="cms-edit", publisher="CMS", title=f"Release {name}", edition=name, short=name.upper(),
        url="", license="", confidence="high", read=DAY, series=series, last=last,
    )  # fmt: skip


SOURCES = {
    each.id: each for each in (source("c26"), source("d25", last=date(2025, 12, 31)), source("blog", None))
}


def find(citation: Citation) -> Source | None:
    return SOURCES.get(citation.source)


def cite(name: str, place: str = "") -> Citation:
    return SOURCES[name].cite(place)


def payment() -> Table:
    rows = [
        Row(
            (year, part, "0.53", "not in the book", "$121.25"),
            (cite(name, f"1 {part}"),),
            marked=name == "c26",
        )
        for year, name in (("2026", "c26"), ("2025", "d25"))
        for part in ("Global", "26", "TC")
    ]
    return Table(HEADS, tuple(rows), numeric=(2, 3, 4))


@pytest.fixture
def context(look: Look) -> PageContext:
    return PageContext(look, find, str, lambda _key: None, DAY)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def tags(block: QWidget) -> list[str]:
    return [tag.text() for tag in block.findChildren(SourceTag)]


@pytest.mark.parametrize("zoom", [100, 130, 200])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_cell_of_a_table_is_whole_and_inside_it(
    context: PageContext, parent: QWidget, look: Look, width: int, zoom: int
) -> None:
    look.set_zoom(zoom)
    block = TableBlock(context, payment(), (), parent)
    height = block.arrange(width)
    pieces = block.drawing.pieces
    look.set_zoom(100)
    words = " ".join(piece.text for piece in pieces)
    assert words.count("$121.25") == 6
    assert "…" not in words
    for piece in pieces:
        assert piece.rect.right() <= width
        assert piece.rect.bottom() <= height
    rects = [piece.rect.adjusted(1, 1, -1, -1) for piece in pieces]
    assert not any(first.intersects(second) for first, second in combinations(rects, 2))


def test_a_row_that_has_no_room_side_by_side_names_each_cell(context: PageContext, parent: QWidget) -> None:
    block = TableBlock(context, payment(), (), parent)
    block.arrange(240)
    assert "Amount: $121.25" in [piece.text for piece in block.drawing.pieces]
    block.arrange(760)
    assert "Amount" in [piece.text for piece in block.drawing.pieces]


def test_the_rows_of_a_year_show_their_release_once(context: PageContext, parent: QWidget) -> None:
    block = TableBlock(context, payment(), (), parent)
    assert tags(block) == ["C26", "D25"]
    first = block.findChildren(SourceTag)[0]
    assert [each.locator for each in first.citations] == ["1 Global", "1 26", "1 TC"]


def section(*facts: Fact) -> Section:
    return Section("payment", "Payment", (payment(), Prose(facts)))


def test_the_release_that_most_rows_stand_on_is_the_tag_of_the_section(
    context: PageContext, parent: QWidget
) -> None:
    facts = (Fact(label="Supervision", value="03", citations=(cite("c26", "1"),)),)
    shared = shared_citations(section(*facts), find, DAY)
    assert {each.source for each in shared} == {"c26"}
    assert cite("c26", "1") in shared
    assert tags(TableBlock(context, payment(), shared, parent)) == ["D25"]


def test_a_release_that_is_not_in_force_is_no_tag_of_the_section(
    context: PageContext, parent: QWidget
) -> None:
    facts = [Fact(label=str(at), value="03", citations=(cite("d25", str(at)),)) for at in range(6)]
    assert shared_citations(section(*facts), find, DAY) == ()
    assert {each.source for each in shared_citations(section(*facts), find, date(2025, 12, 1))} == {"d25"}
    assert tags(TableBlock(context, payment(), (), parent)) == ["C26", "D25"]


def test_few_rows_or_a_source_that_is_no_official_edition_make_no_tag_of_a_section() -> None:
    assert shared_citations(section(), find, DAY) == ()
    advice = (Fact(label=str(at), value="x", citations=(cite("blog", str(at)),)) for at in range(6))
    assert shared_citations(section(*advice), find, DAY) == ()


def test_the_cells_of_a_grid_keep_their_own_tags(context: PageContext, parent: QWidget) -> None:
    facts = [Fact(label=str(at), value="x", citations=(cite("c26", str(at)),)) for at in range(5)]
    facts.append(Fact(label="Other", value="y", citations=(cite("d25"),)))
    shared = shared_citations(Section("facts", "Facts", (FactGrid(tuple(facts)),)), find, DAY)
    assert shared == ()
    assert len(tags(FactGridBlock(context, facts, shared, parent))) == 6


@pytest.mark.parametrize("count", [1, 4, 5, 8, 9])
def test_no_cell_stands_alone_in_the_last_row_of_a_wide_grid(
    context: PageContext, parent: QWidget, count: int
) -> None:
    block = FactGridBlock(context, [Fact(label=str(at), value="x") for at in range(count)], (), parent)
    block.arrange(720)
    tops = [piece.rect.top() for piece in block.drawing.pieces if piece.text.isdigit()]
    assert count == 1 or tops.count(max(tops)) > 1


def test_a_popover_names_a_source_once_with_its_places() -> None:
    rows: Sequence[Citation] = [cite("c26", str(at)) for at in range(9)]
    assert [each.locator for each in merge_places((*rows[:2], cite("d25", "x")))] == ["0; 1", "x"]
    assert merge_places(rows, 6)[0].locator == "0; 1; 2; 3; 4; 4 more rows"
    assert merge_places(rows)[0].locator.count(";") == 8


@pytest.mark.parametrize(("width", "below"), [(760, False), (380, True)])
def test_the_tag_of_a_summary_goes_below_it_in_a_narrow_column(
    context: PageContext, parent: QWidget, width: int, below: bool
) -> None:
    summary = "Live X-ray steers a needle to sample, drain, inject or mark a target."
    page = Page(
        key="1", kind="guidance", code="10000", label="Needle", summary=summary, as_of=DAY, sections=(),
        summary_citations=(cite("c26"), cite("blog")),
    )  # fmt: skip
    block = PageHead(context, page, None, 120, parent)
    height = block.arrange(width)
    words = next(piece for piece in block.drawing.pieces if piece.text == summary)
    tag = block.findChild(SourceTag)
    assert tag is not None
    assert (tag.y() >= words.rect.bottom()) is below
    assert tag.geometry().bottom() <= height
    assert words.rect.width() >= 250


def test_a_tag_without_a_summary_stands_below_the_head(context: PageContext, parent: QWidget) -> None:
    page = Page(
        key="payer:x", kind="payer", code="", label="A payer", as_of=DAY, summary="", sections=(),
        summary_citations=(cite("c26"),),
    )  # fmt: skip
    block = PageHead(context, page, None, 120, parent)
    height = block.arrange(500)
    (head,) = [piece for piece in block.drawing.pieces if piece.text == "A payer"]
    tag = block.findChild(SourceTag)
    assert tag is not None
    assert tag.y() >= head.rect.bottom()
    assert tag.geometry().bottom() <= height


def test_a_word_wider_than_its_column_is_broken_and_a_row_has_room_for_it(look: Look) -> None:
    text = "a word-that-is-much-wider-than-its-column ends"
    made = wrapped_text(text, 60)
    made.prepare(font=look.font())
    lines = made.size().height() / look.metrics().height()
    assert lines >= 4
    assert made.size().width() <= 60


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_not_checked_has_one_dashed_mark_clear_of_the_words(
    context: PageContext, parent: QWidget, width: int
) -> None:
    rows = (
        Row(("77002", "Separately reportable, PTP edits not checked", "Steered."), is_open=True),
        Row(("77003", "Use another guidance code", "Spine.")),
    )
    block = TableBlock(context, Table(("Guidance", "Answer", "Why"), rows), (), parent)
    block.compose(width)
    ((mark, state),) = block.drawing.shapes
    assert state == "none"
    assert mark.right() <= width
    assert not [piece.text for piece in block.drawing.pieces if piece.rect.intersects(mark)]
