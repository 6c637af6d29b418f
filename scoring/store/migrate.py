"""Brings a database to the newest revision of its tables, or says which revision it has."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from scoring.engine.errors import Broken
from scoring.store.database import Database, url_of
from scoring.store.files import FileStore


def upgrade(where: Path | str, files: Path) -> str:
    """Run every step that the database has not had, in one transaction under the write lock; returns its new revision.

    ``files``: the folder of the files that records name; data that older versions kept in tables are moved there.
    Raises ``Broken("db-newer")`` for a database that a newer version of the program has made or changed.
    """
    database = Database(where, patience=30)
    try:
        with database.transaction("write") as connection:
            config = _config()
            found = MigrationContext.configure(connection).get_current_revision()
            if is_newer(found):
                raise Broken("db-newer", found=found, newest=newest())
            config.attributes |= {"connection": connection, "files": FileStore(files)}
            command.upgrade(config, "head")
            connection.commit()
        database.give_back_space()
    finally:
        database.close()
    return newest()


def current(where: Path | str) -> str | None:
    """The revision of the database; None for an empty one, and for a file that does not exist, which is not created."""
    if missing_file(where):
        return None
    database = Database(where)
    try:
        with database.transaction("read") as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        database.close()


def missing_file(where: Path | str) -> Path | None:
    """The SQLite file of the database at ``where``, if it does not exist yet; else None."""
    url = url_of(where)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    file = Path(url.database)
    return None if file.exists() else file


def is_newer(revision: str | None) -> bool:
    """Whether a revision is none of those that this version of the program knows."""
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return revision is not None and revision not in known


def newest() -> str:
    """The revision that this version of the program needs."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise RuntimeError("no migrations in the package")
    return revision


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
