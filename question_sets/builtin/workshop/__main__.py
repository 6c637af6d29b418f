"""Write every medium of the built-in sets into their ``media`` folders."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

from question_sets.builtin.workshop import films, sounds
from question_sets.builtin.workshop.pictures import PICTURES

HOME = Path(__file__).resolve().parents[1]
SHARED_WITH_ENGLISH = ("lever.png", "element.png", "octave.wav")


def main() -> None:
    """Draw, sound and film."""
    standard, english = HOME / "standard" / "media", HOME / "english-demo" / "media"
    for folder in (standard, english):
        folder.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        picture().save(standard / f"{name}.png")
    for name, sound in sounds.SOUNDS.items():
        sounds.write(standard / f"{name}.wav", sound())
    for name, film in films.FILMS.items():
        films.write(standard / f"{name}.mp4", film())
    for name in SHARED_WITH_ENGLISH:
        copyfile(standard / name, english / name)


if __name__ == "__main__":
    main()
