"""Security headers, on every answer whatever made it.

The policy allows nothing inline and nothing from elsewhere, so a title that smuggled a script past the
templates would still not run.
"""

from flask import Flask, Response, request

from search_app.site_library import site_library

POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "connect-src 'self'",
    ]
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

#: What is no page by itself, of which each visit takes several. Nothing may be done in these, said in few
#: words; what is for documents alone (who opened them, what they tell of where they lead) is not said.
PARTS = frozenset({"text/css", "text/javascript", "font/woff2"})
PART_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    **{
        name: HEADERS[name]
        for name in ("X-Content-Type-Options", "X-Frame-Options", "Cross-Origin-Resource-Policy")
    },
}

#: Sent when the public address is one of https: for a year, nothing of this host is asked for otherwise.
HTTPS_ONLY = "max-age=31536000"


def register(app: Flask) -> None:
    """Add the headers to every answer of the application, errors included."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    part = response.mimetype in PARTS
    for name, value in (PART_HEADERS if part else HEADERS).items():
        response.headers.setdefault(name, value)
    if part:  # Flask's own: the name of a file to keep, and what Cache-Control says already (RFC 9111, 5.3)
        response.headers.pop("Content-Disposition", None)
        response.headers.pop("Expires", None)
    if site_library().library.settings.library.url.startswith("https:"):
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
    request.environ["fonds.page"] = request.endpoint or "none"
    return response
