"""The desk's home: what waits, in plain words, each with the way to it."""

from dataclasses import dataclass

from flask import render_template, url_for

from desk.accounts import Role
from desk.attention import Attention
from desk.deposits import Deposits
from desk.duplicates import alike
from desk.unanswered import Unanswered, UnansweredSearch
from desk.views import Views
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import mine_waiting, trash
from search_app.desk.desk_records import file_states, open_catalogue, troubled_files
from search_app.desk.identity import person
from search_app.desk.inbox import inbox
from search_app.desk.indexer_state import indexer_state
from search_app.desk.practices import waiting_practices
from search_app.desk.publication import waiting_to_be_published
from search_app.desk.review import waiting_names
from search_app.desk.site_boxes import incomplete_pages
from search_app.desk.unanswered import noted, term_names
from search_app.language import counted, ngettext, number_text
from search_app.pages.links import Link, search_url
from search_app.site_library import site_library
from search_app.state import SearchState

#: Searches without an answer named on the page.
UNANSWERED = 15
#: Files of a depositor looked at, the latest first.
MINE = 200


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
    kept = Unanswered(site_library().library)
    unanswered = _told(kept.most_asked(UNANSWERED)) if librarian else []
    return render_template(
        "desk/home.html",
        account=account,
        indexer=indexer_state(),
        waiting=_waiting() if librarian else [],
        mine=[] if librarian else _mine(),
        unanswered=unanswered,
        wanted=_told(kept.wanted()) if librarian else [],
        terms=term_names() if unanswered else [],
        noted=noted(),
        views=Views(site_library().library).all() if librarian else [],
        days=site_library().library.settings.desk.unanswered_days,
        latest=Deposits(site_library().library).latest(None if librarian else account.name, 5),
    )


def _told(found: list[UnansweredSearch]) -> list[tuple[Link, str, str]]:
    """Each with the search it was, how often it was made, and its words."""
    return [
        (
            Link(each.words, search_url(SearchState(each.words))),
            counted("%(num)s fois", "%(num)s fois", each.times),
            each.words,
        )
        for each in found
    ]


def _mine() -> list[Link]:
    """What a depositor sent and may still correct."""
    states = file_states(Deposits(site_library().library).paths_of(person().name)[:MINE])
    records = (mine_waiting(state.identifier) for state in states.values() if state.identifier)
    return [
        Link(record.title, url_for("desk.edit", identifier=record.identifier)) for record in records if record
    ]


def _waiting() -> list[Waiting]:
    review, pairs, thrown = len(waiting_names()), len(alike(site_library().library)), len(trash().all())
    alike_text = ngettext("ressemblance à regarder", "ressemblances à regarder", pairs)
    publish, troubles = len(waiting_to_be_published()), len(troubled_files())
    failed = ngettext("fichier ou notice en échec", "fichiers ou notices en échec", troubles)
    found = [
        _line(publish, ngettext("document à publier", "documents à publier", publish), "desk.publication"),
        _line(review, ngettext("document à vérifier", "documents à vérifier", review), "desk.queue"),
        _line(troubles, failed, "desk.troubles"),
        _line(pairs, alike_text, "desk.duplicates"),
    ]
    letters, pages = inbox().waiting(), incomplete_pages()
    if letters:
        found.append(_line(letters, ngettext("message à lire", "messages à lire", letters), "desk.inbox"))
    if pages:
        asked = ngettext("page du site à compléter", "pages du site à compléter", pages)
        found.append(_line(pages, asked, "desk.site"))
    if practices := len(waiting_practices()):
        told = ngettext("expérience à redemander", "expériences à redemander", practices)
        found.append(_line(practices, told, "desk.practices"))
    lacking = _lacking()
    binned = ngettext("document à la corbeille", "documents à la corbeille", thrown)
    # What lies in the trash waits for nobody.
    found.append(Waiting(number_text(thrown), binned, url_for("desk.trash"), calm=True))
    found.append(
        _line(lacking, ngettext("notice à compléter", "notices à compléter", lacking), "desk.quality")
    )
    return found


def _lacking() -> int:
    """Notices that lack a theme or a date, or say what is no longer so."""
    found = open_catalogue()
    return Attention(found.library, found.vocabularies).lacking(found.log) if found else 0


def _line(count: int, what: str, endpoint: str) -> Waiting:
    return Waiting(number_text(count), what, url_for(endpoint), calm=not count)
