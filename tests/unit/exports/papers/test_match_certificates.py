"""证书 of a single match: a page for each winner, without a number that no register has."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from scoreboard.exports.papers.match_certificates import match_certificates
from scoreboard.exports.tables import Table
from scoring.engine.errors import Refused, WrongStage
from tests.unit.exports.papers.match_samples import HEAD, LONG, match_given


def lines_of(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs if one.text.strip()]


def test_every_winner_has_a_page_with_name_award_members_and_day() -> None:
    lines = lines_of(match_certificates(match_given()))
    assert lines.count("荣誉证书") == 6
    assert "第1代表队：" in lines
    assert f"{LONG}：" in lines
    assert "在某市第三届“学用结合”应知应会知识竞赛总决赛中荣获“一等奖”，特发此证，以资鼓励。" in lines
    assert "张1一、张1二、王䶮" in lines
    assert lines.count("2026年5月17日") == 6
    assert [one for one in lines if "证书编号" in one or "查验" in one] == []


def test_the_best_player_has_a_certificate_with_the_team() -> None:
    lines = lines_of(match_certificates(match_given(best=True)))
    assert lines.count("荣誉证书") == 7
    assert "张1一：" in lines


def test_who_performs_alone_is_named_once() -> None:
    given = match_given(1)
    alone = replace(given, teams=(replace(given.teams[0], members=(given.teams[0].name,)),))
    assert [one for one in lines_of(match_certificates(alone)) if one == given.teams[0].name] == []


def test_before_the_lock_and_without_an_award_there_are_none() -> None:
    with pytest.raises(WrongStage, match="paper-before-lock"):
        match_certificates(match_given(locked=False))
    given = match_given()
    assert given.result is not None
    rows = [(*row[:-2], "", row[-1]) for row in given.result.table.rows]
    nobody = replace(given, result=replace(given.result, table=Table.of("", HEAD, rows)))
    with pytest.raises(Refused, match="certificates-none"):
        match_certificates(nobody)
