"""Every kind of command of a competition, a row each (see ``engine.kinds``)."""

from __future__ import annotations

from scoring.engine.competition.kinds_commend import COMMEND
from scoring.engine.competition.kinds_questions import QUESTIONS
from scoring.engine.competition.kinds_registration import REGISTRATION
from scoring.engine.competition.kinds_schedule import SCHEDULE
from scoring.engine.competition.kinds_stages import STAGES
from scoring.engine.competition.kinds_written import WRITTEN
from scoring.engine.competition.state import CompetitionState
from scoring.engine.kinds import Kind, by_name

KINDS: dict[str, Kind[CompetitionState]] = by_name(*REGISTRATION, *STAGES, *WRITTEN, *SCHEDULE, *QUESTIONS, *COMMEND)
"""The kinds of a competition by their names."""
