"""How long a large review takes to fold and to rank: ``python -m tests.load.review_fold``.

Prints the seconds of processor time for 20,000 entries on the way of 5,000 nominations, for the marks of 31 judges on
four awards of 400 nominations each, and for the ranking of one of them; then for what each desk has to do.
Nothing is asserted about time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from scoring.engine.codec import to_json
from scoring.engine.ledger import Entry
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.progress import tasks
from scoring.engine.review.ranking import award_tally
from scoring.engine.review.review import fold, fold_on
from scoring.engine.review.state import ReviewState
from tests.unit.engine.review.whole_way import CAMPAIGN, Review

AWARDS = tuple(award.id for award in CAMPAIGN.awards)
JUDGES = tuple(PanelJudge(f"j{no}", f"评委{no}", "") for no in range(31))
LATER = 1_400_000_000_000
"""After the campaign's entries have closed, ms since the epoch."""
DESKS = (("office", ""), ("unit", "u1"), ("endorser", "t"), ("chair", ""), ("judge", ""), ("approver", ""))


def main() -> None:
    """Measure once and print."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        found = work()
        seconds[name] = round(time.process_time() - begun, 2)
        return found

    large, small = list(nominated(5000)), list(nominated(1600))
    timed(f"fold {len(large)} entries of nominations", lambda: fold(large))
    state = fold(small)
    marks = list(marked(state))
    state = timed(f"fold {len(marks)} entries of marks", lambda: fold_on(state, marks))
    locks = [_entry("judging.lock", _lock(award)) for award in AWARDS]
    state = fold_on(state, locks)
    timed("rank one award", lambda: award_tally(state, AWARDS[0]))
    for role, organisation in DESKS:
        given = (state, role, organisation, LATER)
        timed(f"tasks {role}", lambda given=given: tasks(*given, actor="ticket:j1"))  # type: ignore[misc]
    print(json.dumps({"seconds": seconds}, ensure_ascii=False))


def locked(nominations: int) -> ReviewState:
    """A review of so many nominations, which all judges have marked and whose awards are locked."""
    state = fold(list(nominated(nominations)))
    state = fold_on(state, list(marked(state)))
    return fold_on(state, [_entry("judging.lock", _lock(award)) for award in AWARDS])


def _entry(kind: str, payload: dict[str, Any]) -> Entry:
    """An entry without a chain: the fold does not look at it."""
    return Entry("review:r", 1, kind, payload, "ticket:x", "d", "k", "", LATER, "", "")


def nominated(count: int) -> Iterator[Entry]:
    """Every nomination is submitted, endorsed by two levels and accepted."""
    yield Review().opened().entries[0]
    for no in range(1, count + 1):
        way = [("unit", f"u{no}"), ("superior", "t")]
        steps = [{"level": level, "organisation": one, "name": one} for level, one in way]
        form = {"draft": f"d{no}", "revision": 1, "paper": False, "arrived": None, "no": no, "version": 1}
        form |= {"award": AWARDS[no % 4], "unit": f"u{no}", "unit_name": f"单位{no}", "nominee": f"支部{no}"}
        form |= {"units": [], "homes": [], "way": steps, "digest": "0", "personal": "1", "files": [], "notes": []}
        yield _entry("nomination.submit", form)
        for level, one in way:
            opinion = {"nomination": no, "version": 1, "verdict": "agree", "text": "", "paper": False}
            yield _entry(
                "nomination.endorse", opinion | {"level": level, "organisation": one, "organisation_name": one}
            )
        vetting = {"nomination": no, "version": 1, "verdict": "pass", "faults": [], "note": "", "until": None}
        yield _entry("nomination.vet", vetting)


def marked(state: ReviewState) -> Iterator[Entry]:
    """Every award is opened; every judge marks every nomination once."""
    judges, number = to_json(JUDGES), 0
    sheets: list[tuple[int, list[str]]] = []
    for award in state.rules.awards:
        subjects = []
        for one in state.of_award(award.id):
            number += 1
            subjects.append({"no": number, "nomination": one.no, "judges": judges, "recused": []})
            sheets.append((number, [item.id for item in award.criteria]))
        opened = {"stage": "judging", "award": award.id, "judges": judges, "subjects": subjects, "digest": "0"}
        yield _entry("judging.open", opened)
    for place, judge in enumerate(JUDGES):
        for no, criteria in sheets:
            marks = {item: str((no * 7 + place * 3) % 20) for item in criteria}
            yield replace(_entry("mark.enter", {"judge": judge.id, "marks": marks, "item": no, "late": False}), seq=no)


def _lock(award: str) -> dict[str, Any]:
    return {"stage": "judging", "award": award, "even_if_missing": False, "minutes": ""}


if __name__ == "__main__":
    main()
