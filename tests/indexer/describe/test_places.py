from pathlib import Path

import pytest

from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.gazetteer import load_gazetteer
from indexer.describe.folded_text import Passage
from indexer.describe.mentions import survey
from indexer.describe.place_names import PlaceNames, without_namesakes
from indexer.describe.places import PlaceReader
from indexer.describe.proposal import Proposal, settled
from indexer.describe.recogniser import Hit, Recogniser, longest
from indexer.describe.regions import place_forms
from indexer.describe.weights import shipped
from tests.indexer.describe.samples import pages, title

VOCABULARIES = load_vocabularies()
RECOGNISER = Recogniser(place_forms(VOCABULARIES.regions))
NAMES = PlaceNames(VOCABULARIES.places)


def find(passage: Passage) -> list[Hit]:
    return without_namesakes(longest([*RECOGNISER.find(passage), *NAMES.find(passage)]))


def proposals(*texts: str, heading: str = "Une étude") -> tuple[Proposal, ...]:
    reader = PlaceReader(NAMES, VOCABULARIES.places)
    read = survey(pages(*texts), title(heading), find, {"places": reader})
    return settled(reader.propose(read, shipped()))


def places(*texts: str, heading: str = "Une étude") -> list[str]:
    return [found.value for found in proposals(*texts, heading=heading)]


@pytest.mark.parametrize(
    "text",
    ["Le centre social et le Centre de ressources.", "Au nord, un lot de travaux ; la somme est due.",
     "Les quais de l'Yonne sont requalifiés.", "Un Centre et des villes.", "La manche du Var."],
)  # fmt: skip
def test_common_words_are_no_places(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La région Centre soutient les agglomérations.", ["reg:24"]),
        ("Les acteurs des régions Centre et Poitou-Charentes.", ["reg:24", "reg:54"]),
        ("Un réseau en Centre-Val de Loire.", ["reg:24"]),
        ("L'accès aux soins dans le département du Lot.", ["dep:46"]),
        ("Au Blanc-Mesnil (Seine-Saint-Denis), la régie recrute.", ["com:93007"]),
        ("Trois communes dans le Cher (18).", ["dep:18"]),
    ],
)
def test_names_in_their_context_are_places(text: str, expected: list[str]) -> None:
    assert sorted(places(text)) == expected


def test_former_regions_stay_themselves() -> None:
    assert places("Le Poitou-Charentes et ses villes.") == ["reg:54"]


def test_nord_pas_de_calais_names_its_two_departements() -> None:
    assert places("Le Nord-Pas-de-Calais et ses villes.") == ["reg:31", "dep:59", "dep:62"]


def test_a_region_in_the_name_of_a_body_says_little() -> None:
    (body,) = proposals("Témoignage d'un agent de la DRJSCS du Languedoc-Roussillon sur le programme.")
    (place,) = proposals("Témoignage d'un habitant du Languedoc-Roussillon sur le programme.")
    assert body.confidence < place.confidence


def test_a_place_said_once_in_a_long_document_is_left_out() -> None:
    long = "Les quartiers prioritaires sont soutenus par les politiques nationales. " * 400
    assert places(long + "Exemple en Bretagne.") == []
    assert places(long, heading="Les quartiers en Bretagne") == ["reg:53"]


def test_many_regions_make_a_national_document() -> None:
    assert places("Villes en Bretagne, en Corse, en Normandie, en Occitanie et dans le Grand Est.") == []


def test_each_place_has_its_quotes() -> None:
    text = "Le Loiret agit pour l'habitat. Rien d'autre. Le Loiret finance les chantiers. Le Loiret décide."
    (found,) = proposals("Une couverture.", text, heading="L'habitat")
    assert found.value == "dep:45"
    assert [(each.page, each.quote) for each in found.evidence] == [
        (2, "Le Loiret agit pour l'habitat."),
        (2, "Le Loiret finance les chantiers."),
        (2, "Le Loiret décide."),
    ]


