"""What the code of a page pays, asked by keys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.look.theme import ThemeChoice
from app.desktop.pages.chart_part import ChartBlock
from app.desktop.pages.page_view import PageView
from app.desktop.pages.payment_part import PaymentPart
from app.desktop.pages.table_part import TableBlock
from app.desktop.payment.place_block import PlaceBlock
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets import printing
from app.desktop.widgets.citations import SourcePopover
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from tests.conftest import once_a_run
from tests.desktop.heard import access, name
from tests.payment import invented

ASK = (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The book with invented tables on the shelf."""
    folder = once_a_run(tmp_path_factory, "invented payment", invented.fill)
    return Library.open(reference_db, Shelf.open(folder / "editions"))


@pytest.fixture
def window(blank_window: MainWindow) -> MainWindow:
    """The window that the tests of this module share, on a day that the invented tables cover."""
    blank_window.reference.set_date(invented.ON)
    return blank_window


class Typist:
    """Types into whatever has the keyboard, and counts."""

    def __init__(self) -> None:
        self.keys = 0

    def press(self, key: Qt.Key, altered: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.keys += 1
        QTest.keyClick(focused, key, altered)

    def type(self, text: str) -> None:
        for letter in text:
            focused = QApplication.focusWidget()
            assert focused is not None
            self.keys += 1
            QTest.keyClicks(focused, letter)


def payment(pages: PageView) -> PaymentPart:
    sheet = pages.sheet()
    assert sheet is not None
    sheet.finish()
    part = sheet.payment()
    assert part is not None
    return part


def amounts(pages: PageView) -> dict[str, list[str]]:
    """The cells of the table of settings, as a screen reader hears them."""
    table = payment(pages).table()
    assert isinstance(table, TableBlock)
    return {row[0]: row[1:] for row in heard_rows(table)}


def heard_rows(table: TableBlock) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for line in table.read_lines():
        if line.line.cell and line.line.cell.row >= 0:
            rows.setdefault(line.line.cell.row, []).append(line.text)
    return list(rows.values())


def ask(window: MainWindow, code: str) -> Typist:
    """Type a code, open its page and ask what it pays."""
    hands = Typist()
    window.search.focus_field()
    hands.type(code)
    hands.press(Qt.Key.Key_Return)
    hands.press(*ASK)
    return hands


def test_what_the_professional_part_pays_in_a_hospital_of_a_zip_code_takes_twelve_keys(
    window: MainWindow, qtbot: QtBot
) -> None:
    hands = ask(window, "0010X")
    hands.type("00501")
    qtbot.waitUntil(lambda: amounts(window.reference.pages)["Practitioner, facility"][1] == "$25.00")
    assert hands.keys == 12


def test_a_question_about_pay_opens_the_page_at_what_it_pays_there(window: MainWindow, qtbot: QtBot) -> None:
    window.search.type_text("what pays 77002 in zb")
    qtbot.waitUntil(lambda: window.search.current() is not None)
    window.search.open_typed()
    pages = window.reference.pages
    place = payment(pages).place
    assert window.reference.codes() == ("77002",)
    assert pages.verticalScrollBar().value() == place.y() - window.look.px(40)
    assert place.field.text() == "zb"
    assert "2 payment localities" in place.says.text()
    assert not place.field.hasFocus()


@pytest.mark.parametrize("text", ["77002", "77002 payment in nowhere at all"])
def test_what_names_no_place_leaves_the_place_as_it_was(window: MainWindow, qtbot: QtBot, text: str) -> None:
    window.store.set_setting("pay_place", "9102-1")
    window.search.type_text(text)
    qtbot.waitUntil(lambda: window.search.current() is not None)
    window.search.open_typed()
    window.reference.pages.show_payment()
    assert payment(window.reference.pages).place.field.text() == "9102-1"


def test_whether_a_surgical_center_gets_anything_takes_seven_keys(window: MainWindow) -> None:
    hands = ask(window, "0010X")
    assert amounts(window.reference.pages)["Ambulatory surgical center"][0] == "packaged"
    assert hands.keys == 7


def test_the_place_is_remembered_for_other_pages_and_other_starts(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, "0010X").type("99501")
    qtbot.waitUntil(lambda: window.store.setting("pay_place", "") == "99501")
    window.open_page("0001X")
    assert payment(window.reference.pages).place.place() == "99501"


def test_an_administrators_place_answers_until_another_is_typed(window: MainWindow) -> None:
    window.reference._default_place = "09102-99"
    window.open_page("0001X")
    assert payment(window.reference.pages).place.says.text() == "09102-99 Rest Of State, ZB"


def test_what_means_no_place_is_said_and_not_remembered(window: MainWindow, qtbot: QtBot) -> None:
    window.store.set_setting("pay_place", "99101-00")
    ask(window, "0001X").type("elsewhere")
    place = payment(window.reference.pages).place
    qtbot.waitUntil(lambda: "neither a ZIP code nor a payment locality" in place.says.text())
    assert amounts(window.reference.pages)["Practitioner, office"][0] == "no amount"
    assert window.store.setting("pay_place", "") == "99101-00"


def test_a_zip_code_of_several_localities_offers_them(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, "0001X").type("99502")
    place = payment(window.reference.pages).place
    qtbot.waitUntil(lambda: len(place.buttons) == 2)
    place.buttons[0].click()
    qtbot.waitUntil(lambda: amounts(window.reference.pages)["Practitioner, office"][0] == "$119.50")
    assert place.place() == "09102-99"
    assert place.buttons == []


def test_localities_are_offered_by_their_names(window: MainWindow) -> None:
    payments = window.reference.payments()
    assert payments.find("FAR", invented.ON) == ("09102-01",)
    assert payments.find("091", invented.ON) == ("09102-01", "09102-99")
    assert payments.find("09102-0", invented.ON) == ("09102-01",)
    assert payments.name("09102-01", invented.ON) == "Far Off, ZB"


def test_enter_takes_the_one_locality_of_a_name(window: MainWindow) -> None:
    hands = ask(window, "0001X")
    hands.type("far")
    hands.press(Qt.Key.Key_Return)
    place = payment(window.reference.pages).place
    assert place.says.text() == "09102-01 Far Off, ZB"
    assert window.store.setting("pay_place", "") == "09102-01"
    assert amounts(window.reference.pages)["Practitioner, office"][0] == "$108.10"


def test_a_name_of_several_localities_offers_them(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, "0001X").type("zb")
    place = payment(window.reference.pages).place
    qtbot.waitUntil(lambda: len(place.buttons) == 2)


def test_the_source_of_a_row_opens_its_formula(window: MainWindow) -> None:
    window.store.set_setting("pay_place", "99101-00")
    window.open_page("0001X")
    table = payment(window.reference.pages).table()
    assert table is not None
    tag = table.tags()[0]
    tag.show_popover()
    popover = tag.findChild(SourcePopover)
    assert isinstance(popover, SourcePopover)
    assert "× 1.0 = $100.00" in popover.button.accessibleDescription()
    popover.close()


def test_the_amounts_wait_for_the_first_frame(window: MainWindow) -> None:
    window.open_page("0001X")
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    assert sheet.payment() is None
    assert not sheet.is_complete()


def test_only_pages_of_codes_say_what_they_pay(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("modifier:26")
    with qtbot.waitSignal(window.reference.said) as said:
        window.actions_by_name["page_payment"].trigger()
    assert said.args == ["Only the page of a code says what it pays"]


def test_everything_that_takes_keys_has_a_name(window: MainWindow) -> None:
    window.open_page("0001X")
    place = payment(window.reference.pages).place
    assert isinstance(place, PlaceBlock)
    named: list[QWidget] = [place.field, *place.buttons]
    table = payment(window.reference.pages).table()
    assert table is not None
    named += table.tags()
    assert [repr(widget) for widget in named if not name(access(widget)).strip()] == []


def test_copied_as_text_the_page_holds_what_it_pays(window: MainWindow) -> None:
    window.store.set_setting("pay_place", "99101-00")
    window.open_page("0001X")
    window.actions_by_name["copy_page"].trigger()
    text = QApplication.clipboard().text()
    assert "Paid in\t99101-00 Nowhere, ZA" in text
    assert "Practitioner, office\t$100.00" in text


def test_a_page_opened_with_a_zip_code_of_several_localities_shows_their_buttons(window: MainWindow) -> None:
    window.store.set_setting("pay_place", "99502")
    window.open_page("0001X")
    place = payment(window.reference.pages).place
    assert [button.isVisible() for button in place.buttons] == [True, True]


def charts(pages: PageView) -> list[ChartBlock]:
    payment(pages)
    sheet = pages.sheet()
    assert sheet is not None
    return [block for block in sheet.blocks() if isinstance(block, ChartBlock)]


def heard(chart: ChartBlock) -> list[str]:
    return [line.text for line in chart.read_lines()]


def test_drawings_are_read_as_their_title_and_a_sentence(window: MainWindow) -> None:
    window.store.set_setting("pay_place", "99101-00")
    window.open_page("0001X")
    office, facility, years = charts(window.reference.pages)
    assert heard(office)[0] == "Office, in every locality"
    assert heard(office)[1].startswith("Here $100.00. In 3 localities from $100.00 to $119.50")
    assert heard(facility)[0] == "Facility, in every locality"
    assert heard(years)[0] == "Over the years, in the same place"
    assert [tag.text() for tag in office.tags()] == ["RVU25D, GPCI RVU25D"]


def test_drawings_follow_the_place_that_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, "0001X").type("09102-99")
    qtbot.waitUntil(lambda: heard(charts(window.reference.pages)[0])[1].startswith("Here $119.50."))
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    tops = [block.y() for block in sheet.blocks()]
    assert tops == sorted(tops)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_drawings_are_painted_in_the_colors_of_the_theme(window: MainWindow, theme: ThemeChoice) -> None:
    window.store.set_setting("pay_place", "09102-99")
    window.look.set_choice(theme)
    window.open_page("0001X")
    chart = charts(window.reference.pages)[0]
    image = chart.grab().toImage()
    accent = window.look.color("accent").rgb()
    assert any(image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height()))


def test_the_printed_page_shows_the_drawings(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[tuple[str, Mapping[str, QImage]]] = []
    monkeypatch.setattr(printing, "print_html", lambda html, _parent, images: printed.append((html, images)))
    window.store.set_setting("pay_place", "99101-00")
    window.open_page("0001X")
    window.actions_by_name["print_page"].trigger()
    ((html, images),) = printed
    assert len(images) == 3
    assert all(f'src="{name}"' in html for name in images)
    assert "median $108.10" in html
