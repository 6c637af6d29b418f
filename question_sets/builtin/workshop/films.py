"""The silent films: frames drawn here, packed by ``ffmpeg`` as H.264 in MP4, which tablets of any make play."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterator
from math import cos, pi, sin
from pathlib import Path

from question_sets.builtin.workshop.canvas import BLUE, INK, Canvas

WIDTH, HEIGHT, RATE, SECONDS = 640, 400, 15, 6


def pendulum() -> Iterator[Canvas]:
    """A pendulum of small swing; its period is two seconds, so the film repeats without a jump."""
    for frame in range(RATE * SECONDS):
        angle = 0.17 * cos(2 * pi * frame / RATE / 2)
        canvas = Canvas(WIDTH, HEIGHT)
        bob = (320 + 300 * sin(angle), 40 + 300 * cos(angle))
        canvas.line([(220, 38), (420, 38)], INK, 8)
        canvas.line([(320, 40), bob], INK, 3)
        canvas.disc(bob, 26, fill=BLUE)
        yield canvas


def star_trails() -> Iterator[Canvas]:
    """Stars drawing arcs about the pole, anticlockwise as one sees them when facing north."""
    chance = random.Random(19)  # noqa: S311 — a fixed sky, no secret
    inks = ("#ffffff", "#bcd0ff", "#ffe9c0")
    sky = [(chance.uniform(20, 330), chance.uniform(0, 360), chance.choice(inks)) for _ in range(70)]
    hills = [(0, 400), (0, 345), (160, 325), (330, 352), (480, 318), (640, 340), (640, 400)]
    for frame in range(RATE * SECONDS):
        canvas = Canvas(WIDTH, HEIGHT, "#0b1630")
        for radius, start, ink in sky:
            turned = start - frame * 0.5
            canvas.pen.arc((320 - radius, 170 - radius, 320 + radius, 170 + radius), turned, start, fill=ink, width=2)
        canvas.disc((320, 170), 4, fill="#ffffff")
        canvas.pen.polygon(hills, fill="#05080f")
        yield canvas


def write(path: Path, frames: Iterator[Canvas]) -> None:
    """Pack the frames; raises ``FileNotFoundError`` if there is no ffmpeg, ``CalledProcessError`` if it fails."""
    command = [
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-s",
        f"{WIDTH}x{HEIGHT}",
        "-r",
        str(RATE),
        "-i",
        "-",
        "-c:v",
        "libx264",
        "-profile:v",
        "baseline",
        "-pix_fmt",
        "yuv420p",
        "-crf",
        "28",
        "-threads",
        "1",
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-movflags",
        "+faststart",
        str(path),
    ]
    subprocess.run(command, input=b"".join(frame.image.tobytes() for frame in frames), check=True)  # noqa: S603


FILMS: dict[str, Callable[[], Iterator[Canvas]]] = {"pendulum": pendulum, "star-trails": star_trails}
