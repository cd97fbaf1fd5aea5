"""What the words around a name make of it: an author, somebody paid, met or quoted, a picture's owner.

Wordings are what French and English documents use wherever they name people and bodies; each gives a sign,
which weights judge (`creator_signs`). Whether a name stands alone, on its own line or beside a date is one
as well.
"""

import re
from collections.abc import Iterator

from indexer.describe.ending import Ending
from indexer.describe.proper_names import Name
from indexer.describe.wordings import Wordings

#: Characters before and after a name that are looked at.
NEAR = 60

#: What parts a text into pieces that stand by themselves.
_BORDER_BEFORE = re.compile(r"(?:^|\n|[.;:|•]\s|\s[–—-]\s|[,(]\s?)\W*$")
_BORDER_AFTER = re.compile(r"\s*(?:$|\n|[.;:|•,()]|\s[–—-]\s)")
#: The same where a sentence, a line or a field ends, and not a mere clause.
_STRONG_BEFORE = re.compile(r"(?:^|\n|[.;:|•]\s|\s[–—-]\s)\W*$")
_STRONG_AFTER = re.compile(r"\s*(?:$|\n|[.;:|•]|\s[–—-]\s)")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|november|january|n° ?\d)"
)
_CIVIL = r"(?:mm?\.?|mmes?|madame|monsieur)"
#: What is seen before a name, in its sentence, folded.
_BEFORE = {
    "made by": re.compile(
        r"(?:realise|redige|elabore|concu|produit|edite|publie|organise|anime|coordonne|conduit|mene"
        r"|etabli|ecrit"
        r"|recueilli|prepare|propose)e?s? (?:le [\d/.]+ )?par(?: les equipes de| le cabinet)?"
        rf"(?: l[ea]s?| l['’]| l['’]\w+ de| {_CIVIL})? ?$"
    ),
    "led by": re.compile(
        r"(?:lance|pilote|porte|soutenu|signe|choisi|nomme|finance|represente|propose)e?s? par"
        r"(?: l[ea]s?| l['’])? ?$"
    ),
    "author before": re.compile(
        r"(?:auteure?s?|autrices?|redaction|redacteurs?|redactrices?|ecriture|textes?|realisation|interviews?"
        r"|(?:auteure?|autrice)s? d[eu] (?:cet?(?:te)? )?\w+"
        r"|memoire de|these de|rapport de|reportage|texte de"
        r"|recueillis par|entretien avec|question de m(?:\.|me)|fiche de|note de"
        r"|(?:avis|rapport|proposition de loi)(?: n° ?\d+)?(?: \([^)]*\))? de (?:m\.|mme|m|mm\.)"
        r"|to cite this (?:version|document|article) ?:|pour citer (?:ce|cet|cette) \w+ ?:"
        rf"|article de|auteurs? ?/ ?autrices?) ?:? ?(?:{_CIVIL} )?$"
    ),
    "by": re.compile(rf"(?<!\w)(?:par|by) (?:{_CIVIL} )?$"),
    "of a publication": re.compile(
        r"(?:publication|cahiers?|revue|bulletin|lettre|etude|note|guide|collection|editions?|journee"
        r"|dossiers?"
        r"|seminaire|rencontre|magazine|journal|cycle|webinaires?"
        r"|rapport d['’]activites?(?: \d{4})?) (?:de la|du|des|de l['’]|de|d['’]) ?$"
    ),
    "paid or met": re.compile(
        r"(?:avec|aupres|soutien|finance|financee|aide|partenaires?|partenariat|cofinance|signe|remise?"
        r"|dont|via"
        r"|comme|entre|contact|contacter|ecrire|saisir|adresser)(?: \w+){0,3}"
        r"(?: de la| du| des| de l['’]| de| d['’]| l['’]| la| le| les"
        r"| par)? ?$"
    ),
    "of": re.compile(r"(?<!\w)(?:de la|du|des|de l['’]|de|d['’]|a la|au|a l['’]) ?$"),
    "the": re.compile(r"(?<!\w)(?<!de )(?<!a )(?:l['’]|la|le|les) ?$"),
    "office": re.compile(
        r"(?:maire|president|presidente|ministre|prefet|prefete|m\.|mme|madame|monsieur|directeur|directrice"
        r"|a la memoire de|hommage a|obseques de|nomination de"
        r"|adjointe?|depute|deputee|elue?|deleguee?|chef|cheffe|presence de|tuteur|tutrice|maitre de stage)"
        r"(?:[ ,-][\w'’]*){0,6} ?:? ?$"
    ),
    "a reporter": re.compile(
        r"(?<!\w)rapporteu(?:rs?|ses?)(?:(?: ?,| de la commission)[^.;\n]{0,20})? ?:? ?$"
    ),
    "a jury's": re.compile(
        r"(?:(?<!\w)jury(?!\w)|examinat|sous la (?:co-?)?direction d|(?<!\w)direction ?: )[^\n]*$"
    ),
    "beside the author": re.compile(
        r"(?:traduit|translated|relecture|tableaux|cartes?|cartographie|mise en page|maquette"
        r"|conception graphique"
        r"|graphisme|impression|remerci|aide aux?|infographie|dessins?)[^.\n]{0,50}$"
    ),
    "a role before": re.compile(
        r"(?:interviewee?s?|responsables?|referente?s?|jury|contacts?|intervenante?s?|presente?s? ?:"
        r"|presents? ?(?=$)"
        r"|participante?s?|membres"
        r"|excusee?s?|absente?s?|animateurs?|presidence|encadrante?s?|invitee?s?|temoignages?|temoins?"
        r"|experts?)(?!\w)"
        r"[^.;\n]{0,40}$"
    ),
    "quoted before": re.compile(
        r"(?:selon|d['’]apres|(?<!\w)(?:explique|dit|precise|rappelle|souligne|conclut|says?|said|argues"
        r"|lance|affirme|assure|confie|raconte|annonce|declare|resume|plaide|salue|indique|poursuit|estime"
        r"|constate|ajoute|observe|note|se souvient)"
        r"(?:,? (?:[\w'’-]+ ){0,4}[\w'’-]+,?)?) ?$|[»”] ?,? ?(?:\w+ )?$"
    ),
    "picture": re.compile(r"(?:photos?|credits?|illustration)[^.;\n]{0,55}$|\(\W{0,3}©\W{0,3}$"),
    "bears a name": re.compile(
        r"(?<!\w)(?:rue|avenue|allees?|boulevard|bd|place|quai|square|cours|impasse|chemin|esplanade"
        r"|rond-point"
        r"|pont|college|lycee|ecole|groupe scolaire|stade|salle|espace|gymnase|hotel|residence|cite|hopital"
        r"|theatre|bibliotheque|mediatheque|prix|parc|station|piscine|creche|foyer|quartier|zac|secteur|tour"
        r"|immeuble|maison de quartier|st|ste)"
        r"(?: (?:de la|du|des|de|d['’]))? ?$"
    ),
    "owner": re.compile(
        r"(?:©(?: archives?)?|copyright|maitre d['’]ouvrage|organisme|commanditaire|employeur|editeur"
        r"|magazine)\W{0,4}$"
    ),
    "source": re.compile(r"sources?\W{0,4}$"),
    "of a contract": re.compile(
        r"(?:contrats?(?: de ville| local de sante| de ruralite| cadre)?|convention|protocole|projet social"
        r"|projet de territoire|plan local|programme local) (?:de la|du|des|de l['’]|de|d['’]) ?$"
    ),
    "asked by": re.compile(
        r"(?:a la demande|pour le compte|commande|commandee? par) ?(?:de la|du|des|de l['’]|de|d['’]"
        r"|l[ea]|l['’])? ?$"
    ),
}
#: And after it.
_AFTER = {
    "acts": re.compile(
        r"(?: \([^)]*\))? (?:a |ont |vous )?(?:decide|organise|publie|realise|propose|accompagne|lance"
        r"|invite|anime|mene|reunit|reuni|conduit|coordonne|edite|redige|consacre|rencontre|organisait"
        r"|s['’]adapte|participe|presente|offre|agit|intervient|met en)(?:nt|r|e)?(?!\w)"
    ),
    "tells after": re.compile(
        r"(?: et [\w' -]{4,40}?)? (?:ont |a )?(?:sign(?:e|ent|ait|aient)|ecri(?:t|vent|vait)|redigent"
        r"|publi(?:e|ent)|revien(?:t|nent) sur|analysent?|raconten?t?|etudient?|s['’]entretien(?:t|nent)"
        r"|explor(?:e|ent))(?!\w)"
    ),
    "an affiliation after": re.compile(
        r"[\d*]?(?: ?,| ?\(| ?[–-]|\s*\n)\s*(?:laboratoire|universite|umr|cnrs|inra|ehess|sciences ?po|ecole"
        r"|institut|ens |lab)"
    ),
    "a post in research after": re.compile(
        r"(?: ?,| ?\(| ?[–-]|\s*\n)\s*(?:maitre(?:sse)? de conferences|professeure?|enseignant|docteur"
        r"|doctorant|post-?doctorant|chercheu|direct(?:eur|rice) de recherche|chargee? d['’]etudes?"
        r"|chargee? de recherche|ingenieur|politologue|philosophe|correspondant|reporter)"
    ),
    "a function after": re.compile(
        r",? (?:rapporteure?|rapporteuse|redacteur|redactrice|auteure?)(?!\w)"
        r"|, (?:consultante?|sociologue|journaliste|doctorante?|chercheure?|chercheuse|urbaniste"
        r"|stagiaire|geographe"
        r"|economiste|psycho-?sociologue|politiste|historien|anthropologue|architecte|paysagiste|demographe)"
    ),
    "an office after": re.compile(
        r"(?:,? ?\(?| [–-] )(?:(?:le|la|l['’]|son|sa|ancien|ancienne) ?)?"
        r"(?:(?:qui|who) presid|vice-|president|maire|ministre|direct(?:eur|rice)|adjoint|depute"
        r"|delegue"
        r"|chef|referent"
        r"|commissaire|secretaire|prefet|conseill|elue?|responsable|(?:premier|premiere"
        r"|\d+er?e?) (?:adjoint|vice))"
    ),
    "a post after": re.compile(
        r",? ?\(?(?:chargee? d|animat|mediat|coordonn|technicien|benevole|habitante?)"
    ),
    "a body after": re.compile(r" \([^)\d]{3,60}\)"),
    "a book after": re.compile(
        r"[^\n]{0,70}(?:editeur ?:|(?<!\w)eds?\. |presses universitaires|(?<!\w)editions? [a-z]"
        r"|\d{2,4} (?:p\.|pages))"
    ),
    "in the contents": re.compile(r"[^\n]{0,3}(?:\.{3,}|…{2,}|\s[–-]? ?p\. ?\d)"),
    "a figure after": re.compile(r" ?: ?\d"),
    "decides after": re.compile(r",\s(?:sur le rapport|sur la proposition|vu )"),
    "a serial": re.compile(r"(?: [\w-]+){0,6}[ ,–-]{1,3}n°? ?\d"),
    "an address after": re.compile(r"[^.\n]{0,45}(?:\d{5}|(?<!\w)rue |avenue|boulevard|www\.|tel|cedex|@)"),
    "a subject": re.compile(
        r" (?:n['’]|ne |y |en |se |s['’]|l['’]|lui )*(?:a|est|ont|sont|va|veut|fait|peut|doit"
        r"|dirige|preside|travaille|vit|habite|[a-z]{2,}(?:ait|era|aient|eront))(?!\w)"
    ),
    "an issue after": re.compile(
        r"[ ,:–|-]{1,3}(?:newsletter|briefing|lettre|bulletin|communique|premiere|analyses?|flash|focus"
        r"|actualites|magazine|infos?|working paper|dossiers?|partenaires|conjoncture|references)(?!\w)"
    ),
    "quoted after": re.compile(r",? (?:dit|explique|precise|souligne|rappelle|tient)"),
}
_MAY_PRECEDE, _MAY_FOLLOW = Wordings(_BEFORE), Wordings(_AFTER)
_PRECEDES = {sign: Ending(each.pattern) for sign, each in _BEFORE.items()}


