import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.test import create_environ

from catalogue.deposit import place
from catalogue.errors import ConfigurationError
from catalogue.indexing import Activity, tell_indexing
from catalogue.library import create_library
from indexer.pipeline import Run, index
from search_app.serving import access_log
from search_app.serving.access_log import AccessLog, shortened
from search_app.serving.site import Site


def lines(folder):
    return [line for path in sorted(folder.iterdir()) for line in path.read_text().splitlines()]


def test_a_request_is_noted_without_words_searched_and_without_naming_a_visitor(tmp_path):
    site = Site(create_library(tmp_path / "fonds"))
    environ = create_environ("/aide\r\nforgé\x1b[31m", query_string={"q": "secret"})
    environ["REMOTE_ADDR"] = "203.0.113.77"
    list(site(environ, lambda *_: None))
    (line,) = lines(tmp_path / "fonds" / "state" / "access")
    told = json.loads(line)
    assert (told["method"], told["status"], told["address"]) == ("GET", 404, "203.0.113.0/24")
    assert "secret" not in line and "\x1b" not in line


@pytest.mark.parametrize(
    ("address", "kept"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2::7", "2001:db8:1::/48"), ("unix", ""), ("", "")],
)
def test_addresses_are_shortened(address, kept):
    assert shortened(address) == kept


def test_old_files_go_and_none_is_written_when_none_is_wanted(tmp_path):
    folder = tmp_path / "access"
    folder.mkdir()
    (folder / "2001-01-01.jsonl").write_text("{}")
    for days in (0, 2):
        log = AccessLog(folder, days)
        log.note("GET", "/", 200, 1.0, 5, "::1")
        log.close()
        assert (folder / "2001-01-01.jsonl").exists() == (days == 0)
    assert len(lines(folder)) == 1


class Tomorrow(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(days=1)


def test_a_day_that_cannot_begin_costs_its_lines_and_no_other_file(tmp_path, monkeypatch):
    log = AccessLog(tmp_path / "access", 30)
    log.note("GET", "/", 200, 1.0, 5, "::1")
    monkeypatch.setattr(access_log, "datetime", Tomorrow)
    (tmp_path / "access" / f"{Tomorrow.now(UTC).date()}.jsonl").mkdir()
    log.note("GET", "/", 200, 1.0, 5, "::1")
    with (tmp_path / "other").open("w") as other:  # of a number that the log must not think its own
        log.note("GET", "/", 200, 1.0, 5, "::1")
        log.close()
        other.write("whole")
    assert (tmp_path / "other").read_text() == "whole"


def test_a_library_that_was_taken_away_is_not_begun_again(tmp_path):
    library = create_library(tmp_path / "fonds")
    library.folder.rename(tmp_path / "elsewhere")
    log = AccessLog(library.state / "access", 30)
    log.note("GET", "/", 200, 1.0, 5, "::1")
    log.close()
    tell_indexing(library, Activity.WAITING)
    for asked in (lambda: index(Run(library)), lambda: place(library, tmp_path / "a.pdf", Path("a.pdf"))):
        with pytest.raises((ConfigurationError, OSError)):
            asked()
    assert not library.folder.exists()


def test_a_disk_that_refuses_stops_nobody(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(access_log.os, "write", refuse)
    log = AccessLog(tmp_path, 30)
    log.note("GET", "/", 200, 1.0, 5, "::1")
    log.close()
