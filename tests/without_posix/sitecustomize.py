"""Put on PYTHONPATH, this takes from the product what only POSIX systems have, as if it ran on Windows.

The standard library and installed packages keep it: they look for themselves on which system they are.
"""

from __future__ import annotations

import builtins
from types import ModuleType
from typing import Any

PRODUCT = ("scoring", "scoreboard", "question_sets")

NO_MODULES = frozenset({
    "fcntl", "resource", "pwd", "grp", "spwd", "termios", "tty", "pty", "posix", "syslog", "crypt", "readline",
    "curses", "_posixsubprocess",
})  # fmt: skip

NO_NAMES = {
    "os": frozenset({
        "fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "getgroups", "getresuid", "getresgid", "setuid",
        "seteuid", "setgid", "setegid", "setsid", "getsid", "setpgid", "getpgid", "getpgrp", "killpg", "nice", "uname",
        "sysconf", "confstr", "pathconf", "fpathconf", "statvfs", "fstatvfs", "fchmod", "fchown", "chown", "lchown",
        "chroot", "mkfifo", "mknod", "openpty", "login_tty", "ttyname", "sendfile", "pread", "pwrite", "readv",
        "writev", "posix_fadvise", "posix_fallocate", "fdatasync", "sync", "wait", "wait3", "wait4", "waitid",
        "WIFEXITED",
        "WEXITSTATUS", "WIFSIGNALED", "WTERMSIG", "sched_getaffinity", "sched_yield", "getloadavg", "getpriority",
        "setpriority", "posix_spawn", "lockf", "register_at_fork", "O_CLOEXEC", "O_NONBLOCK", "O_NOFOLLOW",
        "O_DIRECTORY", "O_SYNC", "O_DSYNC", "O_TMPFILE", "O_PATH", "O_NOCTTY", "EX_OK",
    }),
    "signal": frozenset({
        "SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGPIPE", "SIGALRM", "SIGTSTP", "SIGCONT",
        "SIGSTOP", "SIGWINCH", "alarm", "setitimer", "pause", "sigwait", "pthread_sigmask", "pthread_kill",
        "siginterrupt",
    }),
    "socket": frozenset({
        "AF_UNIX", "SO_REUSEPORT", "TCP_INFO", "TCP_USER_TIMEOUT", "TCP_DEFER_ACCEPT", "MSG_DONTWAIT",
        "MSG_NOSIGNAL", "EAI_NODATA", "sethostname", "SO_PEERCRED", "CMSG_LEN", "send_fds", "recv_fds",
    }),
}  # fmt: skip

_import = builtins.__import__
_poorer: dict[str, ModuleType] = {}


def _without(name: str) -> ModuleType:
    """The module as Windows has it."""
    if name not in _poorer:
        rich = _import(name)
        poor = ModuleType(name, rich.__doc__)
        poor.__dict__.update({key: value for key, value in vars(rich).items() if key not in NO_NAMES[name]})
        _poorer[name] = poor
    return _poorer[name]


def _import_as_on_windows(name: str, globals: Any = None, *rest: Any, **named: Any) -> Any:  # noqa: A002  its own name
    asked_by = str((globals or {}).get("__name__", "")).partition(".")[0]
    if asked_by in PRODUCT:
        first = name.partition(".")[0]
        if first in NO_MODULES:
            raise ImportError(f"No module named {name!r}", name=name)
        if name in NO_NAMES:
            return _without(name)
    return _import(name, globals, *rest, **named)


builtins.__import__ = _import_as_on_windows
