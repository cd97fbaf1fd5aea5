"""Importing notices of another catalogue through the site, as `fonds import` does."""

from flask import render_template, request

from catalogue.intake import IntakeError
from catalogue.record import Access
from desk.accounts import Role
from exchange.incoming import FORMATS, NoticeImport, format_of, import_notices
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.choices import options
from search_app.desk.deposit import largest
from search_app.desk.identity import person
from search_app.language import _, worded
from search_app.site_library import site_library

#: Refused records, remarks and unknown words shown; the command line tells them all.
MOST = 200
_NAMES = {
    "csv": "CSV",
    "ris": "RIS",
    "bibtex": "BibTeX",
    "marcxml": "MARCXML, XML de PMB",
    "unimarc": "UNIMARC",
}


@blueprint.get("/import", endpoint="import")
@wants(Role.LIBRARIAN)
def form() -> str:
    """Where one chooses a file."""
    return _page()


@blueprint.post("/import", endpoint="take_in")
@wants(Role.LIBRARIAN, body=largest)
def take_in() -> str | tuple[str, int]:
    """Take the notices of a file in, or only say what would be done."""
    file = request.files.get("file")
    form = request.form.get("format") or format_of(file.filename or "" if file else "")
    if file is None or not file.filename or form not in FORMATS:
        return _page(error=_("Choisissez un fichier ; si son nom ne dit pas son format, dites-le.")), 400
    access = request.form.get("access", "")
    try:
        done = import_notices(
            site_library().library,
            file.read(),
            form=form,
            prefix=request.form.get("prefix", "")[:40],
            access=access if access in set(Access) else "",
            dry_run="look" in request.form,
            by=person().name,
        )
    except IntakeError as error:
        return _page(error=worded(error)), 400
    return _page(done)


def _page(done: NoticeImport | None = None, error: str = "") -> str:
    return render_template(
        "desk/import.html",
        done=done,
        error=error,
        formats=_NAMES,
        accesses=options("access"),
        default=site_library().library.settings.library.access,
        most=MOST,
    )