def seen_around(text: str, folded: str, name: Name) -> Iterator[str]:
    """Signs of one mention, by what stands around it in a text, which is given folded too."""
    before = " ".join(f"|{folded[max(0, name.start - NEAR) : name.start]}|".split())[1:-1]
    after = folded[name.end : name.end + NEAR]
    yield from _set_apart(text, folded, name)
    seen = [sign for sign, _ in _MAY_PRECEDE.possible(before) if _PRECEDES[sign].ends(before)]
    # « Avis de M. Petit » is his, whatever office he holds.
    signed = {"author before", "made by"} & set(seen)
    yield from (sign for sign in seen if sign != "office" or not signed)
    yield from (sign for sign, wording in _MAY_FOLLOW.possible(after) if wording.match(after))


def _set_apart(text: str, folded: str, name: Name) -> Iterator[str]:
    """Whether a name stands alone in its piece of text, on its line, beside a date."""
    begins = name.start == 0 or _BORDER_BEFORE.search(text[max(0, name.start - 6) : name.start])
    ends = _BORDER_AFTER.match(text, name.end)
    if not (begins and ends):
        if begins or ends:
            yield "begins a piece" if begins else "ends a piece"
        return
    yield "alone"
    if _STRONG_BEFORE.search(text[max(0, name.start - 6) : name.start]):
        yield "begins a sentence"
    if _STRONG_AFTER.match(text, name.end):
        yield "ends a sentence"
    before, after = text[: name.start].rstrip(" ")[-1:], text[name.end : name.end + NEAR].lstrip(" ")[:1]
    if before in ("", "\n") and after in ("", "\n"):
        yield "a line"
    if _DATE.search(folded[max(0, name.start - 28) : name.start]) or _DATE.search(
        folded[name.end : name.end + 28]
    ):
        yield "beside a date"
