import pytest

from catalogue.vocabulary import load_vocabularies
from indexer.describe.addresses import read_address
from indexer.describe.joined_names import PlacesByName
from indexer.describe.place_names import PlaceNames
from indexer.describe.site_owners import Owner, Whose, owner_of, places_in

VOCABULARIES = load_vocabularies()
PLACES = PlacesByName(VOCABULARIES.places, VOCABULARIES.regions, PlaceNames(VOCABULARIES.places))


def owner(address: str, *texts: str) -> Owner | None:
    read = read_address(address)
    assert read is not None
    return owner_of(read, texts, PLACES)


@pytest.mark.parametrize(
    ("address", "name", "whose", "place"),
    [
        ("https://www.ville-lorient.fr/x", "Ville de Lorient", Whose.TOWN, "com:56121"),
        ("https://www.mairie-bobigny.fr", "Ville de Bobigny", Whose.TOWN, "com:93008"),
        ("https://villedetrappes.fr", "Ville de Trappes", Whose.TOWN, "com:78621"),
        ("https://www.trelaze.fr", "Ville de Trélazé", Whose.TOWN_NAME, "com:49353"),
        ("https://www.st-herblain.fr", "Ville de Saint-Herblain", Whose.TOWN_NAME, "com:44162"),
        ("https://www.lemans.fr", "Ville du Mans", Whose.TOWN_NAME, "com:72181"),
        ("https://www.loire.gouv.fr/x", "Préfecture de la Loire", Whose.PREFECTURE, "dep:42"),
        ("https://www.prefectures-regions.gouv.fr/bretagne/x", "Préfecture de région Bretagne",
         Whose.PREFECTURE, "reg:53"),
        ("https://bretagne.dreets.gouv.fr/x", "DREETS Bretagne", Whose.SERVICE, "reg:53"),
        ("http://www.occitanie.developpement-durable.gouv.fr/x", "DREAL Occitanie", Whose.SERVICE, "reg:76"),
        ("https://www.normandie.ars.sante.fr", "Agence régionale de santé Normandie",
         Whose.SERVICE, "reg:28"),
        ("https://www.ac-poitiers.fr/x", "Académie de Poitiers", Whose.SERVICE, "com:86194"),
        ("https://www.univ-rennes2.fr", "Université Rennes 2", Whose.SERVICE, ""),
        ("https://www.grandlyon.com", "Métropole de Lyon", Whose.GROUP, "epci:200046977"),
        ("https://metropole.toulouse.fr", "Toulouse Métropole", Whose.GROUP, "epci:243100518"),
        ("https://www.essonne.fr", "Département de l'Essonne", Whose.WIDE, "dep:91"),
        ("https://www.departement18.fr", "Département du Cher", Whose.WIDE, "dep:18"),
        ("https://www.nouvelle-aquitaine.fr", "Région Nouvelle-Aquitaine", Whose.WIDE, "reg:75"),
        ("https://www.professionbanlieue.org", "Profession Banlieue", Whose.KNOWN, ""),
        ("https://www.lagazettedescommunes.com/1", "La Gazette des communes", Whose.PAPER, ""),
        ("https://www.lavoixdunord.fr/1", "La Voix du Nord", Whose.PAPER, ""),
        ("https://www.anne-dupont.fr", "Anne Dupont", Whose.PERSON, ""),
        ("https://www.habitat-quartier.fr", "Habitat Quartier", Whose.WORDS, ""),
        ("https://www.gazettedulac.fr", "Gazette du Lac", Whose.PAPER, ""),
        ("https://www.valdorge-tribune.fr", "Valdorge Tribune", Whose.PRESS, ""),
        ("https://stop-aggloevreux.fr", "Evreux Portes de Normandie", Whose.PART, "epci:200071454"),
        ("https://magazine-insee.fr", "Insee", Whose.PART, ""),
        ("https://www.zbrx.fr", "ZBRX", Whose.BARE, ""),
    ],
)  # fmt: skip
def test_whose_site_it_is(address: str, name: str, whose: Whose, place: str) -> None:
    assert owner(address, "Un texte sur le lac.") == Owner(name, whose, place)


def test_a_name_the_text_writes_is_kept_as_it_writes_it() -> None:
    found = owner("https://lepetitangevin.fr", "Publié par Le Petit Angevin, journal local")
    assert found == Owner("Le Petit Angevin", Whose.WRITTEN)
    unnamed = owner("https://habitatetvie.fr", "un habitat et vie de quartier")
    assert unnamed == Owner("Habitat et Vie", Whose.WORDS)


@pytest.mark.parametrize("address", ["https://sig.ville.gouv.fr", "https://solidarites.gouv.fr/x"])
def test_of_ministries_nothing_is_guessed(address: str) -> None:
    assert owner(address) is None


def test_a_village_whose_name_is_a_word_is_no_owner_unless_the_text_names_it() -> None:
    plain = owner("https://www.bulles.fr", "Des bulles de savon")
    assert plain is not None
    assert plain.whose is not Whose.TOWN_NAME
    named = owner("https://www.bulles.fr", "La commune de Bulles")
    assert named is not None
    assert named.whose is Whose.TOWN_NAME


def test_parts_of_a_host_name_places() -> None:
    def inside(text: str) -> list[str]:
        address = read_address(text)
        assert address is not None
        return list(places_in(address, PLACES))

    assert inside("https://nantes.exemple.com") == ["com:44109"]
    assert inside("https://participation-angers.fr") == ["com:49007"]
    assert inside("https://exemple.bzh") == ["reg:53"]
    assert inside("https://exemple.fr") == []
