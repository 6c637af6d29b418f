"""The view of a match for one audience: one function, used for every push, every request and every export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.titles import titles_in
from scoreboard.presenters.face import face_part
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.quiz import desk, me
from scoreboard.presenters.quiz.air import AirView, air_view
from scoreboard.presenters.quiz.audience import Audience, MatchInfo, Questions
from scoreboard.presenters.quiz.conceal import conceal, shown_seq
from scoreboard.presenters.quiz.course import tie_off_part
from scoreboard.presenters.quiz.face import as_cued_before, caption_part, captions_part
from scoreboard.presenters.quiz.item import item_part
from scoreboard.presenters.quiz.log import log_part
from scoreboard.presenters.quiz.marks import own_part, shown_marks
from scoreboard.presenters.quiz.match import clock_part, match_part, round_part, rounds_part
from scoreboard.presenters.quiz.organiser import tasks
from scoreboard.presenters.quiz.players import announced, answerer_part, best_player_part
from scoreboard.presenters.quiz.press import press_part
from scoreboard.presenters.quiz.public_now import public_now
from scoreboard.presenters.quiz.reveal import award_part, awards_of, freeze_part, reveal_part
from scoreboard.presenters.quiz.teams import ranked, ranking_part, teams_part
from scoreboard.presenters.quiz.views import DeskView, HallPart, JudgeView, LowerThirdPart, TeamView, View
from scoreboard.presenters.warnings import WarningPart
from scoring.engine.ledger import Entry
from scoring.engine.quiz.check_code import check_code
from scoring.engine.quiz.freeze import is_frozen, public_table
from scoring.engine.quiz.state import MatchState
from scoring.usecases.quiz.missing import Missing

AnyView = View | AirView | TeamView | JudgeView | DeskView


def present(
    info: MatchInfo,
    state: MatchState,
    questions: Questions,
    audience: Audience,
    *,
    now: int,
    lang: str = "zh",
    presence: Sequence[PresencePart] = (),
    log: Sequence[Entry] = (),
    labels: Mapping[str, str] | None = None,
    missing: Sequence[Missing] = (),
    warnings: Sequence[WarningPart] = (),
    epoch: str = "",
    lower_third: LowerThirdPart | None = None,
) -> AnyView:
    """The whole view of ``state`` that ``audience`` may have.

    ``questions`` are the match's question records by id.  For a desk also: ``presence`` (how each seat is connected),
    ``log`` (the newest entries, oldest first), ``labels`` (actors' names by id), ``missing`` (what keeps the match
    from opening) and ``warnings``; for television and the desks ``lower_third``, whose name is on air.  ``now``
    in ms since the epoch.
    """
    say = saying(lang, titles_in(state.rule_sheet))
    state = as_cued_before(state, info.face)
    known, texts = conceal(state, questions, audience)
    table = known if audience.desk else public_table(known)
    places = ranked(table)
    view: View = {
        "epoch": epoch,
        "seq": shown_seq(state, audience),
        "now": now,
        "audience": audience.kind,
        "match": match_part(info, known),
        "scene": known.scene,
        "rounds": rounds_part(info, known),
        "round": round_part(known, "en" if lang == "en" else "zh"),
        "item": item_part(known, texts, audience, say),
        "marks": shown_marks(known, audience, say),
        "clock": clock_part(known),
        "press": press_part(known, audience),
        "teams": teams_part(info, known, table, places, pictures=audience.faced),
        "ranking": ranking_part(table, places, say, awards_of(table)),
        "tie_off": tie_off_part(known, desk=audience.desk),
        "locked": known.phase == "locked",
    }
    if known.link:
        view["link"] = True
    if known.scene == "teams" and known.introduced:
        view["introduced"] = known.introduced
    _add_face(view, info, known, audience)
    _add_reveal(view, known, desk=audience.desk)
    best = best_player_part(known) if audience.desk or announced(known) else None
    if best is not None:
        view["best_player"] = best
    if audience.kind == "air":
        return air_view(view, lower_third, presence)
    if audience.kind == "team":
        return cast(TeamView, {**view, "me": me.team_me(known, audience, now)})
    if audience.kind == "judge":
        return cast(JudgeView, {**view, "me": own_part(known, known.item, audience.ticket)})
    if audience.desk:
        lines = log_part(known, log, labels or {}, say)
        desk_view = _for_desk(info, view, known, texts, audience, now, say, presence, lines, missing)
        beside = {"warnings": list(warnings)} if warnings else {}
        hall = {"hall": _hall_part(info, state, say)} if state.unshown or is_frozen(state) else {}
        answerer = answerer_part(known)
        who = {} if answerer is None else {"answerer": answerer}
        prepared = {"captions": captions} if (captions := captions_part(info.face)) else {}
        named = {} if lower_third is None else {"lower_third": lower_third}
        return cast(DeskView, {**desk_view, **beside, **hall, **who, **prepared, **named})
    return view


def _add_face(view: View, info: MatchInfo, known: MatchState, audience: Audience) -> None:
    """What the screens show beside the play, where there is any of it."""
    if (caption := caption_part(known)) is not None:
        view["caption"] = caption
    if not audience.faced:
        return
    if (face := face_part(info.face.event)) is not None:
        view["face"] = face
    if (sound := info.face.sound) is not None:
        view["sound"] = sound


def _hall_part(info: MatchInfo, state: MatchState, say: Callable[..., str]) -> HallPart:
    """What the display has of teams and ranking, for the desk's picture of it."""
    now = public_now(state)
    return {
        "teams": teams_part(info, now.state, now.table, now.places, pictures=True),
        "ranking": ranking_part(now.table, now.places, say, awards_of(now.table)),
        "tie_off": tie_off_part(now.state, desk=False),
    }


def _add_reveal(view: View, known: MatchState, *, desk: bool) -> None:
    """封榜, 揭榜 and 颁奖, where there is any of them."""
    if (freeze := freeze_part(known)) is not None:
        view["freeze"] = freeze
    if (reveal := reveal_part(known, desk=desk)) is not None:
        view["reveal"] = reveal
    if (award := award_part(known)) is not None:
        view["awarded"] = award


def _for_desk(
    info: MatchInfo,
    view: View,
    state: MatchState,
    questions: Questions,
    audience: Audience,
    now: int,
    say: Callable[..., str],
    presence: Sequence[PresencePart],
    log: Sequence[Any],
    missing: Sequence[Missing],
) -> DeskView:
    return cast(
        DeskView,
        {
            **view,
            "actions": [
                *desk.actions_part(state, audience, now, say, judges=any(s["role"] == "judge" for s in presence)),
                *desk.caption_actions(info.face, state),
            ],
            "pool": desk.pool_part(state, questions, state.round),
            "spares": desk.pool_part(state, questions, ""),
            "items": desk.items_part(state, questions, audience, say),
            "log": list(log),
            "presence": list(presence),
            "next_team": desk.next_team(state),
            "delegates": me.delegates(state),
            "missing": [{"text": task.text, "blocking": task.blocking} for task in tasks(missing, say)],
            "last_step": state.last_step,
            "check_code": check_code(state.lock_hash),
            **({"counts_waiting": len(state.counts_waiting)} if state.counts_waiting else {}),
        },
    )


def visible_media(state: MatchState, questions: Questions, audience: Audience) -> frozenset[str]:
    """The ids of the media that ``audience`` may fetch now: those of the questions it may know, none for television."""
    if audience.kind == "air":
        return frozenset()
    _, known = conceal(state, questions, audience)
    return frozenset(question.media for question in known.values() if question.media)
