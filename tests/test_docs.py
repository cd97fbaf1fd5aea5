"""What exists is documented: every command, option, setting and field that a user may meet."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from catalogue.notice import KEYS
from catalogue.settings import SECTIONS, Settings
from fonds.cli import cli

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SETTINGS = [(section, key) for section, kind in SECTIONS.items() for key in kind.__dataclass_fields__]


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


def told_settings() -> dict[str, str]:
    """What the document of settings says is the value before anyone changes it, by `[section] key`."""
    rows = re.findall(r"^\| `(\[\w+\] \w+)` \| `([^|]*)` \| .+ \|$", page("reglages.md"), re.MULTILINE)
    assert len(rows) == len(dict(rows)), "told twice"
    return dict(rows)


def test_the_document_of_settings_says_what_holds() -> None:
    held = {f"[{s}] {key}": getattr(getattr(Settings(), s), key) for s, key in SETTINGS}
    told = {key: tomllib.loads(f"value = {value}")["value"] for key, value in told_settings().items()}
    assert told == msgspec.json.decode(msgspec.json.encode(held))


@pytest.mark.parametrize("name", sorted(path.name for path in (*DOCS.glob("*.md"), *ROOT.glob("*.md"))))
def test_a_setting_that_is_spoken_of_exists(name: str) -> None:
    text = ((DOCS if (DOCS / name).exists() else ROOT) / name).read_text(encoding="utf-8")
    spoken = re.findall(r"`\[(\w+)\] (\w+)", text)
    variables = re.findall(r"`FONDS_(?!TEST_)([A-Z]+)_(\w+)`", text)
    unknown = {*spoken, *((s.lower(), key.lower()) for s, key in variables)} - {*SETTINGS}
    assert not unknown


def test_every_key_of_a_notice_is_documented() -> None:
    text = page("notices.md")
    assert [key for key in KEYS if f"`{key}`" not in text] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = page("decisions/0002-dependances.md").lower()
    names = [spec.split(">")[0].split("=")[0].split("[")[0].strip() for spec in project["dependencies"]]
    assert [name for name in names if name not in reasons] == []
