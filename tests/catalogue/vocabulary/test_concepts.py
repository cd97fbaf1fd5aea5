from catalogue.vocabulary import Concept, Vocabulary, load_vocabularies


def _vocabulary(*broader: tuple[str, tuple[str, ...]]) -> Vocabulary:
    concepts = {name: Concept(name, {"fr": name.upper()}, broader=parents) for name, parents in broader}
    return Vocabulary("themes", concepts)


def test_a_label_falls_back_to_french_then_to_the_identifier() -> None:
    vocabulary = _vocabulary(("a", ()))
    assert vocabulary.label("a", "en") == "A"
    assert vocabulary.label("unknown") == "unknown"


def test_ancestors_come_nearest_first() -> None:
    assert _vocabulary(("a", ("b",)), ("b", ("c",)), ("c", ())).ancestors("a") == ("b", "c")


def test_a_circle_of_ancestors_ends() -> None:
    assert _vocabulary(("a", ("b",)), ("b", ("a",))).ancestors("a") == ("b",)


def test_narrower_concepts_come_in_order() -> None:
    assert _vocabulary(("top", ()), ("z", ("top",)), ("a", ("top",))).narrower("top") == ("z", "a")


def test_facets_without_vocabulary_speak_for_themselves() -> None:
    vocabularies = load_vocabularies()
    assert vocabularies.of_facet("theme") is vocabularies.themes
    assert vocabularies.of_facet("year") is None
