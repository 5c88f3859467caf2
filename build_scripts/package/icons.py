"""The program's icon in every size and form that a system asks for, from one drawing of our own."""

from __future__ import annotations

import io
import os
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = SIZES[:-1]  # 256 is the largest of the format


def draw(svg: Path, size: int) -> bytes:
    """Return the drawing as a square PNG of so many pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a str
    return bytes(content.data())


def write_pngs(svg: Path, theme: Path, name: str) -> None:
    """Write the icon into an icon theme's folder, as PNG in each size and as the drawing itself."""
    for size in SIZES:
        target = theme / f"{size}x{size}" / "apps" / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(draw(svg, size))
    scalable = theme / "scalable" / "apps" / f"{name}.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    scalable.write_bytes(svg.read_bytes())


def write_ico(svg: Path, out: Path) -> None:
    """Write one .ico with every size, for Windows."""
    from PIL import Image

    pictures = [Image.open(io.BytesIO(draw(svg, size))) for size in ICO_SIZES]
    sizes = [(size, size) for size in ICO_SIZES]
    pictures[-1].save(out, format="ICO", sizes=sizes, append_images=pictures[:-1])


def write_icns(svg: Path, out: Path) -> None:
    """Write one .icns, for macOS."""
    from PIL import Image

    pictures = [Image.open(io.BytesIO(draw(svg, size))) for size in (*SIZES[1:], 1024)]
    pictures[-1].save(out, format="ICNS", append_images=pictures[:-1])
