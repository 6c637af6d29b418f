"""A large question set is kept without holding up the match that is led meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from scoring.engine.errors import Refused
from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.usecases import media
from scoring.usecases.quiz import question_sets
from scoring.usecases.quiz.edit_questions import copy_question_set
from scoring.usecases.records import Question
from tests.fakes import fake_context
from tests.halls import ORGANISER


def question(no: int, picture: str = "") -> Question:
    return Question("", "", no, "true_false", f"第 {no} 题（  ）", "", key=("T",), media=picture)


def test_a_set_is_kept_in_a_few_statements_and_what_takes_long_is_done_before_the_write_lock(
    sqlite_url: str, tmp_path: Path
) -> None:
    database, statements, apart = Database(sqlite_url), list[str](), list[tuple[str, int]]()

    @event.listens_for(database.engine, "before_cursor_execute")
    def noted(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    def work_apart(function: Callable[..., Any], *given: Any) -> Any:
        apart.append((function.__name__, len(statements)))
        return function(*given)

    ctx = replace(fake_context(), store=database, files=FileStore(tmp_path / "files"), apart=work_apart)
    pictures = [media.new_media(name=f"{n}.png", mime="image/png", data=bytes([n]) * 1000) for n in range(3)]
    questions = [question(no, pictures[no % 3].id) for no in range(1, 501)]
    kept = question_sets.import_question_set(ctx, actor=ORGANISER, name="大题库", questions=questions, media=pictures)
    assert apart == [("keep", 0), ("keep", 0), ("keep", 0), ("of_set", 0)]
    assert len(statements) < 20
    assert question_sets.list_question_sets(ctx) == ((kept, 500),)
    del statements[:]
    question_sets.remove_question_set(ctx, actor=ORGANISER, question_set=kept.id)
    assert len(statements) < 20
    assert question_sets.list_question_sets(ctx) == ()
    database.close()


def test_a_press_that_comes_while_a_set_is_kept_or_copied_is_written_at_once_and_the_set_after_it(
    sqlite_url: str, tmp_path: Path
) -> None:
    passed: list[tuple[str, int]] = []
    pressing: list[threading.Thread] = []

    def press() -> None:
        with database.write(first=True) as uow:
            passed.append(("press", uow.of(Question).count()))
            uow.commit()

    def others_go_on(_seconds: float) -> None:
        if sum(statement.startswith("INSERT INTO questions") for statement in statements) == 2 and not pressing:
            pressing.append(threading.Thread(target=press))
            pressing[0].start()
            while not database._turns._hurried:
                threading.Event().wait(0.001)

    database, statements = Database(sqlite_url, sleep=others_go_on), list[str]()

    @event.listens_for(database.engine, "before_cursor_execute")
    def noted(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    ctx = replace(fake_context(), store=database, files=FileStore(tmp_path / "files"))
    questions = [question(no) for no in range(1, 1001)]
    kept = question_sets.import_question_set(ctx, actor=ORGANISER, name="大题库", questions=questions)
    pressing[0].join(60)
    assert passed == [("press", 0)]
    assert question_sets.list_question_sets(ctx) == ((kept, 1000),)
    del pressing[:], statements[:]
    copy = copy_question_set(ctx, actor=ORGANISER, question_set=kept.id, name="大题库 副本")
    pressing[0].join(60)
    assert passed == [("press", 0), ("press", 1000)]
    assert question_sets.list_question_sets(ctx) == ((kept, 1000), (copy, 1000))
    database.close()


def test_a_set_that_has_to_give_way_again_and_again_is_not_kept_and_says_so(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    ctx = replace(fake_context(), store=database, files=FileStore(tmp_path / "files"))
    database._turns.hurried = lambda: True  # type: ignore[method-assign]
    with pytest.raises(Refused, match="store-busy"):
        question_sets.import_question_set(ctx, actor=ORGANISER, name="大题库", questions=[question(1)])
    assert question_sets.list_question_sets(ctx) == ()
    database.close()
