"""The sounds: sine waves with a soft start and end, as 16-bit mono WAV that every browser plays."""

from __future__ import annotations

import wave
from array import array
from collections.abc import Callable, Sequence
from math import exp, pi, sin
from pathlib import Path

RATE = 16_000
PEAK = 24_000
HARMONICS = ((1, 1.0), (2, 0.35), (3, 0.12))
SOL, LA = 392.00, 440.00
C4, D4, E4, G4, A4, C5 = 261.63, 293.66, 329.63, SOL, LA, 523.25

Note = tuple[float, float]
"""Frequency in Hz (0 is a rest) and duration in seconds."""


def tone(frequency: float, seconds: float, decay: float = 2.0) -> list[float]:
    """A plucked tone between −1 and 1; ``decay`` 0 keeps its strength."""
    count = int(RATE * seconds)
    if frequency == 0:
        return [0.0] * count
    whole = sum(weight for _, weight in HARMONICS)
    edge = RATE // 100
    samples = []
    for index in range(count):
        at = index / RATE
        value = sum(weight * sin(2 * pi * frequency * times * at) for times, weight in HARMONICS) / whole
        samples.append(value * exp(-decay * at) * min(1.0, index / edge, (count - index) / edge))
    return samples


def play(notes: Sequence[Note], decay: float = 2.0) -> list[float]:
    """The notes one after another."""
    return [sample for frequency, seconds in notes for sample in tone(frequency, seconds, decay)]


def morse() -> list[float]:
    """SOS twice, by ITU-R M.1677-1: a dash is three dots, letters of the distress signal run together."""
    dot = 0.1
    signal: list[Note] = []
    for length in (1, 1, 1, 3, 3, 3, 1, 1, 1):
        signal += [(660.0, dot * length), (0.0, dot)]
    return play([*signal, (0.0, dot * 6), *signal], decay=0)


def melody() -> list[float]:
    """The opening line of the folk song 茉莉花, twice: 3 35 61' 1'6 | 5 56 5 -."""
    beat = 0.42
    line = [
        (E4, beat),
        (E4, beat / 2),
        (G4, beat / 2),
        (A4, beat / 2),
        (C5, beat / 2),
        (C5, beat / 2),
        (A4, beat / 2),
        (G4, beat),
        (G4, beat / 2),
        (A4, beat / 2),
        (G4, beat * 2),
    ]
    return play([*line, *line])


def pentatonic() -> list[float]:
    """宫 商 角 徵 羽 on C; after a rest 徵 once more."""
    return play([*((pitch, 0.8) for pitch in (C4, D4, E4, G4, A4)), (0.0, 0.8), (G4, 1.4)])


def octave() -> list[float]:
    """440 Hz, then 880 Hz."""
    return play([(LA, 1.4), (0.0, 0.2), (2 * LA, 1.4)], decay=1.0)


def rhythm() -> list[float]:
    """Four bars of strong, weak, weak."""
    beat = 0.45
    strong = [*tone(1100.0, 0.09, 12), *tone(0, beat - 0.09)]
    weak = [sample * 0.35 for sample in [*tone(700.0, 0.09, 12), *tone(0, beat - 0.09)]]
    return [*strong, *weak, *weak] * 4


def write(path: Path, samples: Sequence[float]) -> None:
    """Write samples between −1 and 1 as WAV."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(array("h", (int(PEAK * sample) for sample in samples)).tobytes())


SOUNDS: dict[str, Callable[[], list[float]]] = {
    "morse": morse, "melody": melody, "pentatonic": pentatonic, "octave": octave, "rhythm": rhythm,
}  # fmt: skip
