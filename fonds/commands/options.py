"""What all commands share: help that starts with examples, the library, JSON."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click
import msgspec

from catalogue import wording
from catalogue.clock import follow_zone
from catalogue.library import Library, find_library
from catalogue.wording import in_words
from catalogue.wording import translated as _
from fonds.commands.typed import FilePath, Text
from fonds.terminal import give


class Command(click.Command):
    """A command whose help starts with examples, since they are what people read."""

    def __init__(self, *arguments: Any, examples: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.examples = examples
        _translate(self)
        for each in self.params:
            if each.type is click.STRING:
                each.type = Text()

    def get_short_help_str(self, limit: int = 0) -> str:
        """What the command does, whole: click would cut it in the middle of a sentence."""
        return _in_short(self)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples first, then what click writes."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


class Group(click.Group):
    """A family of commands, with examples first and in the order of use.

    Those of `modules`, from a command's name to the module of this package that holds it under that name (or
    under another one, after a colon), are imported when they are asked for.
    """

    def __init__(
        self,
        *arguments: Any,
        examples: tuple[str, ...] = (),
        modules: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.examples = examples
        _translate(self)
        self.modules = modules or {}

    def get_short_help_str(self, limit: int = 0) -> str:
        """What the family is for, whole."""
        return _in_short(self)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples first, then what click writes."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are used."""
        return list(dict.fromkeys([*self.modules, *self.commands]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported now if it was not before; for an unknown name all, to say which was meant."""
        for name in [cmd_name] if cmd_name in self.modules else self.modules:
            if name not in self.commands:
                module, _, attribute = self.modules[name].partition(":")
                found = import_module(f"{__package__}.{module}")
                self.add_command(getattr(found, attribute or name), name)
        return super().get_command(ctx, cmd_name)


def _in_short(command: click.Command) -> str:
    return re.split(r" ?: |\.", command.help or "", maxsplit=1)[0]


def _translate(command: click.Command) -> None:
    """Say what a command says of itself, and of its options, in the language of the terminal."""
    command.help = in_words(command.help or "")
    for each in command.params:
        each.metavar = each.metavar and in_words(each.metavar)
        if isinstance(each, click.Option):
            each.help = in_words(each.help or "")


def write_examples(formatter: click.HelpFormatter, examples: tuple[str, ...]) -> None:
    """The section of examples, commands as one would type them."""
    # A colon follows, which stands apart from the word in French.
    with formatter.section(_("Exemples") + " " * (wording.spoken() == wording.FRENCH)):
        for example in examples:
            formatter.write(f"  {in_words(example)}\n")
    formatter.write_paragraph()


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--library DIR`, else FONDS_LIBRARY, else the folder one stands in."""
    return click.option(
        "--library",
        "library",
        type=FilePath(path_type=str),
        metavar="DOSSIER",
        callback=lambda _context, _parameter, value: _found(value),
        help="La bibliothèque ; sinon FONDS_LIBRARY, sinon le dossier où l'on se trouve.",
    )(command)


def _found(named: str | None) -> Library:
    """The library a command works on, by its own clock from here on."""
    library = find_library(named)
    follow_zone(library.settings.library.timezone)
    return library


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--json`: one object on stdout instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Répondre par un objet JSON.")(command)


def print_json(value: object) -> None:
    """One JSON object, indented, on stdout."""
    give(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
