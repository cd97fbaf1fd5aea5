from catalogue.vocabulary.concepts import Concept
from catalogue.vocabulary.settling import settle


def concept(name: str, **more: object) -> Concept:
    return Concept(name, {"fr": name.title()}, **more)  # type: ignore[arg-type]


def settled(*concepts: Concept) -> tuple[dict[str, Concept], dict[str, str]]:
    return settle({each.identifier: each for each in concepts})


def test_names_cues_and_children_go_to_what_took_the_place() -> None:
    gone = concept("jeunes", alternatives=("ados",), cues=("lycéens",), merged_into="jeunesse")
    kept, merged = settled(gone, concept("jeunesse"), concept("colos", broader=("jeunes",)))
    assert merged == {"jeunes": "jeunesse"} and "jeunes" not in kept
    assert kept["jeunesse"].alternatives == ("Jeunes", "ados") and kept["jeunesse"].cues == ("lycéens",)
    assert kept["colos"].broader == ("jeunesse",)


def test_a_parent_merged_into_its_child_leaves_no_circle() -> None:
    kept, _merged = settled(concept("a", merged_into="b"), concept("b", broader=("a",)))
    assert kept["b"].broader == ()


def test_chains_lead_to_their_end_and_circles_and_lost_ends_stand() -> None:
    _kept, merged = settled(concept("a", merged_into="b"), concept("b", merged_into="c"), concept("c"))
    assert merged == {"a": "c", "b": "c"}
    assert settled(concept("a", merged_into="b"), concept("b", merged_into="a"))[1] == {}
    assert settled(concept("a", merged_into="nulle-part"))[1] == {}
