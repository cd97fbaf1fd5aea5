"""What is not for visitors appears nowhere: every route and every export is listed and asked as a visitor.

Three times: for a document that is internal, one that waits to be published, one under an embargo. Published,
or its embargo over, it is found by every word.

A route that is new must be added to `ASKED`, or be one of the desk's, which answer nobody who did not log in
(`tests/search_app/desk/test_identity.py`).
"""

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import tomlkit

from alerts.subscription import Frequency
from alerts.subscriptions import Subscriptions
from catalogue import rights
from catalogue.library import create_library, open_library
from catalogue.notice import Notice, write_notice
from catalogue.rights import PUBLIC_READER, STAFF_READER
from catalogue.rooms import ROOMS
from catalogue.settings import FILE_NAME
from catalogue.short_code import short_code
from catalogue.vocabulary import load_vocabularies
from desk.site_files import SiteFiles
from exchange.bundles.creating import create_bundle
from exchange.bundles.shelf import LIST, publish, published
from exchange.formats import FORMATS
from indexer.pipeline import Run, index
from search.reading import open_catalogue
from search.search import Search
from search_app.application import create_app
from tests.search_app.conftest import Client
from tests.search_app.pdf_files import Sheet, pdf_bytes

#: A word for each place of the internal document that an answer could be made of, and for its name.
SECRETS = {
    "body": "zorglubien", "title": "frimoussard", "creators": "quetzalbert", "publisher": "plumecroche",
    "abstract": "tarabiscotine", "source": "sourcilleuse", "rights": "droitiniere", "file": "clandestinade",
}  # fmt: skip
OPEN = "La rénovation urbaine du quartier Sanitas à Tours avance avec les habitants du contrat de ville."

