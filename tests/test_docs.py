"""What exists is documented: every command, option, setting and field that a user may meet."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from catalogue.notice import KEYS
from catalogue.settings import SECTIONS
from fonds.cli import cli

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def named(family: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name, those of families included."""
    context = click.Context(family)
    for name in family.list_commands(context):
        command = family.get_command(context, name)
        assert command is not None
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from named(command, f"{prefix}{name} ")


@pytest.mark.parametrize(("name", "command"), list(named(cli)))
def test_every_command_is_documented_and_helps(name: str, command: click.Command) -> None:
    text = page("commandes.md")
    assert f"`fonds {name}" in text
    assert command.help
    assert command.examples
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert any(f"{name}" in text for name in (*parameter.opts, *parameter.secondary_opts)), (
                parameter.opts
            )


@pytest.mark.parametrize("section", SECTIONS)
def test_every_setting_is_documented(section: str) -> None:
    for key in SECTIONS[section].__dataclass_fields__:
        assert f"`[{section}] {key}`" in page("reglages.md")


def test_every_key_of_a_notice_is_documented() -> None:
    text = page("notices.md")
    assert [key for key in KEYS if f"`{key}`" not in text] == []


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = page("decisions/0002-dependances.md").lower()
    names = [spec.split(">")[0].split("=")[0].split("[")[0].strip() for spec in project["dependencies"]]
    assert [name for name in names if name not in reasons] == []
