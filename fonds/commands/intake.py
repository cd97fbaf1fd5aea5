"""`fonds import`: notices of another catalogue, or a table of ours corrected; `fonds undo` takes it back."""

import sys
from pathlib import Path

import click

from catalogue.decided import Decisions
from catalogue.intake import Rejection
from catalogue.library import Library
from catalogue.vocabulary import load_vocabularies
from catalogue.wording import in_words
from catalogue.wording import translated as _
from desk.history import SITE, UNDOABLE
from desk.notices import Notices
from desk.site_files import SiteFiles
from exchange.incoming import FORMATS, Correction, NoticeImport, format_of, import_notices
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.commands.typed import FilePath
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
@click.argument("file", type=FilePath(exists=True, dir_okay=False), metavar="FICHIER")
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
        raise click.UsageError(
            _("Le nom de {name} ne dit pas son format ; ajoutez --format.", name=file.name)
        )
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
        raise click.UsageError(
            _("Aucune modification de ce nom ; l'historique de l'atelier les montre toutes.")
        )
    of_site = notices.history.step(step)[0].identifier == SITE
    undone = SiteFiles(library).undo if of_site else notices.undo
    _mark, kept = undone(step, by="fonds undo")
    for each in kept:
        say(_("  {title} : modifiée depuis, laissée comme elle est.", title=each.title), err=True)
    if of_site:
        say(_("Le site est remis comme il était."))
        return
    changes = len(notices.history.step(step)) - len(kept)
    say(_("{changes} notices remises comme elles étaient. Lancez « fonds index ».", changes=changes))


def _print(done: NoticeImport, *, dry_run: bool) -> None:
    """The outcome in a sentence on stdout, what asks for attention on stderr."""
    for heading, lines in (
        (_("Refusées"), done.rejected),
        (_("Prises sans une valeur"), done.remarks),
        (_("Peut-être déjà là"), done.doubles),
        (_("Laissées comme elles sont"), done.kept),
    ):
        _print_lines(heading, lines)
    _print_corrections(done.corrections)
    if done.left:
        zones = ", ".join(f"{in_words(name)} ({count})" for name, count in done.left.items())
        say(_("Non repris : {zones}.", zones=zones), err=True)
    if done.unknown:
        words = ", ".join(f"« {word} » ({count})" for word, count in list(done.unknown.items())[:WORDS_SHOWN])
        more = len(done.unknown) - WORDS_SHOWN
        others = _(" et {more} autres", more=more) if more > 0 else ""
        say(
            _("Hors vocabulaire, gardés en mots-clés : {words}{others}.", words=words, others=others),
            err=True,
        )
    say(
        _(
            "{total} notices lues : {new} nouvelles, {completed} complétées, {corrected} corrigées, "
            "{there} déjà là, {refused} refusées{nothing}.",
            total=done.total,
            new=len(done.created),
            completed=len(done.updated),
            corrected=done.corrected,
            there=done.unchanged + len(done.kept),
            refused=len(done.rejected),
            nothing=_(" ; rien n’a été écrit") if dry_run else "",
        )
    )
    if done.step:
        say(_("« fonds undo {step} » annule ces corrections.", step=done.step), err=True)
    if done.written:
        say(_("Lancez « fonds index » pour les rendre cherchables."), err=True)


def _print_corrections(corrections: list[Correction]) -> None:
    for each in corrections[:CORRECTIONS_SHOWN]:
        say(f"  {each}", err=True)
    if len(corrections) > CORRECTIONS_SHOWN:
        more = len(corrections) - CORRECTIONS_SHOWN
        say(_("  et {more} autres corrections ; --json les dit toutes.", more=more), err=True)


def _print_lines(heading: str, lines: list[Rejection]) -> None:
    if lines:
        say(heading + _(" :"), err=True)
    for line in lines:
        say(f"  {in_words(str(line))}", err=True)
