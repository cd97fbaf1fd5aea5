"""Services of the State in a territory, which texts and sites call by acronyms: each is an authority."""

import re

#: In a region, then in a département.
OF_REGION = frozenset({
    "dreal", "dreets", "direccte", "draaf", "drac", "drihl", "drieets", "driea", "drjscs", "deets", "deal",
})  # fmt: skip
_OF_DEPARTEMENT = frozenset({"ddt", "ddtm", "ddcs", "ddcspp", "ddets", "ddetspp"})
_NAMED = re.compile(
    r"(?:(?:sous-)?prefecture|services? de l['’]etat|rectorat|agence regionale de sante"
    r"|direction (?:inter)?(?:regionale|departementale))(?!\w)"
    r"|academie d(?:e |['’])"
    rf"|(?:{'|'.join(sorted(OF_REGION | _OF_DEPARTEMENT | {'ars'}))}) \w"
)


def is_state_service(folded: str) -> bool:
    """Whether a folded name is that of such a service in some place: « dreal normandie »."""
    return bool(_NAMED.match(folded))
