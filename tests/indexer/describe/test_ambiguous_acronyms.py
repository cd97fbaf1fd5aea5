"""Acronyms of several meanings, in the sentences documents write them in, with the vocabulary as shipped."""

import pytest

from catalogue.vocabulary import load_vocabularies
from indexer.describe.concept_forms import concept_forms
from indexer.describe.mentions import survey
from indexer.describe.programmes import ProgrammeWeigher, propose_programmes
from indexer.describe.proposal import settled
from indexer.describe.recogniser import Recogniser
from tests.indexer.describe.samples import pages, title

PROGRAMMES = load_vocabularies().programmes
RECOGNISER = Recogniser(concept_forms("programmes", PROGRAMMES))


def values(text: str, year: int | None) -> set[str]:
    weigher = ProgrammeWeigher(PROGRAMMES, year, None)
    read = survey(pages(text), title("Note"), RECOGNISER.find, {"programmes": weigher})
    return {found.value for found in settled(propose_programmes(read, PROGRAMMES))}


@pytest.mark.parametrize(
    ("text", "year", "programme"),
    [
        ("Le CLS mobilise la police nationale et les correspondants de nuit.", 2003, "cls"),
        ("Signé en 1999, le CLS réunit la ville et ses voisines.", 1999, "cls"),
        ("Le CLS a été évalué par la commune et son agglomération.", 2002, "cls"),
        ("Un CLS contre la délinquance dans les halls est en préparation.", 2011, "cls"),
        ("Le CLS signé avec l'ARS prévoit une maison pluridisciplinaire.", 2014, "contrat-local-de-sante"),
        ("Le CLS facilite l'accès aux soins des habitants.", 2019, "contrat-local-de-sante"),
        ("La DSU est une dotation de péréquation entre communes.", 2010, "dsu"),
        ("La commune perçoit la DSU, versée avec la DGF.", 2015, "dsu"),
        ("Le montant de la DSU versé à la ville augmente de 4 %.", 2012, "dsu"),
        ("Le PRE accompagne trente enfants dans un parcours individuel.", 2009, "pre"),
        ("Le coordonnateur du PRE rencontre les familles et les enseignants.", 2012, "pre"),
        ("Le CNV rend un avis sur la loi de programmation.", 2014, "cnv"),
        ("Les élus qui siègent au CNV sont nommés par le Premier ministre.", 2013, "cnv"),
        ("Le conseil citoyen (CC) du quartier se réunit chaque mois.", 2016, "conseil-citoyen"),
        ("Le CEL organise les activités périscolaires.", 2001, "cel"),
        ("Le REP+ du collège reçoit deux postes d'enseignants.", 2017, "rep"),
        ("La loi SRU impose 20 % de logements sociaux ; la SRU oblige les communes.", 2006, "sru"),
        ("Le CIV réuni par le Premier ministre lance un plan pour les villes.", 2006, "civ"),
        ("Aux termes de la convention, le FIV apporte des crédits à l'association.", 1997, "fiv"),
    ],
)
def test_the_context_or_the_years_tell_which_programme(text: str, year: int, programme: str) -> None:
    assert values(text, year) == {programme}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Le CLS sera présenté aux partenaires.", 2014),
        ("Le CLS (comité local de suivi) se réunit avec la police.", 2003),
        ("Le développement social urbain (DSU) dispose d'une dotation de la ville.", 2003),
        ("Le chef de projet DSU anime le réseau des partenaires.", 2004),
        ("La direction DSU (développement social urbain) tient l'observatoire.", 2008),
        ("Le PRE est étudié par la direction.", 2010),
        ("Le plan de relance européen (PRE) soutient les parcours de formation.", 2021),
        ("Le plan régional de l'environnement, ou PRE, vise un air plus pur.", 2010),
        ("Un stage de CNV (communication non violente) est ouvert au conseil départemental.", 2015),
        ("Elle anime des ateliers de CNV auprès des parents de la ville.", 2018),
        ("La CC du Pays de Vierzon a trois communes.", 2016),
        ("La communauté de communes (CC) consulte les citoyens.", 2016),
        ("Le CEL a mesuré la température du four.", 2005),
        ("Il a été nommé REP de la section.", 2004),
        ("Le service DIV reçoit le public le mardi.", 2006),
        ("La formation CIV (contrat d'intégration volontaire) s'ouvre à la ville.", 2012),
        ("Le FIV est une maladie du chat.", 2001),
        ("Le fichier SRU est fermé.", 2006),
    ],
)
def test_another_meaning_is_no_programme(text: str, year: int) -> None:
    assert values(text, year) == set()
