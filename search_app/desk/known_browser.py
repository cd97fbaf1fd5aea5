"""Browsers in which a person has logged in: a signed cookie by which their tries are counted apart.

It opens nothing. A stranger who guesses at an account, from whatever address, uses up tries of their own;
the person it belongs to, in a browser of theirs, keeps the full number.
"""

import secrets

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

NAME = "fonds-navigateur"
#: Seconds for which it is believed: half a year.
AGE_S = 180 * 24 * 3600


def known_browser(name: str) -> str:
    """The name of this browser if that person has logged in here, else empty."""
    try:
        told = _serializer().loads(request.cookies.get(NAME, ""), max_age=AGE_S)
    except BadSignature:
        return ""
    known = isinstance(told, list) and len(told) == 2 and told[0] == name.strip().lower()
    return str(told[1]) if known else ""


def remember_browser(answer: Response, name: str) -> Response:
    """Let the browser show next time that this person has logged in here."""
    config = current_app.config
    answer.set_cookie(
        NAME,
        str(_serializer().dumps([name.strip().lower(), known_browser(name) or secrets.token_hex(8)])),
        max_age=AGE_S,
        path=f"{config['SESSION_COOKIE_PATH']}atelier",
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="known-browser")
