"""`fonds check` and `fonds completion`: what is wrong in a library, and help for typing."""

import os
import subprocess
import sys

import click

from catalogue.library import Library
from fonds.commands.options import Command, json_option, library_option, print_json
from indexer.check import Finding, check_library


@click.command(cls=Command, examples=("fonds check --json",))
@library_option
@json_option
def check(library: Library, *, as_json: bool) -> None:
    """Dit ce qui demande attention : fichiers illisibles, notices à corriger, index en retard."""
    findings = check_library(library)
    if as_json:
        print_json({"findings": findings})
    else:
        _print_findings(findings)
    sys.exit(1 if findings else 0)


def _print_findings(findings: list[Finding]) -> None:
    for finding in findings:
        click.echo(f"{finding.where} : {finding.message}")
    click.echo(f"{len(findings)} point(s) à voir." if findings else "Rien à signaler.", err=True)


@click.command(cls=Command, examples=("fonds completion bash >> ~/.bashrc",))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Affiche de quoi compléter les commandes au clavier."""
    environment = {**os.environ, "_FONDS_COMPLETE": f"{shell}_source"}
    script = subprocess.run(  # noqa: S603 - our own command
        [sys.argv[0]], env=environment, capture_output=True, check=True, text=True
    )
    click.echo(script.stdout)
