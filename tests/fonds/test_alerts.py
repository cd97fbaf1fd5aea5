"""`fonds alerts`, on a library that can write to people."""

import json

from click.testing import CliRunner

from fonds.cli import cli
from tests.alerts.conftest import SITE, alerts, mailing, office, write_settings  # noqa: F401 - fixtures
from tests.alerts.post_office import free_port
from tests.alerts.reader_of_test import ANNE


def run(library, *arguments):
    return CliRunner().invoke(cli, ["alerts", *arguments, "--library", str(library.folder)])


def test_send_list_and_erase(alerts):  # noqa: F811 - the fixture
    alerts.ask()
    assert "demandes de confirmation envoyées : 1" in run(alerts.library, "send").stdout
    assert "Rien à envoyer." in run(alerts.library, "send").stdout
    alerts.confirm()
    assert run(alerts.library, "list").stdout.split("\t") == [ANNE, "q=logement", "chaque semaine\n"]
    told = json.loads(run(alerts.library, "list", "--json").stdout)
    assert told["alerts"][0]["email"] == ANNE and "key" not in told["alerts"][0]
    erased = run(alerts.library, "erase", ANNE)
    assert "Alertes effacées : 1." in erased.stdout and "sauvegardes" in erased.stderr
    assert "Aucune alerte." in run(alerts.library, "list").stderr


def test_a_server_that_takes_nothing_is_said_with_its_code(alerts):  # noqa: F811
    alerts.ask()
    write_settings(alerts.library.folder, SITE, free_port())
    sent = run(alerts.library, "send")
    assert sent.exit_code == 5 and "serveur de courrier" in sent.stderr
    assert ANNE not in sent.output


def test_what_is_missing_is_said(library):
    sent = run(library, "send")
    assert sent.exception is not None and "[mail] host" in str(sent.exception)
