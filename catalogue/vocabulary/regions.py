"""Regions: which of them a place counts under.

A document about Poitiers counts under Nouvelle-Aquitaine, whatever its year; one that speaks of
Poitou-Charentes counts under that region too. Codes are INSEE's; départements follow the law of
16 January 2015 (in force since 1 January 2016).
"""

from collections.abc import Iterator

from catalogue.vocabulary.departements import NAMES

#: Region of before 2016 → the one that took its place.
SUCCESSORS = {
    "21": "44", "41": "44", "42": "44",
    "54": "75", "72": "75", "74": "75",
    "82": "84", "83": "84",
    "26": "27", "43": "27",
    "73": "76", "91": "76",
    "22": "32", "31": "32",
    "23": "28", "25": "28",
}  # fmt: skip

#: Region → its départements; the two of Corsica stand under the code both had until 1976 too.
DEPARTEMENTS = {
    "11": "75 77 78 91 92 93 94 95",
    "24": "18 28 36 37 41 45",
    "27": "21 25 39 58 70 71 89 90",
    "28": "14 27 50 61 76",
    "32": "02 59 60 62 80",
    "44": "08 10 51 52 54 55 57 67 68 88",
    "52": "44 49 53 72 85",
    "53": "22 29 35 56",
    "75": "16 17 19 23 24 33 40 47 64 79 86 87",
    "76": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "84": "01 03 07 15 26 38 42 43 63 69 73 74",
    "93": "04 05 06 13 83 84",
    "94": "2A 2B 20",
    "01": "971", "02": "972", "03": "973", "04": "974", "06": "976",
}  # fmt: skip

#: Region of before 2016 → the départements it had.
FORMER_DEPARTEMENTS = {
    "21": "08 10 51 52", "41": "54 55 57 88", "42": "67 68",
    "54": "16 17 79 86", "72": "24 33 40 47 64", "74": "19 23 87",
    "82": "01 07 26 38 42 69 73 74", "83": "03 15 43 63",
    "26": "21 58 71 89", "43": "25 39 70 90",
    "73": "09 12 31 32 46 65 81 82", "91": "11 30 34 48 66",
    "22": "02 60 80", "31": "59 62",
    "23": "27 76", "25": "14 50 61",
}  # fmt: skip

REGION_OF = {departement: region for region, listed in DEPARTEMENTS.items() for departement in listed.split()}


def departements_by_region() -> Iterator[tuple[str, str, str]]:
    """Region, place (`dep:37`) and name of every département that is not a region by itself."""
    for region, listed in DEPARTEMENTS.items():
        codes = [code for code in listed.split() if code in NAMES]
        if len(codes) > 1:
            yield from ((region, f"dep:{code}", NAMES[code]) for code in codes)


def regions_of(place: str) -> tuple[str, ...]:
    """Codes of the regions a place of a record counts under, its own first; none when they are unknown.

    `reg:54` gives 54 and 75; a département, a commune or a priority quarter (`qpv:QP086001`) gives today's
    region only. The code of an EPCI says nothing sure of where it lies.
    """
    kind, _, code = place.partition(":")
    if kind == "reg":
        return (code, SUCCESSORS[code]) if code in SUCCESSORS else (code,) if code in DEPARTEMENTS else ()
    region = REGION_OF.get(_departement(kind, code))
    return (region,) if region else ()


def former_regions_of(place: str, region: str) -> tuple[str, ...]:
    """Codes of the regions of before 2016 that stood where a place of one of today's regions lies.

    A département or a commune lay in one of them; a region of today (`reg:75`) has taken the place of all.
    """
    merged = tuple(former for former, successor in SUCCESSORS.items() if successor == region)
    kind, _, code = place.partition(":")
    if kind == "reg":
        return merged if code == region else ()
    departement = _departement(kind, code)
    return tuple(former for former in merged if departement in FORMER_DEPARTEMENTS[former].split())


def _departement(kind: str, code: str) -> str:
    if kind == "dep":
        return code
    if kind == "com":
        return code[:3] if code.startswith("97") else code[:2]
    if kind == "qpv":  # QP or QN, the département on three characters, a number
        return code[2:5] if code[2:4] == "97" else code[2:5].lstrip("0").rjust(2, "0")
    return ""
