"""Files that could not be read, each with what one may do about it: try again, replace, take out."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import TOLD
from catalogue.log import LedgerLine
from catalogue.log.ledger import FileStatus
from desk.accounts import Role
from desk.troubles import replace_file, take_out, try_again
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.desk_records import troubled_files
from search_app.desk.identity import person
from search_app.desk.indexer_state import indexer_state
from search_app.language import worded
from search_app.site_library import site_library

#: Files shown at once; « fonds check » tells them all.
MOST = 50

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class TroubledFile:
    """One file, or notice, that could not be read."""

    path: str
    why: str
    #: Whether the document itself is at fault, and not only its notice.
    unread: bool
    #: Where the record that stands is corrected; empty where there is none.
    edit: str


def largest() -> int:
    """Bytes of a file sent in the place of another."""
    return (site_library().library.settings.limits.file_mb << 20) + 4096


@blueprint.get("/echecs", endpoint="troubles")
@wants(Role.LIBRARIAN)
def show() -> str:
    """All of them, by name."""
    return _page()


@blueprint.post("/echecs/reessayer", endpoint="try_again")
@wants(Role.LIBRARIAN)
def again() -> Answer:
    """Have one read anew, or all."""
    lines = troubled_files() if "all" in request.form else [_asked()]
    try:
        for line in lines:
            if line.status is FileStatus.FAILED:
                try_again(site_library().library, line)
    except TOLD as error:
        return _page(worded(error)), 400
    return redirect(url_for("desk.troubles", fait="reessaie"))


@blueprint.post("/echecs/retirer", endpoint="take_out")
@wants(Role.LIBRARIAN)
def out() -> Answer:
    """Put one into the trash, which has the way back."""
    try:
        take_out(site_library().library, _asked(), by=person().name)
    except TOLD as error:
        return _page(worded(error)), 400
    return redirect(url_for("desk.troubles", fait="retire"))


@blueprint.post("/echecs/remplacer", endpoint="replace_file")
@wants(Role.LIBRARIAN, body=largest)
def replace() -> Answer:
    """Put the file that was sent in its place; the old one goes to the trash."""
    line, sent = _asked(), request.files.get("file")
    if sent is None or not sent.filename:
        return redirect(url_for("desk.troubles", fait="rien"))
    library = site_library().library
    with tempfile.TemporaryDirectory(prefix="incoming-", dir=library.state) as folder:
        path = Path(folder) / "sent"
        sent.save(path)
        try:
            replace_file(library, line, path, sent.filename, by=person().name)
        except TOLD as error:
            return _page(worded(error)), 400
    return redirect(url_for("desk.troubles", fait="remplace"))


def _asked() -> LedgerLine:
    """The file the form names: one of those in trouble, and no other."""
    wanted = request.form.get("path", "")
    found = next((each for each in troubled_files() if each.path == wanted), None)
    if found is None:
        abort(404)
    return found


def _page(error: str = "") -> str:
    lines = troubled_files()
    return render_template(
        "desk/troubles.html",
        files=[_file(each) for each in lines[:MOST]],
        more=max(len(lines) - MOST, 0),
        error=error,
        indexer=indexer_state(),
    )


def _file(line: LedgerLine) -> TroubledFile:
    broken = line.notice_error and line.identifier
    return TroubledFile(
        path=line.path,
        why=worded(line.message or line.notice_error),
        unread=line.status is FileStatus.FAILED,
        edit=url_for("desk.edit", identifier=line.identifier) if broken else "",
    )
