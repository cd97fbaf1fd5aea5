"""`fonds serve`: the site, and beside it an indexer that follows the corpus."""

import subprocess
import sys

import click
import waitress

from catalogue.library import Library
from fonds.commands.options import Command, library_option
from search_app import create_app


@click.command(cls=Command, examples=("fonds serve --port 8080",))
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse d'écoute.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port d'écoute.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Requêtes simultanées."
)
@click.option(
    "--index/--no-index", "indexing", default=True, help="Suivre le corpus pendant que le site tourne."
)
@library_option
def serve(host: str, port: int, threads: int, library: Library, *, indexing: bool) -> None:
    """Ouvre le site de la bibliothèque. Ctrl-C l'arrête."""
    app = create_app(library)
    server = waitress.create_server(app, host=host, port=port, threads=threads, ident=None)
    click.echo(f"Le site est ouvert à l'adresse http://{host}:{server.effective_port}/")
    follower = _follow(library) if indexing else None
    try:
        server.run()
    finally:
        if follower is not None:
            follower.terminate()


def _follow(library: Library) -> subprocess.Popen[bytes]:
    """An indexer in a process of its own, so that no request ever waits for a document being read."""
    command = [sys.executable, "-m", "fonds", "index", "--watch", "--until-eof"]
    # Its standard input closes with this process, however that ends.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [*command, "--library", str(library.folder)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