def test_departements_told_one_by_one_make_their_region() -> None:
    text = "Les quartiers de la région Picardie : dans l'Oise, dans l'Aisne et dans la Somme, trois profils."
    assert places(text) == ["reg:22"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("À Sens, la municipalité requalifie les quais.", ["com:89387"]),
        ("La ville de Rue rénove ses logements.", ["com:80688"]),
        ("Le contrat de ville de Tours est signé.", ["com:37261"]),
        ("À Saint-Denis (93), la ville agit.", ["com:93066"]),
        ("À Saint-Denis (La Réunion), la ville agit.", ["com:97411"]),
        ("St-Étienne-du-Rouvray lance son contrat.", ["com:76575"]),
        ("Le projet est né au Havre en 2005.", ["com:76351"]),
        ("La mairie de Châlons-sur-Marne a signé.", ["com:51108"]),
        ("Dans le quartier Saint-Paul à Tours, un jardin ouvre.", ["com:37261"]),
        ("Les élus d'Ivry-sur-Seine et de Vitry-sur-Seine signent.", ["com:94041", "com:94081"]),
    ],
)
def test_towns_are_told_by_what_stands_around_them(text: str, expected: list[str]) -> None:
    assert sorted(places(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tours et barres seront démolies, les tours disparaissent.",
        "Sens de la démarche : donner du sens.",
        "Rue de Paris, avenue de Lyon, place de Nantes : trois chantiers.",
        "Pierre Laval, Christophe Bouchet et M. Vernon ont signé.",
        "Fait à Blois, le 12 mai 2008.",
        "Le séminaire s'est tenu à Lyon.",
        "Contact : 93500 Pantin cedex.",
        "Université de Bordeaux, laboratoire de sociologie.",
        "La société Orange déploie la fibre.",
        "À Montréal, au Québec, un autre modèle.",
        "Les ambitions de l'Union européenne.",
        "L'atelier a lieu à Saint-Paul.",
        "Présents : ALEXIS LUNEL, ANNE NOYON.",
        "Le Val de Sambre et le Val d'Orne Habitat.",
        "La rencontre aura lieu à Saint-Pierre-des-Corps.",
        "Contact : mairie de Roubaix, 17 Grand-Place.",
    ],
)
def test_words_persons_streets_and_meeting_places_are_no_subject(text: str) -> None:
    assert places(text) == []


def test_a_meeting_place_is_no_subject_even_in_the_title() -> None:
    assert places("Actes du colloque tenu à Nantes.", heading="Colloque de Nantes") == []
    assert places("Fondée en 1988.", heading="La régie de quartier de Chambéry") == ["com:73065"]


def test_the_title_says_where_the_press_is() -> None:
    assert places("Le maire inaugure.", heading="Tours : une maison de projets ouvre") == ["com:37261"]


def test_homonyms_are_told_apart_by_the_departement_named_elsewhere() -> None:
    assert places("La Seine-Saint-Denis agit. La ville de Saint-Denis rénove.")[-1] == "com:93066"
    assert places("La Réunion agit. La ville de Saint-Denis rénove.")[-1] == "com:97411"


def test_examples_from_all_over_the_country_make_a_national_document() -> None:
    text = "Six quartiers : Lannion (22), Châteauroux (36), Loos (59), Beuvry (62), Sevran (93)."
    assert places(text) == []


def test_the_name_of_a_street_is_no_region() -> None:
    assert places("Située rue de Bourgogne, la mission locale recrute.") == []


def test_towns_of_one_departement_stand_for_it_when_they_are_many() -> None:
    text = (
        "Sevran, Aulnay-sous-Bois, Montreuil, Pantin, Bobigny, Bondy, Drancy, Stains et Saint-Ouen-sur-Seine"
    )
    assert places(f"Étude : {text}. Enquête à Sevran et à Bondy.") == ["dep:93"]


def test_a_quarter_counts_in_a_document_about_its_commune(tmp_path: Path) -> None:
    (tmp_path / "quarters.csv").write_text("code,name,commune\nQP037005,Sanitas,37261\n")
    gazetteer = load_gazetteer(tmp_path)
    reader = PlaceReader(PlaceNames(gazetteer), gazetteer)
    text = pages("La ville de Tours rénove le Sanitas.")
    read = survey(text, title("Un quartier"), lambda each: list(reader.names.find(each)), {"places": reader})
    assert [found.value for found in settled(reader.propose(read, shipped()))] == [
        "com:37261",
        "qpv:QP037005",
    ]


def test_a_region_spoken_of_more_than_its_town_stays_beside_it() -> None:
    text = "Poitou-Charentes s'engage. En Poitou-Charentes, Poitiers agit. Le Poitou-Charentes paie."
    assert places(text)[0] == "reg:54"


def folder_cases() -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            "La politique de la ville à La Réunion : les quartiers de l'île.",
            ["reg:04"],
            ["com:47222", "reg:75"],
        ),
        ("Garde des Sceaux, ministre de la Justice, a signé.", [], ["com:92071"]),
        ("L'Union nationale des centres sociaux et l'union locale.", [], ["com:31561", "com:75056"]),
        ("Cayenne, Macouria et Rémire-Montjoly signent.", ["com:97302", "com:97305", "com:97309"], []),
        ("Avec Jean Lyon, Paul Limoges et Marie Bourges.", [], ["com:69123", "com:87085", "com:18033"]),
        ("Avec Claude Lyon, Daniel Limoges et Bernard Bourges.", [], ["com:69123", "com:87085", "com:18033"]),
        ("Les Bezonnais se réunissent ; la ville de Bezons invite.", ["com:95063"], []),
        ("La communauté d'agglomération Riom Limagne et Volcans prépare son plan.", ["com:63300"], []),
        ("Les projets de la Cinor et de Saint-Denis.", ["com:97411"], ["com:93066"]),
    ]


@pytest.mark.parametrize(("text", "must", "must_not"), folder_cases())
def test_longer_and_better_known_readings_come_first(text: str, must: list[str], must_not: list[str]) -> None:
    found = places(text)
    assert set(must) <= set(found)
    assert not set(must_not) & set(found)
