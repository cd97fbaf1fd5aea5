"""`fonds serve` as a process of its own, for tours that begin where its user begins."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FONDS = [sys.executable, "-m", "fonds"]


def add_user(folder: str, name: str, password: str, *options: str) -> None:
    """An account, as `fonds user add` makes it."""
    command = [*FONDS, "user", "add", name, *options, "--library", folder]
    subprocess.run(command, check=True, capture_output=True, input=password.encode())


@contextmanager
def served(folder: str, *options: str, port: int = 0) -> Iterator[str]:
    """The address of the site of a library, until the tour is over."""
    command = [*FONDS, "serve", "--port", str(port), *options, "--library", folder]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    found = re.search(r"http://[\d.:]+", server.stdout.readline())
    assert found
    yield found[0]
    server.terminate()
    server.wait(30)
    server.stdout.close()
