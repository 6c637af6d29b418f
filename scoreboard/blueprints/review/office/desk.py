"""What the pages of the study office share: the blueprint, who may come in, the values of a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from scoreboard.blueprints.review.desk import ctx, new_key, review_state, say, seat
from scoreboard.presenters.review.office.judging import ListRow
from scoreboard.presenters.review.office.words import Words
from scoreboard.web.auth import ROLES, require_seat
from scoring.engine.errors import Invalid
from scoring.engine.review import guards
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState
from scoring.usecases.review.reviews import review_of
from scoring.usecases.review.seats import seats_of

bp = Blueprint("review_office", __name__, url_prefix="/r/<review>/office")

MOST_ROWS = 2_000
"""Most fields of a form that names rows, such as the places of an order."""


def only(*roles: str) -> Callable[[], ResponseReturnValue | None]:
    """A guard of every page of a blueprint: seats of these roles come in; before entries are open there is one page."""
    enter = require_seat(*roles)(lambda **_: None)

    def guard() -> ResponseReturnValue | None:
        enter(**(request.view_args or {}))
        return closed_page()

    setattr(guard, ROLES, roles)
    return guard


bp.before_request(only("office"))


def closed_page() -> ResponseReturnValue | None:
    """The page that says that entries are not open yet; None once they are."""
    review = str((request.view_args or {})["review"])
    if review_state(review).campaign is not None:
        return None
    return render_template("review/office/closed.html", review=review_of(ctx(), review), to=partial(to, review))


class Typed(dict[str, str]):
    """What was typed into a form that came back with an error; "" for a field that it does not have."""

    def __init__(self, form: MultiDict[str, str]) -> None:
        super().__init__(form.items())
        self._all = form

    def __missing__(self, name: str) -> str:
        return ""

    def getlist(self, name: str) -> list[str]:
        """Every value of a field of this name."""
        return self._all.getlist(name)


def now() -> int:
    """Ms since the epoch."""
    return ctx().clock.now()


def today(state: ReviewState) -> date:
    """The day in the campaign's zone."""
    return guards.day_of(state.rules, now())


def words(review: str, state: ReviewState) -> Words:
    """Days, people and states in the words of this request."""
    return Words(say(), state.rules.zone, cache(lambda: {one.id: one for one in seats_of(ctx(), review)}))


def to(review: str, page: str, **values: Any) -> str:
    """The address of a page of these desks, with the seat of this one."""
    endpoint = page if "." in page else f"review_office.{page}"
    return url_for(endpoint, review=review, seat=seat().ticket, **values)


def show(template: str, review: str, state: ReviewState, error: Mapping[str, Any] | None = None, **values: Any) -> str:
    """A page of these desks, with a fresh key for each of its forms."""
    return render_template(
        f"review/office/{template}",
        error=error,
        form=Typed(request.form),
        review=review_of(ctx(), review),
        state=state,
        w=words(review, state),
        key=new_key,
        to=partial(to, review),
        as_typed=as_typed,
        **values,
    )


def key_again(error: Mapping[str, Any] | None, *, same: bool = True) -> str:
    """The key of a form with files: of the form that came back, where it is the ``same`` one, so that what was
    attached to it is still there; else a new one."""
    typed = request.form.get("key", "") if same else ""
    return typed if typed and (error or {}).get("code") != "key-used" else new_key()


def done(review: str, what: str, page: str, /, fields: Mapping[str, object] | None = None, **values: Any) -> Response:
    """Show what was done and redirect to a page, so that a reload repeats nothing."""
    flash(say()(f"review_office.done.{what}", **(fields or {})))
    answer: Any = redirect(to(review, page, **values), 303)
    return answer  # type: ignore[no-any-return]


def number(text: str) -> int:
    """A whole number of an address or a form; raises ``Invalid("input-wrong")``."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Invalid("input-wrong", places=text[:20])
    return int(text)


def page_asked() -> int:
    """The page of a table that the address asks for, from 1; what is no number is the first."""
    asked = request.args.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def nomination_of(state: ReviewState, no: str) -> Nomination:
    """The nomination of an address; raises ``NotFound("nomination-unknown")``."""
    known = no.isascii() and no.isdigit() and len(no) <= 9
    return guards.need_nomination(state, int(no) if known else 0)


def text_of(name: str, limit: int = 2_000) -> str:
    """A text of the form; raises ``Invalid("text-too-long")``."""
    text = request.form.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > limit:
        raise Invalid("text-too-long", field=name, limit=limit)
    return text


def choice(name: str, choices: tuple[Any, ...]) -> Any:
    """One of the choices of the form; raises ``Invalid("input-wrong")``."""
    given = request.form.get(name, "")
    if given not in choices:
        raise Invalid("input-wrong", places=say()(f"review_office.field.{name}"))
    return given


def day_of(name: str, given: str | None = None) -> date | None:
    """A day of the form, None where it is empty; raises ``Invalid("input-wrong")``."""
    text = request.form.get(name, "").strip() if given is None else given.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("input-wrong", places=say()(f"review_office.field.{name}")) from None


def need_day(name: str) -> date:
    """A day that the form has to name; raises ``Invalid("text-needed")``."""
    day = day_of(name)
    if day is None:
        raise Invalid("text-needed", field=say()(f"review_office.field.{name}"))
    return day


def order_of(prefix: str = "place-") -> tuple[int, ...]:
    """The rows of the form in the order of the places that were typed; a row without a place is not in it.

    Raises ``Invalid("place-twice", place=…)`` where two rows have the same place.
    """
    fields = [(name, text) for name, text in request.form.items() if name.startswith(prefix) and text.strip()]
    if len(fields) > MOST_ROWS:
        raise Invalid("input-wrong", places=prefix)
    places: dict[int, int] = {}
    for name, text in fields:
        place = number(text.strip())
        if place in places:
            raise Invalid("place-twice", place=place)
        places[place] = number(name.removeprefix(prefix))
    return tuple(places[place] for place in sorted(places))


def as_typed(rows: Sequence[ListRow]) -> tuple[ListRow, ...]:
    """The rows as the form that came back has them: in the order of its places, those without one at the end."""
    given = {row.no: request.form.get(f"place-{row.no}", "").strip() for row in rows}
    if not any(given.values()):
        return tuple(rows)
    typed = [replace(row, place=given[row.no]) for row in rows]
    return tuple(sorted(typed, key=lambda row: _place(given[row.no])))


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else MOST_ROWS
