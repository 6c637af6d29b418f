"""What one mark costs where many watch: ``python -m tests.load.review_mark``.

160 subjects in four awards, 15 judges who all have a tablet, a chair, a host and a screen.  Prints the milliseconds of
processor time of the views that follow one mark, as the publisher asks for them: the median of many.  Nothing is
asserted about time.
"""

from __future__ import annotations

import json
import time
from statistics import median
from typing import Any

from scoreboard.presenters.review.audience import Audience
from scoreboard.presenters.review.present import present
from scoring.engine.codec import to_json
from scoring.engine.ledger import Entry
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.review import fold, fold_on
from scoring.engine.review.state import ReviewState
from scoring.usecases.review.records import Review as Record
from tests.load.review_fold import LATER, nominated

SUBJECTS, TRIES = 160, 20
JUDGES = tuple(PanelJudge(f"j{no}", f"评委{no}", "") for no in range(15))
RECORD = Record("r", "四评", "", "crimson", opened=True)
TABLETS = tuple(Audience("judge", ticket=one.id) for one in JUDGES)
WATCHING = (*TABLETS, Audience("chair"), Audience("host"), Audience("display"))


def main() -> None:
    """Measure once and print."""
    state = judged()
    for audience in WATCHING:
        _view(state, audience)
    spent: dict[str, list[float]] = {"judges": [], "chair": [], "host": [], "display": []}
    for no in range(TRIES):
        state = fold_on(state, [_mark(state, no + 1, JUDGES[no % len(JUDGES)].id)])
        for name, own in (("judges", TABLETS), *((one.kind, (one,)) for one in WATCHING[-3:])):
            begun = time.process_time()
            for audience in own:
                _view(state, audience)
            spent[name].append(time.process_time() - begun)
    print(json.dumps({"milliseconds": {name: round(median(times) * 1000, 2) for name, times in spent.items()}}))


def judged() -> ReviewState:
    """Every award is open, every judge has pledged, and half of the sheets are there."""
    state = fold(list(nominated(SUBJECTS)))
    entries, number, judges = [], 0, to_json(JUDGES)
    for award in state.rules.awards:
        subjects = []
        for one in state.of_award(award.id):
            number += 1
            subjects.append({"no": number, "nomination": one.no, "judges": judges, "recused": []})
        opened = {"stage": "judging", "award": award.id, "judges": judges, "subjects": subjects, "digest": "0"}
        entries.append(_entry("judging.open", opened))
    entries += [_entry("judge.pledge", {"judge": one.id}, one.id) for one in JUDGES]
    state = fold_on(state, entries)
    for subject in list(state.subjects)[::2]:
        for one in JUDGES:
            state = fold_on(state, [_mark(state, subject, one.id)])
    return state


def _mark(state: ReviewState, subject: int, judge: str) -> Entry:
    award = state.award(state.subjects[subject].award)
    assert award is not None
    marks = {one.id: str((subject * 7) % 20) for one in award.criteria}
    return _entry("mark.enter", {"judge": judge, "marks": marks, "item": subject, "late": False}, judge, state.seq + 1)


def _entry(kind: str, payload: dict[str, Any], judge: str = "x", seq: int = 1) -> Entry:
    """An entry without a chain: the fold does not look at it."""
    return Entry("review:r", seq, kind, payload, f"ticket:{judge}", "d", "k", "", LATER, "", "")


def _view(state: ReviewState, audience: Audience) -> Any:
    return present(RECORD, state, audience, now=LATER, epoch="e")


if __name__ == "__main__":
    main()
