"""One transaction with its repositories."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, Table

from scoring.store import models
from scoring.store.repositories import TableLedger, TableRepository
from scoring.usecases.records import (
    Account,
    Competition,
    Contestant,
    Match,
    Medium,
    Question,
    QuestionSet,
    SheetText,
    Team,
    Ticket,
)  # fmt: skip

T = TypeVar("T")


class SqlUnitOfWork:
    """Repositories on one connection.  What was not committed when the ``with`` block ends never happened."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.ledger = TableLedger(connection)

    def commit(self) -> None:
        """Make everything durable; after it the unit of work is over."""
        self._connection.commit()

    def _table(self, table: Table, kind: type[T]) -> TableRepository[T]:
        return TableRepository(self._connection, table, kind)

    @cached_property
    def accounts(self) -> TableRepository[Account]:
        """People who sign in with a password."""
        return self._table(models.accounts, Account)

    @cached_property
    def competitions(self) -> TableRepository[Competition]:
        """Competitions."""
        return self._table(models.competitions, Competition)

    @cached_property
    def matches(self) -> TableRepository[Match]:
        """Matches."""
        return self._table(models.matches, Match)

    @cached_property
    def teams(self) -> TableRepository[Team]:
        """Teams of matches."""
        return self._table(models.teams, Team)

    @cached_property
    def contestants(self) -> TableRepository[Contestant]:
        """Members of teams."""
        return self._table(models.contestants, Contestant)

    @cached_property
    def question_sets(self) -> TableRepository[QuestionSet]:
        """Question sets."""
        return self._table(models.question_sets, QuestionSet)

    @cached_property
    def questions(self) -> TableRepository[Question]:
        """Questions of all sets."""
        return self._table(models.questions, Question)

    @cached_property
    def sheets(self) -> TableRepository[SheetText]:
        """Rule sheets as text."""
        return self._table(models.sheets, SheetText)

    @cached_property
    def tickets(self) -> TableRepository[Ticket]:
        """Tickets, by the digest of their code."""
        return self._table(models.tickets, Ticket)

    @cached_property
    def media(self) -> TableRepository[Medium]:
        """What the files of questions are called."""
        return self._table(models.media, Medium)