EXPORTS = [f.name for f in FORMATS.values()]
Q = "?q={word}"
#: Endpoint → addresses to ask. {secret} and {own} are records, {word} each secret word in turn.
ASKED = {
    "static": ["/static/base.css"],
    "search.home": ["/"],
    "search.results": ["/recherche", "/recherche" + Q, "/recherche?q=habitants", "/recherche?tri=titre"],
    "search.results_json": ["/recherche.json", "/recherche.json" + Q, "/recherche.json?q=habitants"],
    "search.suggestions": ["/suggestions" + Q, "/suggestions?q={start}"],
    "notice.show": ["/notice/{secret}", "/notice/{own}", "/notice/{own}?q={word}"],
    "notice.show_json": ["/notice/{secret}.json", "/notice/{own}.json"],
    "notice.page": ["/notice/{secret}/page/1", "/notice/{own}/page/1", "/notice/{own}/page/1" + Q],
    "notice.page_asked": ["/notice/{secret}/page?n=2"],
    "notice.image": ["/notice/{secret}/page/1/image", "/notice/{secret}/page/1/image?largeur=240"],
    "notice.file": ["/notice/{secret}/fichier"],
    "permanent.show": ["/d/{secret_code}", "/d/{own_code}"],
    "permanent.page": ["/d/{secret_code}/1", "/d/{own_code}/1"],
    "selection.show": [
        "/selection?d={own_code},{secret_code}",
        "/selection?d={own_code},{secret_code}&vue=comparer",
    ],
    "alerts.show": ["/alertes", "/alertes?q={word}", "/alertes?q=habitants"],
    "alerts.ask": ["/alertes?q={word}"],
    "alerts.one": ["/alertes/suivi?cle={alert}"],
    "alerts.change": ["/alertes/suivi?cle={alert}"],
    "alerts.leave": ["/alertes/arret?cle={alert}"],
    "alerts.stop": ["/alertes/arret?cle={alert}"],
    "alerts.stopped": ["/alertes/arretee"],
    "about.help_page": ["/aide"],
    "institution.accessibility": ["/accessibilite"],
    "institution.about": ["/a-propos"],
    "institution.contact": ["/contact", "/contact?objet=erreur&notice={secret}"],
    "institution.privacy": ["/donnees-personnelles"],
    "institution.write": ["/contact?notice={secret}"],
    "institution.colours": ["/couleurs/0f4c5c.css"],
    "institution.logo": ["/logo/{logo}.webp"],
    "about.sitemap": ["/plan"],
    "institution.legal": ["/mentions-legales"],
    "about.health": ["/healthz"],
    "about.robots": ["/robots.txt"],
    "about.metrics": ["/metrics"],
    "about.security": ["/.well-known/security.txt"],
    "about.favicon": ["/favicon.ico"],
    "about.style": ["/style.css"],
    "about.script_file": ["/script.js"],
    "feeds.atom": ["/recherche.atom", "/recherche.atom" + Q],
    "feeds.opensearch": ["/opensearch.xml"],
    "feeds.sitemap": ["/sitemap.xml"],
    "feeds.sitemap_pages": ["/sitemap-pages.xml"],
    "feeds.sitemap_part": ["/sitemap-0.xml"],
    "oai.provide": [
        "/oai?verb=Identify", "/oai?verb=ListSets", "/oai?verb=ListMetadataFormats",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
        "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={secret}",
    ],
    "api.openapi": ["/openapi.yaml"],
    "api.page_json": ["/notice/{secret}/page/1.json", "/notice/{own}/page/1.json"],
    "notice.theme": ["/theme/{theme}"],
    "notice.programme": ["/dispositif/{programme}"],
    "search.values": [f"/recherche/valeurs/{key}" for key in ("auteur", "editeur", "motcle")],
    "ways_in.themes": ["/themes"],
    "ways_in.programmes": ["/dispositifs"],
    "ways_in.territories": ["/territoires"],
    "ways_in.territory": ["/territoires/R24", "/territoires/C37261"],
    "ways_in.territory_before": ["/territoire/reg:24"],
    "rooms.agenda": ["/agenda"],
    "rooms.agenda_ics": ["/agenda.ics"],
    "rooms.event_ics": ["/agenda/{secret_code}.ics"],
    "rooms.evaluation": ["/agenda/{secret_code}/evaluation"],
    "rooms.evaluate": ["/agenda/{secret_code}/evaluation"],
    "rooms.evaluation_sheet": ["/agenda/{secret_code}/fiche"],
    "rooms.dossiers": ["/dossiers"],
    "rooms.dossier_odt": ["/dossiers/{secret_code}.odt"],
    "rooms.experiences": ["/experiences", "/experiences" + Q, "/experiences?porteur={word}"],
    "rooms.compare": ["/experiences/comparer?d={secret_code},{own_code}"],
    "rooms.sheet_template": ["/experiences/modele.odt", "/experiences/modele.docx"],
    "rooms.questions": ["/questions", "/questions" + Q],
    "rooms.acteurs": ["/acteurs", "/acteurs" + Q],
    "rooms.actors_csv": ["/acteurs.csv"],
    "rooms.actors_vcf": ["/acteurs.vcf"],
    "rooms.etat-des-lieux": ["/etat-des-lieux", "/etat-des-lieux" + Q, "/etat-des-lieux?q="],
    "rooms.indicateurs": ["/indicateurs", "/indicateurs" + Q, "/indicateurs?lieu=reg:24"],
    "rooms.indicators_csv": ["/indicateurs.csv", "/indicateurs.csv" + Q],
    "rooms.stocktake_odt": ["/etat-des-lieux.odt?q=", "/etat-des-lieux.odt" + Q],
    "rooms.stocktake_pdf": ["/etat-des-lieux.pdf?q="],
    "ways_in.author": ["/auteur/{word}", "/recherche?auteur={word}", "/recherche?editeur={word}"],
    "gaps.show": ["/lacunes"],
    "gaps.table": ["/lacunes.csv"],
    "network.centres": ["/reseau"],
    "network.offers": ["/partage/"],
    "network.offer": ["/partage/{list}", "/partage/{bundle}"],
    "sru.serve": ["/sru", "/sru?operation=searchRetrieve&version=1.2&query={word}", "/sru?query=habitants"],
    **{
        f"exports.results_{name.replace('.', '_')}": [f"/recherche.{name}", f"/recherche.{name}{Q}"]
        for name in EXPORTS
    },
    **{
        f"selection.export_{name.replace('.', '_')}": [f"/selection.{name}?d={{own_code}},{{secret_code}}"]
        for name in EXPORTS
    },
    **{
        f"exports.record_{name.replace('.', '_')}": [f"/notice/{{secret}}.{name}", f"/notice/{{own}}.{name}"]
        for name in EXPORTS
    },
}  # fmt: skip


