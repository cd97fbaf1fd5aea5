"""A small library in memory: the words, people and places in it are made up for the tests."""

from catalogue.record import NOTICE, Access, Evidence, Page, Provenance, Record
from catalogue.vocabulary import Concept, Vocabularies, Vocabulary

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
HTML = "text/html"


def _vocabulary(name, *rows):
    concepts = [
        Concept(identifier, {"fr": french, "en": english}, broader=broader, start=start, end=end)
        for identifier, french, english, broader, start, end in rows
    ]
    return Vocabulary(name, {each.identifier: each for each in concepts})


def _row(identifier, french, english="", *broader, start=None, end=None):
    return identifier, french, english, broader, start, end


VOCABULARIES = Vocabularies(
    themes=_vocabulary(
        "themes",
        _row("cohesion-sociale", "Cohésion sociale", "Social cohesion"),
        _row("sante", "Santé", "Health", "cohesion-sociale"),
        _row("education", "Éducation, réussite éducative", "Education", "cohesion-sociale"),
        _row("culture", "Culture et expression artistique", "Arts and culture", "cohesion-sociale"),
        _row("cadre-de-vie", "Cadre de vie et renouvellement urbain", "Urban renewal"),
        _row("habitat", "Habitat et logement", "Housing", "cadre-de-vie"),
        _row("renovation", "Rénovation urbaine", "Urban regeneration", "cadre-de-vie"),
        _row(
            "gestion-urbaine", "Gestion urbaine de proximité", "Gestion urbaine de proximité", "cadre-de-vie"
        ),
        _row("emploi", "Développement économique et emploi", "Economy and employment"),
        _row("insertion", "Insertion professionnelle", "Back to work", "emploi"),
        _row("citoyennete", "Citoyenneté et participation des habitants", "Citizenship"),
        _row("prevention", "Prévention de la délinquance", "Crime prevention"),
    ),
    programmes=_vocabulary(
        "programmes",
        _row("zus", "Zones urbaines sensibles", "Zones urbaines sensibles", start=1996, end=2014),
        _row(
            "cucs",
            "Contrats urbains de cohésion sociale",
            "Contrats urbains de cohésion sociale",
            start=2007,
            end=2014,
        ),
        _row("asv", "Ateliers santé-ville", "Ateliers santé-ville", start=2000),
        _row("pre", "Programmes de réussite éducative", "Programmes de réussite éducative", start=2005),
        _row(
            "npnru",
            "Nouveau programme national de renouvellement urbain",
            "Nouveau programme national de renouvellement urbain",
            start=2014,
        ),
        _row(
            "qpv",
            "Quartiers prioritaires de la politique de la ville",
            "Quartiers prioritaires de la politique de la ville",
            start=2015,
        ),
    ),
    types=_vocabulary(
        "types",
        _row("rapport-activite", "Rapport d'activité", "Activity report"),
        _row("fiche", "Fiche d'expérience", "Practice sheet"),
        _row("compte-rendu", "Compte rendu", "Minutes"),
        _row("diagnostic", "Diagnostic", "Assessment"),
        _row("guide", "Guide", "Guide"),
        _row("lettre", "Lettre d'information", "Newsletter"),
        _row("diaporama", "Diaporama", "Slides"),
    ),
    audiences=_vocabulary("audiences", _row("elus", "Élus", "Elected officials")),
    regions=_vocabulary(
        "regions",
        _row("24", "Centre-Val de Loire"),
        _row("75", "Nouvelle-Aquitaine"),
        _row("54", "Poitou-Charentes", "Poitou-Charentes", "75", end=2015),
        _row("72", "Aquitaine", "Aquitaine", "75", end=2015),
        _row("11", "Île-de-France"),
        _row("84", "Auvergne-Rhône-Alpes"),
        _row("82", "Rhône-Alpes", "Rhône-Alpes", "84", end=2015),
        _row("32", "Hauts-de-France"),
        _row("93", "Provence-Alpes-Côte d'Azur"),
        _row("53", "Bretagne"),
        _row("04", "La Réunion"),
    ),
    version="test",
)


def _pages(*texts):
    return tuple(Page(number, text) for number, text in enumerate(texts, 1))


def _record(identifier, title, issued, kind, themes, places, **more):
    defaults = {
        "language": "fr",
        "publisher": "Villes au carré",
        "centre": "centre",
        "format": PDF,
        "size": 412_300,
        "sha256": identifier.ljust(64, "0"),
    }
    themes, places = tuple(themes.split()), tuple(places.split())
    record = dict(
        identifier=identifier, title=title, issued=issued, type=kind, themes=themes, places=places, **defaults
    )
    return Record(**(record | more))


_ACTIVITY = _record(
    "rapport-2007",
    "Rapport d'activité 2007 : un centre de ressources pour deux régions",
    "2007",
    "rapport-activite",
    "cohesion-sociale education sante",
    "reg:24 reg:54",
    creators=("Martin, Claire", "Villes au carré"),
    programmes=("zus", "cucs", "asv", "pre"),
    abstract="Le centre de ressources rend compte d'une année de rencontres, de formations et de "
    "publications avec les équipes de la politique de la ville.",
    pages=4,
    file="rapports/activite-2007.pdf",
    rights="Licence Ouverte 2.0",
    source="https://villesaucarre.example/rapport",
    provenance=(
        Provenance("title", "Rapport d'activité 2007", NOTICE),
        Provenance("issued", "2007", "first page", 0.8, (Evidence(1, "Rapport d'activité 2007"),)),
        Provenance(
            "themes", "sante", "vocabulary", 0.6, (Evidence(3, "Neuf ateliers santé-ville sont suivis."),)
        ),
    ),
)

