import pytest

from catalogue.library import create_library, open_library
from catalogue.rooms import ROOMS as TABLE
from indexer.pipeline import Run, index
from search_app.application import create_app
from tests.search_app.conftest import Client

NOTICES = {
    "agenda/demain": 'room = "agenda"\ntitle = "Journée santé"\nbegins = "2126-03-12 09:30"\n'
    'ends = "2126-03-12 17:00"\nvenue = "Orléans"\nthemes = ["sante"]\nplaces = ["dep:45"]\n'
    'registration = "https://inscription.example/"\ntext = "## Programme\\n\\nLes ateliers santé ville."\n'
    'attendance = "41"\nidentifier = "demain"\ncapacity = "80"\nregister_by = "2126-03-02"\n',
    "agenda/hier": 'room = "agenda"\ntitle = "Rencontre habitat"\nbegins = "2007-10-09"\n'
    'ends = "2007-10-10"\nthemes = ["habitat"]\nproceedings = ["actes"]\n'
    'identifier = "hier"\nevaluation = "open"\n',
    "agenda/cache": 'room = "agenda"\ntitle = "Comité secret"\nbegins = "2126-01-01"\naccess = "internal"\n'
    'identifier = "cache"\n',
    "actes": 'title = "Actes de la rencontre"\nidentifier = "actes"\n',
    "secret": 'title = "Note secrète"\nidentifier = "secret"\naccess = "internal"\n',
    "dossiers/logement": 'room = "dossiers"\ntitle = "Habiter les quartiers"\nissued = "2026"\n'
    'entries = ["actes | Pour commencer.", "secret | Pour nous."]\ntext = "Une **introduction**."\n',
    "experiences/jardin": 'room = "experiences"\ntitle = "Un jardin partagé"\nidentifier = "jardin"\n'
    'lead = "Centre social des Rives"\nmeans = "Un mi-temps, 12 000 euros"\naims = "Se rencontrer."\n'
    'active_on = "2026-03-03"\nthemes = ["cadre-de-vie"]\n',
    "experiences/velo": 'room = "experiences"\ntitle = "Une école du vélo"\nidentifier = "velo"\n'
    'lead = "Ville de Dreux"\nresults = "Quarante adultes roulent."\n',
    "questions/pass": 'room = "questions"\ntitle = "Qu\'est-ce qu\'un ASV ?"\nanswered = "2026-02-01"\n'
    'text = "Une démarche."\nanswer = ["actes"]\nasker = "Zénobie"\nasker_mail = "z@ville.example"\n',
    "acteurs/durand": 'room = "acteurs"\ntitle = "Anne Durand"\nidentifier = "durand"\n'
    'mail = "a.durand@ville.example"\ninformed_on = "2026-01-31"\ntext = "Cheffe de projet."\n',
}
FIGURES = (
    "lieu;indicateur;année;valeur;source\nCentre;Zones urbaines sensibles;2007;30;Rapport 2007\n"
    "Centre;Zones urbaines sensibles;2009;31;Rapport 2009\n"
)
ROOMS = f"\n[site]\nrooms = {list(TABLE)}\n"


@pytest.fixture(scope="package")
def rooms_library(tmp_path_factory):
    folder = create_library(tmp_path_factory.mktemp("rubriques")).folder
    with (folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write(ROOMS)
    library = open_library(folder)
    for name, lines in NOTICES.items():
        path = library.corpus / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(lines, encoding="utf-8")
    (library.folder / "figures").mkdir()
    (library.folder / "figures" / "zus.csv").write_text(FIGURES, encoding="utf-8")
    index(Run(library, workers=1))
    return library


@pytest.fixture
def site(rooms_library):
    site = create_app(rooms_library)
    site.test_client_class = Client
    return site


@pytest.fixture
def rooms_client(site):
    return site.test_client()