#: Why the document is hidden → what its notice says.
HIDDEN = {
    "internal": {"access": "internal"},
    "proposed": {"status": "proposed"},
    "embargo": {"embargo": "2999-12-31"},
}


@pytest.fixture(scope="module", params=HIDDEN)
def hidden(request):
    return HIDDEN[request.param]


@pytest.fixture(scope="module")
def rights_library(tmp_path_factory, hidden):
    library = create_library(tmp_path_factory.mktemp("rights") / "bibliotheque")
    stated = f"Le chantier {SECRETS['body']} du Sanitas a 1 200 logements."
    lines = [OPEN[:60], OPEN[60:], stated]
    words = tuple((40, 500 - 20 * number, line) for number, line in enumerate(lines))
    name = f"{SECRETS['file']}.pdf"
    said = {key: SECRETS[key] for key in ("title", "publisher", "abstract", "source", "rights")}
    library = with_contact(library)
    event = {"room": "agenda", "begins": "2126-03-12"}
    write_notice(
        library.corpus / f"{name}.toml",
        Notice({**said, **hidden, **event, "creators": (SECRETS["creators"],)}),
    )
    (library.corpus / name).write_bytes(pdf_bytes(Sheet(words)))
    (library.corpus / "ouvert.md").write_text(f"# Le Sanitas\n\n{OPEN}\n", encoding="utf-8")
    index(Run(library, workers=1))
    return library


def with_contact(library):
    """The same library with somebody to write to, mail that leaves and its rooms open."""
    settings = library.folder / FILE_NAME
    told = tomlkit.parse(settings.read_text(encoding="utf-8"))
    told["library"] |= {"contact": "doc@exemple.fr", "url": "http://bibliotheque.invalid"}
    told["mail"] = {"host": "127.0.0.1"}
    told["site"] = {"rooms": list(ROOMS)}
    settings.write_text(tomlkit.dumps(told), encoding="utf-8")
    return open_library(library.folder)


@pytest.fixture(scope="module")
def names(rights_library):
    """What stands for the placeholders of an address."""
    files = {name: rights_library.corpus / name for name in ("ouvert.md", f"{SECRETS['file']}.pdf")}
    own, secret = (hashlib.sha256(path.read_bytes()).hexdigest() for path in files.values())
    vocabularies = load_vocabularies()
    concepts = {
        "theme": next(iter(vocabularies.themes.concepts)),
        "programme": next(iter(vocabularies.programmes.concepts)),
    }
    logo = SiteFiles(rights_library).keep_logo(b"an image")[len("logo-") : -len(".webp")]
    alerts = Subscriptions(rights_library.state)
    alerts.ask("anne@exemple.fr", "q=habitants", Frequency.DAILY, "fr", visitor="192.0.2.1")
    shelf = publish(rights_library, published(rights_library))
    return {
        "own": own,
        "secret": secret,
        "own_code": short_code(own),
        "secret_code": short_code(secret),
        "list": LIST,
        "bundle": shelf.bundles[0].file,
        "logo": logo,
        "alert": alerts.all()[0].key,
        **concepts,
    }


@pytest.fixture(scope="module")
def visitor(rights_library):
    app = create_app(rights_library)
    app.test_client_class = Client
    yield app.test_client()
    app.extensions["site_library"].images.close()


