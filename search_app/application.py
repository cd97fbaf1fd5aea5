"""The application: blueprints, headers and errors put together."""

from collections.abc import Callable

from flask import Flask

from catalogue.library import Library, find_library
from catalogue.reading import Catalogue, open_catalogue
from search_app import about, caching, compression, errors, headers, language, notice, search
from search_app.page_image import PageImages
from search_app.pages import frame
from search_app.reading import Reading

#: Largest request body; every route reads addresses only.
MAX_BODY = 64 * 1024


def create_app(
    library: Library | None = None, *, opener: Callable[[Library], Catalogue] = open_catalogue
) -> Flask:
    """The site of a library: the one given, else that of FONDS_LIBRARY or of the current folder.

    `opener` opens the catalogue at the first request and again until it succeeds, so the site may start
    before the first `fonds index` has ended.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    library = library or find_library()
    app.extensions["reading"] = Reading(library, opener, PageImages(library.index / "pages"))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (language, frame, headers, compression, caching, errors):
        part.register(app)
    for blueprint in (search.blueprint, notice.blueprint, about.blueprint):
        app.register_blueprint(blueprint)
    return app
