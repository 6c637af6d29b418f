"""What the headings of a table of marks mean: keys of a row, a mark, and what the rule names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from scoring.engine.names import same_form
from scoring.engine.tally.rule import TallyRule
from scoring.tables.list_rows import below_a_list
from scoring.tables.text import coded

HEADINGS = {
    "entry": "entry 作品 作品编号 作品名称 参评作品 参评项目 申报项目 申报对象 项目名称 参赛者 选手 编号 "
    "参赛作品 参赛选手 选手姓名 参赛选手姓名 节目 节目名称 参赛节目 课题 课题名称 work item candidate contestant",
    "judge": "judge 评委 评委姓名 评委编号 评审 评审专家 专家 专家编号 juror panelist",
    "criterion": "criterion 评分项 评分项目 评分指标 评价指标 指标 aspect",
    "mark": "mark 分数 打分 评分 得分 分值 score points",
    "stage": "stage 阶段 评审阶段 环节 轮次 round",
    "group": "group 组别 分组 组 类别 category",
}
"""Field → the headings that mean it."""

_FIELD = {name: field for field, names in HEADINGS.items() for name in names.split()}
_TEAMS = ("参赛队", "参赛队伍", "参赛队名", "代表队", "队名", "队伍", "队伍名称", "参赛单位", "team", "teamname")
"""What is marked, where no column says what else is: beside a contestant it is only said whose."""

_COUNTED = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_SEAT = re.compile(
    rf"(?:评委|评审|专家|裁判)(?:打分|评分|给分|分数)?(?:第?{_COUNTED}[号位名]?|[a-z])(?:打分|评分|给分|分数)?"
    rf"|第?{_COUNTED}[号位名]?(?:评委|评审|专家|裁判)(?:打分|评分|给分|分数)?|(?:judge|juror)(?:[0-9]{{1,3}}|[a-z])"
)
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}|[A-Za-z][A-Za-z. '-]{1,38}")
_NO_PERSON = re.compile(r"[号龄数量率额费码级系序备注均差计单位校组类段题项]|id|code|number|count", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:总|合计|小计|平均|均分|去掉|最高|最低|最终|最后|名次|排名|序号|备注|说明|年龄|电话|手机|联系|人数|时长|用时|时间|学号|单位).*"
    r"|(?:total|sum|mean|average|avg|rank|place|no|note|remark|age|phone|time|result|max|min|highest|lowest|final).*",
)
_OWN_NAME = re.compile(r"(?:sheet|工作表|表|table|feuil|tabelle)\s*\d*", re.IGNORECASE)
_SUMMARY = re.compile(
    r"汇总|合计|总分|总表|总成绩|成绩|结果|排名|名次|说明|summary|total|result|rank|readme", re.IGNORECASE
)

_SUMS = re.compile(
    r"(?:合计|总计|小计|共计|totals?)(?:[:\d共].{0,20})?|总分|总和|平均[分值]?|均分|最[高低]分|sum|mean|average|avg"
    r"|去[掉除]?(?:一个)?最[高低]分?(?:后(?:平均|得分|总分)?)?"
)
_BETWEEN_SIGNS = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")

Kind = Literal["field", "criterion", "points", "judge", "person", "team", "other", "unknown", "none"]


class Meaning(NamedTuple):
    """What a heading means: a field of the row, a criterion or points of the rule, a judge by seat or by a name of the
    rule, what may be a person's name, a team, a column that such tables have beside the marks, something unknown,
    nothing."""

    kind: Kind
    name: str = ""


_ENTRY = Meaning("field", "entry")


class Headings:
    """The headings that are known beside a rule; without a rule only those that mean the same everywhere."""

    def __init__(self, rule: TallyRule | None = None) -> None:
        self._meanings: dict[str, Meaning] = {}
        self._of_rule: dict[str, Meaning] = {}
        self.stages: Mapping[str, str] = {}
        self.criteria: Mapping[str, str] = {}
        self.judges_named = False
        if rule is None:
            return
        self._of_rule = {
            same_form(word): Meaning("points", one.id) for one in rule.points for word in (one.id, one.name)
        }
        self._of_rule.pop("", None)
        self.criteria = {same_form(word): one.id for one in rule.panel.criteria for word in (one.id, one.name) if word}
        self._of_rule |= {word: Meaning("criterion", one) for word, one in self.criteria.items()}
        self.stages = {same_form(word): one.id for one in rule.stages for word in (one.id, one.name) if word}
        self._of_rule |= {same_form(judge): Meaning("judge", judge) for judge in rule.panel.combining.judges}
        self.judges_named = bool(rule.panel.combining.judges)

    def of(self, cell: str) -> Meaning:
        """The meaning of one heading."""
        if (known := self._meanings.get(cell)) is None:
            known = self._meanings[cell] = self._of(cell)
        return known

    def _of(self, cell: str) -> Meaning:
        plain = re.sub(r"[*＊:：_]|[(（].*?[)）]", "", coded(cell))
        if not plain:
            return Meaning("none")
        if field := _FIELD.get(plain):
            return Meaning("field", field)
        if named := self._of_rule.get(same_form(cell)) or self._of_rule.get(plain):
            return named
        name = " ".join(cell.split())
        if _SEAT.fullmatch(plain):
            return Meaning("judge", name)
        if plain in _TEAMS:
            return Meaning("team", name)
        if _OTHER.fullmatch(plain):
            return Meaning("other", name)
        close = _BETWEEN_SIGNS.sub("", name)  # names of two signs are often spread to the width of three
        person = not self.judges_named and _PERSON.fullmatch(close) and not _NO_PERSON.search(close)
        return Meaning("person" if person else "unknown", name)

    def of_row(self, cells: Sequence[str]) -> list[Meaning]:
        """The meanings of a row of headings: the first team is the entry where nothing else is."""
        meanings = [self.of(cell) for cell in cells]
        team = next((index for index, meaning in enumerate(meanings) if meaning.kind == "team"), None)
        if team is not None and _ENTRY not in meanings:
            meanings[team] = _ENTRY
        return meanings

    def score(self, cells: Sequence[str]) -> int:
        """How good a heading of marks a row would be; 0 for none at all."""
        kinds: dict[str, int] = {}
        fields = set()
        for kind, name in self.of_row(cells):
            kinds[kind] = kinds.get(kind, 0) + 1
            if kind == "field":
                fields.add(name)
        if "entry" not in fields:
            return 0
        if "mark" in fields or kinds.get("criterion"):
            return 100 * (1 + ("judge" in fields)) + 10 * len(fields) + len(kinds)
        if "judge" in fields:
            return 0
        seats, people = kinds.get("judge", 0), kinds.get("person", 0)
        return 50 + seats if seats > 1 else 10 + people if seats + people > 1 else 0


def named_by_program(sheet: str) -> bool:
    """Whether a worksheet has the name that a spreadsheet program gives: ``Sheet1``, 工作表1."""
    return bool(_OWN_NAME.fullmatch(sheet.strip()))


def sums_up(sheet: str) -> bool:
    """Whether a worksheet's name says that it sums up others."""
    return bool(_SUMMARY.search(sheet))


def sum_of_others(entry: str) -> bool:
    """Whether what stands in the place of an entry says that its row sums up others: 平均分, 合计：3 件."""
    return bool(_SUMS.fullmatch(coded(entry[:80]).strip(":：")))


def below_the_marks(entry: str) -> bool:
    """Whether it says that its row is for signing or for a remark, if there is no mark in it: an entry's title may
    begin like that too."""
    return bool(below_a_list([entry]))
