from pathlib import Path

from search_app.serving.process import environment


def test_threads_share_their_heaps_unless_one_says_otherwise() -> None:
    assert environment({"LANG": "fr"}, Path("comptes")) == {
        "LANG": "fr",
        "MALLOC_ARENA_MAX": "2",
        "PROMETHEUS_MULTIPROC_DIR": "comptes",
    }
    assert environment({"MALLOC_ARENA_MAX": "8"}, Path("comptes"))["MALLOC_ARENA_MAX"] == "8"
