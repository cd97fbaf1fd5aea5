from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError
from catalogue.vocabulary.turtle import read_turtle

PREFIXES = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <http://schema.org/> .
@prefix fonds: <urn:x-fonds:terms:> .
@prefix : <https://example.org/voc#> .
"""


@pytest.fixture
def read(tmp_path: Path):
    def read(text: str):
        path = tmp_path / "themes.ttl"
        path.write_text(PREFIXES + text, encoding="utf-8")
        return read_turtle(path)

    return read


def test_reads_all_that_skos_says_of_a_concept(read) -> None:
    (concept,) = read(""":CUCS a skos:Concept ; skos:notation "C1" ; skos:broader :contrats ;
        skos:prefLabel "Contrat urbain"@fr, "Urban contract"@en ; skos:altLabel "CUCS"@fr, "contrat Cucs",
        "x"@en ;
        skos:hiddenLabel "avenant"@fr, "amendment"@en ;
        fonds:context "contrat" ; skos:definition "Un contrat."@fr ;
        schema:startDate "2007" ; schema:endDate "2014-12-31" ; dcterms:replaces :cdv ;
        skos:exactMatch <https://example.org/1> ; dcterms:source "ASH" .""").concepts
    assert concept.identifier == "cucs"
    assert dict(concept.labels) == {"fr": "Contrat urbain", "en": "Urban contract"}
    assert (concept.alternatives, concept.acronyms, concept.cues) == (
        ("contrat Cucs",),
        ("CUCS",),
        ("avenant", "amendment"),
    )
    assert (concept.start, concept.end, concept.contexts) == (2007, 2014, ("contrat",))
    assert (concept.broader, concept.predecessors) == (("contrats",), ("cdv",))
    assert (concept.notation, concept.matches) == ("C1", ("https://example.org/1",))
    assert (concept.definition, concept.source) == ("Un contrat.", "ASH")


def test_collections_keep_their_years_and_the_order_of_their_members(read) -> None:
    (collection,) = read(""":f a skos:Collection ; skos:prefLabel "Cadre"@fr ; skos:member :b, :a ;
        schema:startDate "2015" ; schema:endDate "2023" ; dcterms:source "Loi" .""").collections
    assert (collection.members, collection.label("en")) == (("b", "a"), "Cadre")
    assert (collection.start, collection.end, collection.source) == (2015, 2023, "Loi")


def test_near_concepts_of_others_are_kept_apart_from_the_same_ones(read) -> None:
    (concept,) = read(""":a a skos:Concept ; skos:prefLabel "A"@fr ; skos:exactMatch <urn:x:1> ;
        skos:closeMatch <urn:x:2> .""").concepts
    assert (concept.matches, concept.close_matches) == (("urn:x:1",), ("urn:x:2",))


def test_inverse_words_are_read_from_the_other_end(read) -> None:
    scheme = read(""":a a skos:Concept ; skos:prefLabel "A"@fr ; skos:narrower :b ; dcterms:isReplacedBy :b .
        :b a skos:Concept ; skos:prefLabel "B"@fr .""")
    assert scheme.concepts[1].broader == ("a",)
    assert scheme.concepts[1].predecessors == ("a",)


def test_concepts_keep_the_order_of_the_file(read) -> None:
    scheme = read("".join(f':c{n} a skos:Concept ; skos:prefLabel "{n}"@fr .\n' for n in (3, 1, 2)))
    assert [each.identifier for each in scheme.concepts] == ["c3", "c1", "c2"]


def test_an_identifier_may_be_stated(read) -> None:
    scheme = read(
        '<https://example.org/?idc=12> a skos:Concept ; dcterms:identifier "sante" ; skos:prefLabel "S"@fr .'
    )
    assert scheme.concepts[0].identifier == "sante"


def test_a_scheme_may_replace_another(read) -> None:
    assert read(":new a skos:ConceptScheme ; dcterms:replaces <urn:x-fonds:themes> .").replaces
    assert not read(":new a skos:ConceptScheme .").replaces


def test_two_preferred_labels_in_one_language_are_told(read) -> None:
    assert read(':a a skos:Concept ; skos:prefLabel "A"@fr, "B"@fr .').ambiguous == ("a",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (":a ( .\n", "themes.ttl, ligne 6 : Turtle illisible"),
        (":a a skos:Concept ; skos:prefLabel", "Turtle illisible"),
        (":a @", "Turtle illisible"),
        (':a a skos:Concept ; skos:prefLabel "A"@en .', "« a » n'a pas de skos:prefLabel en français"),
        (':a a skos:Concept ; skos:prefLabel "A"@fr ; schema:startDate "vers 2007" .', "« vers 2007 »"),
    ],
)
def test_what_cannot_be_read_is_named(read, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=r"themes\.ttl") as caught:
        read(text)
    assert message in str(caught.value)
