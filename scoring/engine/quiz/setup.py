"""The start of a match: its teams at their stations, its questions by reference, its rule sheet.

The whole setup is frozen into the first entry of the match's stream.  Question texts and keys stay in the store,
bound by their digest; a key enters the ledger only when the hall may know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import later, written_as
from scoring.engine.quiz.rule_sheet import ZERO, QuestionType, RuleSheet

Scoring = Literal[1, 2, 3, 4, 5]
"""The edition of the scoring that a match was opened with; a fold of its entries keeps to it for ever.

1: answers in a tie-off count in every link of the ranking; a choice is right with exactly the key's options; texts are
compared by their NFKC form.  2: answers in a tie-off order the tie only; of a key with several options for one choice
any is right; texts are compared by the normal form of ``normal_form``.

Also, in 1 a marked item counts as a right answer, giving up is not wrong, and a foul ends no item for which another
team has pressed.  In 2 a marked item is neither right nor wrong, giving up is wrong, and such a foul does what the rule
sheet says.

In 1 and 2 no answer on a tablet is not wrong.  In 3 it is, unless the rules leave answering to the team, by taking less
for no answer than for a wrong one.  In 4 the normal form knows primes after figures and years in Chinese figures.
In 5 letters and marks without a shape count for nothing.
"""

SCORING: Scoring = 5
"""The edition that a match gets when it is opened now."""


Printing = Literal[1, 2, 3]
"""The edition of the printed rules that a match was opened with: what it was told by then is printed for ever.

1: it is said of every match that its stations are drawn.  2: only of one whose stations were; and of a right about the
current question it is said that a team has it in its own turn.  3: a tie across the line of an award is spoken of where
there is such a line; of awards by ranks it is said that all who share a rank have its award.
"""

PRINTING: Printing = 3
"""The edition of the print that a match gets when it is opened now."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A team's member.  ``seat`` 1..n is fixed; 0 is a reserve (替补)."""

    id: str
    name: str
    seat: int


@dataclass(frozen=True, slots=True)
class Team:
    """A team at its station (台号, from 1, by draw); ``carried`` is the score brought from an earlier stage, ``piece``
    what an entry of a contest performs."""

    id: str
    name: str
    station: int
    contestants: tuple[Contestant, ...]
    organisation: str = written_as("unit", default="")
    carried: Decimal = ZERO
    piece: str = later("")


@dataclass(frozen=True, slots=True)
class QuestionRef:
    """A question of this match: its digest binds the text; ``round`` is "" for a spare (备用题), "tie_off" for 加赛.

    ``no`` is its number within its pool (from 1).  ``stake`` is set if the pool is divided by stakes.
    ``clues`` is the number of clues of a clue question.
    """

    id: str
    digest: str
    type: QuestionType
    round: str
    no: int
    options: int = 0
    stake: Decimal | None = None
    clues: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """The right answer.  Choices: the letters, sorted; several for one choice: each of them is right.  true_false:
    ("T",) or ("F",). fill: one text for each blank,
    with "|" between its accepted spellings. short: the reference answer, compared by people only."""

    type: QuestionType
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setup:
    """All data that a match is opened with; everybody can check its digest.

    ``stage``: the name of the rule sheet's stage that the match belongs to, "" if nobody said it.
    ``scoring`` and ``printing``: an entry that does not say it was written by a program that knew edition 1 only.
    ``drawn``: the stations are those of a draw by lot.  ``rehearsal``: nothing rests on its result.
    """

    match: str
    title: str
    competition: str
    teams: tuple[Team, ...]
    questions: tuple[QuestionRef, ...]
    rule_sheet: RuleSheet = written_as("sheet")
    rule_sheet_digest: str = written_as("sheet_digest")
    scoring: Scoring = 1
    stage: str = ""
    printing: Printing = 1
    drawn: bool = False
    rehearsal: bool = later(False)
