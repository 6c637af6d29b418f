"""Rule sheets for tests: the least one that is right, and the texts of faulty ones."""

from __future__ import annotations

ROUND = """
[[round]]
id = "r"
kind = "team"
name = "必答"
items = 1
"""

HEAD = 'id = "least"\nname = "最小赛制"\nbase = 100\n'

LEAST = HEAD + ROUND


def a_round(kind: str, body: str = "", *, items: int = 1, ident: str = "r", name: str = "环节") -> str:
    """A round of ``kind``; ``body`` follows its four required keys."""
    return f'\n[[round]]\nid = "{ident}"\nkind = "{kind}"\nname = "{name}"\nitems = {items}\n{body}\n'


def sheet(*rounds: str, head: str = "", tail: str = "") -> str:
    """A sheet of ``rounds`` (the least one where none is given); ``head`` are top-level keys, ``tail`` tables."""
    return HEAD + head + "".join(rounds or (ROUND,)) + tail


def contest(*rounds: str, head: str = 'ranking = ["score"]\n', mode: str = "none", tail: str = "") -> str:
    """A contest of performances with one judged round, or with these ``rounds``."""
    ending = f'[contest]\n[tie_off]\nmode = "{mode}"\n{tail}'
    return sheet(*(rounds or (a_round("judged", "[round.panel]\n"),)), head=head, tail=ending)


RISK = "[round.risk]\nstakes = [{ points = 10, clock = 30 }, { points = 20, clock = 60 }]\n"
PRESS = "[round.press]\n"
PANEL = "[round.panel]\n"

