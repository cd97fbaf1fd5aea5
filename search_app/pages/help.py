"""What one may type: the operators of the search box, each with an example to follow."""

from dataclasses import dataclass

from search_app.language import N_, _
from search_app.pages.links import Link, search_url
from search_app.state import SearchState

_OPERATORS = (
    ("santé jeunes", N_("tous ces mots, n'importe où dans le document")),
    ('"politique de la ville"', N_("ces mots tels quels, côte à côte, petits mots compris (de, la, l'…)")),
    ("sport OU culture", N_("l'un ou l'autre ; écrivez OU en capitales (OR convient aussi)")),
    ("emploi SAUF stage", N_("sans ce mot ; « -stage » convient aussi")),
    ("logem*", N_("tous les mots qui commencent ainsi ; au moins trois lettres")),
    ("titre:diagnostic", N_("dans le titre seulement ; de même « auteur: », « editeur: », « resume: »")),
)


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to ask, with an example."""

    example: Link
    meaning: str


def operators() -> tuple[Operator, ...]:
    """All of them, in the language of the page; the examples stay French as the documents are."""
    return tuple(
        Operator(Link(text, search_url(SearchState(text))), _(meaning)) for text, meaning in _OPERATORS
    )
