"""The desk's home: what waits, in plain words, each with the way to it."""

from dataclasses import dataclass

from flask import current_app, render_template, url_for

from desk.accounts import Role
from desk.deposits import Deposits
from desk.duplicates import alike
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import trash
from search_app.desk.desk_records import troubled_files
from search_app.desk.identity import person
from search_app.desk.inbox import inbox
from search_app.desk.indexer_state import indexer_state
from search_app.desk.publication import waiting_to_be_published
from search_app.desk.review import waiting_names
from search_app.desk.site_boxes import incomplete_pages
from search_app.language import _, ngettext, number_text
from search_app.site_library import site_library

#: Files in trouble named on the page.
TROUBLES = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of thing that waits."""

    #: As written; empty for a page that counts for itself.
    count: str
    what: str
    url: str
    #: Whether nothing waits there.
    calm: bool


@blueprint.get("", endpoint="home")
@wants(Role.DEPOSITOR)
def home() -> str:
    """What waits for this person."""
    account = person()
    librarian = account.role.includes(Role.LIBRARIAN)
    troubles = troubled_files() if librarian else []
    return render_template(
        "desk/home.html",
        account=account,
        indexer=indexer_state(),
        waiting=_waiting(len(troubles)) if librarian else [],
        troubles=[(each.path, each.message or each.notice_error) for each in troubles[:TROUBLES]],
        more=max(len(troubles) - TROUBLES, 0),
        latest=Deposits(site_library().library).latest(None if librarian else account.name, 5),
    )


def _waiting(troubles: int) -> list[Waiting]:
    review, pairs, thrown = len(waiting_names()), len(alike(site_library().library)), len(trash().all())
    alike_text = ngettext("ressemblance à regarder", "ressemblances à regarder", pairs)
    publish = len(waiting_to_be_published())
    found = [
        _line(publish, ngettext("document à publier", "documents à publier", publish), "desk.publication"),
        _line(review, ngettext("document à vérifier", "documents à vérifier", review), "desk.queue"),
        _line(troubles, ngettext("fichier ou notice en échec", "fichiers ou notices en échec", troubles)),
        _line(pairs, alike_text, "desk.duplicates"),
        _line(thrown, ngettext("document à la corbeille", "documents à la corbeille", thrown), "desk.trash"),
    ]
    letters, pages = inbox().waiting(), incomplete_pages()
    if letters:
        found.append(_line(letters, ngettext("message à lire", "messages à lire", letters), "desk.inbox"))
    if pages:
        asked = ngettext("page du site à compléter", "pages du site à compléter", pages)
        found.append(_line(pages, asked, "desk.site"))
    if "desk.quality" in current_app.view_functions:
        found.append(Waiting("", _("Qualité du fonds, et ce qui manque"), url_for("desk.quality"), calm=True))
    return found


def _line(count: int, what: str, endpoint: str = "") -> Waiting:
    url = url_for(endpoint) if endpoint else "#troubles"
    return Waiting(number_text(count), what, url, calm=not count)
