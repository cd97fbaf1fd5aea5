"""The application: blueprints, headers and errors put together."""

from collections.abc import Callable

from flask import Flask
from werkzeug.routing import IntegerConverter

from catalogue.library import Library, find_library
from search.door import Catalogue
from search.reading import open_catalogue
from search_app import (
    about,
    activity,
    alerts,
    api,
    caching,
    compression,
    errors,
    exports,
    feeds,
    gaps,
    headers,
    institution,
    language,
    network,
    notice,
    oai,
    permanent,
    search,
    selection,
    site_library,
    sru,
    ways_in,
)
from search_app.desk import identity, routes
from search_app.page_images.page_image import PageImages
from search_app.pages import page_frame
from search_app.printing import Templates
from search_app.public_address import url_host, url_path
from search_app.rooms import routes as rooms
from search_app.serving.forwarded import Forwarded, networks_of
from search_app.serving.visitors import Visitors
from search_app.site_library import SiteLibrary

#: Largest request body, forms included; only views that say so (`@wants(…, body=)`) take more: deposits.
MAX_BODY = 64 * 1024
#: Names by which whoever runs the site reaches it from the machine itself.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def create_app(
    library: Library | None = None,
    *,
    opener: Callable[[Library], Catalogue] = open_catalogue,
    visitors: Visitors | None = None,
) -> Flask:
    """The site of a library: the one given, else that of FONDS_LIBRARY or of the current folder.

    `opener` opens the catalogue at the first request and again until it succeeds, so the site may start
    before the first `fonds index` has ended. `visitors` counts what each asks for, over other processes that
    serve the same site.
    """
    app = Flask(__name__)
    app.jinja_environment = Templates
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    library = library or find_library()
    app.config["TRUSTED_HOSTS"] = _hosts(library)
    app.extensions["site_library"] = SiteLibrary(library, opener, PageImages(library.index / "pages"))
    app.url_map.converters["int"] = SmallNumber
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (site_library, language, page_frame, headers, compression, caching, errors):
        part.register(app)
    identity.register(app, library)
    visitors = app.extensions["visitors"] = visitors or Visitors()
    api.register(app, library, visitors)
    activity.register(app, library)
    views = (
        search, ways_in, rooms, notice, permanent, selection, alerts, api, exports, feeds, gaps, oai, sru,
        network, about, institution, routes,
    )  # fmt: skip
    for blueprint in (each.blueprint for each in views):
        app.register_blueprint(blueprint)
    proxies, path = networks_of(library.settings.serve.proxies), url_path(library.settings.library.url)
    app.wsgi_app = Forwarded(app.wsgi_app, proxies, path)  # type: ignore[method-assign,assignment]
    return app


class SmallNumber(IntegerConverter):
    """A number in an address, of as many digits as anything here has; any other is no address of the site."""

    regex = r"\d{1,9}"


def _hosts(library: Library) -> list[str] | None:
    """The names the site answers to once its public address is set, so that no other can stand in a page."""
    public = url_host(library.settings.library.url)
    return [public, *LOCAL_HOSTS] if public else None
