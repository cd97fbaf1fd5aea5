from pathlib import Path

import pytest

from indexer.extract.formats import Options, detect, extract

SRT = (
    "1\r\n00:00:01,000 --> 00:00:04,000\r\n<i>Bonjour</i> à tous,\r\n\r\n"
    "2\r\n00:00:04,000 --> 00:00:08,000\r\nBonjour à tous,\r\nla médiation commence.\r\n"
)
VTT = (
    "WEBVTT - Rencontre\n\nNOTE relu\n\n00:01.000 --> 00:04.000 align:start\n<v Élise>Bonjour à tous,\n\n"
    "nom\n00:04.000 --> 00:08.000\nBonjour à tous,\nla médiation commence.\n"
)


@pytest.mark.parametrize(("name", "content", "time"), [("a.srt", SRT, "00:00:01"), ("a.vtt", VTT, "00:01")])
def test_what_is_said_is_read_once_with_the_time(tmp_path: Path, name: str, content: str, time: str) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode("cp1252"))
    said = extract(path, detect(path), Options()).pages[0].text
    assert said == f"[{time}] Bonjour à tous, la médiation commence."
