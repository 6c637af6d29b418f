"""How official papers look: GB/T 9704-2012, in millimetres, points and names of fonts.  The only place that says it.

A4 with margins of 37 (top), 28 (left), 26 (right) and 35 mm; 22 lines of 28 characters; body 仿宋 三号, title 小标宋
二号, headings 黑体 and 楷体; page number 四号 between dashes on the outer side.  The height between the margins is 225
mm, 637.8 pt: 22 lines of 29 pt are 638, so a line is 28.95 pt, as the common templates have it.

Fonts are named, never bundled.  Word finds another by the alternative names in the table of fonts; a character that
仿宋 or 小标宋 may lack is set in a font that has it.
"""

from __future__ import annotations

from typing import NamedTuple

BODY, HEAD, SUBHEAD, TITLE, PAGE, RARE, RAREST = (
    "仿宋", "黑体", "楷体", "方正小标宋简体", "宋体", "宋体", "SimSun-ExtB",
)  # fmt: skip
LATIN = "Times New Roman"

ALTERNATIVES = {
    BODY: "仿宋_GB2312,FangSong,FangSong_GB2312,华文仿宋,STFangsong",
    HEAD: "SimHei,华文黑体,STHeiti",
    SUBHEAD: "楷体_GB2312,KaiTi,KaiTi_GB2312,华文楷体,STKaiti",
    TITLE: "方正小标宋_GBK,小标宋,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体",
    PAGE: "SimSun,华文宋体,STSong",
    RAREST: "SimSun-ExtG,宋体-方正超大字符集,HanaMinB",
}
"""Other names of each font, and fonts that stand in for it, best first."""

BODY_PT, TITLE_PT, PAGE_PT, TABLE_PT, FOOT_PT = 16, 22, 14, 14, 9
TABLE_SIZES = (TABLE_PT, 10.5, 9)
"""四号; 五号 and 小五 for a table of many columns, such as the marks of a large panel."""

WIDE_DIGITS = 1.3
"""Where Times New Roman is not there, digits of another font are wider than half a character, in LibreOffice 0.64."""

HIGH_LINES = 1.45
"""The height of a line in sizes of its characters, where another font stands in for 仿宋."""

BETWEEN_PT = 12
"""小四, for a table of sentences in English, which take more room than Chinese ones."""

LINE = 579
"""The pitch of lines in twentieths of a point; 580 let only 21 lines onto a page."""


class Page(NamedTuple):
    """A sheet and its margins; ``footer``: from the edge to the page number, whose upper edge stands 7 mm under the
    text.  All in twentieths of a point.  ``begins``: where a further paper begins, on a sheet of its own or on
    the next page."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    footer: int
    begins: str = "oddPage"

    @property
    def text_width(self) -> int:
        """Between the margins."""
        return self.width - self.left - self.right


UPRIGHT = Page(11906, 16838, top=2098, right=1474, bottom=1985, left=1588, footer=1304)
TURNED = Page(16838, 11906, top=1588, right=1985, bottom=1474, left=2098, footer=793)
"""A4, and the same turned to the left with its margins, for a wide table."""

CLOSE = Page(11906, 16838, top=1134, right=1134, bottom=1304, left=1134, footer=680, begins="nextPage")
"""A4 with margins of 20 mm, for a page that is handed out and not filed."""

NARROWER = -5
"""Twentieths of a point between two characters of 16 pt: 28 of them then fill a line of 156 mm.  The grid of characters
of Word would say the same, but other programs read it otherwise."""


class Style(NamedTuple):
    """A style of paragraphs: its font for Chinese, size, alignment, how far its first line stands in (characters),
    its level in the outline, whether its lines stand on the grid of the page, and their least pitch where they do
    not."""

    name: str
    font: str
    size: float
    align: str = "both"
    indent: int = 0
    level: int | None = None
    on_grid: bool = True
    pitch: int = 400


PLAIN = Style("Normal", BODY, BODY_PT)
TEXT = Style("Paper Text", BODY, BODY_PT, indent=2)
TITLE_STYLE = Style("Paper Title", TITLE, TITLE_PT, "center")
UNDER = Style("Paper Under Title", SUBHEAD, BODY_PT, "center")
LETTERHEAD = Style("Paper Letterhead", TITLE, 40, "center", on_grid=False)
LETTERHEAD_PT, RED = (40, 16), "E3000F"
"""The largest and the least size of the letters of a red head, which stands on one line; its colour."""
NUMBER = Style("Paper Number", BODY, BODY_PT, "center")
HEADINGS = {
    1: Style("Paper Heading 1", HEAD, BODY_PT, indent=2, level=0),
    2: Style("Paper Heading 2", SUBHEAD, BODY_PT, indent=2, level=1),
}
LABEL = Style("Paper Label", HEAD, BODY_PT)
CELL = Style("Paper Cell", BODY, TABLE_PT, "center", on_grid=False)
CELL_LEFT = Style("Paper Cell Left", BODY, TABLE_PT, on_grid=False)
CELL_TEXT = Style("Paper Cell Text", BODY, TABLE_PT, "both", indent=2, on_grid=False)
CELL_FOOT = Style("Paper Cell Foot", BODY, TABLE_PT, "right", on_grid=False)
CELL_HEAD = Style("Paper Cell Head", HEAD, TABLE_PT, "center", on_grid=False)


class CellStyles(NamedTuple):
    """The styles of a table's cells in one size: in the middle, from the left, where one signs, headings."""

    middle: Style
    left: Style
    foot: Style
    head: Style


_USUAL = CellStyles(CELL, CELL_LEFT, CELL_FOOT, CELL_HEAD)
CELLS = {
    TABLE_PT: _USUAL,
    **{
        size: CellStyles(*(one._replace(name=f"{one.name} {size}", size=size, pitch=280) for one in _USUAL))
        for size in (BETWEEN_PT, *TABLE_SIZES[1:])
    },
}
"""The styles of cells by size."""

STYLES = (
    PLAIN, TEXT, TITLE_STYLE, UNDER, LETTERHEAD, NUMBER, *HEADINGS.values(), LABEL,
    CELL, CELL_LEFT, CELL_TEXT, CELL_FOOT, CELL_HEAD,
    *(style for size in (BETWEEN_PT, *TABLE_SIZES[1:]) for style in CELLS[size]),
)  # fmt: skip
