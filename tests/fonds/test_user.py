import json

import pytest
from click.testing import CliRunner

from catalogue.library import create_library
from fonds.cli import cli

PASSWORD = "quatre mots pris au hasard\n"


@pytest.fixture
def user(tmp_path):
    library = create_library(tmp_path)

    def run(*arguments, input=PASSWORD):
        return CliRunner().invoke(cli, ["user", *arguments, "--library", str(library.folder)], input=input)

    return run


def test_the_first_account_is_the_administrators(user):
    assert "administrateur" in user("add", "claire").stdout
    assert "déposant" in user("add", "paul").stdout
    listed = json.loads(user("list", "--json").stdout)["accounts"]
    assert [(each["name"], each["role"]) for each in listed] == [
        ("claire", "administrator"),
        ("paul", "depositor"),
    ]
    assert "password" not in listed[0]


def test_a_role_is_written_with_or_without_its_accent(user):
    user("add", "claire")
    assert user("add", "paul", "--role", "deposant").exit_code == 0
    assert "documentaliste" in user("role", "paul", "Documentaliste").stdout
    assert user("role", "paul", "chef").exit_code == 2


def test_accounts_are_changed_and_removed(user):
    user("add", "claire")
    user("add", "paul")
    assert user("password", "paul", input="encore quatre autres mots\n").exit_code == 0
    assert user("remove", "paul").exit_code == 0
    assert "paul" not in user("list").stdout


def test_mistakes_are_sentences(user):
    assert "12" in str(user("add", "claire", input="court\n").exception)
    user("add", "claire")
    assert "seul administrateur" in str(user("remove", "claire").exception)
    assert "Aucun compte" in str(user("password", "paul").exception)
