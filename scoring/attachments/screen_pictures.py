"""Pictures for the big screens, made anew of what was brought: upright, without data of the camera, no larger than a
screen shows them."""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image, ImageOps

from scoring.attachments import pictures
from scoring.attachments.screen_picture import ScreenPicture, Use
from scoring.engine.errors import Invalid

SIZES: dict[Use, tuple[int, int]] = {"logo": (1000, 400), "backdrop": (2560, 1440), "team": (1440, 1080)}
"""The most pixels across and down."""

QUALITY = 84

LOOKED_AT = (240, 135)
"""Pixels to which a picture is made small before its colours are looked at: a part of it that is as large as a stroke
of a letter from the back row."""

DEEP, PALE = (29, 39, 51), (255, 255, 255)
"""Plates below logos that can be seen through: a deep one for pale logos, a white one for all others."""

PALE_FROM = 170
"""Mean lightness of what is seen of a logo, of 255, from which it is pale."""

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def screen_picture(name: str, data: bytes, use: Use) -> ScreenPicture:
    """The picture for this use.  Raises ``Invalid("picture-kind")`` for anything but JPEG and PNG,
    ``Invalid("attachment-pixels" | "attachment-broken")``."""
    if not data.startswith(_BEGINNINGS):
        raise Invalid("picture-kind", name=name)
    with pictures.opened(name, data) as brought:
        brought.draft("RGB", SIZES[use])
        upright = ImageOps.exif_transpose(brought)
        small = _within(pictures.full_colours(pictures.eight_bits(upright)), SIZES[use])
        if use == "logo":
            return _kept(_on_a_plate(small.convert("RGBA")), "PNG")
        return _kept(pictures.on_white(small), "JPEG")


def _within(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """No larger than ``size``, in its own proportions."""
    made = picture.copy()
    made.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return made


def _on_a_plate(logo: Image.Image) -> Image.Image:
    """A logo that can be seen through gets a plate with a margin, so that it is seen in every theme."""
    alpha = logo.getchannel("A")
    if alpha.getextrema()[0] == 255:
        return logo.convert("RGB")
    seen = logo.convert("L").histogram(mask=alpha.point(lambda value: 255 if value > 64 else 0))
    count = sum(seen) or 1
    pale = sum(lightness * pixels for lightness, pixels in enumerate(seen)) / count >= PALE_FROM
    margin = max(4, logo.height // 10)
    plate = Image.new("RGB", (logo.width + 2 * margin, logo.height + 2 * margin), DEEP if pale else PALE)
    plate.paste(logo, (margin, margin), alpha)
    return plate


def _kept(picture: Image.Image, kind: Literal["JPEG", "PNG"]) -> ScreenPicture:
    out = io.BytesIO()
    clean = Image.frombytes("RGB", picture.size, picture.tobytes())
    clean.save(out, kind, quality=QUALITY, optimize=True)
    small = clean.resize(LOOKED_AT, Image.Resampling.BOX)
    ends = [band.getextrema() for band in small.split()]
    bright, dark = (_hex(tuple(int(end[at]) for end in ends)) for at in (1, 0))  # type: ignore[arg-type]
    return ScreenPicture(f"image/{kind.lower()}", out.getvalue(), bright, dark)


def _hex(colour: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
