"""A picture to draw on: measures, colours and fonts shared by all pictures."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

WIDTH, HEIGHT = 1200, 750
PAPER, INK, FAINT, RED, GOLD, BLUE = "#fbfaf5", "#1d2433", "#b9bfca", "#c8102e", "#e0a100", "#1f5fa8"
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
)
SIMPLIFIED = 2  # the collection's face with mainland glyph forms


class NoFont(Exception):
    """No Noto Sans CJK was found; Debian and Ubuntu have it as ``fonts-noto-cjk``."""


class Canvas:
    """A picture in the making.  Lengths are pixels, the origin is the upper left corner."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT, paper: str = PAPER) -> None:
        self.image = Image.new("RGB", (width, height), paper)
        self.pen = ImageDraw.Draw(self.image)

    def text(self, at: Point, words: str, size: int = 36, ink: str = INK, anchor: str = "mm") -> None:
        """Write ``words`` at a point; ``anchor`` is Pillow's two letters."""
        self.pen.text(at, words, fill=ink, font=font(size), anchor=anchor)

    def line(self, points: Sequence[Point], ink: str = INK, width: int = 4) -> None:
        """Join the points."""
        self.pen.line(list(points), fill=ink, width=width, joint="curve")

    def disc(
        self, centre: Point, radius: float, fill: str | None = None, ink: str | None = None, width: int = 3
    ) -> None:
        """A circle, filled or as a line."""
        x, y = centre
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill, outline=ink, width=width)

    def star(self, centre: Point, radius: float, towards: float = -90.0, fill: str = GOLD) -> None:
        """A five-pointed star in its circle, one point in the direction ``towards`` (degrees, clockwise from right)."""
        inner = radius * sin(radians(18)) / sin(radians(54))
        corners = [around(centre, radius if step % 2 == 0 else inner, towards + 36 * step) for step in range(10)]
        self.pen.polygon(corners, fill=fill)

    def question(self, centre: Point, radius: float = 34) -> None:
        """A question mark: this is what the question asks for."""
        self.disc(centre, radius, fill=RED)
        self.text(centre, "?", int(radius * 1.4), "white")

    def save(self, path: Path) -> None:
        """Write a small PNG: the drawing is reduced to 64 colours."""
        self.image.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def font(size: int) -> ImageFont.FreeTypeFont:
    """The face for labels; raises ``NoFont``."""
    for path in FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size, index=SIMPLIFIED)
    raise NoFont("fonts-noto-cjk")


def around(centre: Point, radius: float, degrees: float) -> Point:
    """The point at a distance and a direction (clockwise from right, as y grows downwards)."""
    return centre[0] + radius * cos(radians(degrees)), centre[1] + radius * sin(radians(degrees))
