"""Short codes: ten characters by which a record is named in an address that people dictate, print and keep.

A code is a function of the identifier alone, so it is the same after any rebuild, in any copy of the library,
and nothing has to be kept for it. Fifty bits: among a hundred thousand records two share one with a chance of
one in two hundred thousand; the elder then keeps it (`search.short_addresses`).
"""

import hashlib
import re

#: Digits and letters without those that are read for another (Crockford's base 32).
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
#: Two characters by ten bits, the lower five first: a page of results makes a code for each document.
_PAIRS = [low + high for high in ALPHABET for low in ALPHABET]
#: What people type for those left out.
_MISREAD = str.maketrans("ilo", "110")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def short_code(identifier: str) -> str:
    """The code of a record."""
    # The salt keeps codes apart from any other digest of identifiers, such as files' own.
    digest = hashlib.sha256(f"fonds short code {identifier}".encode()).digest()
    bits = int.from_bytes(digest[:7])
    return "".join([_PAIRS[bits >> shift & 1023] for shift in range(0, 5 * LENGTH, 10)])


def read_code(typed: str) -> str:
    """The code somebody typed, empty where it cannot be one."""
    code = typed.strip().lower().translate(_MISREAD)
    return code if _CODE.fullmatch(code) else ""
