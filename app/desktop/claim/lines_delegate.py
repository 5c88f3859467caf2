"""How a cell of the lines grid is painted and edited, with the colors and fonts of the look in force."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.coding.fields import TEXT_LIMIT
from app.coding.words import Severity
from app.desktop.claim.code_completions import TAKEN, CodeCompleter, Find, codes_to_offer
from app.desktop.claim.lines_model import (
    CODE,
    GUTTER,
    LABEL,
    LINE_ROLE,
    MARK_ROLE,
    MODIFIERS,
    NAMES,
    NUMERIC,
)
from app.desktop.look.look import Look
from app.desktop.look.shapes import paint_shape

ROW_HEIGHT = 30
PADDING = 8
SHAPE = 14
_CHIP_GAP = 2
_Index = QModelIndex | QPersistentModelIndex


class LinesDelegate(QStyledItemDelegate):
    """Paints chips, shapes and the ring; its editor is a line edit.

    `find_codes` gives the codes that typed text means, to be offered in the cell of the code.

    Signals: `walked(step)` after Tab (1) or Shift+Tab (-1) committed a cell; `dropped()` after Enter did.
    """

    walked = Signal(int)
    dropped = Signal()

    def __init__(self, look: Look, label_of: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._label_of = label_of
        self.find_codes: Find = tuple

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Rows of one height."""
        return QSize(0, self._look.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Tint, shape, content and hairlines of a cell."""
        painter.save()
        mark: Severity | None = index.data(MARK_ROLE)
        painter.fillRect(option.rect, self._look.color("page"))
        inner = QRectF(option.rect).adjusted(self._look.px(PADDING), 0, -self._look.px(PADDING), 0)
        if index.column() == GUTTER:
            if mark:
                self._paint_shape(painter, QRectF(option.rect).center().x(), QRectF(option.rect), mark)
        else:
            if mark:
                inner.setRight(self._paint_mark(painter, QRectF(option.rect), mark))
            self._paint_content(painter, inner, index, mark)
        self._paint_lines(painter, option, index)
        painter.restore()

    def _paint_content(self, painter: QPainter, rect: QRectF, index: _Index, mark: Severity | None) -> None:
        line = index.data(LINE_ROLE)
        if line is None:
            if index.column() == CODE:
                self._write(painter, rect, "Code", "text3")
        elif index.column() == MODIFIERS:
            self._paint_chips(painter, rect, line.modifiers, mark)
        else:
            token = "text2" if index.column() == LABEL else "text"
            font_code = index.column() == CODE
            text = index.data() or ""
            if mark and not text:
                self._write_none(painter, rect)
                return
            painter.setFont(self._look.font("body", 600 if font_code else 0, code=font_code))
            align = Qt.AlignmentFlag.AlignRight if index.column() in NUMERIC else Qt.AlignmentFlag.AlignLeft
            self._draw(painter, rect, text, token, align)

    def _paint_chips(
        self, painter: QPainter, rect: QRectF, modifiers: tuple[str, ...], mark: Severity | None
    ) -> None:
        """Gray chips in the order of the line; those that do not fit show as a count."""
        if not modifiers:
            if mark:
                self._write_none(painter, rect)
            return
        px = self._look.px
        metrics = self._look.metrics("body", code=True)
        left = rect.left() - px(2)
        for number, modifier in enumerate(modifiers):
            width = metrics.horizontalAdvance(modifier) + px(6)
            more = f"+{len(modifiers) - number}"
            last = number == len(modifiers) - 1
            room = rect.right() - left - (0 if last else metrics.horizontalAdvance(more) + px(_CHIP_GAP))
            if width > room and number:
                painter.setFont(self._look.font("small"))
                self._draw(
                    painter, QRectF(left, rect.top(), rect.right() - left, rect.height()), more, "text2"
                )
                return
            chip = QRectF(left, rect.center().y() - px(10), width, px(20))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("nonebg"))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setFont(self._look.font("body", code=True))
            painter.setPen(self._look.color("text"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, modifier)
            left += width + px(_CHIP_GAP)

    def _paint_mark(self, painter: QPainter, rect: QRectF, mark: Severity) -> float:
        """The tint, edge and shape of a flagged cell; gives the x where its text must end."""
        edge = rect.adjusted(0.5, 0.5, -1.5, -1.5)
        painter.fillRect(edge, self._look.color(f"{mark}bg"))
        painter.setPen(self._look.color(mark))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(edge)
        half = self._look.px(SHAPE) / 2
        center = rect.right() - self._look.px(PADDING) - half
        self._paint_shape(painter, center, rect, mark)
        return center - half - self._look.px(4)

    def _paint_shape(self, painter: QPainter, x: float, rect: QRectF, mark: Severity) -> None:
        side = self._look.px(SHAPE)
        square = QRectF(round(x - side / 2), round(rect.center().y() - side / 2), side, side)
        paint_shape(painter, square, mark, self._look.color(mark))

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Hairlines right and below, and the ring on the current cell while the grid has the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if not index.data(MARK_ROLE) or index.column() == GUTTER:
            painter.setPen(self._look.color("line"))
            painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            pen = QPen(self._look.color("accent"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def _write_none(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(self._look.font("body", italic=True))
        self._draw(painter, rect, "none", "text2")

    def _write(self, painter: QPainter, rect: QRectF, text: str, token: str) -> None:
        painter.setFont(self._look.font("body"))
        self._draw(painter, rect, text, token)

    def _draw(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        token: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setPen(self._look.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line edit in the font of the cell."""
        editor = QLineEdit(parent)
        editor.setObjectName("cellEditor")
        editor.setFrame(False)
        editor.setMaxLength(TEXT_LIMIT * 20 if index.column() == CODE else TEXT_LIMIT)
        editor.setFont(
            self._look.font("body", 600 if index.column() == CODE else 0, code=index.column() == CODE)
        )
        if index.column() in NUMERIC:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        if index.column() == CODE:
            editor.setPlaceholderText("Code")
        editor.setAccessibleName(f"Line {index.row() + 1}, {NAMES[index.column()]}")
        if index.column() == CODE:
            CodeCompleter(
                self._look, editor, lambda typed: codes_to_offer(typed, self.find_codes), self._label_of
            )
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Start with the cell's text; a new review leaves what is being typed alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified() and not editor.property(TAKEN):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Cover the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Tab and Enter commit and move on; the rest is as Qt has it, Esc among it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step:
                self._finish(editor)
                self.walked.emit(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _ALTERED:
                self._finish(editor)
                self.dropped.emit()
                return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: QObject) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


_ALTERED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
