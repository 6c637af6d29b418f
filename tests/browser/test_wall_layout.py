"""The big screen at 10 m: no small type, nothing cut off, on every shape of wall, for every scene and many teams."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import Any

import pytest

from scoring.usecases.lists import panels
from scoring.usecases.quiz.judges import InMatch
from tests.browser.house import House
from tests.browser.seats import Seat
from tests.halls import ORGANISER, invented
from tests.sheets import ALL, HEAD, JUDGED, unhurried

WALLS = {"1080p": (1920, 1080), "beamer": (1024, 768), "led": (3840, 1080)}
SCENES = ("standby", "teams", "rules", "question", "clock", "scores", "ranking", "answer")

FAULTS = """() => {
  const root = document.querySelector('.screen');
  const shown = (node) => node.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const small = [], outside = [], clipped = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!node.data.trim() || !shown(box) || box.closest('.visually-hidden, .screen-health')) continue;
    const size = parseFloat(getComputedStyle(box).fontSize) / innerHeight * 100;
    if (size < 3.55) small.push(`${node.data.trim()} ${size.toFixed(2)}vh`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getBoundingClientRect();
    if (rect.left < -1 || rect.top < -1 || rect.right > innerWidth + 1 || rect.bottom > innerHeight + 1)
      outside.push(`${node.data.trim()} ${[rect.left, rect.top, rect.right, rect.bottom].map(Math.round)}`);
    for (let up = box; up && up !== root; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const hole = up.getBoundingClientRect();
      const lean = parseFloat(getComputedStyle(box).fontSize) * 0.35;
      if (rect.left < hole.left - lean || rect.right > hole.right + lean || rect.top < hole.top - lean ||
          rect.bottom > hole.bottom + lean) { clipped.push(`${node.data.trim()} in ${up.className}`); break; }
    }
  }
  return {small, outside, clipped};
}"""

SETTLED_AFTER = 60
"""Seconds after which what is still wrong with a scene is wrong, on the slowest machine."""

UNITS = (
    "某市退役军人事务局", "某区市场监督管理局", "某街道社区卫生服务中心", "某县自然资源和规划局", "某集团第二建筑公司",
)  # fmt: skip
STEM = (
    "习近平总书记指出，中国式现代化是人口规模巨大的现代化，是全体人民共同富裕的现代化，是物质文明和精神文明相协调的现代化，"
    "是人与自然和谐共生的现代化，是走和平发展道路的现代化。下列关于中国式现代化的本质要求的说法，正确的是（  ）"
)
LONG = (
    "坚持中国共产党领导，坚持中国特色社会主义",
    "实现高质量发展，发展全过程人民民主",
    "丰富人民精神世界，实现全体人民共同富裕",
    "推动构建人类命运共同体，创造人类文明新形态",
)
FEW = unhurried(HEAD + ALL).replace("members = 2", "members = 3")
"""The first round alone: fourteen teams need fewer questions."""

TURNS_SOON = """{
  const slow = window.setInterval;
  window.setInterval = (run, ms, ...more) => slow(run, ms > 5000 ? ms / 20 : ms, ...more);
}"""
"""What a page does every few seconds it does twenty times as often; its connection looks oftener still."""


def names(count: int) -> list[str]:
    """So many team names, as long as names are in halls."""
    return [f"{UNITS[no % len(UNITS)]}代表{'一二三四五六七八九十'[no // len(UNITS)]}队" for no in range(count)]


def faults(screen: Seat) -> dict[str, Any]:
    """What is wrong with the scene that is on, once its fonts are there and its movements are over."""
    found: dict[str, Any] = {}
    limit = monotonic() + SETTLED_AFTER
    while True:
        screen.still()
        told = screen.page.evaluate(FAULTS)
        found = {name: texts for name, texts in told.items() if texts}
        if not found or monotonic() > limit:
            return found


@pytest.mark.parametrize("count", [3, 10, 14])
def test_no_scene_has_small_or_cut_type_on_any_wall(house: House, count: int) -> None:
    long = [replace(invented(no), stem=f"{no}．{STEM}", options=LONG, explanation=STEM[:60]) for no in range(1, 31)]
    hall = house.hall(teams=names(count), questions=long, members=3, sheet=FEW)
    screen = hall.seat("display", viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    hall.open_item("all")
    hall.do("clock.start")
    hall.finish(*range(count), answer="B")
    wrong = {}
    for scene in SCENES:
        if scene == "answer":
            hall.do("item.close")
        seq = hall.do("scene.show", scene=scene)
        screen.sees(seq)
        for wall, (width, height) in WALLS.items():
            screen.page.set_viewport_size({"width": width, "height": height})
            if found := faults(screen):
                wrong[f"{scene} {wall}"] = found
    assert wrong == {}


AWARDS = """
[tie_off]
mode = "none"

