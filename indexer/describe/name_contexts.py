"""What the words around a name make of it: an author, somebody paid, met or quoted, a picture's owner.

Wordings are what French and English documents use wherever they name people and bodies; each gives a sign,
which weights judge (`creator_signs`). Whether a name stands alone, on its own line or beside a date is one
as well.
"""

import re
from collections.abc import Iterator

from indexer.describe.folded_text import fold
from indexer.describe.proper_names import Name

#: Characters before and after a name that are looked at.
NEAR = 60

#: What parts a text into pieces that stand by themselves.
_BORDER_BEFORE = re.compile(r"(?:^|\n|[.;:|•]\s|\s[–—-]\s|[,(]\s?)\W*$")
_BORDER_AFTER = re.compile(r"\s*(?:$|\n|[.;:|•,()]|\s[–—-]\s)")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|november|january|n° ?\d)"
)
#: What is seen before a name, in its sentence, folded.
_BEFORE = {
    "made by": re.compile(
        r"(?:realise|redige|elabore|concu|produit|edite|publie|organise|anime|coordonne|conduit|mene|etabli|ecrit"
        r"|recueilli|prepare|propose|pilote)e?s? (?:le [\d/.]+ )?par(?: les equipes de| le cabinet)?"
        r"(?: l[ea]s?| l['’]| l['’]\w+ de)? ?$"
    ),
    "author before": re.compile(
        r"(?:auteure?s?|autrices?|redaction|redacteurs?|memoire de|these de|rapport de|reportage|texte de"
        r"|recueillis par|entretien avec|question de m(?:\.|me)|rapporteurs?|fiche de|note de"
        r"|article de) ?:? ?$"
    ),
    "by": re.compile(r"(?<!\w)(?:par|by) $"),
    "of a publication": re.compile(
        r"(?:publication|cahiers?|revue|bulletin|lettre|etude|note|guide|collection|editions?|journee|dossier"
        r"|seminaire|rencontre) (?:de la|du|des|de l['’]|de|d['’]) ?$"
    ),
    "paid or met": re.compile(
        r"(?:avec|aupres|soutien|finance|financee|aide|partenaires?|partenariat|cofinance|signe|remise?|dont|via"
        r"|comme|entre|contact|contacter|ecrire|saisir|adresser)(?: \w+){0,3}"
        r"(?: de la| du| des| de l['’]| de| d['’]| l['’]| la| le| les"
        r"| par)? ?$"
    ),
    "of": re.compile(r"(?<!\w)(?:de la|du|des|de l['’]|de|d['’]|a la|au|a l['’]) ?$"),
    "the": re.compile(r"(?<!\w)(?<!de )(?<!a )(?:l['’]|la|le|les) ?$"),
    "office": re.compile(
        r"(?:maire|president|presidente|ministre|prefet|prefete|m\.|mme|madame|monsieur|directeur|directrice"
        r"|adjointe?|depute|deputee|elue?|deleguee?|chef|cheffe|presence de|tuteur|tutrice|maitre de stage)"
        r"(?:[ ,]\w*){0,3} ?:? ?$"
    ),
    "a role before": re.compile(
        r"(?:interviewee?s?|responsables?|referente?s?|jury|contacts?|intervenante?s?|presente?s?(?!e?s? par)"
        r"|participante?s?|membres"
        r"|excusee?s?|absente?s?|animateurs?|presidence|encadrante?s?|invitee?s?|temoignage|expert)[^.;\n]{0,40}$"
    ),
    "quoted before": re.compile(r"(?:selon|explique|dit|precise|rappelle|souligne|d['’]apres|conclut) ?$"),
    "picture": re.compile(r"(?:photos?|credits?|illustration)[^.;\n]{0,55}$"),
    "bears a name": re.compile(
        r"(?<!\w)(?:rue|avenue|allees?|boulevard|bd|place|quai|square|cours|impasse|chemin|esplanade|rond-point"
        r"|pont|college|lycee|ecole|groupe scolaire|stade|salle|espace|gymnase|hotel|residence|cite|hopital"
        r"|theatre|bibliotheque|mediatheque|prix|parc|station|piscine|creche|foyer)"
        r"(?: (?:de la|du|des|de|d['’]))? ?$"
    ),
    "owner": re.compile(r"(?:©|copyright|source|maitre d['’]ouvrage|organisme|commanditaire)\W{0,4}$"),
}
#: And after it.
_AFTER = {
    "acts": re.compile(
        r"(?: \([^)]*\))? (?:a |ont |vous )?(?:decide|organise|publie|realise|propose|accompagne|lance"
        r"|invite|anime|mene"
        r"|s['’]adapte|participe|presente|offre|agit|intervient|met en)(?:nt|r|e)?(?!\w)"
    ),
    "a function after": re.compile(
        r",? (?:rapporteure?|rapporteuse|redacteur|redactrice|auteure?)(?!\w)"
        r"|, (?:consultante?|sociologue|journaliste|doctorante?|chercheure?|chercheuse|urbaniste|stagiaire)"
    ),
    "an office after": re.compile(
        r",? (?:president|maire|ministre|direct|adjoint|depute|delegue|chef|referent|commissaire"
        r"|secretaire|prefet|conseill|elue?)"
    ),
    "a serial": re.compile(r"(?: [\w-]+){0,6}[ ,–-]{1,3}n°? ?\d"),
    "an address after": re.compile(r"[^.\n]{0,45}(?:\d{5}|(?<!\w)rue |avenue|boulevard|www\.|tel|cedex|@)"),
    "a subject": re.compile(
        r" (?:n['’]|ne |y |en |se |s['’]|l['’]|lui )*(?:a|est|ont|sont|va|veut|fait|peut|doit"
        r"|[a-z]{2,}(?:ait|era|aient|eront))(?!\w)"
    ),
    "an issue after": re.compile(
        r"[ ,:–|-]{1,3}(?:newsletter|briefing|lettre|bulletin|communique|premiere|analyses?|flash|focus"
        r"|actualites|magazine|infos?|working paper|dossiers?)(?!\w)"
    ),
    "quoted after": re.compile(r",? (?:dit|explique|precise|souligne|rappelle|tient)"),
}


def seen_around(text: str, name: Name) -> Iterator[str]:
    """Signs of one mention, by what stands around it."""
    before = " ".join(f"|{fold(text[max(0, name.start - NEAR) : name.start])}|".split())[1:-1]
    after = fold(text[name.end : name.end + NEAR])
    yield from _set_apart(text, name)
    yield from (sign for sign, wording in _BEFORE.items() if wording.search(before))
    yield from (sign for sign, wording in _AFTER.items() if wording.match(after))


def _set_apart(text: str, name: Name) -> Iterator[str]:
    """Whether a name stands alone in its piece of text, on its line, beside a date."""
    begins = name.start == 0 or _BORDER_BEFORE.search(text[max(0, name.start - 6) : name.start])
    ends = _BORDER_AFTER.match(text, name.end)
    if not (begins and ends):
        if begins or ends:
            yield "begins a piece" if begins else "ends a piece"
        return
    yield "alone"
    before, after = text[: name.start].rstrip(" ")[-1:], text[name.end : name.end + NEAR].lstrip(" ")[:1]
    if before in ("", "\n") and after in ("", "\n"):
        yield "a line"
    if _DATE.search(fold(text[max(0, name.start - 28) : name.start])) or _DATE.search(
        fold(text[name.end : name.end + 28])
    ):
        yield "beside a date"
