"""A demo review: four awards, invented units and people, brought to any of its stages through the use cases.

Its days lie so that the stage is today's: the clock of the review runs from its first day to now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from scoreboard.cli.demo_competition import ACCOUNT, Lang, demo_organiser
from scoreboard.cli.demo_review_steps import DAY, HOUR, STAGES, STEPS, Led, Together, Told, day_of
from scoreboard.cli.demo_review_words import WORDS, Words
from scoreboard.i18n.catalogue import say
from scoreboard.i18n.seat_names import call_in
from scoring.engine.review.commands_nomination import OpenReview
from scoring.engine.rulefile.edit import set_values
from scoring.sheets import campaign_text
from scoring.sheets.official_days import shipped_days
from scoring.usecases.context import Context
from scoring.usecases.records import Organisation, RosterName
from scoring.usecases.review import reviews, seats
from scoring.usecases.review.records import Review
from scoring.usecases.tickets import Issued

TOWNS = 4


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the review, its tickets with their codes, and the organiser's password.  ``first``: the moment of
    its first day · ``places``: of each award · ``writers``: number, name and card of each unit that may nominate."""

    review: Review
    issued: Sequence[Issued]
    account: str
    password: str
    first: int
    words: Words
    places: Mapping[str, int]
    writers: Sequence[tuple[int, str, Issued]]


def make_demo_review(
    ctx: Context, *, stage: str = "nominate", lang: Lang = "zh", units: int = 40, judges: int = 15
) -> Demo:
    """A new review at the beginning of ``stage`` (a key of ``STAGES``): each of ``units`` puts one nomination forward
    for each award, and each of ``judges`` has marked them where judging is over."""
    organiser, password = demo_organiser(ctx)
    now = ctx.clock.now()
    midnight = (now + 8 * HOUR) // DAY * DAY - 8 * HOUR
    first = midnight - STAGES[stage] * DAY + min(9 * HOUR, now - midnight)
    clock = Told(first)
    store = Together(ctx.store)
    told = replace(ctx, store=store, clock=clock, publish=lambda stream, seq: None)
    words = WORDS[lang]
    review = reviews.create_review(told, actor=organiser, campaign=_campaign(lang, words, first))
    led = Led(told, clock, review, words, judges, first, organiser)
    _register(led, units)
    _issue(led, lang)
    led.give(organiser, OpenReview())
    for step, day, do in STEPS:
        if STAGES[stage] < STAGES[step]:
            break
        led.at(day)
        with store.at_once():
            do(led)
    return Demo(
        led.review,
        tuple(led.seats.values()),
        ACCOUNT,
        password,
        first,
        words,
        {award.id: max(award.places, award.shortlist or 0) for award in led.state.rules.awards},
        [(number, unit.name, led.seats["unit", unit.id]) for number, unit in enumerate(led.units)],
    )


def _campaign(lang: Lang, words: Words, first: int) -> str:
    """The campaign that comes with the program, with its days at those of the demo."""
    day = partial(day_of, first)
    known = {one.year for one in shipped_days()}
    working = {day(50).year, day(74).year} <= known
    return set_values(
        campaign_text("hongjiang-2012", lang),
        {
            ("id",): "demo",
            ("name",): words.title,
            ("organiser",): words.organiser,
            ("opens",): day(0),
            ("due", "day"): day(30),
            ("personal_until",): day(365),
            ("notice", 1, "count"): "working" if working else "natural",
            ("objections", "contact"): words.contact,
            ("phase", 1, "first"): day(0),
            ("phase", 1, "last"): day(30),
            ("phase", 2, "first"): day(0),
            ("phase", 2, "last"): day(90),
            ("phase", 3, "first"): day(91),
            ("phase", 3, "last"): day(150),
        },
    )


def _register(led: Led, units: int) -> None:
    """Four towns, or as many as there are units, and the units below them; everything in it is invented."""
    known = {one.name: one for one in _organisations(led)}
    with led.ctx.store.write() as uow:
        towns = []
        for number in range(min(TOWNS, units)):
            name = led.words.town(number)
            towns.append(known.get(name) or Organisation(led.ctx.ids.new(), name, "other"))
            uow.of(Organisation).put(towns[-1])
        for number in range(units):
            name = led.words.unit(number)
            town = towns[number % len(towns)]
            unit = known.get(name) or Organisation(led.ctx.ids.new(), name, "village", town.name, town.id)
            uow.of(Organisation).put(unit)
            led.units.append(unit)
            star = RosterName(led.ctx.ids.new(), led.words.roster, led.words.person(number), name)
            if not uow.of(RosterName).all(roster=star.roster, name=star.name):
                uow.of(RosterName).put(star)
        uow.commit()


def _organisations(led: Led) -> Sequence[Organisation]:
    with led.ctx.store.read() as uow:
        return tuple(uow.of(Organisation).all())


def _issue(led: Led, lang: Lang) -> None:
    """A card for every seat; judges come from schools that put nobody forward."""
    given: dict[str, Any] = {"actor": led.organiser, "review_id": led.review.id}
    call = call_in(partial(say, lang))
    for one in seats.issue_seats(led.ctx, **given, call=call):
        led.seats[one.ticket.role, one.ticket.team] = one
    for role in ("clerk", "host", "display"):
        led.seats[role, ""] = seats.issue_seat(led.ctx, **given, role=role, label=call(role, 0))
    for number in range(led.judges):
        name, school = led.words.judge(number), led.words.school(number)
        issued = seats.issue_seat(led.ctx, **given, role="judge", label=name, organisation=school)
        led.seats["judge", name] = issued
