"""Brings a database to the newest revision of its tables, or says which revision it has."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from scoring.engine.errors import Broken
from scoring.store.database import Database, url_of
from scoring.store.files import FileStore

VERSIONS = "alembic_version"
"""The table in which a database says its revision."""


def upgrade(where: Path | str, files: Path) -> str:
    """Run every step that the database has not had, in one transaction under the write lock; returns its new revision.

    ``files``: the folder of the files that records name; data that older versions kept in tables are moved there.
    Raises ``Broken("db-newer")`` for a database that a newer version of the program has made or changed, and
    ``db-broken`` where its revision is damaged.
    """
    database = Database(where, patience=30)
    try:
        with database.transaction("write") as connection:
            config = _config()
            refuse_newer(revision_of(connection, url_of(where).database or ""))
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
            return revision_of(connection, url_of(where).database or "")
    finally:
        database.close()


def revision_of(connection: Connection, file: str) -> str | None:
    """The one revision that the database says it has; None for an empty one.  Raises ``Broken("db-broken")``."""
    found = MigrationContext.configure(connection).get_current_heads()
    lost = not found and set(inspect(connection).get_table_names()) - {VERSIONS}
    if len(found) > 1 or lost or None in found:
        said = ", ".join(map(str, found)) or "no revision"
        raise Broken("db-broken", file=file, problem=f"{VERSIONS}: {said}")
    return found[0] if found else None


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


def refuse_newer(revision: str | None) -> None:
    """Raises ``Broken("db-newer")`` for a revision that this version of the program does not know."""
    if is_newer(revision):
        raise Broken("db-newer", found=revision, newest=newest())


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
