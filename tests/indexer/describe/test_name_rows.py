from indexer.describe.name_rows import rows_of, share
from indexer.describe.proper_names import names_in


def test_a_row_goes_on_over_what_each_of_its_names_is() -> None:
    text = "Claire Petit, sociologue ; Paul Grand et Anne Roy. Puis Jean Blanc"
    (row,) = rows_of(text, sorted(names_in(text), key=lambda name: name.start))
    assert [name.text for name in row] == ["Claire Petit", "Paul Grand", "Anne Roy"]


def test_bodies_share_where_they_stand_and_not_who_made_it() -> None:
    one, other = {"body": 1.0, "made by": 1.0, "head": 1.0}, {"body": 1.0}
    share([one, other])
    assert other["head"] and not other.get("made by")
