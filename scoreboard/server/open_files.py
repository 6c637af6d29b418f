"""How many files this process may have open at a time, where the system limits it; every connection is one of them.

Windows knows no such limit.
"""

from __future__ import annotations

import math
from types import ModuleType

_resource: ModuleType | None
try:
    import resource as _resource
except ImportError:
    _resource = None


def limits() -> tuple[float, float] | None:
    """The limit in force and the highest that the process may give itself, ``math.inf`` for none; None where the system
    has no such limit."""
    if _resource is None:
        return None
    soft, hard = (
        math.inf if limit == _resource.RLIM_INFINITY else limit
        for limit in _resource.getrlimit(_resource.RLIMIT_NOFILE)
    )
    return soft, hard


def raise_limit(wanted: int) -> None:
    """Let the process have ``wanted`` files open, or as many as it may give itself."""
    found = limits()
    if _resource is None or found is None:
        return
    soft, hard = found
    if soft < min(wanted, hard):
        ceiling = _resource.RLIM_INFINITY if math.isinf(hard) else int(hard)
        _resource.setrlimit(_resource.RLIMIT_NOFILE, (int(min(wanted, hard)), ceiling))
