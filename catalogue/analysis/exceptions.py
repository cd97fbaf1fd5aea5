"""What no rule knows about French: word lists that the stemmer and the word reader consult, as data.

All forms are folded (no accents, no capitals). The lists come from the everyday words of local public
policy: a rule of the stemmer is wrong for them, or they have no rule.
"""

#: Not indexed, constrain nothing; they keep their position. Negations and question words are not here:
#: they carry meaning in a document.
STOP_WORDS = frozenset(
    ["a", "ai", "ait", "as", "au", "aux", "avait", "avec", "avoir", "c", "ce", "cela", "ces", "cet", "cette", "ceux", "ci", "d", "dans", "de", "des", "du", "elle", "elles", "en", "es", "est", "et", "etaient", "etait", "ete", "etre", "eu", "eux", "ils", "il", "j", "je", "l", "la", "le", "les", "leur", "leurs", "lui", "m", "ma", "mais", "me", "meme", "memes", "mes", "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou", "par", "pour", "qu", "que", "qui", "s", "sa", "se", "sera", "ses", "si", "sien", "son", "sont", "sur", "t", "ta", "te", "tes", "toi", "ton", "tu", "un", "une", "vos", "votre", "vous", "y"]
)

#: How people open a question: words of documents, but of no use in finding the answer. They constrain
#: nothing as soon as the query holds another word.
QUESTION_WORDS = frozenset(
    ["quel", "quelle", "quels", "quelles", "combien", "comment", "quand", "pourquoi", "quoi", "dont", "lequel", "laquelle", "lesquels", "lesquelles", "faut", "peut", "puis", "doit", "dois", "peux", "fait", "faire"]
)

#: Articles, pronouns and conjunctions that lose their vowel before an apostrophe and are dropped there.
ELIDED = frozenset(["l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"])

#: Irregular forms → the form whose family they join.
IRREGULAR = {
    # -ail whose plural is -aux (the rule makes -al of -aux)
    "travaux": "travail",
    "baux": "bail",
    "vitraux": "vitrail",
    "emaux": "email",
    "coraux": "corail",
    "soupiraux": "soupirail",
    "ventaux": "vantail",
    # adjectives whose feminine no suffix rule gives
    "publique": "public",
    "blanche": "blanc",
    "franche": "franc",
    "fraiche": "frais",
    "seche": "sec",
    "longue": "long",
    "favorite": "favori",
    "grosse": "gros",
    "gentille": "gentil",
    "douce": "doux",
    "fausse": "faux",
    "rousse": "roux",
    "jalouse": "jaloux",
    "vieille": "vieux",
    "vieil": "vieux",
    "nouvelle": "nouveau",
    "nouvel": "nouveau",
    "belle": "beau",
    "bel": "beau",
    "folle": "fou",
    "molle": "mou",
    "breve": "bref",
    "neuve": "neuf",
    "veuve": "veuf",
    "grecque": "grec",
    "turque": "turc",
    "basse": "bas",
    "epaisse": "epais",
    "grasse": "gras",
    "lasse": "las",
    "benigne": "benin",
    "maligne": "malin",
    "laique": "laic",
    "exclue": "exclu",
    "incluse": "inclus",
    "aigue": "aigu",
    "ambigue": "ambigu",
    # nouns of persons
    "mesdames": "madame",
    "messieurs": "monsieur",
    "yeux": "oeil",
    "cieux": "ciel",
    "aieux": "aieul",
    "mairesse": "maire",
    "hotesse": "hote",
    "princesse": "prince",
    "maitresse": "maitre",
    "cheffe": "chef",
    "prefete": "prefet",
    "autrice": "auteur",
    "entrepreneuse": "entrepreneur",
    "professeure": "professeur",
    "procureure": "procureur",
    "ingenieure": "ingenieur",
    "gouverneure": "gouverneur",
    "compagne": "compagnon",
    "copine": "copain",
    "heroine": "heros",
    # one family that the stemmer splits
    "jeunesse": "jeune",
    "vieillesse": "vieux",
    "vieillissement": "vieux",
    "citoyennete": "citoyen",
    "parentalite": "parental",
    "mineure": "mineur",
    "majeure": "majeur",
    "superieure": "superieur",
    "inferieure": "inferieur",
    "exterieure": "exterieur",
    "interieure": "interieur",
    "anterieure": "anterieur",
    "meilleure": "meilleur",
}

#: Singulars in -u and -ou whose plural takes -x.
PLURALS_IN_X = frozenset(
    ["lieux", "milieux", "enjeux", "jeux", "feux", "aveux", "neveux", "cheveux", "voeux", "adieux", "essieux", "moyeux", "pieux", "epieux", "bijoux", "cailloux", "choux", "genoux", "hiboux", "joujoux", "poux"]
)

