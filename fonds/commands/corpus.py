"""`fonds init`, `fonds add`, `fonds index`: from files to an index."""

import os
import sys
from pathlib import Path
from threading import Event, Thread

import click

from catalogue.deposit import Placed, deposit
from catalogue.library import Library, create_library
from catalogue.notice import Notice
from catalogue.settings import FILE_NAME
from catalogue.wording import in_words
from catalogue.wording import translated as _
from desk.setting_faults import setting_faults
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.commands.progress import progress
from fonds.commands.typed import FilePath
from fonds.terminal import say
from indexer.pipeline import Run
from indexer.pipeline import index as run_index
from indexer.report import Report, Trouble
from indexer.watch import watch


@click.command(
    cls=Command,
    examples=(
        "fonds init ma-bibliotheque",
        'fonds init ma-bibliotheque --name "Villes au carré" --town Tours',
    ),
)
@click.argument("folder", type=FilePath(file_okay=False), metavar="DOSSIER")
@click.option("--name", help="Le nom du centre ; demandé dans un terminal.")
@click.option("--town", help="Sa ville ; demandée dans un terminal.")
def init(folder: Path, name: str | None, town: str | None) -> None:
    """Crée une bibliothèque : un dossier avec ses réglages, son corpus et son index."""
    asking = sys.stdin.isatty() and not (folder / FILE_NAME).exists()
    if asking:
        # Enter leaves it open: the desk asks again.
        name = click.prompt(_("Nom du centre"), default="", show_default=False) if name is None else name
        town = click.prompt(_("Ville"), default="", show_default=False) if town is None else town
    library = create_library(folder, centre_name=name or "", place=town or "")
    say(_("Bibliothèque prête dans {folder}.", folder=library.folder))
    say(
        _("Déposez vos documents dans {folder}, puis lancez « fonds index ».", folder=library.corpus),
        err=True,
    )


@click.command(
    cls=Command,
    examples=(
        "fonds add rapport.pdf",
        "fonds add dossier/ --access internal",
        "fonds add courriels.mbox",
    ),
)
@click.argument("files", nargs=-1, required=True, type=FilePath(exists=True), metavar="FICHIER…")
@click.option("--title", help="Titre, quand il n'y a qu'un fichier.")
@click.option(
    "--access", type=click.Choice(["public", "network", "internal"]), help="Qui peut voir ces documents."
)
@library_option
@json_option
def add(
    files: tuple[Path, ...], title: str | None, access: str | None, library: Library, *, as_json: bool
) -> None:
    """Copie des documents dans le corpus, chacun avec sa notice à compléter."""
    if title and (len(files) > 1 or files[0].is_dir()):
        raise click.UsageError(_("--title ne vaut que pour un seul fichier."))
    said = {key: value for key, value in (("title", title), ("access", access)) if value}
    results = [deposit(library, file, Notice(dict(said))) for file in files]
    placed = [each for result in results for each in result.placed]
    refused = {name: why for result in results for name, why in result.refused.items()}
    if as_json:
        print_json({"added": [each.path for each in placed], "placed": placed, "refused": refused})
    else:
        _print_deposited(placed, refused)
    sys.exit(1 if refused else 0)


def _print_deposited(placed: list[Placed], refused: dict[str, str]) -> None:
    for each in placed:
        say(each.path)
    counts = (
        (sum(each.new for each in placed), _("document déposé"), _("documents déposés")),
        (sum(not each.new and not each.said for each in placed), _("déjà là"), _("déjà là")),
        (
            sum(each.said for each in placed),
            _("déjà là, notice mise à jour"),
            _("déjà là, notices mises à jour"),
        ),
    )
    told = [_counted(*count) for count in counts if count[0]] or [_counted(*counts[0])]
    say(_("{done}. Lancez « fonds index » pour que la recherche suive.", done=", ".join(told)), err=True)
    for name, why in refused.items():
        say(_("Refusé : {name} : {why}", name=name, why=in_words(why)), err=True)


@click.command(
    cls=Command,
    examples=(
        "fonds index",
        "fonds index --watch",
    ),
)
@click.option("--rebuild", is_flag=True, help="Tout relire, comme si rien n'avait été indexé.")
@click.option(
    "--workers", type=click.IntRange(0, 64), default=0, help="Lectures simultanées ; 0 : une par processeur."
)
@click.option(
    "--watch", "watching", is_flag=True, help="Rester à l'écoute du dossier et suivre ses changements."
)
@click.option("--until-eof", is_flag=True, help="Avec --watch : finir quand l'entrée standard se ferme.")
@click.option("--allow-empty", is_flag=True, help="Accepter que tous les documents aient disparu.")
@library_option
@json_option
def index(
    library: Library,
    workers: int,
    *,
    rebuild: bool,
    watching: bool,
    until_eof: bool,
    allow_empty: bool,
    as_json: bool,
) -> None:
    """Met l'index à jour d'après le corpus : seuls les documents nouveaux ou changés sont lus."""
    for fault in setting_faults(library):
        say(in_words(fault), err=True)
    with progress() as on_progress:
        run = Run(library, rebuild, workers, allow_empty, on_progress=on_progress)
        report = run_index(run)
    print_json(report) if as_json else _print_report(report)
    if watching:
        for report in watch(library, workers, _end_of_input() if until_eof else None):
            print_json(report) if as_json else _print_report(report)
    if report.exit_code:
        sys.exit(report.exit_code)


def _end_of_input() -> Event:
    """Set once standard input closes: how a process learns that the one that started it is gone."""
    ended = Event()

    def wait() -> None:
        # Not through sys.stdin, whose lock this thread would hold while Python ends.
        while os.read(0, 1024):
            pass
        ended.set()

    Thread(target=wait, daemon=True).start()
    return ended


def _print_report(report: Report) -> None:
    """The outcome in a sentence on stdout, what asks for attention on stderr."""
    _print_list(_("Illisibles"), report.failed)
    _print_list(_("Notices à corriger"), report.notices)
    _print_list(_("Centres endommagés"), report.centres)
    _print_list(_("Fichiers endommagés"), report.state)
    _print_list(_("Ignorés"), report.ignored)
    _print_list(_("Doublons"), report.duplicates)
    _print_list(_("Pages sans texte"), report.needs_ocr)
    _print_list(_("Boîtes de courriels"), report.mailboxes)
    changes = [
        _counted(count, one, many)
        for count, one, many in (
            (report.added, _("ajouté"), _("ajoutés")),
            (report.updated, _("mis à jour"), _("mis à jour")),
            (report.moved, _("déplacé"), _("déplacés")),
            (report.withdrawn, _("retiré"), _("retirés")),
            (report.read_by_ocr, _("océrisé"), _("océrisés")),
            (len(report.failed), _("illisible"), _("illisibles")),
        )
        if count
    ]
    said = ", ".join(changes) or _("rien de nouveau")
    documents = _counted(report.documents, _("document cherchable"), _("documents cherchables"))
    seconds = f"{report.seconds:.1f}"
    say(_("{documents} ({changes}) en {seconds} s.", documents=documents, changes=said, seconds=seconds))


def _counted(count: int, one: str, many: str) -> str:
    """A number with its word; French counts nought as one."""
    return f"{count} {many if count > 1 else one}"


def _print_list(heading: str, troubles: list[Trouble]) -> None:
    if troubles:
        say(heading + _(" :"), err=True)
    for trouble in troubles:
        say(f"  {trouble.path}{_(' : ')}{in_words(trouble.message)}", err=True)
