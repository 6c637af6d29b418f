"""Questions edited one at a time: what an opened match has is never changed under it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, LeitaiError, NotFound, Refused
from scoring.usecases.contents import question_ids
from scoring.usecases.media import new_media
from scoring.usecases.quiz import edit_questions, matches, question_sets
from scoring.usecases.quiz.edit_questions import question_version
from scoring.usecases.records import MediaFile, Medium, Question, question_digest
from tests.halls import HOST, ORGANISER, Hall, invented

PICTURE = new_media(name="图.png", mime="image/png", data=b"\x89PNG\r\n\x1a\n")


def listed(hall: Hall, question_set: str = "") -> list[Question]:
    wanted = question_set or hall.questions
    return list(question_sets.questions_in(hall.ctx, actor=ORGANISER, question_set=wanted))


def edit(
    hall: Hall, old: Question, *, version: str = "", medium: MediaFile | None = None, actor: Actor = ORGANISER,
    **fields: object,
) -> Question:  # fmt: skip
    return edit_questions.edit_question(
        hall.ctx,
        actor=actor,
        question_id=old.id,
        question=replace(old, **fields),  # type: ignore[arg-type]
        version=version or question_version(old),
        medium=medium,
    )


def picked(hall: Hall) -> tuple[str, ...]:
    return question_ids(matches.match_of(hall.ctx, hall.match))


def media(hall: Hall) -> list[str]:
    with hall.ctx.store.read() as uow:
        return [one.id for one in uow.of(Medium).all()]


def test_an_edited_question_keeps_its_place_and_a_match_that_is_not_open_has_it_as_it_is_now(hall: Hall) -> None:
    old = listed(hall)[0]
    assert old.id in picked(hall)
    assert matches.questions_of(hall.ctx, hall.match)[old.id].stem == "题干1（  ）"
    new = edit(hall, old, stem="改过的题干（  ）", no=99, question_set="elsewhere")
    assert (new.id, new.no, new.question_set) == (old.id, 1, hall.questions)
    assert new.digest == question_digest(new) != old.digest
    assert listed(hall)[0] == new
    assert matches.questions_of(hall.ctx, hall.match)[old.id] == new
    hall.do("match.open")
    assert hall.state.setup is not None
    assert {one.id: one.digest for one in hall.state.setup.questions}[old.id] == new.digest
    assert matches.questions_of(hall.ctx, hall.match)[old.id] == new


def test_a_question_of_an_opened_match_is_never_changed_under_it_and_the_refusal_names_the_match(hall: Hall) -> None:
    old = listed(hall)[0]
    hall.do("match.open")
    with pytest.raises(Refused, match="question-frozen") as refused:
        edit(hall, old, stem="改")
    assert refused.value.fields == {"no": 1, "matches": ["决赛"]}
    assert listed(hall)[0] == old
    free = next(one for one in listed(hall) if one.id not in picked(hall))
    assert edit(hall, free, stem="没有场次用的题可以改").stem == "没有场次用的题可以改"


def test_of_two_pages_of_one_question_the_later_one_is_refused(hall: Hall) -> None:
    old = listed(hall)[0]
    edit(hall, old, citation="甲书")
    with pytest.raises(Conflict, match="changed-meanwhile"):
        edit(hall, old, citation="乙书")
    assert listed(hall)[0].citation == "甲书"


def test_a_picture_comes_with_an_edit_and_goes_with_another(hall: Hall) -> None:
    old = listed(hall)[0]
    with pytest.raises(Invalid, match="media-missing"):
        edit(hall, old, media="0" * 64, media_kind="image")
    seen = edit(hall, old, media=PICTURE.id, media_kind="image", medium=PICTURE)
    assert media(hall) == [PICTURE.id]
    edit(hall, seen, media="", media_kind="")
    assert media(hall) == []


def test_a_question_is_added_under_the_next_number_until_the_set_is_full(hall: Hall) -> None:
    def add(most: int = 31) -> Question:
        new = invented(1, media=PICTURE.id, media_kind="image")
        return edit_questions.add_question(
            hall.ctx, actor=ORGANISER, question_set=hall.questions, question=new, medium=PICTURE, most=most
        )

    new = add()
    assert (new.no, new.digest, listed(hall)[-1]) == (31, question_digest(new), new)
    with pytest.raises(Refused, match="set-full"):
        add()
    with pytest.raises(NotFound, match="question-set-unknown"):
        edit_questions.add_question(hall.ctx, actor=ORGANISER, question_set="none", question=new, most=31)


def test_a_question_is_taken_out_unless_a_match_has_it_and_the_numbers_of_the_others_stay(hall: Hall) -> None:
    chosen = next(one for one in listed(hall) if one.id in picked(hall))
    with pytest.raises(Refused, match="question-in-use") as refused:
        edit_questions.take_out_question(hall.ctx, actor=ORGANISER, question_id=chosen.id)
    assert refused.value.fields == {"no": chosen.no, "matches": ["决赛"]}
    free = next(one for one in listed(hall) if one.id not in picked(hall))
    numbers = [one.no for one in listed(hall)]
    assert edit_questions.take_out_question(hall.ctx, actor=ORGANISER, question_id=free.id) == free
    assert [one.no for one in listed(hall)] == [no for no in numbers if no != free.no]
    with pytest.raises(NotFound, match="question-gone"):
        edit_questions.take_out_question(hall.ctx, actor=ORGANISER, question_id=free.id)


def test_a_built_in_set_is_not_edited_and_its_copy_is(hall: Hall) -> None:
    bank = question_sets.import_question_set(
        hall.ctx,
        actor=ORGANISER,
        name="内置",
        source="自拟",
        questions=[invented(4, media=PICTURE.id, media_kind="image")],
        media=[PICTURE],
        builtin=True,
    )
    (old,) = listed(hall, bank.id)
    attempts = [
        lambda: edit(hall, old, stem="改"),
        lambda: edit_questions.take_out_question(hall.ctx, actor=ORGANISER, question_id=old.id),
        lambda: edit_questions.add_question(
            hall.ctx, actor=ORGANISER, question_set=bank.id, question=invented(2), most=9
        ),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="set-builtin"):
            attempt()
    names = []
    for _ in range(2):
        copied = edit_questions.copy_question_set(hall.ctx, actor=ORGANISER, question_set=bank.id, name="内置（副本）")
        names.append((copied.name, copied.source, copied.builtin))
        (own,) = listed(hall, copied.id)
        assert own == replace(old, id=own.id, question_set=copied.id)
        assert edit(hall, own, stem="改").stem == "改"
    assert names == [("内置（副本）", "自拟", False), ("内置（副本） 2", "自拟", False)]
    assert listed(hall, bank.id) == [old]


def test_a_new_set_is_empty_and_its_name_is_its_own(hall: Hall) -> None:
    new = edit_questions.new_question_set(hall.ctx, actor=ORGANISER, name=" 新 题库 ", source="自编")
    assert (new.name, new.source, listed(hall, new.id)) == ("新 题库", "自编", [])
    with pytest.raises(Conflict, match="set-name-taken"):
        edit_questions.new_question_set(hall.ctx, actor=ORGANISER, name="新 题库")
    with pytest.raises(Invalid, match="text-needed"):
        edit_questions.new_question_set(hall.ctx, actor=ORGANISER, name=" ")


def test_only_an_organiser_edits_questions(hall: Hall) -> None:
    old = listed(hall)[0]
    attempts: list[object] = [
        lambda: edit(hall, old, actor=HOST),
        lambda: edit_questions.take_out_question(hall.ctx, actor=HOST, question_id=old.id),
        lambda: edit_questions.new_question_set(hall.ctx, actor=HOST, name="x"),
        lambda: edit_questions.copy_question_set(hall.ctx, actor=HOST, question_set=hall.questions, name="x"),
        lambda: edit_questions.add_question(
            hall.ctx, actor=HOST, question_set=hall.questions, question=invented(1), most=99
        ),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()  # type: ignore[operator]


def test_a_set_whose_copy_is_asked_for_must_be_there(hall: Hall) -> None:
    with pytest.raises(LeitaiError, match="question-set-unknown"):
        edit_questions.copy_question_set(hall.ctx, actor=ORGANISER, question_set="none", name="x")
