"""The session cookie, as a machine needs it whose clock may be wrong.

A stamp from the future is good: the clock was put back since.  How long the browser keeps the cookie is told as a time
to live, so that it does not matter what the browser's own clock says.  A cookie that cannot be read now may be readable
later: it is replaced only where somebody enters or signs in.  Until then what a form needs is in a cookie beside it.

An answer that changes nothing sets no cookie: it may arrive after the answer to a later request, and would take back
what that one changed.  A cookie in use is renewed once a day.
"""

from __future__ import annotations

import time

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadData

BESIDE = "_beside"
"""What the name of the second cookie has at its end."""

OF_VALUE = frozenset({"cards", "account"})
"""What a session must hold to take the place of a cookie that cannot be read."""


OF_CONNECTION = "saved_session"
"""Where Flask-SocketIO keeps the session with which a connection came: at each message it takes the place of what is
opened here."""

RENEWED_AFTER = 86_400
"""After how many seconds a cookie in use is set anew."""


class Session(SecureCookieSession):
    """``unreadable``: the browser sent a cookie of which nothing is known · ``aged``: its cookie is to be renewed."""

    unreadable = False
    aged = False


class SessionCookie(SecureCookieSessionInterface):
    """Flask's signed cookie with the differences above."""

    session_class = Session

    def open_session(self, app: Flask, request: Request) -> Session:
        """The session that the browser's cookie holds; for a message of an open connection that of the connection."""
        kept: Session | None = request.environ.get(OF_CONNECTION)
        if kept is not None:
            return kept
        name = self.get_cookie_name(app)
        value = request.cookies.get(name, "")
        session = self._read(app, value)
        if session is not None or not value:
            return session or Session()
        session = self._read(app, request.cookies.get(name + BESIDE, "")) or Session()
        session.unreadable = True
        return session

    def _read(self, app: Flask, value: str) -> Session | None:
        """The session in a cookie; None where it cannot be read or is older than it may be."""
        serializer = self.get_signing_serializer(app)
        if serializer is None or not value:
            return None
        try:
            data, made = serializer.loads(value, return_timestamp=True)
        except BadData:
            return None
        age = time.time() - made.timestamp()
        if age > app.permanent_session_lifetime.total_seconds():
            return None
        session = Session(data)
        session.aged = age >= RENEWED_AFTER
        return session

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:  # noqa: ARG002  as Flask asks it
        """Whether there is something new to tell the browser, or the cookie is old."""
        aged = isinstance(session, Session) and session.aged
        return session.modified or (session.permanent and aged)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie where there is something to keep; remove it where nothing is left."""
        unreadable = isinstance(session, Session) and session.unreadable
        beside = unreadable and not OF_VALUE & session.keys()
        name = self.get_cookie_name(app) + (BESIDE if beside else "")
        domain, path = self.get_cookie_domain(app), self.get_cookie_path(app)
        if session.accessed:
            response.vary.add("Cookie")
        if not session and session.modified and not unreadable:
            response.delete_cookie(name, domain=domain, path=path)
        if not session or not self.should_set_cookie(app, session):
            return
        serializer = self.get_signing_serializer(app)
        assert serializer is not None
        response.set_cookie(
            name,
            serializer.dumps(dict(session)),
            max_age=app.permanent_session_lifetime if session.permanent else None,
            domain=domain,
            path=path,
            secure=self.get_cookie_secure(app),
            httponly=self.get_cookie_httponly(app),
            samesite=self.get_cookie_samesite(app),
        )
        if unreadable and not beside:
            response.delete_cookie(name + BESIDE, domain=domain, path=path)
