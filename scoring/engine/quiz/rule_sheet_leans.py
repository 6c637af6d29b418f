"""Which values a finding on a rule sheet compares (``rulefile.leans``)."""

from __future__ import annotations

from scoring.engine.rulefile.leans import ANY, SAME, Leans


def _here(*keys: str) -> tuple[str, ...]:
    """A value of the finding's own round."""
    return ("round", SAME, *keys)


_KIND = _here("kind")
_TIMING = _here("press", "timing")
_AFTER_WRONG = _here("press", "after_wrong")
_FOULS = _here("press", "fouls")
_DELEGATE = _here("risk", "delegate")
_IDS, _KINDS = ("round", ANY, "id"), ("round", ANY, "kind")
_TIE_OFF = ("tie_off", "mode")
_FROZEN = (("freeze", "round"), _IDS, _KINDS)
_EARLIER_STAKES = (_IDS, ("round", ANY, "risk"))

LEANS: Leans = {
    "twice": (),
    "twice-in-list": (_here("risk", "stakes"),),
    # a round
    "part-not-used": (_KIND,),
    "part-missing": (_KIND,),
    "points-not-used": (_KIND,),
    "right-worth-nothing": (_KIND,),
    "type-not-asked": (_here("types"),),
    "clock-not-used": (_KIND,),
    "countdown-missing": (_TIMING,),
    "countdown-not-used": (_TIMING,),
    "begin-missing": (_TIMING,),
    "late-without-begin": ("begin",),
    "attempts-too-few": (_AFTER_WRONG,),
    "attempts-not-used": (_AFTER_WRONG,),
    "second-not-used": (_AFTER_WRONG,),
    "foul-after-out": (_FOULS,),
    "foul-ladder-falls": (_FOULS,),
    "delegate-not-used": (_DELEGATE,),
    "delegate-loses-nothing": (_DELEGATE, "minus"),
    "distinct-from-nothing": _EARLIER_STAKES,
    "distinct-from-unknown": _EARLIER_STAKES,
    "distinct-leaves-nothing": (*_EARLIER_STAKES, "may_pass"),
    "range-and-criteria": (),
    "audience-range-not-used": ("low", "high"),
    "range-empty": ("low", "high"),
    "step-misses-high": ("low", "high"),
    "drops-everything": ("drop_high", "drop_low"),
    "least-above-panel": ("drop_high", "drop_low", "judges"),
    "least-drops-everything": ("drop_high", "drop_low", "judges"),
    "steps-must-fall": (_KIND,),
    "steps-must-rise": (_KIND,),
    "steps-above-members": (_KIND, ("members",)),
    "ladder-climbs-once": (_KIND,),
    "assigned-needs-neighbour": (_KIND,),
    "pick-not-possible": (_KIND,),
    "pass-belongs-to-risk": (_KIND,),
    "pass-not-used": (_KIND,),
    "passes-without-pass": (_KIND, "may_pass"),
    "id-reserved": (),
    # the whole
    "ranking-starts-otherwise": (),
    "ranking-member-missing": (("members",),),
    "tie-off-is-none": (_TIE_OFF,),
    "tie-off-not-ranked": (("ranking",),),
    "tie-matters-not-used": (_TIE_OFF,),
    "tie-matters-order": (),
    "floor-above-base": ("base",),
    "substitution-without-reserves": ("reserves",),
    "award-said-twice": ("count", "by_rank"),
    "ranks-backwards": ("count", "by_rank"),
    "award-by-name-count": ("by_rank",),
    "award-players-by-rank": ("by_rank",),
    "award-rule-by-rank": ("by_rank",),
    "award-rest-not-last": ("ranks", ("award", ANY, "by_rank")),
    "award-ties-never": (("award",),),
    "awards-mixed": (("award",),),
    "ranks-not-next": (("award", ANY, "ranks"), ("award", ANY, "by_rank")),
    "best-player-never": (_KINDS,),
    "freeze-no-round": (_IDS,),
    "freeze-after-round": (*_FROZEN, ("round", ANY, "items")),
    "freeze-after-turns": (*_FROZEN, ("round", ANY, "items"), ("round", ANY, "steps"), ("members",)),
    "freeze-order-told": (("freeze", "round"), _IDS),
    "contest-not-judged": (),
    "contest-not-used": (),
    "contest-tie-off": (),
    "carry-from-nothing": (),
    "nobody-advances": ("runners_up",),
    "runners-up-of-one-group": ("groups",),
    "runners-up-above-groups": ("groups",),
    "runners-up-by-without": ("runners_up",),
    "vacancy-not-used": ("advance", "runners_up"),
    "written-not-first": (),
    "papers-not-written": ("written",),
    "highest-beside-parts": ("parts",),
}
