"""How large a body each route takes, known from the headers alone, before any of it is kept."""

from collections.abc import Mapping
from io import BytesIO

from flask import Flask
from werkzeug.exceptions import HTTPException

from search_app.desk.blueprint import BODY
from search_app.desk.identity import may_ask

#: What every route takes: addresses and forms.
MOST = 64 << 10


def body_limit(app: Flask, method: str, path: str, headers: Mapping[str, str]) -> int:
    """Bytes of body that a request may hold: little, but for who is logged in and deposits."""
    with app.request_context(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_COOKIE": headers.get("COOKIE", ""),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
        }
    ) as context:
        try:
            context.match_request()
        except HTTPException:
            return MOST
        view = app.view_functions.get(context.request.endpoint or "")
        largest = getattr(view, BODY, None)
        return largest() if largest is not None and view is not None and may_ask(view) else MOST
