"""Pictures of pages: of the width of a page, upright, and without data of the camera."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from scoring.attachments.drawing import draw
from scoring.attachments.drawn_page import DrawnPage
from scoring.engine.errors import Invalid
from tests.unit.attachments import papers


def seen(page: DrawnPage) -> Image.Image:
    return Image.open(io.BytesIO(page.data))


def test_the_pages_of_a_pdf_are_drawn_in_the_width_of_a_page() -> None:
    drawn = draw("推荐表.pdf", "pdf", papers.pdf(3), 2, 8)
    assert [(page.page, page.width, page.height) for page in drawn] == [(2, 1240, 1755), (3, 1240, 1755)]
    assert (seen(drawn[0]).format, seen(drawn[0]).size) == ("JPEG", (1240, 1755))
    assert seen(drawn[0]).getpixel((600, 600)) == (255, 255, 255)


@pytest.mark.parametrize(("width", "height"), [(14_400, 3), (3, 14_400), (14_400, 14_400), (0.01, 0.01)])
def test_a_page_of_an_odd_size_takes_no_more_room_than_others(width: float, height: float) -> None:
    (page,) = draw("长卷.pdf", "pdf", papers.pdf(1, width, height), 1, 1)
    assert page.width * page.height <= 8_100_000


def test_a_photograph_is_drawn_upright_and_says_nothing_of_where_it_was_taken() -> None:
    data = papers.picture("JPEG", (3000, 2000), turned=True)
    assert b"taken at home" in data
    (page,) = draw("照片.jpg", "jpg", data, 1, 8)
    assert (page.page, page.width, page.height) == (1, 1240, 1860)
    top, bottom = seen(page).getpixel((600, 300)), seen(page).getpixel((600, 1600))
    assert top[0] > 200 > top[2]  # type: ignore[index]
    assert bottom[2] > 200 > bottom[0]  # type: ignore[index]
    assert b"taken at home" not in page.data
    assert dict(seen(page).getexif()) == {}


def test_a_small_picture_is_not_made_larger() -> None:
    (page,) = draw("章.png", "png", papers.picture("PNG"), 1, 1)
    assert (page.width, page.height) == (300, 200)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_every_kind_of_colour_is_drawn(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (20, 10)).save(out, "PNG")
    (page,) = draw("图.png", "png", out.getvalue(), 1, 1)
    assert (page.width, page.height, seen(page).mode) == (20, 10, "RGB")


@pytest.mark.parametrize(("kind", "first"), [("pdf", 0), ("pdf", 4), ("png", 2), ("docx", 1)])
def test_a_page_that_is_not_there_is_refused(kind: str, first: int) -> None:
    with pytest.raises(Invalid, match="attachment-page"):
        draw("x", kind, papers.SOUND[kind], first, 0 if first == 0 else 8)  # type: ignore[arg-type]
