"""The page of an author, a person or a body: what of theirs is held, about what, and with whom."""

from dataclasses import dataclass

from catalogue.errors import UnknownRecordError
from search_app.language import _
from search_app.pages.holdings import Holdings, holdings
from search_app.state import SearchState


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """All that `author.html` prints."""

    title: str
    held: Holdings


def author_page(name: str) -> AuthorPage:
    """The page of one author; raises UnknownRecordError where this reader may see nothing of theirs."""
    state = SearchState().selecting("author", [name])
    held = holdings(state)
    if not held.total:
        raise UnknownRecordError(
            _("Aucun document du fonds ne porte ce nom d'auteur. Cherchez-le ci-dessus.")
        )
    return AuthorPage(name, held)
