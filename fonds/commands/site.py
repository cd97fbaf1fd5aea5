"""`fonds serve`: the site, beside it an indexer that follows the corpus, and what writes to readers.

This process only listens and looks after the others: some that serve, on one socket, one that indexes, and
one that sends mail each time some is due.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import click

from alerts.mail_server import missing_for_mail
from alerts.outbox import something_to_do
from catalogue import disk_errors
from catalogue.errors import CatalogueError, ConfigurationError
from catalogue.indexing import Activity, read_indexing, tell_indexing
from catalogue.library import Library
from catalogue.settings import read_settings
from catalogue.wording import in_words
from catalogue.wording import translated as _
from desk.backup import RESTORED
from desk.setting_faults import setting_faults
from fonds.commands.options import Command, library_option
from fonds.errand import Errand
from fonds.stopping import Stopping
from fonds.supervision import END_S, Program, Supervised
from fonds.terminal import say

#: Serving processes, when the settings do not say; each takes some 150 MB.
MOST_BY_DEFAULT = 2
#: Connections that may wait to be let in.
BACKLOG = 1024
#: Seconds between two looks at the processes.
LOOK_S = 0.25
#: And between two looks at the files of the program itself.
PROGRAM_LOOK_S = 5.0
#: The packages whose files a new version replaces.
PACKAGES = ("alerts", "catalogue", "confined", "desk", "exchange", "fonds", "indexer", "search", "search_app")


@click.command(cls=Command, examples=("fonds serve --port 8080", "fonds serve --processes 4"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse d'écoute.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port d'écoute.")
@click.option("--processes", type=click.IntRange(0, 32), default=0, help="Processus qui servent.")
@click.option("--threads", type=click.IntRange(0, 64), default=0, help="Requêtes simultanées de chacun.")
@click.option(
    "--index/--no-index", "indexing", default=True, help="Suivre le corpus pendant que le site tourne."
)
@library_option
def serve(host: str, port: int, processes: int, threads: int, library: Library, *, indexing: bool) -> None:
    """Ouvre le site de la bibliothèque. Ctrl-C l'arrête."""
    settings = library.settings.serve
    count = processes or settings.processes or min(os.cpu_count() or 1, MOST_BY_DEFAULT)
    listening = _listen(host, port)
    stop = Stopping()
    stop.on_signals()
    from search_app.serving.process import start_process
    from search_app.serving.seats import Seats

    counts = tempfile.mkdtemp(prefix="fonds-")
    seats = Seats(count, Path(counts))
    servers = [
        Supervised(lambda: start_process(library, listening, threads, Path(counts), seats), _say)
        for _ in range(count)
    ]
    followers = []
    if indexing:
        tell_indexing(library, Activity.WORKING)
        followers = [Supervised(lambda: _follow(library), lambda how, pause: _tell(library, how, pause))]
    else:
        tell_indexing(library, Activity.OFF)
    for fault in setting_faults(library):
        say(in_words(fault), err=True)
    say(_("Le site est ouvert à l'adresse http://{address}/", address=_named(listening)))
    mail = Errand(lambda: _mail_is_due(library), lambda: _send_mail(library))
    program, next_look = Program(_program_folders()), time.monotonic()
    try:
        while not stop.wait(LOOK_S):
            for each in (*servers, *followers):
                each.look()
            seats.look()
            mail.look()
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + PROGRAM_LOOK_S
                if program.changed():
                    say(_("Une autre version de Fonds est installée : le site la prend."), err=True)
                    for each in (*servers, *followers):
                        each.replace()
    finally:
        mail.end()
        _end(library, listening, servers, followers)
        seats.close()
        shutil.rmtree(counts, ignore_errors=True)


def _program_folders() -> list[Path]:
    """Where our packages stand, those imported or not."""
    found = [find_spec(name) for name in PACKAGES]
    return [Path(place) for each in found if each for place in each.submodule_search_locations or ()]


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises ConfigurationError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # there, it would let two programs listen on one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise ConfigurationError(
            _(
                "Le site ne peut pas écouter à l'adresse {host}:{port} ({cause}). Arrêtez le programme qui "
                "l'occupe, ou choisissez-en une autre par --host et --port.",
                host=host,
                port=port,
                cause=in_words(disk_errors.cause(error)),
            )
        ) from error
    return listening


def _named(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _follow(library: Library) -> "subprocess.Popen[bytes]":
    """An indexer in a process of its own, so that no request ever waits for a document being read.

    With `-P`, so that no file of the folder one happens to stand in passes for a module.
    """
    command = [sys.executable, "-P", "-m", "fonds", "index", "--watch", "--until-eof"]
    # Its standard input closes with this process, however that ends.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [*command, "--library", str(library.folder)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )


def _mail_is_due(library: Library) -> bool:
    """Whether a letter waits and may leave, by the settings as they are now."""
    try:
        return (
            something_to_do(library.state)
            and not (library.state / RESTORED).exists()
            and not missing_for_mail(read_settings(library.folder))
        )
    except CatalogueError:
        return False  # told by whoever reads the same for its own work


def _send_mail(library: Library) -> "subprocess.Popen[bytes]":
    """One run of what writes to people; it reads the settings as they are by then."""
    command = [sys.executable, "-P", "-m", "fonds", "alerts", "send", "--library", str(library.folder)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - ours


def _say(how: str, pause: float) -> None:
    say(
        _(
            "Un processus du site s'est {how} ; il reprend dans {pause} s.",
            how=in_words(how),
            pause=f"{pause:.0f}",
        ),
        err=True,
    )


def _tell(library: Library, how: str, pause: float) -> None:
    """Say at the desk and on the console that the indexer has ended, and keep what it said itself."""
    told = read_indexing(library)
    reason = told.reason if told.activity is Activity.FAILED else f"L'indexation s'est {how}."
    tell_indexing(library, Activity.FAILED, reason)
    say(
        _("L'indexation s'est {how} ; elle reprend dans {pause} s.", how=in_words(how), pause=f"{pause:.0f}"),
        err=True,
    )


def _end(
    library: Library, listening: socket.socket, servers: list[Supervised], followers: list[Supervised]
) -> None:
    """Take nobody in any more, let who is being answered have their answer, then end."""
    listening.close()
    for each in (*servers, *followers):
        each.ask_to_end()
    until = time.monotonic() + END_S
    for each in followers:
        each.process.terminate()
    for each in (*servers, *followers):
        each.wait(until)
    tell_indexing(library, Activity.OFF)
