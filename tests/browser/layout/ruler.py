"""The ruler that is laid on a page, and the check of its accessibility by axe-core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8").rstrip().removesuffix(";")
AXE = Path("node_modules/axe-core/axe.min.js")

RULES = """async () => {
  const found = await axe.run(document,
    {resultTypes: ['violations'], iframes: false, rules: {'color-contrast': {enabled: true}}});
  const said = (node) => `${node.target.join(" ")} ${node.any[0]?.data?.contrastRatio ?? ""}`;
  const places = (nodes) => nodes.slice(0, 3).map(said).join(", ");
  return found.violations.map(({id, nodes}) => `${id}: ${places(nodes)}`);
}"""
"""Frames are left out: axe would wait half a second for each to answer, and what is in them has a page of its own."""


def misplaced(page: Any, *, least: float = 12.0, scrolls: bool = True) -> list[str]:
    """What on this page leaves its place, lies under another part or is smaller than ``least`` px, in sentences."""
    found: list[str] = page.evaluate(MEASURE, {"least": least, "scrolls": scrolls})
    return found


def violations(page: Any) -> list[str]:
    """The rules of axe-core that this page breaks, each with the first places."""
    bring_axe(page)
    found: list[str] = page.evaluate(RULES)
    return found


def bring_axe(page: Any) -> None:
    """Have axe-core in this page."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE.read_text("utf-8"))