#: Words in -s or -x that are the same in the singular: the final letter is not a plural and stays. Common
#: nouns in -ès, -ois, -ais, -us, -os … and the invariable adverbs that the suffix rules would cut.
INVARIABLE = frozenset(
    ["abces", "abus", "acces", "acquis", "ailleurs", "alors", "analys", "anchois", "ananas", "apres", "as", "atlas", "atours", "autobus", "autrefois", "avis", "bas", "biais", "blocus", "bois", "bonus", "bras", "bus", "cabas", "cactus", "campus", "cannabis", "cancas", "chaos", "chas", "chassis", "choix", "chaux", "cirrus", "clos", "colis", "compas", "compris", "commis", "compromis", "concours", "congres", "consensus", "corps", "corpus", "cours", "courroux", "croix", "cursus", "dais", "debarras", "deces", "dedans", "dehors", "depens", "depuis", "dessous", "dessus", "detritus", "deux", "devers", "devis", "discours", "divers", "dos", "doux", "embarras", "enclos", "encours", "encens", "envers", "epoux", "eros", "exces", "expres", "express", "fatras", "faux", "fax", "fils", "flux", "focus", "foetus", "fois", "fonds", "fracas", "frais", "fus", "gars", "gaz", "gens", "gras", "gros", "gus", "habitus", "harnais", "hiatus", "heros", "hors", "houx", "index", "influx", "iris", "jadis", "jaloux", "jamais", "jus", "lapsus", "las", "laps", "legs", "lilas", "lis", "logis", "lors", "lynx", "mais", "malus", "marais", "mars", "matelas", "matois", "mepris", "mets", "mieux", "minus", "mois", "moins", "mors", "mucus", "nez", "obus", "omnibus", "onyx", "opus", "ours", "palais", "parcours", "paradis", "parvis", "pas", "pays", "permis", "pis", "plus", "plusieurs", "poids", "pois", "pouls", "pres", "presque", "princeps", "prix", "process", "processus", "progres", "proces", "profus", "propos", "puits", "quitus", "radis", "radius", "rebus", "rebours", "recours", "refus", "relais", "remords", "repas", "repos", "repris", "reflux", "revers", "roux", "rhinoceros", "secours", "sens", "sis", "souris", "sous", "stimulus", "succes", "surcis", "surplus", "sursis", "tamis", "tapas", "tapis", "tas", "taux", "temps", "tennis", "terminus", "tetanos", "tiers", "toujours", "tous", "toux", "tracas", "travers", "trepas", "tres", "typhus", "univers", "us", "velours", "verglas", "verjus", "vers", "versus", "vieux", "virus", "vis", "voix", "volontiers"]
)

#: Singulars in -ai and -oi; other words in -ais and -ois (français, bourgeois) end so in the singular.
SINGULARS_IN_I = frozenset(
    ["emploi", "loi", "roi", "foi", "tournoi", "convoi", "envoi", "renvoi", "octroi", "paroi", "beffroi", "effroi", "desarroi", "aboi", "essai", "delai", "balai", "quai", "remblai", "deblai", "minerai", "frai"]
)

#: In -teur or -trice without being of the -ation family.
NOT_OF_ATION = frozenset(["matrice", "matrices", "cicatrice", "cicatrices", "equateur", "radiateur", "amateur", "senateur"])

#: Left whole by the stemmer: it would merge them with a word of another sense.
UNSTEMMED = frozenset(
    ["organe", "organes", "organisme", "universite", "universites", "cher", "chers", "police", "policier", "policiers"]
)

#: Towns and départements that are, folded, also a form of a common word. With its capital such a word is
#: the place: a query for it asks for that very form and ranks capitalised occurrences first.
PLACES = frozenset(
    ["agde", "ain", "aire", "alpes", "angers", "ardennes", "arles", "aube", "aude", "auch", "bagneux", "barre", "beaune", "bergerac", "blanc", "bonneuil", "bonneville", "bourg", "bourges", "brest", "brie", "brive", "caen", "cannes", "carmaux", "carpentras", "castres", "cergy", "chalons", "charente", "charentes", "chartres", "chatelet", "cher", "clermont", "colmar", "cognac", "corse", "creuse", "creil", "creteil", "dax", "die", "dole", "dreux", "drancy", "drome", "epinay", "eu", "eure", "evreux", "foix", "gap", "gers", "gex", "gien", "gray", "grasse", "grenoble", "guise", "issoire", "istres", "joigny", "landes", "langres", "laon", "laval", "lens", "limoges", "lot", "lourdes", "lozere", "lure", "macon", "mans", "marle", "mende", "mer", "metz", "meuse", "meaux", "moselle", "moulins", "mureaux", "nancy", "nantes", "nevers", "nice", "nord", "oise", "orange", "orge", "orne", "pau", "pontoise", "port", "priquimper", "redon", "reims", "rennes", "riom", "roanne", "rochelle", "rodez", "rose", "rouen", "royan", "sable", "saintes", "sarre", "saumur", "savoie", "sedan", "sens", "sete", "seine", "sevran", "somme", "soissons", "stains", "tarbes", "tarn", "toul", "toulon", "tours", "troyes", "tulle", "ussel", "uzes", "valence", "vannes", "var", "vendee", "vence", "vendome", "verdun", "versailles", "vesoul", "vichy", "vienne", "vierzon", "vire", "vitry", "voiron", "vosges", "yonne"]
)
