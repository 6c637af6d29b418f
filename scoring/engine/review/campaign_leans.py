"""Which values a finding on a campaign compares (``rulefile.leans``)."""

from __future__ import annotations

from scoring.engine.rulefile.leans import ANY, SAME, Leans

_IDS = (("award", SAME, "field", ANY, "id"), ("field", ANY, "id"))
_STAGES = (("stage", ANY, "id"), ("stage", ANY, "kind"))
_CRITERIA = ("award", ANY, "criterion")
_TIES = (("tie",), ("award", ANY, "tie"))

LEANS: Leans = {
    "twice": None,
    "twice-in-list": None,
    "field-twice": _IDS,
    "field-part-not-used": ("kind",),
    "field-part-missing": ("kind",),
    "form-empty": (("award", SAME, "field"), ("field",)),
    "forward-above-places": ("places",),
    "shortlist-below-places": ("places",),
    "since-missing": ("since",),
    "no-such-day-field": (*_IDS, ("award", SAME, "field", ANY, "kind"), ("field", ANY, "kind")),
    "not-zone": (),
    "opens-after-due": (("due",),),
    "personal-too-early": (("due",),),
    "level-due-early": (("due",), ("level", ANY, "due")),
    "phase-backwards": ("first",),
    "no-such-award": (("award", ANY, "id"),),
    "no-marks-stage": (("stage", ANY, "kind"),),
    "check-after-marks": (("stage", ANY, "kind"),),
    "check-has-no-marks": ("kind",),
    "through-of-last": (("stage", ANY, "kind"),),
    "through-below-shortlist": (("stage", ANY, "kind"), ("award", ANY, "places"), ("award", ANY, "shortlist")),
    "range-empty": ("low", "high"),
    "step-misses-high": ("low", "high"),
    "no-such-stage": _STAGES,
    "stage-without-criteria": (*_STAGES, _CRITERIA),
    "stage-weights": (("stage", ANY, "weight"), ("stage", ANY, "kind")),
    "least-drops-everything": ("drop_high", "drop_low"),
    "least-above-panel": ("drop_high", "drop_low", "judges"),
    "fewest-above-panel": ("judges",),
    "median-drops": ("drop_high", "drop_low", "drops", ("panel", "drops")),
    "bound-one-of": (("panel", "bound"),),
    "bound-median": ("method",),
    "drops-twice": ("drop_high", "drop_low", ("panel", "drops")),
    "drops-leave-nothing": (("panel", "drops"),),
    "drops-not-rising": (("panel", "drops"),),
    "weight-endless": (("rounding", "judge"), ("rounding", "weighted"), ("panel", "over"), *_TIES),
    "rounding-not-used": (("panel", "over"),),
    "tie-twice": _TIES,
    "tie-of-not-used": ("by",),
    "tie-of-missing": ("by",),
    "tie-at-missing": ("by", "of", *_STAGES, _CRITERIA),
    "no-such-criterion": ("by", (*_CRITERIA, ANY, "id")),
    "no-such-section": ("by", (*_CRITERIA, ANY, "section")),
    "no-such-points": ("by",),
}
