from indexer.describe.author_types import beside_sorts, sorts_of


def test_types_of_one_sort_count_together_and_unlikely_ones_not_at_all() -> None:
    assert sorts_of({"presse": 0.4, "article": 0.3, "memoire": 0.01, "unknown": 0.2}) == {"news": 0.7}


def test_a_sign_is_seen_with_the_sort_of_its_document() -> None:
    assert beside_sorts({"person": 1.0, "alone": 1.0}, {"news": 0.7}) == {
        "person": 1.0,
        "alone": 1.0,
        "news: person": 0.7,
    }
