"""Errors as pages: what went wrong and what to do next, in the language of the page, never a traceback."""

import time
from dataclasses import dataclass

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from catalogue.errors import TOLD, EngineUnavailableError, Told, WithdrawnRecordError
from search_app.language import N_, _, worded
from search_app.mistyped import right_address
from search_app.pages.links import Link, record_url

#: Seconds after which an index that is locked or missing is worth another try.
RETRY_AFTER = "60"
#: Seconds in which the same message is logged once, and most messages remembered for it.
SILENCE_S = 60.0
MOST_TOLD = 100

TITLES = {
    400: N_("Demande incompréhensible"),
    403: N_("Accès réservé"),
    404: N_("Page introuvable"),
    405: N_("Demande impossible"),
    410: N_("Document retiré"),
    413: N_("Demande trop longue"),
    429: N_("Trop de demandes"),
    500: N_("Erreur du site"),
    503: N_("Fonds indisponible pour le moment"),
}
_MESSAGES = {
    429: N_("Trop de demandes en peu de temps ; attendez une minute et recommencez."),
    400: N_("L'adresse demandée ne se lit pas. Vérifiez-la ou faites une nouvelle recherche."),
    403: N_("Votre compte n'ouvre pas cette page, ou votre session est finie. Connectez-vous à nouveau."),
    404: N_("Aucune page du site n'a cette adresse. Vérifiez-la ou faites une recherche."),
    405: N_("Cette page se lit, mais ne reçoit rien. Revenez à l'accueil."),
    413: N_("Ce que vous avez envoyé est trop long. Raccourcissez votre demande."),
    500: N_(
        "Le site n'a pas su répondre ; l'erreur est notée. Réessayez, ou prévenez le centre si elle revient."
    ),
}


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """All that `error.html` prints."""

    status: int
    title: str
    message: str
    ways: tuple[Link, ...]


def register(app: Flask) -> None:
    """Answer every error with a page, or with JSON where JSON was asked for."""
    for told in TOLD:
        app.register_error_handler(told, _of_catalogue)
    app.register_error_handler(HTTPException, _of_request)
    app.register_error_handler(SecurityError, _of_host)
    app.register_error_handler(Exception, _unexpected)


def _of_catalogue(error: Told) -> Response:
    if error.http_status == 404 and (meant := right_address()):
        return _sent(meant)
    replaced_by = error.replaced_by if isinstance(error, WithdrawnRecordError) else ""
    if error.http_status >= 500:
        _log_once(f"{type(error).__name__}: {error}")
    response = answer(error.http_status, worded(error), replaced_by)
    if isinstance(error, EngineUnavailableError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _log_once(message: str) -> None:
    """Log what all visitors meet, once a minute at most: a line for each would bury everything else."""
    told: dict[str, float] = current_app.extensions.setdefault("errors told", {})
    now = time.monotonic()
    if now - told.get(message, -SILENCE_S) >= SILENCE_S:
        if len(told) > MOST_TOLD:
            told.clear()
        told[message] = now
        current_app.logger.error("%s", message)


def _of_request(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    if status == 404 and (meant := right_address()):
        return _sent(meant)
    response = answer(status if status in TITLES else 500 if status >= 500 else 400)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # RFC 9110, §15.5.6
    return response


def _sent(address: str) -> Response:
    return make_response(redirect(address, 301))


def _of_host(_error: SecurityError) -> Response:
    """The site was asked for under a name that is not its own, so no address can be made for a page."""
    return Response("Ce site ne répond pas sous ce nom.\n", 400, mimetype="text/plain")


def _unexpected(error: Exception) -> Response:
    current_app.logger.exception("Unexpected error")
    return answer(500)


def answer(status: int, message: str = "", replaced_by: str = "") -> Response:
    """The page, or the JSON object, that says what is wrong and where to go from here."""
    message = message or _(_MESSAGES.get(status, _MESSAGES[500]))
    if request.path.endswith(".json"):
        response = jsonify({"error": message, "status": status, "replaced_by": replaced_by or None})
    else:
        page = ErrorPage(status, _(TITLES.get(status, TITLES[500])), message, _ways(replaced_by))
        response = make_response(render_template("error.html", page=page))
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _ways(replaced_by: str) -> tuple[Link, ...]:
    """Where to go from here."""
    newer = (Link(_("Voir le document qui le remplace"), record_url(replaced_by)),) if replaced_by else ()
    return (
        *newer,
        Link(_("Aller à l'accueil"), url_for("search.home")),
        Link(_("Lire l'aide à la recherche"), url_for("about.help_page")),
    )
