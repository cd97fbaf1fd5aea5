"""Depositing: many files at once, archives of them or mailboxes, and how far each is."""

import re
import tempfile
from pathlib import Path, PurePosixPath

from flask import abort, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError
from catalogue.library import Library
from catalogue.notice import Notice, Value
from catalogue.parting import folder_of, parted
from catalogue.record import Access
from catalogue.unpacking import UnpackedFile, unpacked
from catalogue.wording import in_words
from catalogue.written_dates import read_date
from desk.accounts import Role
from desk.deposits import Deposit, DepositItem, Deposits
from desk.publication import deposited_as
from search_app.desk import archive
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.choices import options
from search_app.desk.deposit_stages import as_object, ended, progress, summary
from search_app.desk.identity import person
from search_app.desk.indexer_state import indexer_state
from search_app.language import _, current
from search_app.pages.labels import format_families
from search_app.site_library import site_library

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def largest() -> int:
    """Bytes one request may hold, with room for what surrounds the files."""
    return (site_library().library.settings.desk.upload_mb << 20) + (1 << 20)


@blueprint.get("/deposer", endpoint="deposit")
@wants(Role.DEPOSITOR)
def form() -> str:
    """Where one drops files."""
    return _form()


def _form(embargo: str = "", embargo_error: str = "") -> str:
    library = site_library().library
    mine = None if person().role.includes(Role.LIBRARIAN) else person().name
    return render_template(
        "desk/deposit.html",
        accesses=options("access"),
        default=library.settings.library.access,
        formats=format_families(),
        limits=(library.settings.limits.file_mb, library.settings.desk.upload_mb),
        latest=Deposits(library).latest(mine),
        embargo=embargo,
        embargo_error=embargo_error,
    )


@blueprint.post("/deposer", endpoint="receive")
@wants(Role.DEPOSITOR, body=largest)
def receive() -> AnyResponse | tuple[str, int]:
    """Take what was sent; a script sends file by file and names the deposit they belong to."""
    library = site_library().library
    deposits = Deposits(library)
    files = [each for each in request.files.getlist("files") if each.filename]
    if not files:
        return redirect(url_for("desk.deposit", fait="rien"))
    typed = " ".join(request.form.get("embargo", "").split())[:40]
    try:
        embargo = _day(typed)
    except NoticeError as error:
        # Before anything is kept: what should have waited would be public.
        return _form(typed, in_words(str(error), current())), 400
    identifier = request.form.get("deposit") or deposits.begin(person().name)
    _own(deposits, identifier)
    notice = _notice(library, embargo)
    for file in files:
        _take(deposits, identifier, file, notice)
    page = url_for("desk.deposited", identifier=identifier)
    if request.accept_mimetypes.best == "application/json":
        return jsonify({"deposit": identifier, "url": page})
    return redirect(page)


@blueprint.get("/depots/<identifier>", endpoint="deposited")
@wants(Role.DEPOSITOR)
def show(identifier: str) -> str:
    """One deposit, each file with how far it is."""
    deposit, items = _deposit(identifier)
    files = progress(items)
    return render_template(
        "desk/deposited.html",
        deposit=deposit,
        files=files,
        summary=summary(files),
        ended=ended(files),
        indexer=indexer_state(),
    )


@blueprint.get("/depots/<identifier>.json", endpoint="deposited_json")
@wants(Role.DEPOSITOR)
def show_json(identifier: str) -> AnyResponse:
    """The same for the page's script."""
    _found, items = _deposit(identifier)
    return jsonify(as_object(progress(items)))


def _deposit(identifier: str) -> tuple[Deposit, list[DepositItem]]:
    deposits = Deposits(site_library().library)
    return _own(deposits, identifier), deposits.items(identifier)


def _own(deposits: Deposits, identifier: str) -> Deposit:
    """A deposit that this person may look at and add to."""
    found = deposits.find(identifier)
    if found is None:
        abort(404)
    if found.by != person().name and not person().role.includes(Role.LIBRARIAN):
        abort(403)
    return found


def _day(typed: str) -> str:
    """The day somebody typed; raises NoticeError where it is none, or more than a day."""
    day = read_date(typed) if typed else ""
    if day and not _DAY.fullmatch(day):
        raise NoticeError(_("L'embargo finit un jour : écrivez-le en entier, comme 31/01/2027."))
    return day


def _notice(library: Library, embargo: str) -> Notice | None:
    access = request.form.get("access", "")
    said: dict[str, Value] = {}
    if access in set(Access) and access != library.settings.library.access:
        said["access"] = access
    if embargo:
        said["embargo"] = embargo
    return deposited_as(person().role, said)


def _take(deposits: Deposits, identifier: str, file: FileStorage, notice: Notice | None) -> None:
    """One file sent: kept until it stands in the corpus, in a folder that goes whatever happens."""
    library, name = site_library().library, file.filename or ""
    library.state.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="incoming-", dir=library.state) as folder:
        path = Path(folder) / "sent"
        file.save(path)
        if not name.lower().endswith(".zip"):
            _receive(deposits, identifier, path, name, notice)
            return
        (Path(folder) / "files").mkdir()
        for entry in _archived(deposits, identifier, name, path):
            called = entry.within(name)
            if entry.message:
                deposits.refuse(identifier, called, entry.message)
            else:
                _receive(deposits, identifier, path.with_name("files") / entry.file, called, notice)


def _receive(deposits: Deposits, identifier: str, path: Path, name: str, notice: Notice | None) -> None:
    """One file, or one message after the other where it is a mailbox."""
    plain = PurePosixPath(name.rpartition(" › ")[2]).name
    with parted(site_library().library, path, plain) as found:
        if found is None:
            deposits.receive(identifier, path, name, notice)
            return
        folder, mailbox = found
        if mailbox.message:
            deposits.refuse(identifier, name, mailbox.message)
        for each in mailbox.files:
            called = each.within(name)
            if each.message:
                deposits.refuse(identifier, called, each.message)
            else:
                deposits.receive(identifier, folder / each.file, called, notice, within=folder_of(plain))


def _archived(deposits: Deposits, identifier: str, name: str, path: Path) -> tuple[UnpackedFile, ...]:
    library = site_library().library
    found = unpacked(archive.TASK, library, path, path.with_name("files"), archive.BEYOND)
    if found.message or not found.files:
        deposits.refuse(identifier, name, found.message or _("L'archive est vide."))
    return found.files
