"""What stands before and after the name of a town, folded unless capitals tell; `place_contexts` judges.

The wordings are those of French pages, letters, credits and bibliographies, whatever they are about.
"""

import re

from indexer.describe.ending import Ending
from indexer.describe.wordings import Wording

OF = r" ?(?:de la |du |des |de l['’]|de |d['’]|l['’]|: |– |- |\()?$"
#: What makes the next word a town, and the document one about it.
TOWN_BEFORE = Wording(
    r"(?<!\w)(?:communes?|villes?|mairies?|maires?|municipalites?|agglomerations?|bourgs?|cites?(?= de)"
    r"|metropole|agglo|(?:\d\d?|[ivx]+)e(?:r|me)? arrondissement|unite urbaine|bassin de vie"
    r"|bassin d['’]emploi|centre-ville|banlieue|elus|habitants"
    r"|habitantes|quartiers(?= de)|zus|qpv|quartiers? prioritaires?|contrat de ville|cucs|pnru|npnru|gpv"
    r"|communes? nouvelle|territoires? communal)" + OF
)
AT_BEFORE = Ending(r"(?<!\w)(?:a|autour de|entre) $|(?<!\w)(?:au|aux)$")
NEAR_BEFORE = Wording(
    r"(?<!\w)(?:pres|proches?|voisine?s?|loin|aux portes|a la (?:frontiere|limite|sortie)(?: [a-z]+)?"
    r"|frontiere [a-z]+|km|kilometres|minutes|au nord|au sud|a l['’]est|a l['’]ouest) (?:de |d['’])$"
    r"|(?<!\w)(?:touche|jouxte|borde|vers) $"
)
#: In a street, a square, a station: the name of another place.
WAY_BEFORE = Ending(
    r"(?<!\w)(?:rues?|avenues?|av\.|boulevards?|bd|bld|places?|routes?|chemins?|quais?|allees?|impasse|cours"
    r"|passage|faubourg|pont|portes?|gare|square|villa|hotel|chateau|parc|stade|lycee|college|ecole|eglise"
    r"|cathedrale|basilique|abbaye|paroisse|foyer|residence|batiment|tour|foret|vallee|bataille|traite"
    r"|accords?|protocole|declaration|charte|sommet|salle|cap|ile|baie|golfe|mont|plateau|rn|rd)"
    r" (?:du |de la |de l['’]|des |de |d['’])?$"
    r"|(?<!\w)a\d+ (?:du |de la |de l['’]|des |de |d['’])?$"
    r"|\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|av(?:enue)?\b|bd|place)[^\n,]{0,40}$"
)
QUARTER_BEFORE = Wording(
    # « la régie de quartier de Chambéry » is the town's.
    r"(?<!\w)(?<!de )(?:quartier|cite|secteur|ilot|residence|grand ensemble|zac|zup|lotissement|hameau"
    r"|lieu-dit|barre|tour|centre social|groupe scolaire|ecole|college|square)" + OF
)
#: In the name of a body that serves more than the town.
BODY_BEFORE = Wording(
    r"(?<!\w)(?:universites?(?: paris)?(?: \d{1,2})?|academies?|rectorat|cours? d['’]appel"
    r"|tribunal[a-z ']*|prefecture|prefete?|sous-prefecture|sous-prefete?|chru?|chu|hopital|hopitaux"
    r"|centre hospitalier|clinique|ehpad|iep|iut|ehess|ufr|irts|diocese|cour administrative[a-z ']*"
    r"|ecole [a-z' ]{0,40}|institut [a-z' ]{0,40}|editions?|presses universitaires|centre de ressources"
    r"|delegation [a-z ]{0,30}|direction [a-z ]{0,30}|cnfpt|cedex|chambre [a-z ']{0,30}|barreau"
    r"|laboratoire|urssaf|caf|cpam|ens|insa|agence d['’]urbanisme)"
    + OF
    # « Université Montesquieu – Bordeaux IV »
    + r"|(?<!\w)universite [^.,;:()\n]{1,40} [–-] ?$"
)
#: « Lyon 2 », « Paris V » are universities where one is spoken of.
UNIVERSITY_AFTER = re.compile(r" (?:[1-9]|I{1,3}|IV|VI{0,3}|IX|XI{0,3})(?![\w°])")
OF_STUDIES = Wording(r"(?<!\w)(?:universit\w+|these|master|dess|soutenue?)(?!\w)")
CONTACT_BEFORE = Wording(r"(?<!\w)(?:contacts?|adresse|renseignements|inscriptions?) ?: ?[^\n.]{0,60}$")
ADDRESS_BEFORE = Ending(r"(?:\b|F-)\d{2} ?\d{3} (?:[A-Z]{2} )?$|(?<!\w)[Bb][Pp] ?\d+[ ,–-]+(?:\d{5} )?$")
ADDRESS_AFTER = re.compile(
    r"(?: [\w-]+){0,3} cedex|,? le \d{1,2}(?:er)? |[ ,(]+\d{1,2}(?:er)? \w{3,9} (?:19|20)\d\d"
    r"|\),? (?:19|20)\d\d"
    r"| ?[:,] ?(?:l['’]harmattan|la documentation|editions?|presses|puf|la decouverte|le seuil|economica"
    r"|l['’]aube)",
    re.IGNORECASE,
)
#: « RÉNOVATION URBAINE DE MARIGNANE »
PLACED_BEFORE = Ending(r"(?<!\w)(?:de |d['’] ?|du |sur )$")
#: Where people met, signed, studied or printed.
MET_BEFORE = Wording(
    r"(?<!\w)(?:fait|signee?|reuni(?:e|s|es)?|rencontres?|(?:demi-)?journees?|seminaires?|colloques?|reunions?|congres"
    r"|assises|forum|stages?|formations?|imprime(?:e|rie)?|salle|tenue?|lieu|siege|basee?s?|domicilie\w*|seance"
    r"|soutenue?s?|salon|retrouvee?s?)"
    r"(?!\w)[^.;:\n]{0,40}(?<!\w)(?:a|de|d['’]|,) ?$|(?:19|20)\d\d ?[,–-] ?(?:a )?$"
    # « le 14 novembre 2017 à Tourcoing »
    r"|\d{1,2}(?:er)? [a-z]{3,9} (?:19|20)\d\d a $|\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d a $"
)
#: « École nationale d'administration pénitentiaire à Agen »: where a body has its seat.
SEATED_BEFORE = Wording(
    r"(?<!\w)(?:centres? de ressources|universites?|instituts?|laboratoires?|ecoles? (?:nationale|superieure)"
    r"|cabinets?|bureaux? d['’] ?etudes|editeurs?|editions)[^.,;:\n]{0,40} a $"
)
#: « chargé de mission GPV, Marseille. »: what a person or a body is given in passing.
GIVEN_BEFORE, GIVEN_AFTER = re.compile(r"[A-ZÀ-Ý][\w’'*-]+, $"), re.compile(r" ?(?:[.);…\n]|$)")
#: « Tours : le Sanitas inaugure… »: how the press and minutes say where.
DATELINE_AFTER = re.compile(r" ?: |[.,] [–—-] ")
#: « le Garde des Sceaux », « la Seyne »: before the name of a town no article stands that it does not have.
ARTICLE_BEFORE = Ending(r"(?<!\w)(?:l[ae]s?|des?(?<=s)|du|une?|ces|cet(?:te)?|nos|notre|leurs?|aux?(?<=x)) $")
COUNCIL_BEFORE = Wording(
    r"(?<!\w)(?:conseils? municipa(?:l|ux)|conseil de quartier|deliberations?|bulletin municipal)"
    r"(?: de la (?:commune|ville))? ?(?:de la |du |des |de l['’]|de |d['’])$"
    r"|(?:^|\| ?)(?:ville|mairie|commune) (?:de |d['’]|du )$"
)
#: « le maire de », « députée de »: who acts, often, and often only who speaks.
MANDATE_BEFORE = Wording(
    r"(?<!\w)(?:(?:premiere? )?(?:adjointe?s?(?: au)? )?(?:a la |au )?maires?(?:[-–]adjointe?s?)?"
    r"|deputee?s?(?:[-–]maires?)?"
    r"|senat(?:eur|rice)s?(?:[-–]maires?)?|adjointe?s?|conseiller(?:e|s|es)? municipa\w+|elue?s?)"
    r" ?(?:de la |du |des |de l['’]|de |d['’]|a |au )$"
)
#: « le chargé de mission, Ville de Lyon »: what somebody who speaks belongs to.
SPEAKER_BEFORE = Wording(
    r"(?<!\w)(?:chargee? d|chefs? d|cheffes? d|direct(?:eur|rice)s?|responsables?|coordinat(?:eur|rice)s?"
    r"|consultante?s?|drh|dga|dgs|agente?s?|charges de|animat(?:eur|rice)s?)[^.;:\n]{0,70}"
    r"(?:, ?| de la | a la |pour la )(?:ville|mairie|commune|metropole|communaute[a-z ]*) ?(?:de |d['’]|du )$"
)
CREDIT_BEFORE = Wording(
    r"(?<!\w)(?:photos?|photographies?|credits?|copyright|©|impression|imprim\w+|source|illustrations?|visuels?"
    r"|archives)[^.;\n]{0,60}$|©[^.;\n]{0,40}$"
)
EXAMPLE_BEFORE = Wording(
    r"(?<!\w)(?:par exemple|notamment|comme(?: ceux| celles?| celui)?|telle?s? que|exemples? :|ainsi que ceux"
    r"|a l['’]instar|a l['’]image|a l['’]exemple|apres celui|contrairement|ou encore|ou bien)[ ,:]*"
    r"(?:ceux |celui |celle )?(?:a |au |aux |de |d['’]|en )?$"
)
FIRM_BEFORE = Wording(r"(?<!\w)(?:societe|groupe|operateur|entreprise|filiale|marque|firme) $")
PERSON_BEFORE = Ending(r"(?<!\w)(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|Monsieur|Madame|Docteur)\.? $")
#: Words that may stand right before the name of a town with a capital of their own.
MAY_PRECEDE = re.compile(
    r"(?<!\w)(?:Ville|Villes|Commune|Communes|Mairie|Métropole|Agglomération|Quartier|Grand|Grande|Région|Depuis"
    r"|Dans|Pour|Avec|Sur|Sous|Entre|Vers|Chez|De|Du|Des|À|A|Au|Aux|En|Et|Ou|Mais|Que|Quand|Si|Le|La|Les|L|D|Contrat"
    r"|CUCS|CLS|ASV|PRE|ZUS|QPV|ZFU|GPV|NPNRU|PNRU|ANRU|CLSPD|PLH|PLU|CCAS|CAF|Zus|Cucs)[ '’:(–-]+$",
    re.IGNORECASE,
)
IN_CAPITALS = re.compile(r"[A-ZÀ-Ý’'-]{2,} [A-ZÀ-Ý’'-]{4,} $")
CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Ý](?!['’])[\w’'-]*\.? $")
#: « le Val de Sambre », « Val d'Orne Habitat »: a longer name begins so.
GOES_ON = re.compile(r" (?:(?:de|du|des|en|sur|sous|l[eè]s) |d['’])?(?!Et )[A-ZÀ-Ý][a-zà-ÿ]")
SENTENCE_START = re.compile(r"(?:^|[.!?:;…•*|>\n«\"(\t–—-])[\s«\"(*_#–—-]*$")
BRACKET_AFTER = re.compile(r" ?\(([^()\n]{2,40})[()]")
CODE = re.compile(r"(?<!\d)(97[1-6]|\d[\dAB])(?!\d)")
