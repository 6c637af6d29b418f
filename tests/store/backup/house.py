"""A data directory with entries and a file, for the tests of backups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scoring.engine.ledger import Draft, Entry
from scoring.store.backup import making
from scoring.store.backup.making import Asked, Made
from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.store.migrate import upgrade
from scoring.usecases.records import Medium

AT = 1_790_000_000_000
"""2026-09-21 14:13:20 UTC."""


@dataclass
class House:
    """The data in ``data`` and its backups in ``place``."""

    data: Path
    place: Path

    @property
    def database(self) -> Path:
        return self.data / "leitai.db"

    @property
    def files(self) -> FileStore:
        return FileStore(self.data / "files")

    def write(self, *numbers: int) -> None:
        """An entry for each number."""
        database = Database(self.database)
        with database.write() as uow:
            for number in numbers:
                uow.ledger.append(
                    "match:m1", Draft("scene.show", {"n": number}, "system", "", f"k{number}", "", number)
                )
            uow.commit()
        database.close()

    def picture(self, name: str) -> str:
        """A medium of this name, whose bytes are its name; returns its hash."""
        sha256 = self.files.keep([name.encode()])
        database = Database(self.database)
        with database.write() as uow:
            uow.of(Medium).put(Medium(sha256, name, "image/png", sha256, len(name.encode())))
            uow.commit()
        database.close()
        return sha256

    def entries(self) -> list[Entry]:
        """What the ledger holds."""
        database = Database(self.database)
        try:
            with database.read() as uow:
                return list(uow.ledger.read("match:m1"))
        finally:
            database.close()

    def numbers(self) -> list[int]:
        """The numbers of the entries."""
        return [entry.payload["n"] for entry in self.entries()]

    def back_up(self, now: int = AT) -> Made:
        """A backup."""
        beside = (self.data / "secrets.json",)
        asked = Asked(self.database, self.data / "files", beside, "asked", "1", now, self.data / "archive")
        return making.create(asked, self.place)


def house(folder: Path) -> House:
    """An upgraded database with three entries."""
    made = House(folder / "data", folder / "backups")
    made.data.mkdir()
    upgrade(made.database, made.data / "files")
    made.write(1, 2, 3)
    return made
