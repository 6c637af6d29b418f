"""Which values a finding on a campaign compares.

Where one of them is faulty itself, and was replaced by a harmless one to read on, the finding says nothing and is left
out; every other finding stands.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding

SAME, ANY = "=", "*"
"""In a place: the number that the finding has there, and any number."""

_IDS = (("award", SAME, "field", ANY, "id"), ("field", ANY, "id"))
_STAGES = (("stage", ANY, "id"), ("stage", ANY, "kind"))
_CRITERIA = ("award", ANY, "criterion")
_TIES = (("tie",), ("award", ANY, "tie"))

LEANS: Mapping[str, tuple[str | tuple[str, ...], ...]] = {
    "twice": (),
    "twice-in-list": (),
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
    "weight-endless": (("rounding",), ("panel", "over"), *_TIES),
    "rounding-not-used": (("panel", "over"),),
    "tie-twice": _TIES,
    "tie-of-not-used": ("by",),
    "tie-of-missing": ("by",),
    "tie-at-missing": ("by", "of", *_STAGES, _CRITERIA),
    "no-such-criterion": ("by", (*_CRITERIA, ANY, "id")),
    "no-such-section": ("by", (*_CRITERIA, ANY, "section")),
    "no-such-points": ("by",),
}
"""By the code of a finding: keys beside its own value in the same table, and places anywhere in the file."""


def rests_on_bad(found: Finding, bad: Collection[Path]) -> bool:
    """Whether a finding is about a value that is faulty, lies within one, or compares one."""
    path = found.path
    if any(path[:n] in bad for n in range(1, len(path) + 1)):
        return True
    return any(_within(other, lean, path) for lean in LEANS[found.code] for other in bad)


def _within(other: Path, lean: str | tuple[str, ...], path: Path) -> bool:
    """Whether the value at ``other`` is the one that a finding at ``path`` leans on, is in it, or holds it."""
    place: Path = (*path[:-1], lean) if isinstance(lean, str) else lean
    for no, (wanted, part) in enumerate(zip(place, other, strict=False)):
        if wanted == SAME and isinstance(part, int):
            if path[no : no + 1] != (part,):
                return False
        elif wanted != part and not (wanted == ANY and isinstance(part, int)):
            return False
    return True
