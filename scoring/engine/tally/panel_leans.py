"""Which values a finding on a panel's rule compares (``rulefile.leans``)."""

from __future__ import annotations

from scoring.engine.rulefile.leans import ANY, SAME, Leans

_STAGES = ("stage", ANY, "id")
_ALL_STAGES = ("stage", ANY, "")
"""How many there are: of no key, so that only a list of stages that is faulty itself counts."""
_OVER = ("panel", "over")
_TIES = ("rank", "tie")

LEANS: Leans = {
    "twice": None,
    "twice-in-list": None,
    "range-empty": ("low", "high"),
    "step-misses-high": ("low", "high"),
    "no-such-stage": (_STAGES,),
    "stage-without-criteria": (("stage", SAME, "id"), ("criterion", ANY, "stage")),
    "stage-weights": (("stage", ANY, "weight"), ("total", "best")),
    "best-weights": (("stage", ANY, "weight"), ("total", "best")),
    "least-drops-everything": ("drop_high", "drop_low"),
    "least-above-panel": ("drop_high", "drop_low", "judges"),
    "fewest-above-panel": ("judges",),
    "median-drops": ("drop_high", "drop_low", "drops"),
    "bound-one-of": (("panel", "bound"),),
    "bound-median": ("method",),
    "drops-twice": ("drop_high", "drop_low"),
    "drops-leave-nothing": (("panel", "drops", SAME),),
    "drops-not-rising": (("panel", "drops", ANY, "judges"),),
    "floor-above-cap": ("cap",),
    "best-of-too-few": (_ALL_STAGES,),
    "best-has-no-places": (("total", "best"), ("rank", "tie", SAME, "by")),
    "weight-endless": (("rounding", "judge"), ("rounding", "weighted"), _OVER, ("rank", "tie", ANY, "by")),
    "rounding-not-used": (_OVER,),
    "order-in-section": ("kind",),
    "factor-in-section": ("kind",),
    "places-of-one-stage": (_ALL_STAGES,),
    "rank-of-scores": ("before_rounding", "margin"),
    "tie-twice": (_TIES, ("rank", "by")),
    "tie-of-not-used": ("by",),
    "tie-of-missing": ("by",),
    "tie-at-missing": (
        "by",
        "of",
        _STAGES,
        ("criterion", ANY, "id"),
        ("criterion", ANY, "section"),
        ("criterion", ANY, "stage"),
    ),
    "no-such-criterion": ("by", ("criterion", ANY, "id")),
    "no-such-section": ("by", ("criterion", ANY, "section"), ("points", ANY, "section")),
    "no-such-points": ("by", ("points", ANY, "id")),
}
