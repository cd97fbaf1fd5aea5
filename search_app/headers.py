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


#: Sent when the public address is one of https: for a year, nothing of this host is asked for otherwise.
HTTPS_ONLY = "max-age=31536000"


def register(app: Flask) -> None:
    """Add the headers to every answer of the application, errors included."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if site_library().library.settings.library.url.startswith("https:"):
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
    request.environ["fonds.page"] = request.endpoint or "none"
    return response
