"""The application's font and zoom reach menus, tables, tool tips and message boxes on every platform."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu

from app.desktop.look.look import Look


@pytest.mark.parametrize("name", ["QMenu", "QTipLabel", "QAbstractItemView", "QMessageBox"])
def test_a_font_that_the_platform_has_for_a_class_gives_way_to_ours(qapp: QApplication, name: str) -> None:
    look = Look(qapp, "light", 100)
    QApplication.setFont(QFont(look.family, 5), name)  # type: ignore[arg-type]  # as the theme of Windows does
    look.set_zoom(150)
    assert QApplication.font(name) == look.font()  # type: ignore[call-overload]
    menu = QMenu()
    menu.ensurePolished()
    assert menu.font().pointSizeF() == pytest.approx(look.font().pointSizeF())


def test_a_style_that_brings_fonts_of_classes_back_is_answered(qapp: QApplication) -> None:
    look = Look(qapp, "light", 125)
    QApplication.setFont(QFont(look.family, 5), "QMenuBar")  # type: ignore[arg-type]  # as `setStyle` does there
    look.set_class_fonts()
    assert QApplication.font("QMenuBar") == look.font()  # type: ignore[call-overload]
