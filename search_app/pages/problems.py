"""Problems: what of an address could not be read, in words that say what to write instead."""

from catalogue.fields import FACETS
from search.parser import MAX_WORDS
from search.query import MAX_PAGE
from search_app.language import N_, _, number_text
from search_app.state import MAX_TEXT, PAGE_SIZES, Problem

_SENTENCES = {
    "q": N_("Votre recherche dépasse %(length)s caractères ; seul le début a été cherché."),
    "beyond": N_("Seuls les %(words)s premiers mots de votre recherche ont été cherchés."),
    "all": N_(
        "« %(value)s » ne contient aucun mot à chercher : les petits mots (de, la, et…) et les signes sont "
        "dans tous les documents. Ajoutez un mot du sujet."
    ),
    "annee": N_(
        "L'année « %(value)s » ne se lit pas. Écrivez quatre chiffres, par exemple 2007 ou 2005..2010."
    ),
    "tri": N_("L'ordre « %(value)s » n'existe pas ; les documents sont classés par pertinence."),
    "synonymes": N_("Le réglage « synonymes=%(value)s » n'existe pas ; seul « synonymes=non » se comprend."),
    "par_page": N_("« %(value)s » résultats par page n'est pas un choix : écrivez %(sizes)s."),
    "page": N_("La page « %(value)s » n'existe pas : les pages vont de 1 à %(last)s."),
}

_UNKNOWN = N_("Le filtre « %(facet)s : %(value)s » n'existe pas dans ce fonds ; il est laissé de côté.")
_FACET_OF_KEY = {facet.key: facet for facet in FACETS.values()}

#: Most characters of a wrong value that are said again.
_SHOWN = 60


def problem_sentence(problem: Problem, last_page: int = MAX_PAGE) -> str:
    """One problem as a sentence for the visitor; `last_page` is the last page there is to see."""
    facet = _FACET_OF_KEY.get(problem.key)
    return _(_SENTENCES.get(problem.key, _UNKNOWN)) % {
        "facet": _(facet.label) if facet else problem.key,
        "value": problem.value[:_SHOWN],
        "words": number_text(MAX_WORDS),
        "length": number_text(MAX_TEXT),
        "last": number_text(last_page),
        "sizes": ", ".join(map(str, PAGE_SIZES)),
    }
