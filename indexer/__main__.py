"""`python -m indexer [--library DIR]`: brings the index up to the corpus, as `fonds index` does."""

import argparse
import sqlite3
import sys

from catalogue import disk_errors
from catalogue.errors import TOLD
from catalogue.library import find_library
from indexer.pipeline import Run, index


def main() -> int:
    """Index once; returns the exit code, one of those of docs/commandes.md."""
    parser = argparse.ArgumentParser(prog="indexer", description="Met l'index à jour d'après le corpus.")
    parser.add_argument("--library", help="La bibliothèque ; sinon FONDS_LIBRARY, sinon le dossier courant.")
    parser.add_argument("--rebuild", action="store_true", help="Tout relire.")
    asked = parser.parse_args()
    try:
        report = index(Run(find_library(asked.library), rebuild=asked.rebuild))
    except TOLD as error:
        sys.stderr.write(f"Erreur : {error}\n")
        return error.exit_code
    except (OSError, sqlite3.Error) as error:
        sys.stderr.write(f"Erreur : {disk_errors.told(error)}\n")
        return disk_errors.told(error).exit_code
    sys.stdout.write(f"{report.documents} document(s) cherchable(s) en {report.seconds:.1f} s.\n")
    for trouble in (*report.failed, *report.notices):
        sys.stderr.write(f"{trouble.path} : {trouble.message}\n")
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
