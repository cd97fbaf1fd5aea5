"""What another centre's concepts are here: by address, by matches, by what is broader, or nothing."""

import pytest

from catalogue.library import Library
from catalogue.log import Log
from catalogue.record import Record
from catalogue.vocabulary import Concept, Vocabularies, Vocabulary, load_vocabularies
from exchange.bundles.bundle_concepts import (
    ConceptMatcher,
    Match,
    SharedConcept,
    pack_concepts,
    shared_concepts,
    unpack_concepts,
)
from exchange.bundles.coverage import coverage
from exchange.bundles.skos import UNREADABLE, concepts_in, turtle
from exchange.received import Sent, receive
from indexer.follow import follow_received
from tests.exchange.centres import VILLE

THEIRS = "https://ville.example/themes/"
SANTE = "urn:x-fonds:themes:sante"


def theirs(name: str, **links: tuple[str, ...]) -> SharedConcept:
    return SharedConcept(THEIRS + name, name.title(), "themes", **links)


def ours() -> Vocabularies:
    concepts = (
        Concept("sante", {"fr": "Santé"}, address=SANTE, matches=("https://tiers.example/7",)),
        Concept(
            "sport", {"fr": "Sport"}, address="urn:x-fonds:themes:sport", close_matches=(THEIRS + "jeux",)
        ),
        Concept("local", {"fr": "Local"}, address="urn:x-fonds:local:local"),
    )
    empty = {name: Vocabulary(name) for name in ("programmes", "types", "audiences", "regions")}
    return Vocabularies(
        Vocabulary("themes", {each.identifier: each for each in concepts}), **empty, version="1"
    )


@pytest.mark.parametrize(
    ("concept", "match"),
    [
        (SharedConcept(SANTE, "Santé", "themes"), Match("sante", "same")),
        (theirs("soins", matches=(SANTE,)), Match("sante", "exact")),
        (theirs("soins", matches=("https://tiers.example/7",)), Match("sante", "exact")),
        (theirs("soins", close_matches=(SANTE,)), Match("sante", "close")),
        (theirs("jeux"), Match("sport", "close")),
        (theirs("hopital", broader=(SANTE,)), Match("sante", "broader")),
        (theirs("rien"), Match("", "none")),
        (theirs("cercle", broader=(THEIRS + "cercle",)), Match("", "none")),
        (SharedConcept("urn:x-fonds:centre:ville:themes:local", "Local", "themes"), Match("", "none")),
    ],
)
def test_a_concept_is_what_somebody_says_it_is(concept: SharedConcept, match: Match) -> None:
    assert ConceptMatcher(ours(), [concept], "fonds").match("themes", concept.address) == match


def test_a_record_is_told_in_our_words() -> None:
    matcher = ConceptMatcher(ours(), [theirs("soins", matches=(SANTE,)), theirs("rien")], "fonds")
    record = Record(
        "a", "Bilan", themes=(THEIRS + "soins", THEIRS + "rien", SANTE), type="urn:x-fonds:types:x"
    )
    told = matcher.translate(record)
    assert (told.themes, told.type) == (("sante",), "")


def test_what_is_harvested_may_use_our_identifiers() -> None:
    assert ConceptMatcher(ours(), [], "fonds").match("themes", "sante").means == "none"
    assert ConceptMatcher(ours(), [], "fonds", plain=True).match("themes", "sante").identifier == "sante"


def test_concepts_come_back_from_turtle() -> None:
    told = tuple(shared_concepts(load_vocabularies(), {"themes": {"education"}}, "ville"))
    assert [each.label for each in told] == ["Cohésion sociale", "Éducation, réussite éducative"]
    assert sorted(concepts_in(turtle(told)), key=lambda each: each.address) == list(told)
    assert unpack_concepts(pack_concepts(told)) == told


def test_damaged_turtle_is_an_error_we_know() -> None:
    with pytest.raises(UNREADABLE):
        list(concepts_in(b"<urn:a> <urn:b"))


def test_coverage_counts_what_is_matched_and_what_is_not(library: Library) -> None:
    known, unknown = "urn:x-fonds:themes:education", theirs("rien")
    records = [Record("a", "A", themes=(known, unknown.address)), Record("b", "B", themes=(known,))]
    packed = pack_concepts([unknown])
    receive(library, VILLE, map(Sent, records), vocabulary=packed)
    follow_received(library)
    rows = coverage(library, "ville")
    assert [(each.label, each.means, each.records) for each in rows] == [
        ("Rien", "none", 1),
        (known, "same", 2),
    ]
    assert Log(library.log_path).entry("a@ville").record.themes == ("education",)


def test_a_new_match_of_ours_is_applied_to_what_stands(library: Library) -> None:
    concept = theirs("glisse")
    packed = pack_concepts([concept])
    receive(library, VILLE, [Sent(Record("a", "A", themes=(concept.address,)))], vocabulary=packed)
    follow_received(library)
    assert Log(library.log_path).entry("a@ville").record.themes == ()
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f'<urn:x:neige> a skos:Concept ; skos:prefLabel "Neige"@fr ; skos:exactMatch <{concept.address}> .\n',
        encoding="utf-8",
    )
    follow_received(library)
    assert Log(library.log_path).entry("a@ville").record.themes == ("neige",)
