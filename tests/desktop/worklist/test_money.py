"""The money that the open flags of a worklist put in question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.claims.worklist.item import Item
from app.claims.worklist.row import Brief
from app.claims.worklist.store import Worklist
from app.coding.claim import Claim
from app.coding.findings import Flag
from app.coding.stake import Stake
from app.coding.words import Severity
from app.desktop.shell.main_window import MainWindow
from app.desktop.worklist.money import MoneyAtStake
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.payment.stake import Stakes
from tests.conftest import once_a_run
from tests.desktop.claim.samples import make_flag
from tests.desktop.worklist.conftest import wait_for_review
from tests.payment import invented

Open = Callable[..., MainWindow]


@pytest.fixture
def rates(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The book with invented tables on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented payment", invented.fill)
    return Library.open(reference_db, Shelf.open(folder / "editions"))


class CountedStakes(Stakes):
    """Knows how many claims were paid."""

    paid = 0

    def of(self, claim: Claim, flags: Iterable[Flag]) -> Stake:
        self.paid += 1
        return super().of(claim, flags)


@pytest.fixture
def stakes(rates: Library) -> CountedStakes:
    """Pays by the invented tables."""
    return CountedStakes(rates)


def on_line(line: int, severity: Severity = "error") -> Flag:
    return make_flag("addon-without-primary", severity=severity, line=line, field=None)


def worklist_of(*found: tuple[str, tuple[Flag, ...]]) -> Worklist:
    """A worklist of claims, each with the flags of its review."""
    worklist = Worklist("invented")
    worklist.add([Item(at, f"claim {at}", invented.claim(lines)) for at, (lines, _) in enumerate(found, 1)])
    reviews = [(at, worklist.lines[at - 1], Brief(flags, 0, ())) for at, (_, flags) in enumerate(found, 1)]
    worklist.take_reviews(reviews)
    return worklist


def counted(money: MoneyAtStake, worklist: Worklist, stakes: Stakes, qtbot: QtBot) -> Stake | None:
    with qtbot.waitSignal(money.counted) as told:
        money.count(tuple(worklist.listing.rows), tuple(worklist.lines), stakes)
    stake: Stake | None = told.args[0]
    return stake


def test_each_line_in_question_is_counted_once(stakes: CountedStakes, qtbot: QtBot) -> None:
    worklist = worklist_of(
        ("0001X, 0005X", (on_line(1), on_line(1, "warning"))),
        ("0005X", (on_line(1),)),
        ("0003X", (on_line(1, "info"),)),
        ("0030X", (on_line(1),)),
        ("0003X", ()),
    )
    assert counted(MoneyAtStake(), worklist, stakes, qtbot) == Stake(Decimal("130.00"), 2, 1)


def test_only_what_changed_is_paid_again(stakes: CountedStakes, qtbot: QtBot) -> None:
    worklist = worklist_of(("0001X", (on_line(1),)), ("0005X", (on_line(1),)))
    money = MoneyAtStake()
    counted(money, worklist, stakes, qtbot)
    assert stakes.paid == 2
    worklist.change(2, invented.claim("0003X"))
    assert counted(money, worklist, stakes, qtbot) == Stake(Decimal("150.00"), 2)
    assert stakes.paid == 3


def test_a_count_that_was_given_up_is_not_told(stakes: CountedStakes, qtbot: QtBot) -> None:
    worklist = worklist_of(("0001X", (on_line(1),)))
    money = MoneyAtStake()
    with qtbot.assertNotEmitted(money.counted):
        money.count(tuple(worklist.listing.rows), tuple(worklist.lines), stakes)
        money.forget()
        QApplication.processEvents()


def test_the_head_says_it_once_all_is_reviewed(
    open_window: Open, march: Path, rates: Library, qtbot: QtBot
) -> None:
    window = open_window(march)
    head = window.worklist.view.head
    assert head.money.isHidden()  # nothing on the shelf tells an amount
    window.worklist.set_library(rates)
    wait_for_review(window, qtbot)
    said = "What Medicare pays for 3 lines with an open error or warning is not known"
    qtbot.waitUntil(lambda: head.money.text() == said)
    assert not head.money.isHidden()


def test_without_anything_in_question_no_money_is_spoken_of(open_window: Open, march: Path) -> None:
    head = open_window(march).worklist.view.head
    head.show_money(Stake(Decimal(5), 1))
    head.show_money(Stake())
    assert head.money.isHidden()
    head.show_money(None)
    assert head.money.isHidden()
