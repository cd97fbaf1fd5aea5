"""Logging in and out, and one's own account."""

from flask import make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.web_address import split_address
from desk.accounts import Role
from desk.errors import AccountError
from desk.login_tries import LoginTries
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.identity import TOKEN, account, accounts, person
from search_app.desk.known_browser import known_browser, remember_browser
from search_app.language import _, ngettext, worded
from search_app.site_library import site_library
from search_app.visitor import visitor


@blueprint.get("/connexion", endpoint="login")
@wants(None)
def login() -> str | AnyResponse:
    """The form that asks who one is."""
    if account() is not None:
        return redirect(_next())
    return render_template(
        "desk/login.html", next=request.args.get("next", ""), error="", name="", none=not accounts().all()
    )


@blueprint.post("/connexion", endpoint="log_in")
@wants(None)
def log_in() -> str | AnyResponse | tuple[str, int]:
    """Open a session, or say the same whatever was wrong."""
    name, password = request.form.get("name", ""), request.form.get("password", "")
    address, browser = visitor(), known_browser(name)
    wait = _tries().wait(name, address, browser)
    if wait:
        refusal = make_response(_refused(name, _too_many(wait), 429))
        refusal.headers["Retry-After"] = str(wait)
        return refusal
    found = accounts().verify(name, password)
    if found is None:
        return _refused(name, _("Nom ou mot de passe inexact."), 403)
    _tries().forget(found.name, address, browser)
    # A cookie set before login must be worth nothing after it.
    session.clear()
    session[TOKEN] = accounts().open_session(found)
    return remember_browser(redirect(_next()), found.name)


@blueprint.post("/deconnexion", endpoint="log_out")
@wants(Role.DEPOSITOR)
def log_out() -> AnyResponse:
    """End this session; what the browser kept of it goes too."""
    accounts().close_session(session[TOKEN])
    session.clear()
    answer = make_response(redirect(url_for("search.home")))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@blueprint.get("/compte", endpoint="own_account")
@wants(Role.DEPOSITOR)
def own_account() -> str:
    """One's name and role, and what one may change of it."""
    return render_template("desk/account.html", account=person(), error="")


@blueprint.post("/compte", endpoint="change_own_password")
@wants(Role.DEPOSITOR)
def change_own_password() -> str | AnyResponse | tuple[str, int]:
    """A new password for oneself, which ends all one's sessions but a new one."""
    name = person().name
    try:
        wait = _tries().wait(name, visitor(), known_browser(name))
        if wait:
            raise AccountError(_too_many(wait))
        if not accounts().verify(name, request.form.get("current", "")):
            raise AccountError(_("Votre mot de passe actuel est inexact."))
        accounts().change_password(name, request.form.get("password", ""))
    except AccountError as error:
        return render_template("desk/account.html", account=person(), error=worded(error)), error.http_status
    found = person()
    session.clear()
    session[TOKEN] = accounts().open_session(found)
    return redirect(url_for("desk.own_account", fait="mot-de-passe"))


@blueprint.post("/compte/sessions", endpoint="close_everywhere")
@wants(Role.DEPOSITOR)
def close_everywhere() -> AnyResponse:
    """Log out of every browser."""
    accounts().close_sessions(person().name)
    session.clear()
    return redirect(url_for("desk.login"))


def _refused(name: str, message: str, status: int) -> tuple[str, int]:
    next_page = request.form.get("next", "")
    return render_template("desk/login.html", next=next_page, error=message, name=name, none=False), status


def _tries() -> LoginTries:
    return LoginTries(site_library().library.state)


def _too_many(wait: int) -> str:
    """The true wait, in seconds or minutes."""
    if wait < 120:
        time = ngettext("%(num)s seconde", "%(num)s secondes", wait) % {"num": wait}
    else:
        time = ngettext("%(num)s minute", "%(num)s minutes", -(-wait // 60)) % {"num": -(-wait // 60)}
    return _("Trop d'essais. Vous pourrez recommencer dans %(time)s.") % {"time": time}


def _next() -> str:
    """Where one was going: an address of this site, nothing else."""
    asked = request.values.get("next", "")
    parts = split_address(asked)
    local = asked.startswith("/") and not asked.startswith("//") and not parts.netloc and not parts.scheme
    return asked if local and "\\" not in asked and asked.isprintable() else url_for("desk.home")