FAULTY: dict[str, str] = {
    "toml-syntax": HEAD + "members = = 3\n",
    "toml-long": HEAD + "#" * 200_000,
    "unknown-key": sheet(head="zzzz = 1\n"),
    "unknown-key-near": sheet(head="member = 3\n"),
    "missing-key": 'id = "x"\nname = "无基础分"\n' + ROUND,
    "not-table": sheet(head="tie_off = 3\n"),
    "not-list": sheet(head='notes = "一句"\n'),
    "not-text": sheet(head="notes = [3]\n"),
    "not-whole": sheet(head="members = 2.5\n"),
    "not-points": sheet(head='floor = "无"\n'),
    "not-flag": sheet(a_round("rapid", "may_pass = 1")),
    "not-a-choice": sheet(head="ranking = [1]\n"),
    "not-a-choice-near": sheet(head='ranking = ["scores"]\n'),
    "too-small": sheet(head="members = 0\n"),
    "too-large": sheet(a_round("press", "[round.press]\nwindow_ms = 501")),
    "too-fine": sheet(head="floor = 0.00001\n"),
    "too-many": sheet(head=f"notes = {['x'] * 201}\n"),
    "wrong-length": sheet(tail='[[award]]\nname = "一等奖"\nranks = [1]\n'),
    "empty-list": sheet(head="ranking = []\n"),
    "empty-text": sheet(head='notes = ["  "]\n'),
    "text-too-long": sheet(a_round("team", name="长" * 41)),
    "bad-id": sheet(a_round("team", ident="抢答")),
    "bad-title": sheet(head='chief = "总裁判{name}"\n'),
    "id-reserved": sheet(a_round("team", ident="tie_off")),
    "twice": sheet(a_round("team", name="甲"), a_round("team", name="乙")),
    "twice-in-list": sheet(a_round("team", 'types = ["single", "single"]')),
    "part-missing": sheet(a_round("press")),
    "part-not-used": sheet(a_round("team", PANEL)),
    "points-not-used": sheet(a_round("audience", "points = { right = 10 }")),
    "right-worth-nothing": sheet(a_round("team", "points = { right = 0 }")),
    "type-not-asked": sheet(a_round("team", 'types = ["single"]\nby_type = { fill = { right = 20 } }')),
    "countdown-missing": sheet(a_round("press", '[round.press]\ntiming = "countdown"')),
    "clock-not-used": sheet(a_round("simultaneous", "clocks = { begin = 20 }")),
    "countdown-not-used": sheet(a_round("press", "clocks = { countdown = 3 }\n[round.press]")),
    "begin-missing": sheet(a_round("press", '[round.press]\ntiming = "reading"')),
    "attempts-too-few": sheet(a_round("press", '[round.press]\nafter_wrong = "reopen"')),
    "attempts-not-used": sheet(a_round("press", "[round.press]\nattempts = 3")),
    "late-without-begin": sheet(a_round("team", "clocks = { late = -5 }")),
    "second-not-used": sheet(a_round("press", "[round.press]\nsecond = { right = 5 }")),
    "passes-without-pass": sheet(a_round("rapid", "passes = 2")),
    "foul-after-out": sheet(a_round("press", '[round.press]\nfouls = [{ then = "out" }, { then = "bar" }]')),
    "foul-ladder-falls": sheet(a_round("press", '[round.press]\nfouls = [{ then = "bar" }, { then = "none" }]')),
    "delegate-not-used": sheet(a_round("risk", RISK + 'delegate_right = "namer"')),
    "delegate-loses-nothing": sheet(
        a_round("risk", RISK + 'delegate = true\nminus = false\ndelegate_wrong = "namer_gains"')
    ),
    "distinct-from-nothing": sheet(a_round("risk", RISK + 'distinct_from = "r"')),
    "distinct-from-unknown": sheet(
        a_round("risk", RISK, name="一"), a_round("risk", RISK + 'distinct_from = "q"', ident="s", name="二")
    ),
    "distinct-leaves-nothing": sheet(
        a_round("risk", RISK, name="一"),
        a_round(
            "risk",
            '[round.risk]\nstakes = [{ points = 10, clock = 30 }]\nmay_pass = false\ndistinct_from = "r"',
            ident="s",
            name="二",
        ),
    ),
    "range-and-criteria": sheet(
        a_round("judged", PANEL + 'high = 10\n\n[[round.panel.criteria]]\nid = "c"\nname = "内容"\nhigh = 10')
    ),
    "audience-range-not-used": sheet(a_round("judged", PANEL + "\n[round.panel.audience]\nweight = 30\nlow = 1")),
    "range-empty": sheet(a_round("judged", PANEL + "low = 20\nhigh = 20")),
    "step-misses-high": sheet(a_round("judged", PANEL + "step = 3")),
    "drops-everything": sheet(a_round("judged", PANEL + "judges = 2")),
    "least-above-panel": sheet(a_round("judged", PANEL + "least = 6")),
    "least-drops-everything": sheet(a_round("judged", PANEL + "least = 2")),
    "steps-must-fall": sheet(a_round("clue", "steps = [10, 20]\n[round.press]")),
    "steps-must-rise": sheet(a_round("ladder", "steps = [20, 10]")),
    "steps-above-members": sheet(a_round("ladder", "steps = [10, 20, 30, 40]")),
    "ladder-climbs-once": sheet(a_round("ladder", "steps = [10, 20]", items=2)),
    "assigned-needs-neighbour": sheet(a_round("assigned")),
    "pick-not-possible": sheet(a_round("press", 'pick = "own"\n[round.press]')),
    "pass-belongs-to-risk": sheet(a_round("risk", "may_pass = true\n" + RISK)),
    "pass-not-used": sheet(a_round("team", "may_pass = true")),
    "ranking-starts-otherwise": sheet(head='ranking = ["rights", "tie_off"]\n'),
    "ranking-member-missing": sheet(head='ranking = ["score", "member_4", "tie_off"]\n'),
    "tie-off-is-none": sheet(tail='[tie_off]\nmode = "none"\n'),
    "tie-off-not-ranked": sheet(head='ranking = ["score"]\n'),
    "tie-matters-not-used": sheet(head='ranking = ["score"]\ntie_matters = [1]\n', tail='[tie_off]\nmode = "none"\n'),
    "tie-matters-order": sheet(head="tie_matters = [3, 1]\n"),
    "floor-above-base": sheet(head="floor = 101\n"),
    "substitution-without-reserves": sheet(head="substitutions = 1\n"),
    "award-said-twice": sheet(tail='[[award]]\nname = "一等奖"\nranks = [1, 1]\ncount = 1\n'),
    "ranks-backwards": sheet(tail='[[award]]\nname = "一等奖"\nranks = [2, 1]\n'),
    "ranks-not-next": sheet(tail='[[award]]\nname = "一等奖"\nranks = [2, 3]\n'),
    "awards-mixed": sheet(tail='[[award]]\nname = "一等奖"\nranks = [1, 1]\n[[award]]\nname = "二等奖"\ncount = 2\n'),
    "award-rest-not-last": sheet(tail='[[award]]\nname = "优胜奖"\n[[award]]\nname = "一等奖"\ncount = 1\n'),
    "award-players-by-rank": sheet(tail='[[award]]\nname = "最佳选手"\ncount = 1\nplayers = true\n'),
    "vacancy-not-used": sheet(tail='[[stage]]\nname = "决赛"\nvacancy = "empty"\n'),
    "award-rule-by-rank": sheet(tail='[[award]]\nname = "一等奖"\ncount = 1\nrule = "组委会评定"\n'),
    "award-by-name-count": sheet(tail='[[award]]\nname = "组织奖"\nby_rank = false\n'),
    "best-player-never": sheet(a_round("audience"), tail="[best_player]\n"),
    "contest-not-judged": contest(a_round("team")),
    "contest-not-used": contest(tail='[[token]]\nid = "t"\nname = "机会"\ncount = 1\neffect = "note"\n'),
    "contest-tie-off": contest(head='ranking = ["score", "tie_off"]\n', mode="press"),
    "freeze-no-round": sheet(tail='[freeze]\nround = "nowhere"\n'),
    "freeze-after-round": sheet(a_round("audience"), tail='[freeze]\nround = "r"\nafter = 500\n'),
    "freeze-after-turns": sheet(a_round("rapid"), tail='[freeze]\nround = "r"\nafter = 200\n'),
    "freeze-order-told": sheet(
        a_round("team"),
        a_round("risk", RISK + 'order = "low"\n', ident="s", name="二"),
        tail='[freeze]\nround = "r"\n',
    ),
    "award-ties-never": sheet().replace("base =", 'award_ties = "all"\nbase =', 1),
    "carry-from-nothing": sheet(tail='[[stage]]\nname = "初赛"\ncarry = true\n'),
    "nobody-advances": sheet(tail='[[stage]]\nname = "初赛"\n[[stage]]\nname = "决赛"\n'),
    "runners-up-of-one-group": sheet(tail='[[stage]]\nname = "初赛"\nrunners_up = 2\n'),
    "runners-up-above-groups": sheet(tail='[[stage]]\nname = "初赛"\ngroups = 2\nrunners_up = 3\n'),
    "papers-not-written": sheet(tail='[[stage]]\nname = "初赛"\npapers = 2\n'),
    "runners-up-by-without": sheet(tail='[[stage]]\nname = "初赛"\nrunners_up_by = "mean"\n'),
    "highest-beside-parts": sheet(
        tail='[[stage]]\nname = "笔试"\nwritten = true\nhighest = 60\n[[stage.parts]]\nname = "选择题"\nhighest = 60\n'
    ),
    "written-not-first": sheet(
        tail='[[stage]]\nname = "初赛"\nadvance = 4\n[[stage]]\nname = "笔试"\nwritten = true\n'
    ),
}
"""A sheet for every code, with that one fault in it and no other."""
