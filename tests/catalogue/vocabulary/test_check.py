from pathlib import Path

import pytest

from catalogue.vocabulary.check import check_vocabularies

PREFIXES = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix fonds: <urn:x-fonds:terms:> .
@prefix : <urn:x-fonds:themes:> .
"""


def _concept(name: str, rest: str = "") -> str:
    return f':{name} a skos:Concept ; skos:prefLabel "Mon {name}"@fr, "My {name}"@en {rest} .\n'


def test_the_shipped_vocabularies_are_without_fault() -> None:
    assert check_vocabularies() == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (_concept("a", ', "Autre"@fr'), "« a » : deux skos:prefLabel"),
        (_concept("a") + '<urn:other:a> a skos:Concept ; skos:prefLabel "B"@fr .', "« a » : deux concepts"),
        (_concept("a", "; skos:broader :nothing"), "« a » : skos:broader nomme « nothing »"),
        (_concept("a", "; dcterms:isReplacedBy :nothing"), "dcterms:isReplacedBy nomme « nothing »"),
        (
            _concept("a", "; skos:broader :b") + _concept("b", "; skos:broader :a"),
            "« b » : il est plus large",
        ),
        (_concept("a", "; skos:broader :a"), "« a » : il est plus large que lui-même"),
        (_concept("a", '; schema:startDate "2010" ; schema:endDate "2009"'), "il finit (2009)"),
        (
            _concept("a", '; schema:startDate "2010" ; dcterms:isReplacedBy :b')
            + _concept("b", '; schema:startDate "2005"'),
            "« b », qui le remplace, commence avant lui",
        ),
        (_concept("a", '; skos:altLabel "Mon b"@fr') + _concept("b"), "« Mon b » désigne « a » et « b »"),
        (
            _concept("a", '; skos:altLabel "ZZZ"') + _concept("b", '; skos:altLabel "zzz"'),
            "« zzz » désigne « b » et « a »",
        ),
        (
            _concept("a", "; dcterms:isReplacedBy :b") + _concept("b", "; dcterms:isReplacedBy :a"),
            "« a » : il se succède à lui-même",
        ),
        (
            _concept("a") + ':c a skos:Collection ; skos:prefLabel "C"@fr, "C"@en ; skos:member :a, :zz .',
            "« c » : skos:member nomme « zz »",
        ),
        (':a a skos:Concept ; skos:prefLabel "Mon a"@fr .', "« a » : pas de skos:prefLabel en anglais"),
        (":a a", "Turtle illisible"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "themes.ttl").write_text(PREFIXES + text, encoding="utf-8")
    faults = check_vocabularies(tmp_path)
    assert any("themes.ttl" in each and fault in each for each in faults), faults


@pytest.mark.parametrize(
    "text",
    [
        _concept("a", '; skos:altLabel "ZZZ" ; dcterms:isReplacedBy :b')
        + _concept("b", '; skos:altLabel "ZZZ"'),
        _concept("a", '; skos:altLabel "ZZZ" ; fonds:context "x"')
        + _concept("b", '; skos:altLabel "ZZZ" ; fonds:context "y"'),
        _concept("a", '; skos:altLabel "ZZZ"') + _concept("b", '; skos:altLabel "ZZZ" ; skos:broader :a'),
    ],
)
def test_kin_and_told_apart_concepts_may_share_a_label(tmp_path: Path, text: str) -> None:
    (tmp_path / "themes.ttl").write_text(PREFIXES + text, encoding="utf-8")
    assert check_vocabularies(tmp_path) == []


def test_a_file_that_nothing_reads_is_told(tmp_path: Path) -> None:
    (tmp_path / "theme.ttl").touch()
    assert check_vocabularies(tmp_path)[0].startswith("theme.ttl n'est lu par rien")
