"""Photographs and scans (JPEG, PNG): whether one is whole, and its picture as a page."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from scoring.attachments.limits import MOST_PIXELS, page_scale
from scoring.engine.errors import Invalid

BROKEN = (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, EOFError, MemoryError)
"""What Pillow raises over damaged pictures; ``SyntaxError`` is its own for a wrong header."""

LONG = 65_535
"""Signs of a 16-bit picture."""


@contextmanager
def opened(name: str, data: bytes) -> Iterator[Image.Image]:
    """The picture, not yet decoded.  Raises ``Invalid("attachment-pixels" | "attachment-broken")``, also for what fails
    within."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own limit is below, and odd EXIF data are not read
        Image.MAX_IMAGE_PIXELS = None
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    million = MOST_PIXELS // 1_000_000
                    raise Invalid("attachment-pixels", name=name, width=width, height=height, limit=million)
                yield picture
        except BROKEN as error:
            raise Invalid("attachment-broken", name=name) from error


def check(name: str, data: bytes) -> int:
    """1, the number of pages of a picture that is whole: all of it is decoded."""
    with opened(name, data) as picture:
        picture.draft("L", (picture.width // 8, picture.height // 8))  # a JPEG is decoded smaller, to its end
        picture.load()
    return 1


def draw(picture: Image.Image) -> Image.Image:
    """The picture upright as its EXIF data say, on white, no wider than a page and never larger than it is."""
    turned = on_white(eight_bits(ImageOps.exif_transpose(picture)))
    width, height = turned.size
    scale = min(1.0, page_scale(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return turned.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def eight_bits(picture: Image.Image) -> Image.Image:
    """The picture with 8 bits a colour."""
    if picture.mode.startswith(("I", "F")):
        return picture.point(lambda value: value * (255 / LONG)).convert("L")
    return picture


def full_colours(picture: Image.Image) -> Image.Image:
    """The picture with colours that can be mixed where it is made smaller: none of a palette, none of black and white
    only, none of which one is named to be seen through."""
    if picture.mode in ("P", "PA", "1") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture


def on_white(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue; what can be seen through is white."""
    seen = full_colours(picture)
    if seen.mode in ("RGBA", "LA"):
        seen = seen.convert("RGBA")
        picture = Image.new("RGB", seen.size, "white")
        picture.paste(seen, mask=seen.getchannel("A"))
    else:
        picture = seen
    return picture.convert("RGB")
