"""A report on a question file as JSON, from the process that reads the file to the one that wants it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from question_sets.model import ImportReport, MediaItem
from scoring.engine.codec import from_json, to_json


def sent(report: ImportReport) -> dict[str, Any]:
    """The report with its media."""
    media = {
        key: {**{field.name: getattr(item, field.name) for field in fields(item)}, "data": _text(item.data)}
        for key, item in report.media.items()
    }
    return {**to_json(replace(report, media={})), "media": media}


def received(said: Mapping[str, Any]) -> ImportReport:
    """What ``sent`` has sent."""
    media = {
        name: MediaItem(**{**item, "data": base64.b64decode(item["data"])}) for name, item in said["media"].items()
    }
    return replace(from_json(ImportReport, {**said, "media": {}}), media=media)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
