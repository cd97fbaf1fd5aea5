"""Taking away: a list of results or one notice in the formats of `exchange.formats`."""

from collections.abc import Callable, Iterable

from flask import Blueprint, Response, stream_with_context

from catalogue.record import Record
from exchange.formats import FORMATS, Format
from exchange.selection import all_records
from search_app.caching import revalidated
from search_app.pages.citation import cited
from search_app.search import asked_state
from search_app.site_library import catalogue, reader

blueprint = Blueprint("exports", __name__)


def _list_view(form: Format) -> Callable[[], Response]:
    @revalidated
    def export() -> Response:
        state, _problems = asked_state()
        query = catalogue().query(state, reader())
        return file_of(form, all_records(catalogue().search, query), "recherche")

    return export


def _record_view(form: Format) -> Callable[[str], Response]:
    @revalidated
    def export(identifier: str) -> Response:
        record = catalogue().record(identifier, reader())
        return file_of(form, (record,), "notice")

    return export


for _form in FORMATS.values():
    _name = _form.name.replace(".", "_")
    blueprint.add_url_rule(f"/recherche.{_form.name}", f"results_{_name}", _list_view(_form))
    blueprint.add_url_rule(f"/notice/<identifier>.{_form.name}", f"record_{_name}", _record_view(_form))


def file_of(form: Format, records: Iterable[Record], name: str) -> Response:
    """The records as a file to save, sent as they are found; nothing of it stands in memory whole."""
    # Labels and addresses are made while the answer is on its way, so the request stays open for them.
    chunks = stream_with_context(form.write(map(cited, records)))
    answer = Response(chunks, mimetype=form.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form.name}"'
    return answer