RECORDS = (
    (
        _ACTIVITY,
        _pages(
            "Rapport d'activité 2007\nVilles au carré, centre de ressources politique de la ville",
            "Les territoires. Quarante-quatre zones urbaines sensibles sont suivies : trente dans le Centre, "
            "quatorze en Poitou-Charentes. Vingt-quatre contrats urbains de cohésion sociale ont été signés.",
            "La santé. Neuf ateliers santé-ville sont suivis : six dans le Centre et trois au Poitou. "
            "L'atelier santé ville réunit professionnels, élus et habitants autour de la prévention.\n\n"
            "La réussite éducative. Vingt-neuf dispositifs accompagnent les enfants et leurs parents.",
            "Perspectives. La santé mentale et l'accès aux droits seront les chantiers de 2008.",
        ),
    ),
    (
        _record(
            "fiche-jardin",
            "Un jardin partagé au pied des tours",
            "2012-05",
            "fiche",
            "cadre-de-vie gestion-urbaine citoyennete",
            "com:37261",
            creators=("Petit, Anaïs",),
            format=DOCX,
            pages=2,
            file="fiches/jardin.docx",
        ),
        _pages(
            "Le jardin partagé réunit quarante habitants du quartier des Rives. Il est né d'une demande des "
            "locataires, portée par le centre social et le bailleur.",
            "Conditions de réussite : un animateur présent chaque semaine, un règlement écrit par les "
            "habitants, un point d'eau. La santé et l'alimentation sont venues ensuite.",
        ),
    ),
    (
        _record(
            "guide-conseils",
            "Guide pratique des conseils citoyens",
            "2015-02-10",
            "guide",
            "citoyennete",
            "reg:11",
            programmes=("qpv",),
            pages=3,
            file="guides/conseils.pdf",
            audience=("elus",),
        ),
        _pages(
            "Guide pratique des conseils citoyens",
            "Le conseil citoyen réunit des habitants tirés au sort et des acteurs locaux dans chaque "
            "quartier prioritaire de la politique de la ville.",
            "Questions fréquentes : qui préside ? Quel budget ? Comment se former ?",
        ),
    ),
    (
        _record(
            "sante-mentale",
            "Santé mentale dans les quartiers : compte rendu de la journée du 9 octobre",
            "2018-10-09",
            "compte-rendu",
            "sante",
            "reg:84",
            programmes=("asv",),
            pages=2,
            format=ODT,
            file="cr/sante-mentale.odt",
        ),
        _pages(
            "La journée a réuni cent vingt professionnels. La santé mentale est l'affaire de tous.",
            "Atelier 2. Les conseils locaux de santé mentale et les ateliers santé-ville se parlent.",
        ),
    ),
    (
        _record(
            "diagnostic-logement",
            "Diagnostic du logement dans le quartier Bellevue",
            "2003",
            "diagnostic",
            "habitat renovation",
            "reg:53",
            programmes=("zus",),
            pages=2,
            file="diagnostics/bellevue.pdf",
        ),
        _pages(
            "Le parc compte 1 240 logements, dont 870 sociaux, construits de 1962 à 1974.",
            "Les habitants citent le bruit, le chauffage et la santé comme premières préoccupations.",
        ),
    ),
    (
        _record(
            "npnru-slides",
            "Le renouvellement urbain en dix diapositives",
            "2019",
            "diaporama",
            "renovation",
            "reg:32",
            programmes=("npnru",),
            pages=2,
            format=PPTX,
            file="slides/npnru.pptx",
        ),
        _pages("Le NPNRU : 450 quartiers, dix milliards d'euros.", "Calendrier et gouvernance."),
    ),
    (
        _record(
            "urban-health",
            "Health in deprived neighbourhoods: a French view",
            "2021-03",
            "rapport-activite",
            "sante",
            "",
            language="en",
            creators=("Brown, Ann", "Durand, Paul"),
            pages=1,
            file="en/health.pdf",
        ),
        _pages("The health workshops, called ateliers santé-ville, bring residents and doctors together."),
    ),
    (
        _record(
            "lettre-12",
            "Lettre du réseau n° 12 : l'emploi des jeunes",
            "2009-06",
            "lettre",
            "emploi insertion",
            "reg:72 reg:93",
            pages=1,
            format=HTML,
            file="lettres/12.html",
        ),
        _pages("Les missions locales de la région accompagnent les jeunes vers l'emploi."),
    ),
    (
        _record(
            "note-interne", "Note interne sur la santé", "2020", "lettre", "sante", "reg:24",
            access=Access.INTERNAL, pages=1, file="interne/note.pdf",
        ),
        _pages("Cette note sur la santé ne doit pas paraître."),
    ),
)  # fmt: skip
