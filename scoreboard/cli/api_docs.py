"""Write docs/openapi.json, docs/asyncapi.json and types/asyncapi.d.ts of the checkout."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from scoreboard import config, factory, wiring
from scoreboard.api_docs import asyncapi, openapi
from scoreboard.api_docs.typescript import declarations

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def text_of(document: dict[str, Any]) -> str:
    """A document as text in a fixed order, so that a small change of the code is a small change of the file."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Build the application in a temporary directory and write what its code says."""
    with tempfile.TemporaryDirectory() as data:
        settings = config.load({"LEITAI_DATA": data, "LEITAI_ASYNC_MODE": "threading"})
        app, _ = factory.create_app(settings, wiring.build(settings))
        (DOCS / "openapi.json").write_text(text_of(openapi(app)), "utf-8")
    document = asyncapi()
    (DOCS / "asyncapi.json").write_text(text_of(document), "utf-8")
    (ROOT / "types" / "asyncapi.d.ts").write_text(declarations(document), "utf-8")


if __name__ == "__main__":
    main()
