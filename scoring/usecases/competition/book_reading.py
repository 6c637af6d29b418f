"""What an event book tells of its matches: each as it was after any of its entries, and the results of groups then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from scoring.engine.competition.book import EventBook
from scoring.engine.competition.event import fold
from scoring.engine.competition.facts import AwardRules, GroupResult
from scoring.engine.competition.state import CompetitionState
from scoring.engine.ledger import Entry
from scoring.engine.quiz.book import entries_of
from scoring.engine.quiz.match import fold as match_fold
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.facts import awards_in, group_results


class Reading:
    """A book that is read: the competition as it ended, its matches as they were after any of their entries."""

    def __init__(self, book: EventBook) -> None:
        self.book = book
        self._folded: dict[tuple[str, int], MatchState] = {}

    @cached_property
    def entries(self) -> Mapping[str, tuple[Entry, ...]]:
        """The ledger of each match that was opened."""
        return {match: entries_of(book) for match, book in self.book.matches.items()}

    def at(self, match: str, seq: int) -> MatchState:
        """The match after its entry ``seq``; before the first: not open."""
        if (match, seq) not in self._folded:
            own = self.entries.get(match, ())[:seq]
            self._folded[match, seq] = match_fold(own) if own else MatchState()
        return self._folded[match, seq]

    def last(self, match: str) -> MatchState:
        """The match as it ended."""
        return self.at(match, len(self.entries.get(match, ())))

    def of(self, state: CompetitionState, stage: str, at: int, seqs: Mapping[str, int]) -> tuple[GroupResult, ...]:
        """As ``decided_again.Results``."""
        return group_results(state, stage, lambda match: self.at(match, seqs.get(match, self._seq(match, at))))

    def awards(self, state: CompetitionState) -> AwardRules:
        """As ``decided_again.Results``."""
        digest = state.stages.digest if state.stages else ""
        text = next((one["text"] for one in self.book.given["sheets"] if one["digest"] == digest), None)
        return AwardRules() if text is None else awards_in(read_rule_sheet(text, archived=True))

    def current(self, seqs: Mapping[str, int], at: int) -> str:
        """As ``decided_again.Results``."""
        own = {match: seq for match, seq in seqs.items() if match in self.entries}  # "": the marks of a written stage
        wrong = (match for match, seq in own.items() if not self._seq(match, at - 1) <= seq <= self._seq(match, at))
        return next(wrong, "")

    @cached_property
    def state(self) -> CompetitionState:
        """The competition as it ended."""
        return fold(self.book.entries)

    def _seq(self, match: str, at: int) -> int:
        return sum(one.at <= at for one in self.entries.get(match, ()))
