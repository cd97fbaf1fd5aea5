from pathlib import Path

from rdflib import Graph, URIRef

from catalogue.vocabulary.graphs import chosen, overlay
from catalogue.vocabulary.turtle import scheme_of

PREFIX = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"
)


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIX + text, format="turtle")


def labels(graph: Graph) -> dict[str, str]:
    return {each.identifier: each.label() for each in scheme_of(Path("x.ttl"), graph).concepts}


def test_the_later_of_two_concepts_of_one_name_stands() -> None:
    earlier = graph('<urn:a:1> a skos:Concept ; skos:prefLabel "Avant"@fr . '
                    '<urn:a:2> a skos:Concept ; skos:broader <urn:a:1> ; '
                    'skos:prefLabel "Reste"@fr .')  # fmt: skip
    later = graph('<urn:b:1> a skos:Concept ; skos:prefLabel "Après"@fr .')
    both = overlay(earlier, later)
    assert labels(both) == {"1": "Après", "2": "Reste"}
    assert (URIRef("urn:a:2"), None, URIRef("urn:b:1")) in both


def test_a_scheme_that_replaces_the_other_stands_alone() -> None:
    earlier = graph('<urn:a:1> a skos:Concept ; skos:prefLabel "Avant"@fr .')
    later = graph("<urn:b> a skos:ConceptScheme ; dcterms:replaces <urn:a> . "
                  '<urn:b:9> a skos:Concept ; skos:prefLabel "Seul"@fr .')  # fmt: skip
    assert labels(overlay(earlier, later)) == {"9": "Seul"}


def test_what_is_not_chosen_and_what_has_no_name_is_left_out() -> None:
    file = graph('<urn:a:1> a skos:Concept ; skos:prefLabel "Un"@fr ; skos:note [ skos:note "x" ] . '
                 '<urn:a:2> a skos:Concept ; skos:prefLabel "Deux"@fr .')  # fmt: skip
    kept = chosen(file, [URIRef("urn:a:1")])
    assert labels(kept) == {"1": "Un"}
    assert len(kept) == 2
