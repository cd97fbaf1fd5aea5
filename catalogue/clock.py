"""Clock: by whose hour days begin, meetings start and alerts leave.

A rented machine keeps universal time: without a zone of the library's own the agenda of each subscriber would
show one or two hours too many, and an embargo end at two in the morning.
"""

import os
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from catalogue.errors import ConfigurationError

#: What the machine itself was told, before any library.
_OF_THE_MACHINE = os.environ.get("TZ")


def follow_zone(name: str) -> None:
    """Let local time be that of a zone (IANA) in this process and those it starts; empty: the machine's.

    Windows has no such means: there the machine's hour holds. Raises ConfigurationError where the machine
    does not know the zone, for which it would silently take universal time.
    """
    if not hasattr(time, "tzset"):
        return
    if told := name or _OF_THE_MACHINE:
        os.environ["TZ"] = told
    else:
        os.environ.pop("TZ", None)
    time.tzset()
    if name and datetime.now().astimezone().utcoffset() != datetime.now(ZoneInfo(name)).utcoffset():
        raise ConfigurationError(
            f"timezone : la machine n'a pas le fuseau « {name} ». Installez-y les fuseaux (paquet tzdata)."
        )
