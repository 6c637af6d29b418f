"""The cache of folded states: whatever it remembers, it gives what a fold of the whole stream gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.ledger import Draft
from scoring.engine.quiz.match import fold
from scoring.usecases import states
from scoring.usecases.quiz.job import MATCH
from scoring.usecases.states import StateCache
from tests.fakes import FakeLedger
from tests.unit.engine.quiz.test_properties import wander

STREAM = "match:m1"


@pytest.mark.slow
@settings(max_examples=15)
@given(st.integers(0, 10**9), st.integers(1, 9))
def test_folding_on_from_a_kept_state_is_folding_from_the_first_entry(seed: int, every: int) -> None:
    played = wander(seed, 80).entries
    ledger, cache = FakeLedger(), StateCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(states, "CHECKPOINT_EVERY", every)
        for number, entry in enumerate(played, start=1):
            draft = Draft(entry.kind, entry.payload, entry.actor, entry.device, entry.key, entry.reason, entry.at)
            ledger.append(STREAM, draft)
            if number % 3 == 0 or entry.kind == "undo":
                assert cache.state(MATCH, ledger, STREAM) == fold(played[:number])
