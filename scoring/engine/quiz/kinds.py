"""Every kind of command of a match, a row each (see ``engine.kinds``).

To add a kind, write its class (``commands_*``), its guard (``decide_*``), its effect (``apply_*``) and a row here.  For
a judge's marks all three are in ``panel``, and the row says for which item they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from scoring.engine import kinds
from scoring.engine.actors import MatchRole, Role
from scoring.engine.kinds import Command, Kind, by_name, private
from scoring.engine.ledger import Entry
from scoring.engine.panel import apply, commands, decide
from scoring.engine.quiz import (
    apply_counts,
    apply_freeze,
    apply_manage,
    apply_marks,
    apply_phones,
    apply_play,
    apply_player,
    apply_press,
    apply_supporters,
    apply_team,
    apply_tie_off,
    commands_counts,
    commands_freeze,
    commands_manage,
    commands_marks,
    commands_phones,
    commands_play,
    commands_player,
    commands_press,
    commands_supporters,
    commands_team,
    commands_tie_off,
    decide_answers,
    decide_counts,
    decide_freeze,
    decide_manage,
    decide_marks,
    decide_phones,
    decide_play,
    decide_player,
    decide_press,
    decide_supporters,
    decide_team,
    decide_tie_off,
)
from scoring.engine.quiz.apply_marks import in_sitting
from scoring.engine.quiz.decide_marks import on_open_item
from scoring.engine.quiz.state import MatchState

ALL: frozenset[Role] = frozenset(get_args(MatchRole))
HOSTS: frozenset[Role] = frozenset({"host", "chief"})
CHIEF: frozenset[Role] = frozenset({"chief"})
HOST: frozenset[Role] = frozenset({"host"})
JUDGE: frozenset[Role] = frozenset({"judge"})
TEAM: frozenset[Role] = frozenset({"team"})
ORGANISER: frozenset[Role] = frozenset({"organiser"})
SYSTEM: frozenset[Role] = frozenset({"system"})

KINDS: dict[str, Kind[MatchState]] = by_name(
    Kind(commands_play.OpenMatch, decide_play.open_match, apply_play.open_match, HOSTS | ORGANISER, undo="kept"),
    Kind(commands_play.BeginRound, decide_play.begin_round, apply_play.begin_round, HOSTS),
    Kind(commands_play.EndRound, decide_play.end_round, apply_play.end_round, HOSTS),
    Kind(commands_play.PresentItem, decide_play.present_item, apply_play.present_item, HOSTS),
    Kind(commands_play.ChooseStake, decide_play.choose_stake, apply_play.choose_stake, HOSTS | TEAM, lane="stake"),
    Kind(commands_play.StartClock, decide_play.start_clock, apply_play.start_clock, HOSTS),
    Kind(commands_play.PauseClock, decide_play.pause_clock, apply_play.pause_clock, HOSTS, undo="alone"),
    Kind(commands_play.ResumeClock, decide_play.resume_clock, apply_play.resume_clock, HOSTS, undo="alone"),
    Kind(commands_play.RevealClue, decide_play.reveal_clue, apply_play.reveal_clue, HOSTS, undo="within"),
    Kind(commands_press.ArmPress, decide_press.arm, apply_press.arm_press, HOSTS),
    Kind(commands_press.EndReading, decide_press.end_reading, apply_press.end_reading, HOSTS, undo="within"),
    Kind(
        commands_press.RecordPress,
        decide_press.record,
        apply_press.record,
        HOSTS | TEAM,
        undo="part",
        lane="press",
        first=True,
    ),
    Kind(
        commands_press.AwardPress, decide_press.award_press, apply_press.award, HOSTS | SYSTEM, undo="part", first=True
    ),
    Kind(commands_press.LapsePress, decide_press.lapse, apply_press.lapse, HOSTS | SYSTEM, undo="part"),
    Kind(commands_press.CallFoul, decide_press.call_foul, apply_press.foul_called, HOSTS, undo="within"),
    Kind(
        commands_play.SubmitAnswer,
        decide_answers.submit_answer,
        apply_play.submit_answer,
        TEAM | HOST,
        undo="part",
        lane="answer",
        newest=True,
    ),
    Kind(commands_play.JudgeAnswer, decide_answers.judge_answer, apply_play.judge_answer, HOSTS),
    Kind(
        commands_play.CastVerdict,
        decide_answers.cast_verdict,
        apply_play.cast_verdict,
        CHIEF | JUDGE,
        undo="part",
        lane="verdict",
    ),
    Kind(commands_play.CloseItem, decide_answers.close_item, apply_play.close_item, HOSTS),
    Kind(commands_marks.OpenPanel, decide_marks.open_panel, apply_marks.open_panel, HOSTS),
    Kind(
        commands.EnterMark,
        on_open_item(decide.enter),
        in_sitting(apply.entered),
        JUDGE,
        undo="part",
        private=private,
        lane="mark",
        newest=True,
    ),
    Kind(
        commands.WithdrawMark,
        on_open_item(decide.withdraw),
        in_sitting(apply.withdrawn),
        JUDGE,
        undo="part",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.AbstainMark,
        on_open_item(decide.abstain),
        in_sitting(apply.abstained),
        CHIEF | JUDGE,
        reason=CHIEF,
        undo="part",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.RecuseJudge,
        on_open_item(decide.recuse),
        in_sitting(apply.recused),
        HOSTS | JUDGE,
        reason=ALL,
        undo="part",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.LiftRecusal,
        on_open_item(decide.lift),
        in_sitting(apply.lifted),
        CHIEF,
        reason=ALL,
        undo="part",
        private=private,
        lane="mark",
    ),
    Kind(commands_marks.LockPanel, decide_marks.lock_panel, apply_marks.lock_panel, HOSTS),
    Kind(commands.CopyMark, on_open_item(decide.copy), in_sitting(apply.copied), HOSTS, undo="part", private=private),
    Kind(
        commands.AskCorrection,
        decide_marks.ask_correction,
        in_sitting(apply.asked),
        HOSTS | JUDGE,
        reason=ALL,
        undo="part",
        private=private,
        lane="mark",
    ),
    Kind(
        commands.DecideMark,
        decide_marks.decide_mark,
        apply_marks.decide_mark,
        HOSTS,
        reason=ALL,
        undo="part",
        private=apply_marks.not_shown,
    ),
    Kind(commands_counts.EnterCounts, decide_counts.enter_counts, apply_counts.enter_counts, HOSTS, undo="part"),
    Kind(
        commands_counts.DecideCounts,
        decide_counts.decide_counts,
        apply_counts.decide_counts,
        HOSTS,
        reason=ALL,
        undo="part",
    ),
    Kind(commands_manage.VoidItem, decide_manage.void_item, apply_manage.void_item, HOSTS, reason=ALL, undo="alone"),
    Kind(commands_manage.ReplaceItem, decide_manage.replace_item, apply_manage.replace_item, HOSTS, reason=ALL),
    Kind(
        commands_manage.CorrectItem,
        decide_manage.correct_item,
        apply_manage.correct_item,
        CHIEF,
        reason=ALL,
        undo="alone",
    ),
    Kind(
        commands_manage.CorrectKey, decide_manage.correct_key, apply_manage.correct_key, CHIEF, reason=ALL, undo="alone"
    ),
    Kind(
        commands_manage.AdjustPoints,
        decide_manage.adjust_points,
        apply_manage.adjust_points,
        HOSTS,
        reason=ALL,
        undo="alone",
    ),
    Kind(commands_manage.UseToken, decide_manage.use_token, apply_manage.use_token, HOSTS, reason=ALL, undo="within"),
    Kind(
        commands_manage.SubstituteMember,
        decide_manage.substitute_member,
        apply_manage.substitute_member,
        HOSTS,
        reason=ALL,
        undo="alone",
    ),
    Kind(commands_team.RenameTeam, decide_team.rename_team, apply_team.rename_team, CHIEF, reason=ALL, undo="alone"),
    Kind(commands_team.WithdrawTeam, decide_team.withdraw_team, apply_team.withdraw_team, CHIEF, reason=ALL),
    Kind(commands_team.ReturnTeam, decide_team.return_team, apply_team.return_team, CHIEF, reason=ALL),
    Kind(commands_team.SwapStations, decide_team.swap_stations, apply_team.swap_stations, CHIEF, reason=ALL),
    Kind(commands_tie_off.BeginTieOff, decide_tie_off.begin_tie_off, apply_tie_off.begin_tie_off, HOSTS),
    Kind(commands_tie_off.OrderTieOff, decide_tie_off.order_tie_off, apply_tie_off.order_tie_off, HOSTS, reason=ALL),
    Kind(commands_tie_off.EndTieOff, decide_tie_off.end_tie_off, apply_tie_off.end_tie_off, HOSTS),
    Kind(commands_play.NoteAudience, decide_answers.note_audience, apply_play.note_audience, HOSTS),
    Kind(commands_phones.OpenPhones, decide_phones.open_phones, apply_phones.open_phones, HOSTS, undo="part"),
    Kind(
        commands_phones.ClosePhones, decide_phones.close_phones, apply_phones.close_phones, HOSTS | SYSTEM, undo="part"
    ),
    Kind(commands_phones.DrawPhones, decide_phones.draw_phones, apply_phones.draw_phones, HOSTS, undo="part"),
    Kind(commands_phones.HidePhoneNames, decide_phones.hide_names, apply_phones.hide_names, HOSTS, undo="part"),
    Kind(commands_play.ShowScene, decide_play.show_scene, apply_play.show_scene, HOSTS | ORGANISER, undo="kept"),
    Kind(
        commands_supporters.JudgeSupporters,
        decide_supporters.judge_supporters,
        apply_supporters.judge_supporters,
        HOSTS,
    ),
    Kind(commands_freeze.FreezeTable, decide_freeze.freeze_table, apply_freeze.freeze_table, HOSTS, undo="alone"),
    Kind(commands_freeze.OpenTable, decide_freeze.open_table, apply_freeze.open_table, HOSTS, reason=ALL, undo="alone"),
    Kind(commands_player.NamePlayer, decide_player.name_player, apply_player.name_player, HOSTS, undo="alone"),
    Kind(commands_manage.Undo, decide_manage.undo, apply_manage.undo, HOSTS, undo="kept"),
    Kind(
        commands_manage.ChangeRules,
        decide_manage.change_rules,
        apply_manage.unchanged,
        CHIEF | ORGANISER,
        reason=ALL,
        undo="kept",
    ),
    Kind(
        commands_manage.LockResult,
        decide_manage.lock_result,
        apply_manage.lock_result,
        CHIEF,
        undo="kept",
        reason_if=lambda command: bool(command.unfinished),
    ),
    Kind(
        commands_manage.UnlockResult,
        decide_manage.unlock_result,
        apply_manage.unlock_result,
        CHIEF,
        reason=ALL,
        undo="kept",
    ),
)
"""A team gives a command only for itself, and a judge only for the judge's own mark sheet."""


def read_command(data: Mapping[str, Any], place: str = "") -> Command:
    """A command of a match from plain JSON data; raises ``Invalid``."""
    return kinds.read_command(KINDS, data, place)


def said_in(entry: Entry) -> dict[str, Any]:
    """The command that became this entry of a match, as plain JSON data."""
    return kinds.said_in(KINDS, entry)
