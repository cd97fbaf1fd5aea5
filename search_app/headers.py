"""Security headers, on every answer whatever made it, as far as a browser heeds them there.

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

#: What is no page by itself: a browser runs and frames nothing in these, and each visit takes several.
PARTS = frozenset({"text/css", "text/javascript", "font/woff2"})
PARTS_HEADERS = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")

#: Sent when the public address is one of https: for a year, nothing of this host is asked for otherwise.
HTTPS_ONLY = "max-age=31536000"


def register(app: Flask) -> None:
    """Add the headers to every answer of the application, errors included."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    part = response.mimetype in PARTS
    for name in PARTS_HEADERS if part else HEADERS:
        response.headers.setdefault(name, HEADERS[name])
    if part:  # Flask's own, for what one keeps as a file
        response.headers.pop("Content-Disposition", None)
    if site_library().library.settings.library.url.startswith("https:"):
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
    request.environ["fonds.page"] = request.endpoint or "none"
    return response
