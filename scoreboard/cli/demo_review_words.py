"""What a demo review is made of, in each language.  Nobody and nothing in it is real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.cli.demo_competition import Lang


@dataclass(frozen=True, slots=True)
class Words:
    """Titles and texts; those with ``{}`` take a letter, a number or a unit.

    ``nominees``: what each award's nominee is called, by the award's id, of a unit; a person where it is not said.
    """

    title: str
    organiser: str
    contact: str
    letters: Sequence[str]
    towns: str
    units: str
    families: Sequence[str]
    persons: str
    judges: str
    schools: str
    nominees: Mapping[str, str]
    roster: str
    post: str
    deeds: str
    report: str
    agreed: str
    present: str
    objector: str
    objection: str
    answer: str
    numerals: Sequence[str] = tuple(map(str, range(1, 100)))

    def town(self, number: int) -> str:
        """The name of a town, from 0."""
        return self.towns.format(self.letters[number])

    def unit(self, number: int) -> str:
        """The name of a unit, from 0: the towns have them in turn."""
        town = number % 4
        return self.units.format(self.town(town), self.numerals[number // 4])

    def person(self, number: int) -> str:
        """The name of a person, from 0."""
        families = len(self.families)
        return self.persons.format(self.families[number % families], self.numerals[number // families])

    def judge(self, number: int) -> str:
        """The name of a judge, from 0."""
        return self.judges.format(self.letters[number])

    def school(self, number: int) -> str:
        """Where a judge comes from, from 0."""
        return self.schools.format(self.letters[number % 5])

    def form(self, award: str, number: int, unit: str) -> Mapping[str, str]:
        """The texts of a form of a unit, by field."""
        person = self.person(number)
        return {
            "nominee": self.nominees[award].format(unit) if award in self.nominees else person,
            "head": person,
            "host": unit,
            "unit": unit,
            "post": self.post,
            "phone": "0700-0000000",
            "contact": person,
            "mobile": "13000000000",
            "deeds": self.deeds.format(unit),
            "report": self.report.format(unit),
        }


_TENS = ("", "十", *(f"{one}十" for one in "二三四五六七八九"))

WORDS: Mapping[Lang, Words] = {
    "zh": Words(
        title="四评演示（虚构）",
        organiser="示范市创建学习型党组织活动领导小组（虚构）",
        contact="示范市学习办 0700-0000000",
        letters="甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
        towns="{}镇",
        units="{}{}村",
        families="张李王赵周吴郑陈",
        persons="{}{}",
        judges="评委{}",
        schools="{}校",
        nominees={"organisation": "{}党支部", "activity": "{}读书月", "carrier": "{}讲堂"},
        roster="月月学习之星",
        post="党员",
        deeds="{}每月集中学习两次，党员轮流主讲，学用结合，办成三件实事。",
        report="{}把学习列入议事日程，订有计划，建有台账。\n一年来集中学习二十四次，参加者九成以上。\n"
        "群众评议满意。以上内容为演示所编。",
        agreed="同意推荐",
        present="主任等五人",
        objector="钱一",
        objection="该单位的学习台账有缺页，请核实。（演示）",
        answer="已核实，台账齐全。",
        numerals=tuple(f"{tens}{one}" for tens in _TENS for one in ("", *"一二三四五六七八九"))[1:],
    ),
    "en": Words(
        title="Award review demonstration (invented)",
        organiser="Leading Group for Learning of Example City (invented)",
        contact="Example Study Office 0700-0000000",
        letters="ABCDEFGHIJKLMNOPQRSTUV",
        towns="Town {}",
        units="{} Village {}",
        families=("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel"),
        persons="{} {}",
        judges="Judge {}",
        schools="School {}",
        nominees={
            "organisation": "{} branch",
            "activity": "{} reading month",
            "carrier": "{} lectures",
        },
        roster="Learning star of the month",
        post="member",
        deeds="{} learns together twice a month; members take turns to teach, and three things were done with it.",
        report="{} has a plan and a record of its learning.\nTwenty-four meetings in a year, nine in ten members there."
        "\nPeople are content. All of this is invented.",
        agreed="We agree",
        present="the chair and four others",
        objector="Maple One",
        objection="Pages are missing from the unit's record; please look into it. (demonstration)",
        answer="Looked into: the record is complete.",
    ),
}
