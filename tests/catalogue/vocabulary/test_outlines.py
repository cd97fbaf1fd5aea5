from catalogue.vocabulary.outlines import outlines
from catalogue.vocabulary.outlines.build import _border, drawing
from catalogue.vocabulary.regions import REGION_OF


def test_every_departement_is_drawn_within_the_frame():
    drawn = outlines()
    assert set(drawn.departements) == set(drawn.boxes) == set(REGION_OF) - {"20"}
    for left, top, right, bottom in drawn.boxes.values():
        assert 0 <= left < right <= drawn.width
        assert 0 <= top < bottom <= drawn.height


def test_neighbours_are_mutual_and_those_of_the_atlas():
    beside = {code: set(each.split()) for code, each in outlines().neighbours.items()}
    assert all(code in beside[other] for code, each in beside.items() for other in each)
    assert beside["37"] == {"36", "41", "49", "72", "86"}
    assert beside["2A"] == {"2B"}


def test_a_border_is_simplified_alike_from_both_ends():
    points = [(0.0, 0.0), (1.0, 0.1), (2.0, 5.0), (3.0, 0.2), (9.0, 0.0)]
    assert _border(points) == _border(points[::-1])[::-1]


def test_two_squares_share_the_border_between_their_regions():
    def square(code, west):
        ring = [[west, 46], [west + 1, 46], [west + 1, 47], [west, 47], [west, 46]]
        said = {"adm0_a3": "FRA", "iso_3166_2": f"FR-{code}"}
        return {"properties": said, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    drawn = drawing({"features": [square("37", 0), square("86", 1), square("36", -1)]})
    assert drawn["regions"].count("M") == 1
    assert drawn["neighbours"] == {"36": "37", "37": "36 86", "86": "37"}
