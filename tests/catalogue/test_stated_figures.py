import pytest

from catalogue.stated_figures import figures_in


def told(text):
    return [(each.number, each.unit, each.counted, each.year) for each in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("À Châtellerault, 31 % des logements du faubourg sont vacants.",
         ("31", "%", "des logements du faubourg sont vacants", None)),
        ("Le Val de Sambre comptait 128 000 habitants en 1999.", ("128 000", "", "habitants", 1999)),
        ("Le Luxembourg compte 602 005 habitants au 1er janvier 2018.", ("602 005", "", "habitants", 2018)),
        ("Le taux de chômage des jeunes est de 38,5 % dans le quartier.",
         ("38,5", "%", "taux de chômage des jeunes", None)),
        ("En 2005, la convention a représenté 230 millions d’euros de travaux.",
         ("230", "", "millions d’euros", 2005)),
        ("L’exposition qui en est issue a été vue par 6 400 personnes.", ("6 400", "", "personnes", None)),
        ("Ce secteur représente 35 % des emplois et se structure\nautour de l’énergie.",
         ("35", "%", "des emplois", None)),
    ],
)  # fmt: skip
def test_a_sentence_says_how_much_of_what_and_when(text, figure):
    assert told(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Les organismes doivent réserver au moins 30 % des logements.",
        "L’emprise au sol des bâtiments ne peut excéder 55 % de la superficie du terrain.",
        "L’objectif est de 500 logements, dont la moitié est déjà bâtie.",
        "D’ici 2030, la ville aura 12 000 habitants et deux écoles.",
        "Conventionner les projets sur la base de 60 % de l’aide aux postes qui a cours.",
        "Entre 20 000 et 30 000 hectares sont grignotés chaque année dans le pays.",
        "Le nombre de médecins pour 1 000 habitants est parmi les plus élevés.",
        "La densité est l'une des plus faibles, de 35 habitants par kilomètre carré.",
        "Le conseil est composé à 80 % des présidents des fédérations régionales.",
        "Les frais d'enlèvement sont facturés 800,00 € aux riverains de la voie.",
        "Les 2 communes ont signé la convention au printemps de cette année-là.",
        "Tableau 3 | 1 200 logements | 31 % des ménages | est.",
        "1 200 logements",
    ],
)
def test_what_is_no_fact_says_none(text):
    assert told(text) == []


def test_a_year_that_may_be_of_something_else_is_left_out():
    for text in (
        "Au total, 40 % des chômeurs le sont, et leur ancienneté, qui était de 400 jours en 2008, augmente.",
        "Selon l'enquête de 2013, 110 000 allocataires ont reçu cette aide en 2011.",
        "Rien n’a changé : 44 % des habitants disent éviter certains lieux, autant qu’en 2001.",
    ):
        assert [each.year for each in figures_in(text)] == [None], text


def test_bullets_and_headings_are_parted_and_wrapped_lines_are_not():
    text = (
        "Constats :\n• La commune compte 4 000 habitants en tout.\n"
        "• La ville a 310 logements vacants en 2009."
    )
    assert [each[0] for each in told(text)] == ["4 000", "310"]
    headed = (
        "Le territoire en chiffres\nLes deux régions comptent 44 quartiers, dont la\nVille de Dreux a trois."
    )
    (found,) = figures_in(headed)
    assert found.sentence == "Les deux régions comptent 44 quartiers, dont la Ville de Dreux a trois."
