"""Mistyped addresses: with a slash at their end, or the figures of a document in capitals.

Mail programs and people write them so, and mean a page that is there. Nothing of the catalogue is asked: an
address tells by its form alone what was meant, whoever asks and whatever they may see.
"""

import re
from urllib.parse import quote

from flask import current_app, request
from werkzeug.exceptions import HTTPException

#: The identifier of a document of this centre, the sum of its file.
_SUM = re.compile(r"(?<=/)[0-9A-Fa-f]{64}(?=[/.]|$)")


def right_address() -> str:
    """The address that was meant by the one asked for, empty where that is none of this site either."""
    asked = request.path
    path = _SUM.sub(lambda found: found[0].lower(), asked.rstrip("/"))
    if path in ("", asked) or request.method not in ("GET", "HEAD"):
        return ""
    adapter = current_app.create_url_adapter(request)
    try:
        if adapter is not None:
            adapter.match(path, "GET")
    except HTTPException:
        return ""
    query = request.query_string.decode("latin-1")
    return f"{request.script_root}{quote(path)}{'?' if query else ''}{query}"