[[award]]
name = "一等奖"
count = 1

[[award]]
name = "优胜奖"
count = 0
"""
REVEAL = FEW.replace("tie_matters = [1]\n", 'ranking = ["score"]\n') + AWARDS


@pytest.mark.parametrize("level", [1, 8])
def test_no_step_of_the_reveal_and_no_award_has_small_or_cut_type(house: House, level: int) -> None:
    hall = house.hall(teams=names(14), members=3, sheet=REVEAL)
    screen = hall.seat("display", viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    hall.do("match.open")
    hall.do("table.freeze")
    hall.do("points.adjust", team=hall.teams[0], points="2000", reason="试")
    for place in range(1, 14 - level):
        hall.do("points.adjust", team=hall.teams[place], points=str(place), reason="试")
    hall.do("result.lock", "chief", unfinished=True, reason="时间已到")
    wrong = {}
    for step in range(14 - level + 2):
        screen.sees(hall.do("scene.show", scene="reveal", step=step))
        if step in (0, 1, 2, 14 - level + 1) and (found := on_walls(screen)):
            wrong[f"step {step}"] = found
    for award in ("优胜奖", "一等奖"):
        screen.sees(hall.do("scene.show", scene="award", award=award))
        if found := on_walls(screen):
            wrong[award] = found
    assert wrong == {}


def on_walls(screen: Seat) -> dict[str, Any]:
    """What is wrong with the scene that is on, wall by wall."""
    wrong = {}
    for wall, (width, height) in WALLS.items():
        screen.page.set_viewport_size({"width": width, "height": height})
        if found := faults(screen):
            wrong[wall] = found
    return wrong


@pytest.mark.parametrize("wall", WALLS)
def test_the_result_of_a_press_is_whole_on_any_wall(house: House, wall: str) -> None:
    hall = house.hall(teams=names(5))
    width, height = WALLS[wall]
    screen = hall.seat("display", viewport={"width": width, "height": height}, reduced_motion="reduce")
    hall.open_item("press")
    hall.do("press.record", "team1", team=hall.teams[1], press="early", arming="")
    seq = hall.do("press.arm")
    hall.do("scene.show", scene="press")
    wrong = {"armed": faults(screen)} if screen.sees(seq) else {}
    arming = hall.view()["press"]["arming"]
    hall.do("press.record", "team0", team=hall.teams[0], press="p", arming=arming)
    screen.until(lambda: screen.view["press"]["winner"] == hall.teams[0])
    wrong["awarded"] = faults(screen)
    hall.do("answer.judge", verdict="right")
    seq = hall.do("item.close")
    screen.sees(seq)
    wrong["answer"] = faults(screen)
    assert {moment: found for moment, found in wrong.items() if found} == {}


def test_pages_turn_by_themselves_until_every_team_was_shown(house: House) -> None:
    hall = house.hall(teams=names(14), members=3, sheet=FEW)
    screen = house.newcomer(viewport={"width": 1024, "height": 768})
    screen.page.add_init_script(TURNS_SOON)
    screen.enter(hall.codes["display"])
    hall.do("match.open")
    hall.do("scene.show", scene="ranking")
    pages: set[tuple[str, ...]] = set()

    def shown() -> set[str]:
        pages.add(tuple(screen.page.locator(".rank-name").all_inner_texts()))
        return {name for page in pages for name in page}

    screen.until(lambda: shown() == set(names(14)))
    assert max(len(page) for page in pages) <= 10


@pytest.mark.parametrize("judges", [5, 9])
def test_marks_stand_under_the_names_and_units_of_their_judges_on_any_wall(house: House, judges: int) -> None:
    sheet = unhurried(HEAD + JUDGED) + f"judges = {judges}\ndrop_high = 1\ndrop_low = 1\n"
    hall = house.hall(sheet=sheet, judges=judges)
    listed = panels.listed(house.ctx, InMatch(hall.match))
    named = {one.id: (f"张{no}教授", UNITS[no % len(UNITS)]) for no, one in enumerate(listed)}
    panels.edit(house.ctx, InMatch(hall.match), actor=ORGANISER, judges=named)
    screen = hall.seat("display", viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    hall.open_item("video")
    hall.do("clock.start")
    hall.do("panel.open")
    for no, one in enumerate(listed, start=1):
        hall.do("mark.enter", f"judge{no}", judge=one.id, marks={"score": str(10 + no)})
    screen.sees(hall.do("panel.lock"))
    wrong = {}
    for wall, (width, height) in WALLS.items():
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.shows("张0教授")
        if found := faults(screen):
            wrong[wall] = found
    assert wrong == {}
    wide = judges > 7  # more than seven stand in two rows on a wall of 16 : 9, and there is no room for their units
    screen.page.set_viewport_size({"width": 3840 if wide else 1920, "height": 1080})
    screen.shows("张0教授", UNITS[0])


def test_the_marks_of_thirty_one_judges_leave_room_for_the_score(house: House) -> None:
    sheet = unhurried(HEAD + JUDGED) + "judges = 31\n"
    hall = house.hall(sheet=sheet, judges=31)
    hall.open_item("video")
    hall.do("clock.start")
    hall.do("panel.open")
    for no in range(1, 32):
        judge = hall.view(f"judge{no}")["me"]["ticket"]
        hall.do("mark.enter", f"judge{no}", judge=judge, marks={"score": "20" if no == 31 else "18"})
    screen = hall.seat("display", viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    screen.sees(hall.do("panel.lock"))
    assert on_walls(screen) == {}
    for width, height in WALLS.values():
        screen.page.set_viewport_size({"width": width, "height": height})
        last, score = (screen.page.locator(one).bounding_box() for one in (".mark-card:last-child", ".score-great"))
        assert last is not None
        assert score is not None
        assert last["y"] + last["height"] <= score["y"]
        assert score["y"] + score["height"] <= height


def test_an_option_of_two_signs_stands_on_one_line_beside_how_many_chose_it(house: House) -> None:
    cities = ("上海", "重庆", "西安", "南京")
    stem, told = (
        "1945年8月28日，毛泽东飞抵哪座城市同国民党谈判？",
        "谈判后签订了《政府与中共代表会谈纪要》，即“双十协定”。",
    )
    short = [replace(invented(no), stem=f"{stem}{no}", options=cities, explanation=told) for no in range(1, 31)]
    hall = house.hall(teams=[f"{sign}单位代表队" for sign in "甲乙丙丁戊己"], questions=short, members=3, sheet=FEW)
    screen = hall.seat("display", viewport={"width": 1600, "height": 900}, reduced_motion="reduce")
    hall.open_item("all")
    hall.do("clock.start")
    hall.finish(*range(6), answer="B")
    hall.do("item.close")
    screen.sees(hall.do("scene.show", scene="answer"))
    lines = "nodes => nodes.map(one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).fontSize) / 1.3))"
    for width, height in (*WALLS.values(), (1600, 900)):
        screen.page.set_viewport_size({"width": width, "height": height})
        assert faults(screen) == {}
        assert screen.page.locator(".option-text").evaluate_all(lines) == [1, 1, 1, 1]
