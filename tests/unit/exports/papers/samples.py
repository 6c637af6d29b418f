"""Values of an invented review, of which every paper is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from scoreboard.exports.papers.ballots import Vote, ballot_papers, tally_sheet
from scoreboard.exports.papers.blocks import Paper, Signature, joined
from scoreboard.exports.papers.commendation import Commendation, Commended, commendation_paper
from scoreboard.exports.papers.data_note import DataNote, data_note
from scoreboard.exports.papers.forms import Value, form_paper
from scoreboard.exports.papers.lists import AwardList, Nominee, Winner, forward_paper, media_paper
from scoreboard.exports.papers.marks import JudgeTotal, MarkLine, MarkSummary, marks_paper
from scoreboard.exports.papers.minutes import Minutes, Resolution, minutes_paper
from scoreboard.exports.papers.notice import PublicNotice, notice_paper, television_paper
from scoreboard.exports.papers.rules import rules_paper
from scoreboard.exports.papers.shortlist import ListMinutes, Proposed, shortlist_paper
from scoreboard.exports.papers.sign_offs import sign_off_paper, sign_offs_of
from scoreboard.i18n.catalogue import saying
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.form import FormField
from scoring.engine.review.word_count import word_count
from scoring.engine.rulefile.printed import Lang
from scoring.sheets import campaign_text
from tests.unit.engine.review.campaigns import FULL

RARE = "张䶮、李𬘭、王㛃"
DEEDS = "“学以立德”，坚持每天自学1小时；三年来读书120册，写心得体会36篇，办讲座24场。"

RECUSAL = "评审主任回避第0001号甲村党支部（本单位），由副主任王某主持评审。"

STARS = AwardList("十佳党员学习明星", tuple(Winner(name, "甲单位") for name in ("张䶮", "李𬘭", "王㛃")), person=True)
UNITS = AwardList("十佳学习型党组织", tuple(Winner(f"{no}单位党支部") for no in "甲乙丙丁戊己庚辛壬癸"))
NOMINEES = (
    Nominee("明星", 2, "李四", "乙单位"),
    Nominee("党组织", 1, "甲单位党支部"),
    Nominee("明星", 1, "=张三", "甲单位", "备选"),
)


@cache
def campaign(lang: Lang = "zh") -> Campaign:
    """The campaign that comes with the program."""
    return read_campaign(campaign_text("hongjiang-2012", lang))


@cache
def full_campaign() -> Campaign:
    """A campaign that uses every key."""
    return read_campaign(FULL)


def entry(deeds: str = DEEDS, report: str = "") -> dict[str, Value]:
    """What a unit entered for 附件4."""
    return {
        "nominee": "张䶮", "unit": "甲单位", "post": "党支部书记", "phone": "0000-0000000", "contact": "李四",
        "mobile": "10000000000", "email": "zhang.yi@jia.example", "deeds": deeds, "report": report,
        "papers": ("证明.pdf", "照片.jpg"),
    }  # fmt: skip


def star_form(deeds: str = DEEDS, report: str = "") -> Paper:
    """附件4, filled."""
    return form_paper(campaign(), campaign().awards[3], entry(deeds, report))


def of_length(count: int) -> str:
    """A text of exactly so many characters as Word counts them, in paragraphs."""
    text = f"{DEEDS}\n" * (count // word_count(DEEDS) + 1)
    while word_count(text) > count:
        text = text[:-1]
    return text


def full_forms() -> dict[str, Paper]:
    """The form of each award with every text as long as it may be, and one with twice 3,000 characters."""

    def longer(fields: tuple[FormField, ...]) -> tuple[FormField, ...]:
        return tuple(replace(one, characters=3_000) if one.kind == "long_text" else one for one in fields)

    star = campaign().awards[3]
    long = replace(campaign(), fields=longer(campaign().fields))
    made = {f"full_{award.id}": _full_form(campaign(), award) for award in campaign().awards}
    return made | {"full_twice": _full_form(long, replace(star, fields=longer(star.fields)))}


def _full_form(rules: Campaign, award: Award) -> Paper:
    fields = rules.form_of(award)
    texts = {one.id: of_length(one.limit or 0) for one in fields if one.kind == "long_text"}
    short = {one.id: "甲单位" for one in fields if one.kind != "long_text"}
    return form_paper(rules, award, {**short, **texts})


def summary(judges: int = 7) -> MarkSummary:
    """The marks of three entries."""
    totals = tuple(
        JudgeTotal(Decimal(90 + no), "dropped" if no in (0, judges - 1) else "given") for no in range(judges)
    )
    recused = (JudgeTotal(None, "recused"), *totals[1:])
    return MarkSummary(
        "十佳学习型党组织",
        ("", *("张一" for _ in range(judges - 1))),
        (
            MarkLine("甲单位党支部", totals, Decimal("93.00"), 1, because="第一名较多"),
            MarkLine("乙单位党支部", recused, Decimal("93.00"), 2, tied=True),
            MarkLine("丙单位党支部", (JudgeTotal(None, "missing"),) * judges, None, None),
        ),
    )


def notice() -> PublicNotice:
    """A notice of five working days."""
    return PublicNotice(
        "甲县2012年“四评”", "根据《关于开展评选的通知》（甲发〔2012〕3号），甲县开展了“四评”活动。",
        "经各单位推荐、资格审核、评审委员会评审，现将入选名单予以公示。", (UNITS, STARS), "strokes",
        date(2012, 8, 6), date(2012, 8, 10), 5, "working", "县委学习办", "甲县某路1号，电话0000-0000000", "arrival",
        ("县委学习办",), date(2012, 8, 6),
    )  # fmt: skip


def decision() -> Commendation:
    """A decision on two awards."""
    return Commendation(
        "decision", "甲县2012年“四评”",
        "2012年5月以来，全县各级党组织扎实开展学习型党组织建设，涌现出一批先进典型。",
        (Commended("unit", UNITS), Commended("person", STARS)), ("中共甲县委员会",), date(2012, 9, 20),
        number="甲发〔2012〕8号", addressees="各乡镇党委，县直各单位党组织",
    )  # fmt: skip


def minutes() -> Minutes:
    """A meeting with three votes."""
    return Minutes(
        "甲县2012年“四评”", "领导小组", "2012年8月15日15时", "第一会议室", "张一", "李二", 9, 8, "举手表决",
        (
            Resolution("十佳学习型党组织名单", 8, 0, 0, "passed", "同意甲单位党支部等10个集体入选。"),
            Resolution("十佳党员学习明星名单", 4, 3, 1, "deferred", "对一名人选进一步核实后再议。"),
            Resolution("增加名额", 1, 7, 0, "failed"),
        ),
        absent="王三（出差）",
    )  # fmt: skip


def list_minutes() -> ListMinutes:
    """A list of twenty names with a shared rank, a tie on its line, departures, and somebody who came in later."""
    names = tuple(
        Winner(f"第{no}党支部", f"{no}单位" if no != 7 else "甲市乙县丙镇丁村经济合作总社") for no in range(1, 23)
    )
    ranks = (1, 2, 2, *range(4, 20), 19, 19)
    proposed = tuple(
        Proposed(rank, name, f"{101 - rank}.00", tied=ranks.count(rank) > 1)
        for rank, name in zip(ranks, names, strict=False)
    )
    return ListMinutes(
        "甲县2012年“四评”", "十佳学习型党组织", "2012年8月1日", 20, "张一（主任）、李二、王三等7人", proposed,
        (names[2], names[0], names[1], *names[3:19], names[20]),
        f"{RECUSAL}\n评委甲回避第1党支部（1单位）。",
        "第19党支部、第20党支部、第21党支部并列第19名，剩余名额2个。经表决，第19党支部、第21党支部入选。",
        ("第3党支部（3单位）评审结果为第2名（并列），列入选名单第1位。",),
        "基层工作更为突出，经集体研究。",
        ("第1党支部（1单位）不再列入名单，由第20党支部（20单位）递补。",),
    )  # fmt: skip


VOTE = Vote("甲县2012年“四评”", "十佳党员学习明星", 10, (Winner("张䶮", "甲单位"), Winner("李四", "乙单位")))


def every_paper() -> dict[str, Paper]:
    """Each paper that is a document, by name."""
    full = full_campaign()
    return {
        "rules": rules_paper(campaign()),
        "form": star_form(),
        "sign_off": sign_off_paper(
            full, next(one for one in full.awards if sign_offs_of(full, one)), "甲单位", "乙单位"
        ),
        "marks": marks_paper(summary()),
        "notice": notice_paper(notice()),
        "television": television_paper(notice()),
        "decision": commendation_paper(decision()),
        "forward": forward_paper("甲县2012年“四评”", (UNITS, STARS), Signature(("甲县县委",), date(2012, 9, 1))),
        "media": media_paper("甲县2012年“四评”", (AwardList("明星", (Winner("张䶮", "甲单位", DEEDS * 3),)),)),
        "shortlist": shortlist_paper(list_minutes()),
        "minutes": minutes_paper(minutes()),
        "minutes_recused": minutes_paper(replace(minutes(), recusals=RECUSAL)),
        "ballots": joined(ballot_papers(VOTE, 2)),
        "tally_sheet": tally_sheet(replace(VOTE, candidates=STARS.names * 3 + VOTE.candidates[:1])),
        "data_note": data_note(
            DataNote("review", "甲县2012年“四评”", "甲县县委", True, date(2013, 6, 30), saying("zh"))
        ),
    }
