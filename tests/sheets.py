"""The small rule sheet of the tests: a head and rounds, from which each test joins what it plays."""

from __future__ import annotations

import re

HEAD = """
id = "small"
name = "小赛制"
base = 100
members = 2
spares = 2
tie_matters = [1]
"""

ALL = """
[[round]]
id = "all"
kind = "simultaneous"
name = "同步必答"
items = 3
types = ["single", "multiple", "true_false"]
points = { right = 10, wrong = 0, blank = 0 }
clocks = { answer = 20 }
"""

ONE = """
[[round]]
id = "one"
kind = "individual"
name = "个人必答"
items = 1
"""

PRESS = """
[[round]]
id = "press"
kind = "press"
name = "抢答"
items = 3
points = { right = 10, wrong = -10 }
clocks = { press = 15, answer = 30 }

[round.press]
fouls = [{ points = -10, then = "bar" }]
"""

RISK = """
[[round]]
id = "risk"
kind = "risk"
name = "风险题"
items = 1

[round.risk]
stakes = [{ points = 10, clock = 30 }, { points = 20, clock = 60 }]
"""

RAPID = """
[[round]]
id = "rapid"
kind = "rapid"
name = "限时快答"
items = 3
may_pass = true
points = { right = 10, wrong = 0 }
clocks = { answer = 60 }
"""

AUDIENCE = """
[[round]]
id = "audience"
kind = "audience"
name = "观众互动"
items = 2
"""

JUDGED = """
[[round]]
id = "video"
kind = "judged"
name = "情景题"
items = 1
clocks = { answer = 60 }

[round.panel]
high = 20
"""

SHEET = HEAD + ALL + PRESS + RISK


def unhurried(sheet: str) -> str:
    """The same with clocks that do not run out while a slow machine plays: for halls in which time is real.  Presses
    have a minute, since bots play here too and now and then nobody presses."""
    return re.sub(r"\bpress = \d+", "press = 60", re.sub(r"\b(answer|clock) = \d+", r"\1 = 600", sheet))
