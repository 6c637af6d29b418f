"""A competition of many teams with long names and rare characters, for the tests of its papers."""

from __future__ import annotations

from decimal import Decimal

from scoreboard.exports.papers.certificates import EventCertificate, certificates_docx
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.event_given import Given
from scoreboard.exports.papers.event_tables import handed_table, ranking_xlsx
from scoreboard.exports.papers.lists import list_xlsx
from scoreboard.exports.papers.of_competition import (
    certificates_of,
    event_commendation,
    script_paper,
    transcripts,
    winners_paper,
)
from scoring.engine.competition.commend_state import Holder, Honour, SignOff, TeamCertificate
from scoring.engine.competition.facts import AwardRules
from scoring.engine.competition.ranks import Ranked
from scoring.engine.stages import Award

DAY = 1_779_000_000_000
LONG = "甲县乙镇丙单位学习与实践活动领导小组办公室第一代表队（联合组队）"


def _name(no: int) -> str:
    return LONG if no == 2 else "䶮𬘭学习队" if no == 3 else f"第{no}代表队"


def given(teams: int = 12, version: int = 1, newest: int = 1, reason: str = "") -> Given:
    """A version of a result: two stages, ``teams`` teams, five awards of which one stays empty."""
    final = tuple(
        Ranked(no, no, False, "决赛", 0, no, Decimal(200 - 10 * no), _name(no), f"第{no}单位") for no in range(1, 7)
    )
    others = tuple(
        Ranked(no, no, False, "复赛", 1 + no % 4, 4, Decimal("95.5"), _name(no), f"第{no}单位")
        for no in range(7, teams + 1)
    )
    first = tuple(
        Ranked(
            no, 1 + (no - 1) // 4, False, "复赛", 1 + no % 4, 1 + (no - 1) // 4, Decimal(120), _name(no), f"第{no}单位"
        )
        for no in range(1, teams + 1)
    )

    def holder(no: int) -> Holder:
        return Holder(
            _name(no), f"第{no}单位", no, no, (*tuple(f"张{no}{place}" for place in "一二三四五六七"), "王䶮")
        )

    honours = (
        Honour("一等奖", by_rank=True, count=1, holders=(holder(1),)),
        Honour("二等奖", by_rank=True, count=2, holders=(holder(2), holder(3))),
        Honour("三等奖", by_rank=True, count=3, holders=(holder(4), holder(5), holder(6))),
        Honour("优秀组织奖", by_rank=False, count=2, holders=(Holder("第7单位", ""), Holder("第8单位", ""))),
        Honour("最佳选手", by_rank=False, count=1, holders=(Holder("张1一", "第1单位", 1),), ground="个人得分"),
        Honour("特别奖", by_rank=False, count=1, holders=()),
    )
    signed = [
        SignOff(no, stage, 1, rows, (), (), (), "order", "a", "x", DAY, confirmed="b", confirmed_at=DAY)
        for no, (stage, rows) in enumerate((("复赛", first), ("决赛", final)), start=1)
    ]
    one = SignOff(
        3, "", version, (*final, *others), honours, (), (("复赛", 1), ("决赛", 2)), "order", "a", "x", DAY,
        reason, confirmed="b", confirmed_at=DAY,
    )  # fmt: skip
    return Given(
        "某市第三届“学用结合”应知应会知识竞赛总决赛暨表彰活动",
        "某市竞赛组织委员会",
        one,
        newest,
        tuple(signed),
        "Asia/Shanghai",
        awards=AwardRules(
            (Award("优秀组织奖", 2, by_rank=False, rule="报名组织有力、遵守赛场纪律的单位，由组委会集体研究评定"),),
            best=frozenset({"最佳选手"}),
        ),
    )


def certificates(one: Given) -> tuple[TeamCertificate, ...]:
    """A certificate for each holder; the second was printed before."""
    listed = [(honour.award, holder) for honour in one.version.honours for holder in honour.holders]
    return tuple(
        TeamCertificate(no, f"ABCDEFG{no:02d}", 1, award, holder, printed=(DAY,) * (no == 2))
        for no, (award, holder) in enumerate(listed, start=1)
    )


def event_certificates(one: Given) -> tuple[EventCertificate, ...]:
    """What stands on them."""
    return certificates_of(one, certificates(one), "https://lei.example/cert/")


def event_documents() -> dict[str, bytes]:
    """Every Word document of a competition by name."""
    one, second = given(), given(version=2, newest=2, reason="第七题改判")
    return {
        "transcripts": docx_of(transcripts(one)),
        "winners": docx_of(winners_paper(one)),
        "event_decision": docx_of(
            event_commendation(one, number="甲组发〔2026〕8号", addressees="各参赛单位", head=True)
        ),
        "event_circular": docx_of(event_commendation(second, "circular")),
        "script": docx_of(script_paper(one)),
        "event_certificates": certificates_docx(event_certificates(one)),
    }


def event_workbooks() -> dict[str, bytes]:
    """Every workbook of a competition by name."""
    one = given(69)
    return {
        "event_ranking": ranking_xlsx(one),
        "handed": list_xlsx(handed_table(one, [(each, "valid") for each in certificates(one)])),
    }
