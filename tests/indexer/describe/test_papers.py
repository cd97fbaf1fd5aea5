import pytest

from indexer.describe.papers import is_paper, papers_in


@pytest.mark.parametrize(
    "name",
    ["Ouest-France", "France 3 Limousin", "La Gazette de l'Oise", "Le Crieur de la Villeneuve", "Aqui.fr"],
)
def test_papers_are_known_by_their_names(name: str) -> None:
    assert is_paper(name)
    assert [(5, 5 + len(name))] == list(papers_in(f"Vu : {name}, hier"))


@pytest.mark.parametrize(
    "name", ["La voix des habitants", "www.aqui.fr", "france", "Le Journal", "petit@Aqui.fr"]
)
def test_voices_and_addresses_are_no_papers(name: str) -> None:
    assert not list(papers_in(name))
