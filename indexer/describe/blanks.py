"""What a template leaves to whoever fills it in: « À compléter », « [Nom de la structure] », « Nom Prénom ».

Files that were never filled in, and the templates themselves, say it where a value would stand. It is no
value of a notice, whichever field the describer reads it for.
"""

import re

from indexer.describe.folded_text import fold

_TO_DO = (
    r"(?:completer|preciser|definir|determiner|renseigner|remplir|indiquer|designer|nommer|confirmer|fournir"
    r"|saisir|inserer|modifier|adapter|personnaliser|venir)"
)
_WHO = (
    r"(?:auteure?|redacteur|redactrice|structure|organisme|organisation|collectivite|commune|ville|mairie"
    r"|porteur|service|societe|entreprise|association|etablissement|maitre d.ouvrage|editeur|projet|document"
    r"|etude|dossier|action|fiche|presentation|responsable|intervenante?|participante?|signataire"
    r"|beneficiaire|directeur|directrice|referente?)"
)
_BLANK = re.compile(
    # « À compléter », « Titre à définir », « Reste à préciser par le porteur ».
    rf"(?:(?:titre|nom|date|lieu|objet|texte|champ|contenu|{_WHO})s? )?(?:reste )?a {_TO_DO}"
    r"(?: (?:par|avec|selon|ulterieurement|plus tard)(?: .{0,40})?)?"
    r"|(?:non|pas) (?:encore )?(?:renseign|communiqu|precis|defini|connu)[a-z]{0,3}|(?:non|pas) disponibles?"
    r"|sans objet|neant|aucune?|n ?[./] ?[acr]\.?|tb[dc]|to be (?:completed|defined|confirmed|announced)"
    # « Votre nom », « Nom de la structure », « Prénom, NOM et fonction ».
    r"|(?:votre|vos|your) (?:nom|prenom|name|titre|title|logo)s?(?: .*)?"
    # « Vos services publics » is what a leaflet is called.
    r"|(?:votre|vos|your) (?:structure|organisme|service)s?(?: ici| here)?"
    rf"|(?:nom|prenom|titre|intitule|logo|adresse)s? d(?:e la |e l.|es |u |e )(?:la |votre )?{_WHO}s?"
    r"|(?:prenom|nom)s?(?:[ ,/&.-]+(?:et )?(?:de famille|prenom|nom|fonction|qualite)s?)+"
    # « Insérer ici le logo », « Cliquez ici pour taper du texte », « Click here to add text ».
    r"|(?:insere|saisi|indique|clique|tape|entre|remplace|complete)[rsz]{1,4}[ez]{0,2} ici.*"
    r"|(?:click|insert|enter|type) (?:here|your) .*|.* pour (?:taper|ajouter) (?:du|un|le) (?:texte|titre)"
    r"|lorem ipsum.*|x{2,}(?:[ .-]x{2,})*"
    # All of it between brackets or signs that a program was to fill in (« {title} », « $titre$ »); or signs.
    r"|\[[^\]]*\]|<[^>]*>|\{[^}]*\}|[{$<\[%]+[\w .-]+[}$>\]%]+|[\W_]*"
)


def is_left_blank(value: str) -> bool:
    """Whether a value is what stands in a form until somebody fills it in."""
    folded = fold(" ".join(value.split()))
    return bool(_BLANK.fullmatch(folded) or _BLANK.fullmatch(folded.strip(" .:;,*«»\"'")))
