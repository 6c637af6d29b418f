"""What anybody may see of a match, a stage or a review, without a seat.

It is made of what the big screen has, and of nothing else: a view of the display goes in.  It holds no words, so that
it is the same in every language and one cache answers for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, cast

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed

State = Literal["before", "running", "paused", "over"]

_OF_PHASE: Mapping[str, State] = {"setup": "before", "open": "running", "locked": "over"}
_OF_PLAY: Mapping[str, State] = {
    "none": "before", "unprepared": "before", "prepared": "before", "running": "running", "paused": "paused",
    "locked": "over",
}  # fmt: skip


@closed
class PublicRow(TypedDict):
    """One line: ``rank`` 0 where there is none yet; ``note`` what else stands there, such as a winner's organisation;
    ``fate``: ``through`` · ``out`` · ``""``."""

    rank: int
    tied: bool
    name: str
    note: str
    score: str
    fate: str


@closed
class PublicTable(TypedDict):
    """One table.  ``group``: its number, 0 where it has a name or is the only one · ``state``: of its match ·
    ``frozen``: it stands as it was at 封榜; absent where it does not."""

    group: int
    name: str
    state: State
    round: str
    rows: list[PublicRow]
    frozen: NotRequired[Literal[True]]


@closed
class PublicPlay(TypedDict):
    """What is being played: the round, its number of ``rounds``, the item of ``items`` (0: not counted), whose turn it
    is, and the round that comes next; "" where there is none."""

    round: str
    no: int
    rounds: int
    item: int
    items: int
    playing: list[str]
    next: str


@closed
class PublicOption(TypedDict):
    """An option of a question: its letter and its text, "" of right and wrong."""

    letter: str
    text: str


@closed
class PublicPhone(TypedDict):
    """One of the quickest who were right."""

    no: int
    name: str
    ms: int


@closed
class PublicDraw(TypedDict):
    """The draw among those who were right, with all that it follows from."""

    number: str
    secret: str
    winners: list[int]


@closed
class PublicPhones(TypedDict):
    """The item that the phones of the hall may answer, or have answered; as the big screen has it.  ``type``:
    ``single`` · ``multiple`` · ``true_false``.  ``key`` and what follows come with the reveal."""

    item: int
    state: Literal["open", "closed", "shown"]
    at: int
    until: int
    type: str
    stem: str
    options: list[PublicOption]
    digest: str
    given: NotRequired[int]
    list: NotRequired[str]
    key: NotRequired[list[str]]
    right: NotRequired[int]
    chosen: NotRequired[dict[str, int]]
    quickest: NotRequired[list[PublicPhone]]
    draw: NotRequired[PublicDraw]


@closed
class PublicView(TypedDict):
    """The whole view.  ``(epoch, seq)`` orders views of one server; ``kind`` says what it is about.  ``notice``: the
    address of the notices of a review, "" for none.  ``rehearsal``: it counts for nothing; absent else.
    ``phones``: where the hall answers by phone."""

    epoch: str
    seq: int
    kind: Literal["match", "stage", "review"]
    code: str
    title: str
    part: str
    organiser: str
    theme: str
    bright: bool
    state: State
    play: PublicPlay | None
    tables: list[PublicTable]
    notice: str
    rehearsal: NotRequired[Literal[True]]
    phones: NotRequired[PublicPhones]


class ResultRow(TypedDict):
    """One line of a result.  ``rank``: null where there is none yet · ``note``: what stands beside the name, such as a
    winner's organisation · ``score``: exact, null where there is none · ``fate``: ``through`` · ``out`` · ``""``."""

    rank: int | None
    tied: bool
    name: str
    note: str
    score: str | None
    fate: str


class ResultTable(TypedDict):
    """One table: of a match, of a group, of an award.  ``frozen``: it stands as it was when the ranking was frozen
    (封榜)."""

    group: int
    name: str
    state: State
    frozen: bool
    rows: list[ResultRow]


class Results(TypedDict):
    """What is public of a result now, for programs: the tables of ``PublicView`` and nothing else.  ``rehearsal``: it
    counts for nothing; absent else."""

    kind: Literal["match", "stage", "review"]
    code: str
    title: str
    part: str
    organiser: str
    state: State
    tables: list[ResultTable]
    rehearsal: NotRequired[Literal[True]]


def results_of(view: Mapping[str, Any]) -> Results:
    """From a ``PublicView``: what the page of the public does not show is not in it."""
    made: Results = {
        "kind": view["kind"],
        "code": view["code"],
        "title": view["title"],
        "part": view["part"],
        "organiser": view["organiser"],
        "state": view["state"],
        "tables": [
            {
                "group": table["group"],
                "name": table["name"],
                "state": table["state"],
                "frozen": bool(table.get("frozen")),
                "rows": [_result(row) for row in table["rows"]],
            }
            for table in view["tables"]
        ],
    }
    if "rehearsal" in view:
        made["rehearsal"] = True
    return made


def _result(row: Mapping[str, Any]) -> ResultRow:
    return {
        "rank": row["rank"] or None,
        "tied": row["tied"],
        "name": row["name"],
        "note": row["note"],
        "score": row["score"] or None,
        "fate": row["fate"],
    }


