"""Teams from a table, entered by staff: every team is reported; all are registered or none.  And the way on: approved
teams as rows of a match's roster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.engine.actors import Actor
from scoring.engine.competition.commands import EnterTeams
from scoring.engine.competition.decide import taken
from scoring.engine.competition.registration import Fault, faults_of
from scoring.engine.competition.state import CompetitionState, Registration
from scoring.engine.errors import Invalid, LeitaiError
from scoring.engine.names import same_form, tidy
from scoring.usecases.competition.forms import (
    LEADER,
    MEMBERS,
    SUBSTITUTES,
    TEAM,
    UNIT,
    Register,
    entered_draft,
    form_of,
    longest,
    register_of,
)
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import RegistrationLink, RegistrationText, Values
from scoring.usecases.competition.registrations import MOST_PEOPLE, check_room, competition_state, make_room, new_text
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.perform import Done, perform
from scoring.usecases.quiz.roster_import import WHOLE, WHOLE_MORE

MOST_ROWS = 5_000
"""Most rows of a table."""

LISTED = (TEAM, UNIT, LEADER, MEMBERS, SUBSTITUTES)
"""The fields that a table fills in: none of them is erased."""

RESERVE = frozenset({"0", "替补", "候补", "reserve"})


@dataclass(frozen=True, slots=True)
class TeamReport:
    """A team of a table: the rows that it stands in (counted from 1), what was understood, what is wrong with it."""

    rows: tuple[int, ...]
    values: Values
    faults: tuple[Fault, ...] = ()
    error: LeitaiError | None = None

    @property
    def faulty(self) -> bool:
        """Whether it cannot be registered."""
        return bool(self.faults) or self.error is not None


def try_teams(
    ctx: Context,
    *,
    actor: Actor,
    competition_id: str,
    rows: Sequence[Mapping[str, str]],
    pause: Callable[[], None] = lambda: None,
) -> tuple[TeamReport, ...]:
    """What would become of the rows (``team``, ``organisation``, ``leader``, ``name``, ``seat``), a person each;
    nothing is kept.  A blank team is that of the row above; where the table has a row for each team (``whole``), a
    team that has one already is faulty.  ``pause()`` is called after each team, so that others go on.  Raises
    ``Invalid("roster-too-long")`` and ``Refused("registration-not-open" | "registrations-many")``."""
    require_organiser(actor)
    if len(rows) > MOST_ROWS:
        raise Invalid("roster-too-long", most=MOST_ROWS, count=len(rows))
    state = competition_state(ctx, competition_id)
    teams, reports = _teams(rows), []
    with ctx.store.read() as uow:
        check_room(ctx, uow, competition_id, len(teams))
        register = register_of(uow)
        for values, numbers, twice in teams:
            state, report = _tried(register, state, competition_id, values, numbers, ctx.clock.now())
            reports.append(replace(report, faults=(Fault(TEAM, "in-table"), *report.faults)) if twice else report)
            pause()
    return tuple(reports)


def enter_teams(
    ctx: Context, *, actor: Actor, competition_id: str, teams: Sequence[Values], key: str, device: str = ""
) -> Done:
    """Register all these teams by one entry, or none; raises what is wrong with the first that is faulty."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        earlier = uow.ledger.find(stream_of(competition_id), key)
        texts = tuple(earlier.payload.get("texts", ())) if earlier is not None else ()
        if earlier is None:
            make_room(ctx, uow, competition_id, len(teams))
            kept = [
                replace(new_text(ctx, uow, competition_id, ctx.ids.new() + ctx.ids.new()), values=checked(values))
                for values in teams
            ]
            uow.of(RegistrationText).put_all(kept)
            texts = tuple(one.id for one in kept)
            uow.commit()
    command = EnterTeams(texts)
    try:
        return perform(
            ctx, COMPETITION, stream_of(competition_id), command=command, key=key, actor=actor, device=device
        )
    except LeitaiError:
        _forget(ctx, texts)
        raise


def _forget(ctx: Context, texts: Sequence[str]) -> None:
    """A list that was refused leaves nothing behind."""
    with ctx.store.write() as uow:
        for text_id in texts:
            text = uow.of(RegistrationText).get(text_id)
            if text is not None and not text.submitted:
                uow.of(RegistrationLink).remove(text.link)
                uow.of(RegistrationText).remove(text_id)
        uow.commit()


def checked(values: Values) -> Values:
    """The public fields of a team, tidied; raises ``Invalid("text-too-long" | "members-too-many")``."""
    kept = {field: tuple(filter(None, map(tidy, values.get(field, ())))) for field in LISTED}
    for field, texts in kept.items():
        if len(texts) > MOST_PEOPLE:
            raise Invalid("members-too-many", most=MOST_PEOPLE, count=len(texts))
        if any(len(text) > longest(field) for text in texts):
            raise Invalid("text-too-long", field=field, limit=longest(field))
    return {field: texts for field, texts in kept.items() if texts}


def roster_rows(teams: Sequence[Registration]) -> list[dict[str, str]]:
    """Registrations as the rows of a match's roster, a person each."""
    rows: list[dict[str, str]] = []
    for one in teams:
        form = one.form
        shared = {"team": form.team, "organisation": form.unit, "leader": form.leader}
        rows += [
            {**shared, "name": member.name, "seat": "替补" if member.substitute else ""} for member in form.members
        ] or [shared]
    return rows


def _teams(rows: Sequence[Mapping[str, str]]) -> list[tuple[Values, tuple[int, ...], bool]]:
    """The rows by team, in order; whether the team had a row of its own before."""
    found: dict[tuple[str, int], tuple[dict[str, list[str]], list[int]]] = {}
    above, own_row = "", 0
    for number, row in enumerate(rows, start=1):
        cells = {field: tidy(str(row.get(field) or "")) for field in ("team", "organisation", "leader", "name", "seat")}
        if not any(cells.values()):
            continue
        above = cells["team"] or above
        whole = row.get("whole", "")
        if whole != WHOLE_MORE and cells["team"]:
            own_row = number if whole == WHOLE and (same_form(above), 0) in found else 0
        values, numbers = found.setdefault((same_form(above), own_row), ({TEAM: [above]}, []))
        numbers.append(number)
        for field, own in (("organisation", UNIT), ("leader", LEADER)):
            if cells[field] and own not in values:
                values[own] = [cells[field]]
        if cells["name"]:
            listed = SUBSTITUTES if cells["seat"] in RESERVE else MEMBERS
            values.setdefault(listed, []).append(cells["name"])
    return [
        ({field: tuple(texts) for field, texts in values.items()}, tuple(numbers), bool(own_row))
        for (_, own_row), (values, numbers) in found.items()
    ]


def _tried(
    register: Register,
    state: CompetitionState,
    competition_id: str,
    values: Values,
    numbers: tuple[int, ...],
    at: int,
) -> tuple[CompetitionState, TeamReport]:
    try:
        own = checked(values)
        if state.rules is not None and (faults := faults_of(state.rules, form_of(register, own), by_staff=True)):
            return state, TeamReport(numbers, values, faults)
        text = RegistrationText("", competition_id, "", values=own, revision=1)
        return taken(state, entered_draft(register, text), at)[0], TeamReport(numbers, own)
    except LeitaiError as error:
        if error.code == "registration-not-open":
            raise
        return state, TeamReport(numbers, values, error=error)
