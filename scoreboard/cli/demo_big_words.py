"""What the big demo is made of: units, people and questions that are plainly invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Words:
    """Texts in one language.  ``unit``, ``team``, ``person``: patterns · ``lot``, ``meeting``, ``best``: as in the
    task of the bots · ``sets``, ``reserve``: what the question sets of the stages are called, and the one for all."""

    title: str
    organiser: str
    lot: str
    meeting: str
    best: str
    unit: str
    team: str
    person: str
    families: Sequence[str]
    stems: Sequence[str]
    numbers: Sequence[str]
    sets: Sequence[str]
    reserve: str


WORDS: Mapping[str, Words] = {
    "zh": Words(
        title="“擂台”三级赛演示", organiser="示范市学习办（虚构）", lot="抽签",
        meeting="组委会会议", best="选手", unit="{}单位", team="{}单位{}队",
        person="{}{}{}", families="张李王赵周吴郑陈孙钱冯褚卫蒋沈韩杨朱秦许何吕施", stems="甲乙丙",
        numbers="一二三四五", sets=("初赛题库", "复赛题库", "决赛题库"), reserve="备用题库",
    ),
    "en": Words(
        title="Leitai three-stage demonstration", organiser="Example Learning Office (invented)", lot="by lot",
        meeting="meeting of the committee", best="contestant",
        unit="Unit {}", team="Unit {} Team {}", person="{} {} {}",
        families=("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch",
                  "Maple", "Nettle", "Oak", "Pine", "Quince", "Rowan", "Sorrel", "Thorn", "Umber", "Vetch", "Willow",
                  "Yew"),
        stems=("A", "B", "C"), numbers=("One", "Two", "Three", "Four", "Five"),
        sets=("Preliminary questions", "Semi-final questions", "Final questions"), reserve="Reserve questions",
    ),
}  # fmt: skip


def words_of(lang: str) -> Words:
    """The texts of a language."""
    return WORDS[lang]


def teams(lang: str, count: int) -> list[dict[str, list[str]]]:
    """What ``count`` teams write in their forms, by the field; every 23rd unit has two teams."""
    return [_team(words_of(lang), no) for no in range(count)]


def _team(words: Words, no: int) -> dict[str, list[str]]:
    family, stem = words.families[no % len(words.families)], words.stems[no // len(words.families) % len(words.stems)]
    people = [words.person.format(family, stem, number) for number in words.numbers]
    unit = no + 1 if no % 23 != 22 else no  # the 23rd has the unit of the team before it
    return {
        "team": [words.team.format(unit, words.numbers[0 if unit == no + 1 else 1])],
        "unit": [words.unit.format(unit)],
        "leader": [people[4]],
        "members": people[:3],
        "substitutes": people[3:4],
        "contact": [people[4]],
        "phone": [f"000-{no:07d}"],
    }


SHARES = (540, 148, 72)
"""Questions in the set of each stage.  Those of the second are not enough: the page of the questions says what is
missing, and the set for all stages makes up for it."""


def question_sets(lang: str, seed: int) -> list[tuple[str, str]]:
    """A question set for each stage, and one for all of them: its name, and the text of a file."""
    words, left = words_of(lang), sums(seed)
    made = []
    for name, share in zip((*words.sets, words.reserve), (*SHARES, len(left) - sum(SHARES)), strict=True):
        made.append((name, "\n\n".join(left[:share])))
        left = left[share:]
    return made


def sums(seed: int) -> list[str]:
    """900 sums with four answers each, as a file has them."""
    luck = Random(seed)  # noqa: S311  luck at play
    return [_sum(first, second, luck) for first in range(11, 41) for second in range(2, 32)]


def _sum(first: int, second: int, luck: Random) -> str:
    right = first * second
    answers = [f"={right}", f"~{right + 1}", f"~{right - first}", f"~{right + 10}"]
    luck.shuffle(answers)
    return f"{first} × {second} \\= ? {{{' '.join(answers)}}}"
