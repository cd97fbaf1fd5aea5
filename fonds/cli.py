"""The command `fonds`: its commands put together, and how errors are said."""

import gc
import io
import os
import sqlite3
import sys
import tempfile
import traceback
from typing import NoReturn

import click

from catalogue import disk_errors
from catalogue.errors import TOLD, Told
from catalogue.wording import in_words
from catalogue.wording import translated as _
from fonds.click_words import speak
from fonds.commands.options import Group
from fonds.terminal import on_one_line, open_streams, say

speak()
EXAMPLES = (
    "fonds init ma-bibliotheque             créer une bibliothèque",
    "fonds add rapport.pdf note.docx        y déposer des documents",
    "fonds index                            les rendre cherchables",
    "fonds search réussite éducative        chercher, comme sur le site",
    "fonds serve                            ouvrir le site",
)
#: Objects made before cycles among them are looked for. A command starts with the hundred thousand of its
#: modules and makes as many more of what it reads, hardly a cycle among them: looking after every 700 took
#: a fifteenth of what indexing costs beside the readers' processes.
_COLLECTED_AFTER = (20_000, 20, 20)
#: Command → its module in `fonds.commands`, imported when the command is given: the others cost a fifth of a
#: second together.
COMMANDS = {
    "init": "corpus",
    "add": "corpus",
    "import": "intake:import_file",
    "undo": "intake",
    "index": "corpus",
    "search": "search",
    "show": "search",
    "describe": "describe",
    "export": "share",
    "bundle": "bundle",
    "mount": "network",
    "unmount": "network",
    "sync": "network",
    "harvest": "harvest",
    "network": "network",
    "key": "key",
    "check": "upkeep",
    "config": "config",
    "engine": "engine",
    "erase": "upkeep",
    "backup": "backup",
    "restore": "backup",
    "vocabulary": "vocabulary",
    "completion": "upkeep",
    "user": "user",
    "alerts": "alerts",
    "serve": "site",
}


def _say_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's form
    """Print the version of the program and of what it keeps: whoever reports a fault needs both."""
    if asked:
        from fonds.versions import versions  # the engine is imported when it is asked for

        for name, value in versions().items():
            say(f"{name} {value}")
        context.exit()


@click.group(
    cls=Group, examples=EXAMPLES, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
    help="Dire la version, et celles de ce qui est gardé.",
)  # fmt: skip
def cli() -> None:
    """Fonds : la bibliothèque documentaire d'un centre de ressources."""


def main() -> NoReturn:
    """Run the command line; every foreseen error is one sentence on stderr and its exit code."""
    open_streams()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        cli(standalone_mode=False)
    except click.exceptions.Abort:
        say(_("Interrompu ; rien n'est perdu, la prochaine indexation reprendra."), err=True)
        sys.exit(130)
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        said = error.format_message()
        for line in told.getvalue().replace(said, on_one_line(said)).splitlines():
            say(line, err=True)
        sys.exit(error.exit_code)
    except TOLD as error:
        _end(error)
    except BrokenPipeError:
        # Whoever read the output has gone (`| head`): nothing is wrong, and nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (OSError, sqlite3.Error) as error:
        _end(disk_errors.told(error))
    except Exception as error:  # noqa: BLE001 - the last boundary: a person reads sentences, not traces
        say(
            _(
                "Erreur inattendue : {error}. Signalez-la avec ce fichier : {file}",
                error=repr(error),
                file=_kept_trace(),
            ),
            err=True,
        )
        sys.exit(1)
    sys.exit(0)


def _kept_trace() -> str:
    """The file in which whoever mends it finds where an error came from."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="fonds-erreur-", suffix=".txt", encoding="utf-8", errors="backslashreplace", delete=False
    ) as file:
        file.write(traceback.format_exc())
    return file.name


def _end(error: Told) -> NoReturn:
    say(_("Erreur : {error}", error=in_words(str(error))), err=True)
    sys.exit(error.exit_code)