def of_match(view: Mapping[str, Any]) -> PublicView:
    """From the display's view of a match."""
    match = view["match"]
    state = _OF_PHASE.get(match["phase"], "running")
    if state == "running" and view["clock"] is not None and view["clock"]["state"] == "paused":
        state = "paused"
    teams = {team["id"]: team for team in view["teams"]}
    ranked = [
        _row(teams[one["team"]]["name"], one["rank"], one["score"], tied=one["tied"], note=teams[one["team"]]["unit"])
        for one in view["ranking"]
        if one["team"] in teams
    ]
    waiting = [_row(team["name"], 0, "", note=team["unit"]) for team in view["teams"]]
    table: PublicTable = {"group": 0, "name": "", "state": state, "round": "", "rows": ranked or waiting}
    if "freeze" in view:
        table["frozen"] = True
    made: PublicView = {
        "epoch": view["epoch"],
        "seq": view["seq"],
        "kind": "match",
        "code": match["id"],
        "title": match["competition"] or match["title"],
        "part": match["title"] if match["competition"] else "",
        "organiser": match["organiser"],
        "theme": match["theme"],
        "bright": match["bright"],
        "state": state,
        "play": None if state in ("before", "over") else _play(view, teams),
        "tables": [table],
        "notice": "",
    }
    if "rehearsal" in match:
        made["rehearsal"] = True
    if (phones := _phones(view["item"])) is not None:
        made["phones"] = phones
    return made


def _phones(item: Mapping[str, Any] | None) -> PublicPhones | None:
    """The phones of the hall on the current item; None where they were not opened, or the question is not up."""
    if item is None or "phones" not in item or item["question"] is None:
        return None
    question, told = item["question"], item["phones"]
    part: dict[str, Any] = {
        "item": item["no"],
        "type": question["type"],
        "stem": question["stem"],
        "options": [
            {"letter": one["letter"], "text": "" if question["type"] == "true_false" else one["text"]}
            for one in question["options"]
        ],
        **{name: value for name, value in told.items() if name != "hidden"},
    }
    if told["state"] == "shown":
        part["key"] = item["key"]
    return cast(PublicPhones, part)


def _play(view: Mapping[str, Any], teams: Mapping[str, Any]) -> PublicPlay:
    now, item = view["round"], view["item"]
    turn = () if item is None else (item["answering"] or item["team"],)
    upcoming = next((one["name"] for one in view["rounds"] if one["state"] == "waiting"), "")
    return {
        "round": now["name"] if now else "",
        "no": now["no"] if now else 0,
        "rounds": len(view["rounds"]),
        "item": item["slot"] if item and now else 0,
        "items": (now["items_total"] or 0) if now else 0,
        "playing": [teams[team]["name"] for team in turn if team in teams],
        "next": upcoming,
    }


def of_stage(view: Mapping[str, Any]) -> PublicView:
    """From the hall's view of a competition."""
    event, stage = view["event"], view["stage"]
    groups = stage["groups"] if stage else []
    tables = [_group(one) for one in groups]
    states = {one["state"] for one in tables}
    over = bool(stage and stage["decided"]) or states == {"over"}
    return {
        "epoch": view["epoch"],
        "seq": view["seq"],
        "kind": "stage",
        "code": event["id"],
        "title": event["title"],
        "part": stage["name"] if stage else "",
        "organiser": event["organiser"],
        "theme": event["theme"],
        "bright": event["bright"],
        "state": "over" if over else "running" if states - {"before"} else "before",
        "play": None,
        "tables": tables,
        "notice": "",
    }


def _group(group: Mapping[str, Any]) -> PublicTable:
    fates = {"through": "through", "out": "out"}
    table: PublicTable = {
        "group": group["no"],
        "name": "",
        "state": _OF_PLAY[group["progress"]["state"]],
        "round": group["progress"]["round"],
        "rows": [
            _row(team["name"], team["rank"], team["score"], tied=team["tied"], fate=fates.get(team["fate"], ""))
            for team in group["teams"]
        ],
    }
    if "frozen" in group:
        table["frozen"] = True
    return table


def of_review(
    *,
    code: str,
    title: str,
    organiser: str,
    epoch: str,
    seq: int,
    lists: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    notice: str,
) -> PublicView:
    """From the result that is public: ``lists`` holds each award with (name, organisation) of its winners."""
    return {
        "epoch": epoch,
        "seq": seq,
        "kind": "review",
        "code": code,
        "title": title,
        "part": "",
        "organiser": organiser,
        "theme": "crimson",
        "bright": False,
        "state": "over" if lists else "running",
        "play": None,
        "tables": [
            {
                "group": 0,
                "name": award,
                "state": "over",
                "round": "",
                "rows": [_row(name, 0, "", note=unit) for name, unit in names],
            }
            for award, names in lists
        ],
        "notice": notice,
    }


def _row(name: str, rank: int, score: str, *, tied: bool = False, note: str = "", fate: str = "") -> PublicRow:
    return {"rank": rank, "tied": tied, "name": name, "note": note, "score": score, "fate": fate}
