"""Every kind of page the site has, by name, and how its address is written."""

#: Name → address. Each has a title of its own.
PAGES = {
    "accueil": "/",
    "résultats": "/recherche?q=sant%C3%A9",
    "résultats filtrés": "/recherche?q=sant%C3%A9&theme=sante&region=24&annee=2000..2020",
    "deuxième page": "/recherche?page=2",
    "aucun résultat": "/recherche?q=xylophone&theme=sante",
    "adresse mal formée": "/recherche?q=sant%C3%A9&annee=l%27an%20dernier",
    "synonymes": "/recherche?q=asv",
    "suggestion": "/recherche?q=sante+publik",
    "notice": "/notice/rapport-2007",
    "notice cherchée": "/notice/rapport-2007?q=sant%C3%A9",
    "notice anglaise": "/notice/urban-health",
    "notice aux mots longs": "/notice/long",
    "page avec image": "/notice/rapport-2007/page/3?q=sant%C3%A9",
    "page sans image": "/notice/fiche-jardin/page/2?q=sant%C3%A9",
    "aide": "/aide",
    "accessibilité": "/accessibilite",
    "plan": "/plan",
    "réseau": "/reseau",
    "mentions légales": "/mentions-legales",
    "introuvable": "/notice/inconnue",
    "retiré": "/notice/retire",
    "accueil en anglais": "/?hl=en",
    "résultats en anglais": "/recherche?q=sant%C3%A9&hl=en",
}
