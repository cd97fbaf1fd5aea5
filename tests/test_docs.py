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
from docs.tables import TABLES, written
from fonds.cli import cli

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ROOMS = ("confined", "catalogue", "search", "desk", "exchange", "alerts", "indexer", "search_app", "fonds")
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


@pytest.mark.parametrize("name", [path.name for path in DOCS.glob("*.md")])
def test_a_table_that_derives_is_what_the_code_says(name: str) -> None:
    assert page(name) == written(page(name)), "run `make tables`"


def test_each_derived_table_stands_somewhere() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    assert [name for name in TABLES if f"<!-- table: {name} -->" not in told] == []


def anchors(path: Path) -> set[str]:
    """What a link may point at in a document, made of its headings as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


DOCUMENTS = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_is_dead(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _hash, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_decisions_are_numbered_without_holes() -> None:
    """A new decision takes the next number: of two that took the same, the later one moves on."""
    paths = sorted((DOCS / "decisions").glob("0*.md"))
    numbers = [f"{number:04d}" for number in range(1, len(paths) + 1)]
    assert [path.name[:4] for path in paths] == numbers
    assert [path.read_text(encoding="utf-8")[:7] for path in paths] == [f"# {each}:" for each in numbers]


def test_a_decision_that_is_spoken_of_is_there() -> None:
    there = {path.name[:4] for path in (DOCS / "decisions").glob("0*.md")}
    spoken = {
        number
        for path in DOCUMENTS
        for number in re.findall(r"(?<![\d-])00[0-4]\d(?![\d-])", path.read_text(encoding="utf-8"))
    }
    assert spoken <= there


def test_a_document_that_the_code_names_is_there() -> None:
    sources = [each for room in ROOMS for each in (ROOT / room).rglob("*.py")]
    dead = {
        f"{each.relative_to(ROOT)}: {name}"
        for each in [*sources, *DOCUMENTS]
        for name in re.findall(r"\bdocs/[\w/-]+\.\w+", each.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    }
    assert not dead


def test_every_key_of_a_notice_is_documented() -> None:
    text = page("notices.md")
    assert [key for key in KEYS if f"`{key}`" not in text] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = page("decisions/0002-dependances.md").lower()
    names = [spec.split(">")[0].split("=")[0].split("[")[0].strip() for spec in project["dependencies"]]
    assert [name for name in names if name not in reasons] == []


THREATS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page("menaces.md"))


@pytest.mark.parametrize(("file", "name"), THREATS)
def test_each_threat_is_answered_by_a_test_that_exists(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_no_threat_is_without_an_answer() -> None:
    rows = [line for line in page("menaces.md").splitlines() if re.match(r"\| \d+\. ", line)]
    assert len(rows) == 24
    assert all("::test_" in row for row in rows)


def test_every_point_of_the_contract_names_tests_that_are_there() -> None:
    named_tests = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", page("contrat-de-page.md"))
    points = re.findall(r"^\| (\d+) \|", page("contrat-de-page.md"), re.MULTILINE)
    assert points == [str(number) for number in range(1, 17)]
    missing = [
        f"{path}::{name}"
        for path, name in named_tests
        if not (ROOT / path).is_file() or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert not missing
