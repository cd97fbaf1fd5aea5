"""Who asks: the account of the request's session, and the guard before every route.

Reads no session unless the browser sent its cookie, so the public site sets none. A form is refused unless
it carries the session's token (CSRF), wherever on the site it is sent.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from flask import Flask, Request, Response, abort, current_app, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import ConfigurationError
from catalogue.library import Library
from desk.accounts import Account, Accounts
from search_app.desk.blueprint import BODY, ROLE
from search_app.desk.secret import secret_of
from search_app.errors import answer
from search_app.language import _
from search_app.public_address import url_path

#: Key of the session's token in the cookie.
TOKEN = "token"  # noqa: S105 - the name of a key
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_protection = CSRFProtect()

View = TypeVar("View", bound=Callable[..., object])


class _Sessions(SecureCookieSessionInterface):
    """Flask's sessions; what reads their signature is not made for who sent no cookie, as visitors do."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if app.secret_key is not None and self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def register(app: Flask, library: Library) -> None:
    """Know who asks, and let nobody through who may not."""
    app.session_interface = _Sessions()
    desk, public = library.settings.desk, library.settings.library.url
    secure, path = public.startswith("https:"), url_path(public)
    app.extensions["accounts"] = Accounts(
        library.state, idle_s=desk.idle_minutes * 60, longest_s=desk.session_hours * 3600
    )
    try:
        app.secret_key = secret_of(library.state)
    except ConfigurationError as error:
        # The public site needs no key; only the desk stays closed.
        app.logger.error("%s", error)
    app.config.update(
        # A cookie that names the host holds for all of it: below a path, other sites may stand there.
        SESSION_COOKIE_NAME=("__Secure-fonds" if path else "__Host-fonds") if secure else "fonds",
        SESSION_COOKIE_PATH=f"{path}/",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    _protection.init_app(app)
    app.before_request(_identify)
    app.before_request(_guard)
    app.after_request(_keep_private)
    app.register_error_handler(CSRFError, _stale)


def without_token(view: View) -> View:
    """Take POST requests of programs, which hold no session and change nothing."""
    _protection.exempt(view)
    return view


def accounts() -> Accounts:
    """The accounts of this site's library."""
    return cast(Accounts, current_app.extensions["accounts"])


def account() -> Account | None:
    """Who asks; None for a visitor."""
    return cast("Account | None", g.get("account"))


def person() -> Account:
    """Who asks, behind the guard."""
    found = account()
    if found is None:
        abort(403)
    return found


def may_ask(view: object) -> bool:
    """Whether who sends this request may use a view, judged by its headers alone."""
    if current_app.secret_key is None:
        return False
    _identify()
    try:
        return _refused(view) is None
    except HTTPException:
        return False


def _identify() -> None:
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies or current_app.secret_key is None:
        return
    found = accounts().of_session(session[TOKEN]) if TOKEN in session else None
    if found is not None:
        g.account = found
        g.reader = found.role.reader


def _guard() -> AnyResponse | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None
    if request.blueprint == "desk":
        if current_app.secret_key is None:
            abort(503)
        refusal = _refused(view)
        if refusal is not None:
            return refusal
        body = getattr(view, BODY, None)
        if body is not None:
            request.max_content_length = body()
    if request.method not in _READS:
        _protection.protect(apply_exemptions=True)
    return None


def _refused(view: object) -> AnyResponse | None:
    if not hasattr(view, ROLE):
        abort(403)
    wanted = getattr(view, ROLE)
    found = account()
    if wanted is None or (found is not None and found.role.includes(wanted)):
        return None
    if found is not None or request.method not in _READS or request.path.endswith(".json"):
        abort(403)
    return redirect(url_for("desk.login", next=request.full_path.rstrip("?")))


def _keep_private(response: Response) -> Response:
    """No shared cache keeps what was made for one person; no cache at all keeps a page of the desk."""
    if request.blueprint == "desk":
        response.headers["Cache-Control"] = "no-store"
    elif account() is not None and request.endpoint != "static":
        response.cache_control.public = False
        response.cache_control.private = True
    return response


def _stale(_error: CSRFError) -> AnyResponse:
    return answer(
        400,
        _(
            "Ce formulaire est resté ouvert trop longtemps. Revenez en arrière, rechargez la page et "
            "envoyez-le à nouveau."
        ),
    )
