"""Every page and paper of the organiser, of a match of some shape that has been played and locked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.usecases import accounts
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists.organisations import organisations_of
from scoring.usecases.lists.organisations_import import import_organisations
from scoring.usecases.lists.rosters_import import import_roster_names
from scoring.usecases.records import Question
from tests.browser.house import Hall, House, w
from tests.browser.layout.ruler import misplaced
from tests.browser.layout.shapes import Shape, long_name
from tests.halls import invented
from tests.sheets import ALL, HEAD, unhurried

PASSWORD = "geheimes-wort-2026"

PAGES = ("", "/judges", "/questions", "/rules", "/teams", "/draw", "/tickets", "/rules/print")
PAPERS = {"/print/questions": "upright", "/print/scores": "wide", "/papers/result": "upright"}
"""Papers, and how the sheet lies."""

SHEETS = {"upright": (718, 1047), "wide": (1047, 718)}
"""A4 without its margins of 10 mm, in px of 1/96 inch."""

ROUNDS = ("个人必答", "共同必答", "同步必答", "抢答", "风险题", "情景题", "限时快答", "加赛")
SHEET = unhurried(
    HEAD + "".join(ALL.replace('"all"', f'"r{no}"').replace("同步必答", name) for no, name in enumerate(ROUNDS))
)
"""Eight rounds, each a column of the result."""


class Office:
    """An organiser at a browser, with a match that was played."""

    def __init__(self, house: House, shape: Shape) -> None:
        names = [long_name(no, shape.name, shape.latin) for no in range(shape.teams)]
        self.hall: Hall = house.hall(teams=names, sheet=SHEET, judges=5, questions=_bank(shape))
        self.hall.do("match.open")
        for no in range(len(ROUNDS)):
            self.hall.do("round.begin", round=f"r{no}")
            self.hall.do("item.present")
            self.hall.do("clock.start")
            self.hall.finish(*range(shape.teams), answer="B")
            self.hall.do("item.close")
            self.hall.do("round.end")
        for no, team in enumerate(self.hall.teams):
            points = f"{shape.base.lstrip('-')}.25" if "." not in shape.base else shape.base
            self.hall.do("points.adjust", "chief", team=team, points=f"-{no}" if no else points, reason="按规则加减")
        name = f"布局{self.hall.match[:8]}"
        accounts.add_account(house.ctx, name=name, password=PASSWORD)
        seat = house.newcomer(reduced_motion="reduce")
        self.lists = _lists(house)
        self.page: Any = seat.page
        self.base = seat.base
        self.page.goto(f"{seat.base}/signin")
        self.page.get_by_label(w("entry.sign_in.name")).fill(name)
        self.page.get_by_label(w("entry.sign_in.password")).fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/organiser/")

    def pages(self) -> Iterator[str]:
        """Go to every page, one after another; gives the name of each."""
        for place in ("", "sets", *self.lists, "rosters", "calendar", "calendar/2022", "calendar/2199"):
            self.page.goto(f"{self.base}/organiser/{place}")
            yield place or "home"
        for page in PAGES:
            self.page.goto(f"{self.base}/organiser/matches/{self.hall.match}{page}")
            yield page or "match"

    def papers(self) -> Iterator[tuple[str, list[str]]]:
        """Every paper as it is printed, and what is wrong with it."""
        self.page.emulate_media(media="print")
        for paper, lies in PAPERS.items():
            width, height = SHEETS[lies]
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.goto(f"{self.base}/organiser/matches/{self.hall.match}{paper}")
            yield paper, misplaced(self.page, least=9)
        self.page.emulate_media(media="screen")


def _lists(house: House) -> tuple[str, ...]:
    """The register, one organisation and a roster, each with something in it."""
    rows = [
        {"name": "甲县甲镇党委", "category": "机关", "lead_body": "市直机关工委", "contact": "张一"},
        {
            "name": "甲县甲镇第一村党支部委员会",
            "category": "农村",
            "superior": "甲县甲镇党委",
            "phone": "000 0000 0000",
        },
    ]
    import_organisations(house.ctx, actor=LOCAL, rows=rows, dry_run=False)
    names = [{"name": "张一", "organisation": "甲县甲镇第一村党支部委员会", "held": "2012年12月"}]
    import_roster_names(house.ctx, actor=LOCAL, roster="月月学习之星", rows=names, dry_run=False)
    one = organisations_of(house.ctx, actor=LOCAL)[-1]
    return "register", f"register/{one.id}", "roster?title=月月学习之星"


def _bank(shape: Shape) -> list[Question]:
    """Enough questions for every team."""
    return [invented(no) for no in range(1, 20 * shape.teams + 80)]
