"""Figures at the desk: tables that come in, each row read or refused by its line before anything is kept."""

import re
import unicodedata
from pathlib import PurePath

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue import disk
from catalogue.figures import LARGEST, Figure, RefusedFigure, figures_folder, figures_in
from catalogue.rooms import TERRITORIES
from desk.accounts import Role
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.sent_file import parsed_apart, sent_bytes
from search_app.language import _, counted
from search_app.rooms.observation import figures, placed
from search_app.rooms.room_records import is_open, opened
from search_app.site_library import site_library

#: Refused rows told.
TOLD = 40


@blueprint.get("/chiffres", endpoint="figures")
@wants(Role.LIBRARIAN)
def show() -> str | AnyResponse:
    """The tables there are, and the form that takes one in; a closed room has nothing."""
    return _page() if is_open(TERRITORIES) else redirect(url_for("desk.rooms"))


@blueprint.post("/chiffres", endpoint="add_figures")
@wants(Role.LIBRARIAN, body=lambda: LARGEST + 10_000)
def add() -> str | tuple[str, int]:
    """Keep a table, under its own name; rows that cannot be used are told and kept with it."""
    opened(TERRITORIES)
    content = sent_bytes(LARGEST)
    if not content:
        return _page(error=_("Choisissez un tableau CSV, XLSX ou ODS de moins de 5 Mo.")), 400
    table = parsed_apart("exchange.incoming.figures:handle", content)
    if table is None:
        return _page(error=_("Ce tableau ne se lit pas. Enregistrez-le en CSV, puis recommencez.")), 400
    name = _name(request.files["file"].filename or "chiffres")
    rows = list(figures_in(name, table, placed()))
    good = sum(isinstance(each, Figure) for each in rows)
    refused = tuple(each for each in rows if isinstance(each, RefusedFigure))
    if not good:
        error = _("Aucune ligne de ce tableau n'est utilisable ; rien n'est gardé.")
        return _page(error=error, refused=refused), 400
    folder = figures_folder(site_library().library)
    folder.mkdir(exist_ok=True)
    disk.replace(folder / name, table)
    return _page(message=counted("%(num)s chiffre gardé.", "%(num)s chiffres gardés.", good), refused=refused)


@blueprint.post("/chiffres/<name>/retirer", endpoint="remove_figures")
@wants(Role.LIBRARIAN)
def remove(name: str) -> AnyResponse:
    """Put a table aside: its name ends so that it is no longer read, and nothing is lost."""
    path = figures_folder(site_library().library) / PurePath(name).name
    if path.suffix == ".csv" and path.is_file() and not path.is_symlink():
        path.rename(path.with_suffix(".csv.retire"))
        disk.sync_folder(path.parent)
    return redirect(url_for("desk.figures", fait="retire"))


def _page(message: str = "", error: str = "", refused: tuple[RefusedFigure, ...] = ()) -> str:
    folder = figures_folder(site_library().library)
    held = figures()
    return render_template(
        "desk/figures.html",
        tables=sorted(each.name for each in folder.glob("*.csv")) if folder.is_dir() else [],
        places=len(held.of),
        refused=(refused or held.refused)[:TOLD],
        message=message,
        error=error,
    )


def _name(given: str) -> str:
    stem = unicodedata.normalize("NFKD", PurePath(given).stem).encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]+", "-", stem)[:60].strip("-") or "chiffres") + ".csv"
