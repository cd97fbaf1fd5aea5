"""What visitors do is counted here, and nothing else of them: the kind of page and the day (`desk.activity`).

Whoever is logged in works here and is not counted, nor are programs that say they are.
"""

import atexit
import re
from typing import cast

from flask import Flask, Response, current_app, g, request

from catalogue.library import Library
from desk.activity import Activity, Use

#: Endpoint → what a visitor did who was answered by it.
USES = {
    "search.results": Use.SEARCH,
    "notice.show": Use.NOTICE,
    "notice.page": Use.PAGE,
    "notice.file": Use.DOWNLOAD,
}
#: Programs that name themselves.
_PROGRAM = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|monitor|preview", re.IGNORECASE)


def register(app: Flask, library: Library) -> None:
    """Count what is answered."""
    counts = Activity(library)
    app.extensions["activity"] = counts
    app.after_request(_count)
    atexit.register(counts.write)


def activity() -> Activity:
    """The counts of this site's library."""
    return cast(Activity, current_app.extensions["activity"])


def note_nothing() -> None:
    """Count a search that found nothing."""
    activity().note(Use.NOTHING)


def _count(response: Response) -> Response:
    use = USES.get(request.endpoint or "") or (Use.EXPORT if request.blueprint == "exports" else None)
    told = response.status_code in {200, 304} and request.method == "GET"
    if use and told and not g.get("account") and not _PROGRAM.search(request.user_agent.string):
        activity().note(use)
    return response
