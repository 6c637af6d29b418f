"""How strictly a part of a view must match its description."""

from __future__ import annotations

from pydantic import ConfigDict, with_config

closed = with_config(ConfigDict(extra="forbid"))
"""What is not described may not be sent."""
