"""How a value was found, and how sure that is, in words that whoever reads them can judge.

The same on the site and on the command line; told in French, translated by who says them.
"""

from catalogue.record import NOTICE, Method
from catalogue.wording import N_

#: Method → how it is said; what another centre's describer calls its own is shown by that name.
METHODS = {
    NOTICE: N_("indiqué par le centre"),
    Method.METADATA: N_("lu dans les propriétés du fichier"),
    Method.LAYOUT: N_("lu dans la mise en page"),
    Method.TITLE: N_("lu dans le titre"),
    Method.COVER: N_("lu sur la première page"),
    Method.FIRST_LINE: N_("première ligne du texte"),
    Method.STATED: N_("le document le dit"),
    Method.HEADING: N_("lu sous un intertitre du document"),
    Method.BYLINE: N_("signature dans le texte"),
    Method.EVENT: N_("jour de l'événement rapporté"),
    Method.OPENING: N_("jour par lequel le texte commence"),
    Method.NEWS: N_("dernière date que l'article cite"),
    Method.EXTRACT: N_("premières phrases du document"),
    Method.WORDS: N_("mots qui désignent ce type de document"),
    Method.SHAPE: N_("d'après la forme du document"),
    Method.RUBRICS: N_("d'après ses rubriques"),
    Method.FORMAT: N_("d'après le format du fichier"),
    Method.GAZETTEER: N_("noms de lieux trouvés dans le texte"),
    Method.ONLY_LANGUAGE: N_("seule langue de la bibliothèque"),
    Method.FILE_NAME: N_("tiré du nom du fichier"),
    Method.ORIGIN: N_("d'après l'adresse d'origine ou le dossier"),
    Method.VOCABULARY: N_("termes du vocabulaire trouvés dans le texte"),
    Method.TEXT: N_("lu dans le texte"),
}
#: Least confidence → how it is said.
_CONFIDENCE = (
    (0.9, N_("presque certain")),
    (0.7, N_("probable")),
    (0.45, N_("possible")),
)
_LEAST = N_("incertain")


def method_words(method: str) -> str:
    """How a value was found."""
    return METHODS.get(method, method)


def confidence_words(confidence: float) -> str:
    """A number nobody can judge, in a word."""
    return next((word for least, word in _CONFIDENCE if confidence >= least), _LEAST)
