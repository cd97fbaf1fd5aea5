"""The set phrases of each genre: what minutes, contracts, press items, notices write and others hardly do.

Knowledge, not code: what a documentalist knows of the genres of the field. `genres` looks for them.
"""

_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_SAYS = r"(dit|explique|souligne|raconte|precise|conclut|regrette|assure|rappelle|estime|confie)"
#: Papers and stations of France, which press items name as theirs.
_PAPERS = (
    r"ouest-france|la voix du nord|le parisien|midi libre|(nice|var|corse)[ -]matin|le dauphine libere"
    r"|l.est republicain|dernieres nouvelles d.alsace|le republicain lorrain|la depeche du midi"
    r"|la nouvelle republique|le telegramme|paris-normandie|l.echo republicain|france[ -](3|bleu|antilles)"
    r"|francetvinfo|actu\.fr|20 minutes|le figaro|la gazette des communes|localtis"
)
#: Type → phrases that tell, phrases that suggest; each is an expression on folded text.
PHRASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "actes": (
        (
            r"seance (du|publique)|ouverture de (la )?seance",
            r"absente?s? excusee?s?|etaient presents|presents? :|excusee?s? :",
            r"l.an deux mille|sous la presidence d|regulierement convoque",
            r"compte[- ]rendu (de|du|des)|releve de (decisions|conclusions)|proces[- ]verbal",
            r"(actes|synthese|echos) (de la|des|du) (journee|rencontre|ateliers?|seminaire|colloque)",
            r"(rencontre|journee|seminaire|colloque|reunion|web-?conference)( [a-z]+)? (du|des) \d",
            r"entretien (realise|avec)|date de (l.entretien|la reunion)",
            r"grand temoin|seance pleniere|secretaire de seance|quorum|liste des participants|en presence de",
        ),
        (
            r"seminaire|colloque|journee (d.etude|de travail|nationale|regionale|d.echange)|matinee",
            r"interventions? |intervenants",
            r"ordre du jour|a l.unanimite|votes? :",
            r"table ronde|ateliers? \d",
            r"retour sur (la|le|les|l.)|ce qu.il faut retenir|s.est tenu|s.est reuni|se sont (tenu|reuni)",
        ),
    ),
    "presse": (
        (
            rf"(?<!\w)(hier|ce {_DAY}|{_DAY} (dernier|matin|soir|\d{{1,2}}(er)? {_MONTH}))",
            r"de notre (correspondant|envoye)|\bafp\b|notre journal|la redaction",
            r"publie le (\w+ )?\d|lire aussi|reserve aux abonnes|temps de lecture",
            r"communique de presse|contacts? presse|dossier de presse",
            r"photo d.illustration|© archives|© afp|© photo|partager sur|copier le lien"
            r"|[>»] ?actualites",
            _PAPERS,
            r"(?<!\w)(a|ont|vient de|viennent de) (ete )?(annonce|inaugure|signe|visite|lance|accueilli)",
        ),
        (
            rf"[»\"],? (a )?{_SAYS}",
            rf"{_SAYS}(-t-\w+)? (le|la|l.|un|[a-z]+ [a-z]+)",
            r"millions? d.euros",
            r"(le|la) (maire|prefete?|ministre|presidente?|secretaire d.etat)(?!\w)",
            r"aujourd.hui|depuis (hier|lundi|la rentree)|ces derniers jours|en fin d.annee",
        ),
    ),
    "article": (
        (
            r"propos recueillis|entretien (croise|avec)|interview|billet de blog",
            r"mots?-cles|abstract|\bdoi\b|resume :",
            r"(les )?cahiers (du|de)|\brevue\b|n° ?\d+,? p(p|ages)?\. ?\d|dans le numero",
            r"research|paper",
            r"cairn|persee|openedition|erudit|(pour )?citer cet article|texte integral|keywords",
        ),
        (
            r"cet article|l.auteure?|chercheure?s?|sociologue|geographe|economiste",
            r"\? ?[–-]|: «",
            r"nous (avons|montrons|analysons|sommes)|\bje\b|mon avis",
            r"tribune|analyse|point de vue|carte blanche|chronique|opinion",
        ),
    ),
    "fiche-repere": (
        (
            r"qu.est-ce que|c.est quoi|de quoi s.agit|en quoi consiste",
            r"(?<!\w)(est|sont|constituent?) (un|une|des|l.un|le|la|les|l.)[a-z’' -]{0,40}"
            r"(dispositif|outil|structure|instance|programme|lieu|service|zone|quartier)s?",
            r"(a|ont) pour (objectif|but|mission|vocation|objet)|vise(nt)? a(?!\w)",
            r"pour qui|public concerne|qui peut|comment (ca marche|beneficier|devenir)|conditions d",
            r"presentation d[ue]|a propos d",
            r"en bref|a quoi (sert|servent)|definition|qui sommes|vos demarches|nos missions|quels? sont les",
        ),
        (
            r"(ont|a) ete (cree|instaure|institue|defini|mis)|cree(e|es|s)? (par|en)",
            r"la loi (n°|du|d)",
            r"telecharger|contacts? |accueil|menu|en savoir plus|missions?",
            r"quartiers? prioritaires?|signataires?|objectifs",
            r"remplace(nt|r)?|succede|prolonge",
        ),
    ),
    "fiche-experience": (
        (
            r"retours? d.experience|fiche[s-]* ?(actions?|experience|projet)|bonne pratique",
            r"porteur (du projet|de l.action)|structure porteuse|publics? vises?",
            r"diagnostic en marchant|fiche de capitalisation|capitalisation d",
            r"(contexte|description|resultats|moyens|bilan|partenaires) :",
        ),
        (
            r"l.action|experimentation|initiative",
            r"partenaires|benevoles|habitants",
            r"mis(e|es)? en (place|oeuvre)|a (permis|developpe|organise|lance|participe)",
            r"difficultes|leviers|points forts|enseignements",
        ),
    ),
    "contrat": (
        (
            r"il (est|a ete) convenu|les soussignes|ci-apres",
            r"entre[ :]+(la|l.|le|les|d.une part)[^.]{5,200}"
            r"(represente|d.autre part|\((le|la) (prefet|maire|preside))",
            r"vu (la|les|l.) ?deliberations?|d.autre part|avenant n|(passee?|etablie?|conclue?) entre",
            r"contrat[- ]cadre|convention[- ]cadre|convention (pluriannuelle|partenariale|de partenariat)",
            r"engagements? des (partenaires|signataires|parties)|les parties",
            r"ce qui suit|denommee?|lu et approuve|fait a [^.]{3,60} le \d|prend effet|article 2",
        ),
        (
            r"preambule|article 1(er)?(?!\w)",
            r"duree (du|de la)|modalites? financieres?|avenant|signataires",
            r"plan d.actions?|orientations|axes? \d|piliers?",
            r"pilotage|suivi|maitres? d.ouvrage",
        ),
    ),
    "texte-officiel": (
        (
            r"\bnor ?:|journal officiel|\bjorf\b",
            r"(ministre|prefet|directeur)[^.]{0,80} a (mesdames|messieurs)|pour (attribution|execution)",
            r"vu (le code|la loi|le decret|l.ordonnance|la directive)",
            r"(arrete|decrete|ordonne)(nt)? ?:|circulaire (du|n°|relative|interministerielle)",
            r"arrete (prefectoral|municipal|n|du)|apres en avoir delibere|instruction (du|n|interm)",
            r"deliberation n|recueil des actes|entree en vigueur|publics concernes ?:",
        ),
        (
            r"article [lr]\.? ?\d|alinea",
            r"abroge|en application d",
            r"(mesdames|messieurs) les prefets|prefets",
        ),
    ),
    "guide": (
        (
            r"guide (a l.usage|pratique|methodologique|d|pour)|le present guide|ce guide",
            r"mode d.emploi|boite a outils|vade-?mecum|\bkit\b|fiches? (pratiques?|outils?)|fiche \d",
            r"cadre de reference|points de vigilance|pas a pas",
            r"comment (faire|construire|elaborer|mettre|agir|monter)",
            r"reperes (methodologiques|pour)|etape 1|conseils pratiques|foire aux questions|methodologique",
        ),
        (
            r"methode|methodologi",
            r"outils?(?!\w)|etapes?|grille",
            r"recommand|conseils|il (faut|convient)",
            r"demarche",
        ),
    ),
    "rapport-etude": (
        (
            r"rapport (final(?! de l.eval| d.eval)|d.etude|de test|de recherche|intermediaire)"
            r"|recherche-action",
            r"etude (realisee|menee|commandee)|l.etude(?!\w)|enquete (aupres|menee|realisee)",
            r"diagnostic (territorial|partage|social|local)|etat des lieux",
            r"etude (sur|exploratoire|qualitative|comparative|d.impact|prospective)"
            r"|enquete (sur|qualitative|par)|analyse des besoins|note d.analyse|bureau d.etudes"
            r"|projet (social|de territoire) (19|20)",
        ),
        (
            r"methodologie|entretiens",
            r"premiere partie|partie i|sommaire|introduction \d",
            r"enjeux|problematique",
            r"resultats",
        ),
    ),
    "rapport-evaluation": (
        (
            r"rapport (final )?d(e l)?.evaluation|bilan de la mise en",
            r"evaluation (finale|a mi-parcours|ex ?post|externe|nationale)",
            r"questions? evaluatives?|evaluateurs?|assessment",
        ),
        (r"evaluation", r"bilan|impacts?|effets", r"recommandations|preconisations"),
    ),
    "rapport-public": (
        (
            r"assemblee nationale|\bsenat\b|legislature",
            r"question (orale|ecrite|n)|cour des comptes|rapport d.information|commission d.enquete",
            r"inspection generale|defenseur des droits|haut (conseil|comite)|conseil national des villes",
            r"rapport (au|du) (premier ministre|gouvernement|parlement|ministre|senat)|lettre de mission",
            r"remise? (le|a|au) [^.]{0,60}(ministre|president de la republique)",
        ),
        (r"rapporteure?s?|deputee?s?|senat(eur|rice)s?", r"propositions?", r"ministre"),
    ),
    "rapport-activite": (
        (
            r"rapport (d.activites?|annuel|moral|(19|20)\d\d)|bilan (d.activites?|annuel|(19|20)\d\d)"
            r"|ans d.activites?|bilan de (la convention|l.annee)",
            r"temps forts|le mot d[ue]|programme d.actions? (19|20)\d\d",
            r"assemblee generale|exercice (19|20)\d\d|conseil d.administration|rapport financier",
        ),
        (r"equipe|salaries|adherents", r"missions|partenaires", r"chiffres cles|en chiffres"),
    ),
    "donnees": (
        (
            r"insee (analyses|premiere|flash|focus|dossier)|\binsee\b",
            r"tableaux?(?!\w)|cartes?(?!\w)|jeu de donnees|donnees",
            r"atlas|tableau de bord|barometre|open ?data|portrait (statistique|de territoire)",
            r"(lecture|champ) ?:",
            r"taux de (pauvrete|chomage|mobilite)|revenus? (median|moyen)|recensement",
        ),
        (
            r"(\d[^%]{1,80}%[^%]{1,200}){2}\d[^%]{1,80}%",
            r"\d[\d ]{2,} habitants",
            r"statisti|indicateurs?|indice",
            r"communes, \d",
        ),
    ),
    "lettre": (
        (
            r"edito(rial)?(?!\w)|dans ce numero|au sommaire|numero special",
            r"la (lettre|revue|gazette|feuille) d|newsletter|bulletin|le journal d|magazine (d|municipal)",
            rf"n° ?\d+ ?[–-]|[–-] ?n° ?\d+|{_MONTH} (19|20)\d\d ?[–-] ?n°",
            r"direct(eur|rice) de (la )?publication|revue de presse|panorama de presse",
            r"comite de redaction|redact(eur|rice) en chef|tirage|infolettre|flash info"
            r"|journal (municipal|de quartier)",
        ),
        (r"agenda|actualites|breves", r"sommaire|pages? \d", r"abonn"),
    ),
    "dossier-ressources": (
        (
            r"bibliographie|webographie|sitographie|references bibliographiques",
            r"references documentaires|documents? a consulter|a lire|catalogue|notices? ",
            r"dossier (thematique|documentaire|ressources?)|ressources? documentaires?|selection (de|biblio)",
        ),
        (r"pour (aller plus loin|en savoir plus)|centre de ressources", r"pp?\. ?\d+", r"en ligne|editions?"),
    ),
    "ouvrage": (
        (
            r"\bisbn\b|depot legal|collection (?!de paroles)",
            r"\d+ ?€|\d+ p(ages|\.)(?!\w)|(?<!\w)editions? (?!20)",
            r"publisher|press(?!\w)|book",
            r"\bean\b|broche|parution|quatrieme de couverture|l.harmattan|la decouverte|puf\b|presses univ",
        ),
        (r"preface|avant-propos|chapitres?", r"auteure?s?", r"impression|achete"),
    ),
    "memoire": (
        (
            r"memoire (d|pre)|these (d|pre|soutenu)|\bdess?\b|\btesi\b|\bthesis\b|ecoles? doctorale",
            r"sous la direction d|directeur d|soutenu|\bjury\b",
            r"soutenance|doctora(t|nte?)|rapport de stage|travail de fin d|licence professionnelle",
            r"master|promotion|annee universitaire|diplome|ecole nationale",
        ),
        (r"universite|faculte|institut", r"remerciements", r"premiere partie|partie i"),
    ),
    "annuaire": (
        (
            r"annuaire|liste des|repertoire",
            r"carnet d.adresses|contacts utiles|trouver (un|une|votre)|horaires",
            r"(adresse|siret|siege|tel)[^.\n]{0,60}:[^$]{0,900}(adresse|tel|place|rue)",
        ),
        (
            r"coordonnees",
            r"\d\d\d\d\d [a-z]",
            r"\d\d[ .]\d\d[ .]\d\d[ .]\d\d[ .]\d\d",
        ),
    ),
    "appel-a-projets": (
        (
            r"appels? a (projets?|candidatures?|manifestation)",
            r"date limite|dossiers? de (candidature|demande|subvention)|deposer (un|votre|leur)",
            r"reglement (du|de la|des|interieur)|candidat(e?s|ures)|eligib",
            r"cahier des charges|candidater|date de cloture|depot des (dossiers|candidatures|projets)"
            r"|call for",
        ),
        (r"criteres|modalites", r"campagne|financement|subventions?", r"article \d"),
    ),
    "video": (
        (
            r"videos?(?!\w)|replay|podcast|webinaire|\bfilm\b|documentaire(?!s)",
            r"duree ?:? ?\d|realisat(eur|rice|ion) ?:|youtube|dailymotion|vimeo|ecouter",
            r"voir la video|episode \d|\d+ min(?!\w)|sous-titr|voix off|(court|long|moyen)[- ]metrage"
            r"|film (de|doc)",
            r"00:\d\d (?!\d).{3,120}\s\d?\d:\d\d ",
        ),
        (r"regarder|visionn|tourne|images", r"emission|episode|chaine"),
    ),
    "presentation": (
        (
            r"diaporama|diapositive|slides?(?!\w)|slideshare|powerpoint|genially|prezi|poster",
            r"merci de votre attention|support d.intervention",
        ),
        (r"plan de (la )?presentation", r"www\."),
    ),
}
