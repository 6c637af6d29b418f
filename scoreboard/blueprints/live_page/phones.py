"""The phones of the hall on the page of the public: a stranger's answer while an item is open for it, and the list.

No cookie and no name that anybody knows: a phone makes up an id, the server gives it a number.  What strangers send is
bounded by address, over all, by size and by item, and is taken from a view that is made anyway: it folds no match.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field

from scoreboard.api_docs import Operation
from scoreboard.i18n import request as i18n
from scoreboard.live.public import PublicViews
from scoreboard.server.addresses import block_of
from scoreboard.server.share import Rate, Share, Shares
from scoreboard.shared.hall_answers import HallAnswers, about
from scoreboard.web.auth import services
from scoreboard.web.security import csrf
from scoring.engine.errors import Invalid, NotFound, Refused, TooLate
from scoring.engine.quiz.phones import short_name
from scoring.usecases.quiz.perform import match_state

bp = Blueprint("phones", __name__, url_prefix="/live")
csrf.exempt(bp)

EVERYBODY, ONE_ADDRESS = Rate(burst=600, a_second=200), Rate(burst=400, a_second=120)
"""Answers that are looked at, of all phones and of those behind one address: a hall of a thousand has one."""

LARGEST = 1_000
"""Bytes of an answer."""

RETRY = 2
"""Seconds after which a phone sends again what was not looked at."""

LIMITS = "phones_limits"


class Limits:
    """What the phones of one application may send."""

    def __init__(self) -> None:
        self._all, self._each = Share(EVERYBODY), Shares(ONE_ADDRESS)

    def spend(self, address: str) -> bool:
        """Whether one more answer of this address is looked at."""
        return self._each.of(address).spend() and self._all.spend()


class AnswerBody(BaseModel):
    """A phone's answer: the item that it is for, the id that the phone made up (32 hex digits), the letters that it
    chose, and a short name, "" for none."""

    model_config = ConfigDict(extra="forbid", strict=True)

    item: int
    phone: str = Field(pattern="^[0-9a-f]{32}$")
    answer: list[str] = Field(min_length=1, max_length=12)
    name: str = Field(default="", max_length=64)


class AnswerOut(BaseModel):
    """The number that the server gave the phone, the letters that count for it, and ms after the opening: the line of
    the list that is its own.  Its first answer stays, unless the server is started anew while the item is open."""

    no: int
    answer: list[str]
    ms: int


class PhonesNow(BaseModel):
    """How many phones have answered the item that is open for them; item 0 while none is."""

    item: int
    given: int


@bp.record_once
def _prepare(setup: BlueprintSetupState) -> None:
    setup.app.extensions[LIMITS] = Limits()


@bp.before_request
def _bound() -> ResponseReturnValue | None:
    """Look at no answer that is too large, or beyond what is looked at."""
    if request.method != "POST":
        return None
    limits: Limits = current_app.extensions[LIMITS]
    if not limits.spend(block_of(request.remote_addr or "")):
        return _busy()
    if request.content_length is None or request.content_length > LARGEST:
        raise Invalid("shape", place="/", expected="shorter")
    return None


@bp.post("/<code>/answers")
@Operation(
    "Answer an item with the hall",
    id="giveHallAnswer",
    tag="Public",
    takes=AnswerBody,
    gives=AnswerOut,
    means="The number of the phone; a repeat gets the same",
    refuses={404: "There is nothing to see", 409: "Not open, or the hall is full", 503: "Send it again soon"},
)
def answer(code: str, body: AnswerBody) -> AnswerOut:
    """Take one phone's answer to the item that is open for the hall; its first one stays."""
    now, said = services().ctx.clock.now(), body
    phones = _open(code, said.item)
    if now > phones["until"]:
        raise TooLate("phones-over")
    choice = _choice(phones, said.answer)
    opening = about(code, phones["item"], phones["at"])
    held = HallAnswers(services().shared).give(
        opening, said.phone, choice, max(0, now - phones["at"]), short_name(said.name)
    )
    if held == "closed":
        raise TooLate("phones-over")
    if held == "full":
        raise Refused("phones-full")
    return AnswerOut(no=held.no, answer=list(held.choice), ms=held.ms)


@bp.get("/<code>/answers")
@Operation("How many phones have answered", id="getHallAnswers", tag="Public", gives=PhonesNow)
def given(code: str) -> ResponseReturnValue:
    """Of the item that is open now, and nothing else: not what they answered."""
    if not _views().may_ask():
        return _busy()
    phones: dict[str, Any] = _views().shown(code).view.get("phones") or {}
    open_now = phones.get("state") == "open"
    count = HallAnswers(services().shared).count(about(code, phones["item"], phones["at"])) if open_now else 0
    out = PhonesNow(item=phones["item"] if open_now else 0, given=count)
    answered = Response(out.model_dump_json(), mimetype="application/json")
    answered.headers["Cache-Control"] = "public, max-age=1"
    return answered


@bp.get("/<code>/answers/<int:item>.txt")
@Operation(
    "The list of all answers of the hall",
    id="getHallList",
    tag="Public",
    types=("text/plain",),
    means="A line for each phone: its number, the letters that it chose, ms after the opening",
    refuses={404: "Not revealed"},
)
def all_answers(code: str, item: int) -> ResponseReturnValue:
    """The list that the draw is made from, byte by byte as it was hashed: number, letters, ms after the opening.  From
    the reveal on."""
    if not _views().may_ask():
        return _busy()
    if _views().shown(code).view["kind"] != "match":
        raise NotFound("page-not-found")
    found = match_state(services().ctx, code).item_no(item)
    if found is None or found.phones is None or found.phones.open or found.key is None or found.stage != "closed":
        raise NotFound("page-not-found")
    return Response(found.phones.answers, mimetype="text/plain")


def _open(code: str, item: int) -> dict[str, Any]:
    """The item that is open for phones, as the page of the public shows it.  Raises ``TooLate("phones-over")``."""
    phones: dict[str, Any] | None = _views().shown(code).view.get("phones")
    if phones is None or phones["state"] != "open" or phones["item"] != item:
        raise TooLate("phones-over")
    return phones


def _choice(phones: dict[str, Any], letters: list[str]) -> str:
    """The letters in their order, each once.  Raises ``Invalid("phones-choice")``."""
    known = {one["letter"] for one in phones["options"]}
    chosen = "".join(sorted(set(letters)))
    if not set(letters) <= known or (phones["type"] != "multiple" and len(chosen) != 1):
        raise Invalid("phones-choice")
    return chosen


def _busy() -> Response:
    words = i18n.say(i18n.lang(), "public_live.busy", seconds=RETRY)
    headers = {"Retry-After": str(RETRY), "Cache-Control": "no-store"}
    return Response(words, status=503, headers=headers, content_type="text/plain; charset=utf-8")


def _views() -> PublicViews:
    found: PublicViews = current_app.extensions["public_views"]
    return found
