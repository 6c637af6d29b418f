"""Pictures for the big screens are made anew: upright, small, without what the camera wrote, measured."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from scoring.attachments.screen_pictures import DEEP, PALE, SIZES, screen_picture
from scoring.engine.errors import Invalid


def packed(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def alike(one: str, other: str) -> bool:
    """Whether two colours differ by no more than a JPEG makes of them."""
    return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= 3 for i in (1, 3, 5))


def test_a_photograph_is_made_small_and_upright_and_loses_what_its_camera_wrote() -> None:
    photograph = Image.new("RGB", (4000, 3000), "#336699")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "某相机"
    made = screen_picture("a.jpg", packed(photograph, "JPEG", exif=exif), "team")
    kept = opened(made.data)
    assert (kept.format, kept.size, made.mime) == ("JPEG", (810, 1080), "image/jpeg")
    assert not kept.getexif()


def test_a_backdrop_knows_the_most_and_the_least_of_each_colour() -> None:
    picture = Image.new("RGB", (2400, 1350), "#204060")
    ImageDraw.Draw(picture).rectangle((0, 0, 1200, 1350), fill="#ffe0a0")
    made = screen_picture("b.png", packed(picture, "PNG"), "backdrop")
    assert alike(made.bright, "#ffe0a0")
    assert alike(made.dark, "#204060")


@pytest.mark.parametrize(("ink", "plate"), [("#102080", PALE), ("#fff8e0", DEEP)])
def test_a_logo_that_can_be_seen_through_gets_a_plate_below_it(ink: str, plate: tuple[int, int, int]) -> None:
    logo = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rectangle((100, 30, 200, 70), fill=ink)
    kept = opened(screen_picture("c.png", packed(logo, "PNG"), "logo").data)
    assert (kept.mode, kept.size) == ("RGB", (320, 120))
    assert kept.getpixel((2, 2)) == plate


def checked(mode: str) -> Image.Image:
    """Columns of black and white by turns, half as wide as the pixels that are left of them."""
    picture = Image.new("L", (4000, 1600), 255)
    for x in range(0, 4000, 2):
        picture.paste(0, (x, 0, x + 1, 1600))
    return picture.convert(mode)


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "RGB", "RGBA"])
def test_a_picture_of_few_colours_is_made_small_as_smoothly_as_any(mode: str) -> None:
    kept = opened(screen_picture("p.png", packed(checked(mode), "PNG"), "logo").data)
    assert kept.size == SIZES["logo"]
    dark, bright = kept.convert("L").getextrema()
    assert 110 <= dark <= bright <= 145


@pytest.mark.parametrize("mode", ["P", "RGB"])
def test_a_colour_that_is_named_to_be_seen_through_leaves_no_seam(mode: str) -> None:
    logo = Image.new("P", (3000, 1000), 0)
    logo.putpalette([0, 0, 0, 240, 32, 16])
    logo.paste(1, (1001, 301, 2000, 700))
    named: object = 0 if mode == "P" else (0, 0, 0)
    data = packed(logo.convert(mode), "PNG", transparency=named)
    for use in ("logo", "team"):
        kept = opened(screen_picture("q.png", data, use).data)  # type: ignore[arg-type]
        assert kept.getpixel((2, 2)) == PALE
        red, green, blue = kept.getpixel((kept.width // 2, kept.height // 2))  # type: ignore[misc]
        assert (abs(red - 240) < 6, abs(green - 32) < 6, abs(blue - 16) < 6) == (True, True, True)
        assert kept.getchannel("R").getextrema()[0] > 160


def test_a_logo_with_a_ground_of_its_own_keeps_it() -> None:
    kept = opened(screen_picture("d.jpg", packed(Image.new("RGB", (3000, 600), "#884422"), "JPEG"), "logo").data)
    assert kept.size == (SIZES["logo"][0], 200)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_nothing_but_jpeg_and_png_is_taken(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        screen_picture("e.svg", data, "logo")
    assert refused.value.code == "picture-kind"


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        screen_picture("f.jpg", packed(Image.new("RGB", (800, 600), "red"), "JPEG")[:400], "team")
    assert refused.value.code == "attachment-broken"
