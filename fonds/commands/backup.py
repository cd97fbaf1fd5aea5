"""`fonds backup` and `fonds restore`: a library in one file, and out of it."""

import sys
from pathlib import Path

import click

from catalogue.library import Library
from catalogue.wording import in_words
from catalogue.wording import translated as _
from desk.backup import back_up
from desk.backup import restore as restore_library
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.commands.typed import FilePath
from fonds.terminal import say


@click.command(cls=Command, examples=("fonds backup /media/disque/fonds-2026-11-29.zip",))
@click.argument("file", type=FilePath(dir_okay=False), metavar="FICHIER")
@library_option
@json_option
def backup(file: Path, library: Library, *, as_json: bool) -> None:
    """Sauvegarde la bibliothèque en un fichier, même pendant que le site tourne."""
    made = back_up(library, file)
    if as_json:
        print_json(
            {
                "file": str(file),
                "files": len(made.files),
                "bytes": file.stat().st_size,
                "missing": made.missing,
            }
        )
    else:
        size = file.stat().st_size
        say(_("{file} : {count} fichiers, {size} octets.", file=file, count=len(made.files), size=size))
        for name, why in made.missing.items():
            say(_("Absent de la sauvegarde : {name} : {why}", name=name, why=in_words(why)), err=True)
    sys.exit(1 if made.missing else 0)


@click.command(cls=Command, examples=("fonds restore /media/disque/fonds-2026-11-29.zip ma-bibliotheque",))
@click.argument("file", type=FilePath(exists=True, dir_okay=False), metavar="FICHIER")
@click.argument("folder", type=FilePath(file_okay=False), metavar="DOSSIER")
def restore(file: Path, folder: Path) -> None:
    """Refait une bibliothèque d'une sauvegarde, dont chaque fichier est vérifié, dans un dossier nouveau."""
    made = restore_library(file, folder)
    say(
        _(
            "{folder} : {count} fichiers, tels qu'ils étaient le {day}.",
            folder=folder,
            count=len(made.files),
            day=made.made[:10],
        )
    )
    say(_("Lancez « fonds index --library {folder} » pour y chercher.", folder=folder), err=True)
