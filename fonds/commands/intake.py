"""`fonds import`: notices of another catalogue, or a table of ours corrected; `fonds undo` takes it back."""

import sys
from pathlib import Path

import click

from catalogue.decided import Decisions
from catalogue.intake import Rejection
from catalogue.library import Library
from catalogue.vocabulary import load_vocabularies
from desk.history import SITE, UNDOABLE
from desk.notices import Notices
from desk.site_files import SiteFiles
from exchange.incoming import FORMATS, Correction, NoticeImport, format_of, import_notices
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.terminal import say

#: Unknown words named on the terminal; `--json` tells them all.
WORDS_SHOWN = 20
#: Corrections shown on the terminal.
CORRECTIONS_SHOWN = 60


@click.command(
    "import",
    cls=Command,
    examples=(
        "fonds import notices-pmb.xml",
        "fonds import inventaire.csv --dry-run",
        "fonds import zotero.ris --access internal",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FICHIER")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Sinon, d'après le nom du fichier.")
@click.option("--prefix", default="", help="Début des identifiants, si plusieurs catalogues (« pmb »).")
@click.option(
    "--access",
    type=click.Choice(["public", "network", "internal"]),
    help="Qui peut voir les notices qui ne le disent pas.",
)
@click.option("--replace", is_flag=True, help="Remplacer aussi ce qui a été changé depuis dans les notices.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait fait, sans rien écrire.")
@library_option
@json_option
def import_file(
    file: Path,
    form: str | None,
    prefix: str,
    access: str | None,
    library: Library,
    *,
    replace: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Importe des notices : CSV, RIS, BibTeX, UNIMARC et MARCXML (PMB, Koha, Zotero)."""
    form = form or format_of(file.name)
    if not form:
        raise click.UsageError(f"Le nom de {file.name} ne dit pas son format ; ajoutez --format.")
    done = import_notices(
        library,
        file.read_bytes(),
        form=form,
        prefix=prefix,
        access=access or "",
        replace=replace,
        dry_run=dry_run,
    )
    print_json(done) if as_json else _print(done, dry_run=dry_run)
    sys.exit(1 if done.rejected else 0)


@click.command(cls=Command, examples=("fonds undo", "fonds undo 3fK2a9Qx"))
@click.argument("step", default="", metavar="[ÉTAPE]")
@library_option
def undo(step: str, library: Library) -> None:
    """Annule une modification de notices : la dernière, ou celle qu'un import ou l'atelier a nommée."""
    notices = Notices(library, Decisions(load_vocabularies(library.vocabularies)))
    done = next((each for each in notices.history.steps() if each.kind in UNDOABLE), None)
    step = step or (done.identifier if done else "")
    if not notices.history.step(step):
        raise click.UsageError("Aucune modification de ce nom ; l'historique de l'atelier les montre toutes.")
    of_site = notices.history.step(step)[0].identifier == SITE
    undone = SiteFiles(library).undo if of_site else notices.undo
    _mark, kept = undone(step, by="fonds undo")
    for each in kept:
        say(f"  {each.title} : modifiée depuis, laissée comme elle est.", err=True)
    if of_site:
        say("Le site est remis comme il était.")
        return
    changes = len(notices.history.step(step)) - len(kept)
    say(f"{changes} notices remises comme elles étaient. Lancez « fonds index ».")


def _print(done: NoticeImport, *, dry_run: bool) -> None:
    """The outcome in a sentence on stdout, what asks for attention on stderr."""
    for heading, lines in (
        ("Refusées", done.rejected),
        ("Prises sans une valeur", done.remarks),
        ("Peut-être déjà là", done.doubles),
        ("Laissées comme elles sont", done.kept),
    ):
        _print_lines(heading, lines)
    _print_corrections(done.corrections)
    if done.left:
        zones = ", ".join(f"{name} ({count})" for name, count in done.left.items())
        say(f"Non repris : {zones}.", err=True)
    if done.unknown:
        words = ", ".join(f"« {word} » ({count})" for word, count in list(done.unknown.items())[:WORDS_SHOWN])
        more = len(done.unknown) - WORDS_SHOWN
        others = f" et {more} autres" if more > 0 else ""
        say(f"Hors vocabulaire, gardés en mots-clés : {words}{others}.", err=True)
    say(
        f"{done.total} notices lues : {len(done.created)} nouvelles, {len(done.updated)} complétées, "
        f"{done.corrected} corrigées, {done.unchanged + len(done.kept)} déjà là, "
        f"{len(done.rejected)} refusées"
        f"{' ; rien n’a été écrit' if dry_run else ''}."
    )
    if done.step:
        say(f"« fonds undo {done.step} » annule ces corrections.", err=True)
    if done.written:
        say("Lancez « fonds index » pour les rendre cherchables.", err=True)


def _print_corrections(corrections: list[Correction]) -> None:
    for each in corrections[:CORRECTIONS_SHOWN]:
        say(f"  {each}", err=True)
    if len(corrections) > CORRECTIONS_SHOWN:
        more = len(corrections) - CORRECTIONS_SHOWN
        say(f"  et {more} autres corrections ; --json les dit toutes.", err=True)


def _print_lines(heading: str, lines: list[Rejection]) -> None:
    if lines:
        say(f"{heading} :", err=True)
    for line in lines:
        say(f"  {line}", err=True)
