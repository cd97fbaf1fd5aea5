"""What codes that stand in no vocabulary are called: who may read a record, and whether it is published.

The same at the desk and on the command line; told in French, translated by who says them.
"""

from collections.abc import Mapping

from catalogue.record import Access, Status
from catalogue.wording import N_

#: Field → what its codes are called, in the order in which they are offered.
CODE_LABELS: Mapping[str, Mapping[str, str]] = {
    "access": {
        Access.PUBLIC: N_("Tout le monde"),
        Access.NETWORK: N_("Le réseau des centres"),
        Access.INTERNAL: N_("Le centre seulement"),
    },
    "status": {Status.PROPOSED: N_("À publier"), Status.PUBLISHED: N_("Publié")},
}
