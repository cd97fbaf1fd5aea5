"""Alerts by e-mail: a search is followed by an address that has confirmed it, until it stops it.

What a link of a letter opens changes nothing by itself, since mail programs follow links to look at them: a
person presses a button. Only the address that RFC 8058 names stops at once. The key stands behind the `?`,
which no log of ours holds.
"""

from dataclasses import replace

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from alerts.errors import TooManyAsksError, UnknownAlertError
from alerts.subscriptions import Subscriptions
from search_app.desk.identity import without_token
from search_app.language import _, counted, current
from search_app.pages.alerts import TRAP, AskPage, alert_page, ask_page, read_email, read_frequency
from search_app.pages.followed import mail_leaves, saved_pairs
from search_app.pages.problems import problem_sentence
from search_app.search import asked_state
from search_app.site_library import catalogue, site_library
from search_app.visitor import visitor

blueprint = Blueprint("alerts", __name__, url_prefix="/alertes")

#: Key of an address that tells that a letter left, and of one that says what was done.
SENT, DONE = "envoye", "fait"

Answer = AnyResponse | tuple[AnyResponse, int]


@blueprint.before_request
def _only_with_mail() -> None:
    """Without a mail server there is nothing here."""
    if not mail_leaves():
        abort(404)


@blueprint.get("")
def show() -> AnyResponse:
    """Ask to be written to about a search: that of the address."""
    state, problems = asked_state(pair for pair in request.args.items(multi=True) if pair[0] != SENT)
    page = ask_page(state, sent=SENT in request.args)
    said = " ".join(problem_sentence(each) for each in problems)
    return _asking(replace(page, errors={"": said}) if said else page)


@blueprint.post("")
@without_token
def ask() -> Answer:
    """Have the address asked; what is answered does not tell whether it is known here."""
    state, problems = asked_state(saved_pairs(request.form.get("recherche", "")[:4000]))
    typed, frequency = request.form.get("email", ""), read_frequency(request.form.get("frequence", ""))
    email = read_email(typed)
    page = ask_page(state, typed[:300], frequency)
    if problems:
        return _asking(replace(page, errors={"": problem_sentence(problems[0])})), 400
    if not email:
        told = _("Cette adresse ne se lit pas. Écrivez-la comme nom@exemple.fr, sans accents.")
        return _asking(replace(page, errors={"email": told})), 400
    if not request.form.get(TRAP):
        try:
            _subscriptions().ask(email, page.saved, frequency, current(), visitor=visitor())
        except TooManyAsksError as error:
            minutes = counted("%(num)s minute", "%(num)s minutes", -(-error.wait_s // 60))
            told = _("Trop de demandes en peu de temps. Recommencez dans %(time)s.") % {"time": minutes}
            return _asking(replace(page, errors={"": told})), error.http_status
    return redirect(url_for("alerts.show", **state.arguments(), envoye="1"))


@blueprint.get("/suivi")
def one() -> AnyResponse:
    """One alert, for whoever holds its key: to confirm, to change, to stop."""
    return _private(_page())


@blueprint.post("/suivi")
@without_token
def change() -> AnyResponse:
    """What the person decided."""
    key, act = _key(), request.form.get("act", "")
    known, hour = _subscriptions(), site_library().library.settings.mail.hour
    if act == "confirm":
        known.confirm(key, catalogue().log, catalogue().position(), hour=hour)
    elif act == "change":
        known.change(key, read_frequency(request.form.get("frequence", "")), hour=hour)
    elif act == "decline":
        known.decline(key)
    elif act == "stop":
        known.stop(key)
    else:
        abort(400)
    if act in ("confirm", "change"):
        return redirect(url_for("alerts.one", cle=key, fait=act))
    return redirect(url_for("alerts.stopped", fait=act))


@blueprint.get("/arret")
def leave() -> AnyResponse:
    """For people who open the address that programs stop an alert by: its page, with a button."""
    return redirect(url_for("alerts.one", cle=_key()))


@blueprint.post("/arret")
@without_token
def stop() -> AnyResponse:
    """Stop at once (RFC 8058): asked by a mail program, whose reader pressed its button."""
    _subscriptions().stop(_key())
    return _private(render_template("alerts/stopped.html", done="stop"))


@blueprint.get("/arretee")
def stopped() -> AnyResponse:
    """That an alert is no more."""
    return _private(render_template("alerts/stopped.html", done=request.args.get(DONE, "")))


def _page() -> str:
    found = _subscriptions().of_key(_key())
    return render_template(
        "alerts/one.html", page=alert_page(found), key=found.key, done=request.args.get(DONE, "")
    )


def _asking(page: AskPage) -> AnyResponse:
    return _private(render_template("alerts/ask.html", page=page))


def _private(text: str) -> AnyResponse:
    """A page that no cache keeps: it was made for one person, at one moment."""
    answer = make_response(text)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _subscriptions() -> Subscriptions:
    return Subscriptions(site_library().library.state)


def _key() -> str:
    key = request.args.get("cle", "")[:100]
    if not key:
        raise UnknownAlertError(
            "Ce lien est incomplet. Ouvrez-le depuis le message, ou recopiez-le en entier."
        )
    return key