def told(content):
    """Everything an answer says, folded; a package is opened."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = b"\n".join(package.read(name) for name in package.namelist())
    return content.decode("utf-8", "replace").lower()


def leaked(content, asked=""):
    """The secrets an answer gives away; the one that was asked for may be repeated as asked."""
    text = told(content)
    return [word for word in SECRETS.values() if word in text and word != asked]


def test_every_route_is_listed(visitor):
    endpoints = {rule.endpoint for rule in visitor.application.url_map.iter_rules()}
    public = {each for each in endpoints if not each.startswith("desk.")}
    assert public == set(ASKED), "list the new route in ASKED, with addresses that would leak"


def test_the_secrets_are_there_for_staff(rights_library):
    catalogue = open_catalogue(rights_library)
    for name, word in SECRETS.items():
        if name not in ("source", "rights", "file"):
            hits = catalogue.search(catalogue.query(Search(word), STAFF_READER)).hits
            assert [hit.record.title for hit in hits] == [SECRETS["title"]], name
    assert catalogue.search(catalogue.query(Search(), PUBLIC_READER)).total == 1
    catalogue.close()


@pytest.mark.parametrize("endpoint", ASKED)
def test_what_is_internal_appears_in_no_answer(visitor, names, endpoint):
    for address in ASKED[endpoint]:
        for word in SECRETS.values() if "{word}" in address or "{start}" in address else [""]:
            asked = address.format(word=quote(word), start=word[:4], **names)
            answer = visitor.get(asked)
            assert answer.status_code in (200, 301, 302, 404), asked
            assert not leaked(answer.data, word), asked
            named = "{secret" in address and "{own" not in address
            if not named and not address.startswith("/auteur/"):
                assert answer.status_code != 404, asked
                assert names["secret"] not in told(answer.data), asked
            elif endpoint != "oai.provide":  # which says so in XML, by its protocol
                assert answer.status_code == 404, asked


def test_no_count_betrays_it(visitor):
    for word in SECRETS.values():
        found = visitor.get(f"/recherche.json?q={word}").get_json()
        assert found["total"] == 0 and not any(found["facets"].values()), word
    found = visitor.get("/recherche.json?q=habitants").get_json()
    assert found["total"] == 1
    assert {each["count"] for values in found["facets"].values() for each in values} <= {1}
    assert visitor.get("/healthz").get_json()["records"] == 1


def test_no_suggestion_spells_it(visitor):
    for word in SECRETS.values():
        assert visitor.get(f"/suggestions?q={word[:5]}").get_json()[1] == []
        assert visitor.get(f"/recherche.json?q={word[:-1]}x").get_json()["suggestion"] is None


def test_no_bundle_carries_it(rights_library, tmp_path):
    create_bundle(rights_library, tmp_path / "lot.zip")
    assert not leaked((tmp_path / "lot.zip").read_bytes())


def test_it_is_found_by_every_word_once_the_day_has_come(visitor, names, hidden, monkeypatch):
    if "embargo" not in hidden:
        pytest.skip("only an embargo ends by itself")
    monkeypatch.setattr(rights, "local_now", lambda: datetime(2999, 12, 31, tzinfo=UTC))
    for name in ("body", "title", "creators", "abstract"):
        assert names["secret"] in visitor.get(f"/recherche.json?q={SECRETS[name]}").text, name
    for address in (
        "/notice/{secret}", "/notice/{secret}/page/1", "/notice/{secret}/fichier", "/notice/{secret}.ris",
    ):  # fmt: skip
        assert visitor.get(address.format(**names)).status_code == 200, address
    for address in (
        "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc", "/sitemap-0.xml", "/recherche.atom",
        "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:bibliotheque.invalid:{secret}",
    ):  # fmt: skip
        assert names["secret"] in visitor.get(address.format(**names)).text, address
    assert visitor.get(f"/suggestions?q={SECRETS['title'][:5]}").get_json()[1]


def test_it_stays_unknown_once_it_is_withdrawn(rights_library, visitor, names):
    document = rights_library.corpus / f"{SECRETS['file']}.pdf"
    content = document.read_bytes()
    document.rename(rights_library.folder / "ailleurs.pdf")
    notice = document.with_name(document.name + ".toml")
    notice.rename(rights_library.folder / "ailleurs.toml")
    index(Run(rights_library, workers=1))
    assert visitor.get(f"/notice/{names['secret']}").status_code == 404
    assert names["secret"] not in visitor.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").text
    assert hashlib.sha256(content).hexdigest() == names["secret"]
