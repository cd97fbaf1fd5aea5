import pytest

from search.query import YearRange
from search.results import FacetValue, Results
from search_app.pages.facets import BARS, SHOWN, facet_groups, year_bars, year_group
from search_app.state import SearchState
from tests.search_app.pages.html import plain


def groups(state=None, **facets):
    return {each.key: each for each in facet_groups(Results(9, facets=facets), state or SearchState())}


def test_former_regions_stand_under_todays():
    (group,) = groups(region=(FacetValue("75", 5), FacetValue("54", 3), FacetValue("24", 2))).values()
    assert [(each.label, each.count) for each in group.choices] == [
        ("Nouvelle-Aquitaine", "5"),
        ("Centre-Val de Loire", "2"),
    ]
    (former,) = group.choices[0].children
    assert (former.label, group.choices[0].fold) == (
        "Poitou-Charentes",
        "Préciser (1)",
    )


def test_a_ticked_value_comes_first_and_unfolds_what_is_above_it():
    values = (
        FacetValue("cadre-de-vie", 9),
        FacetValue("cohesion-sociale", 4),
        FacetValue("sante", 4, selected=True),
    )
    first, second = groups(theme=values)["theme"].choices
    assert (first.value, first.unfolded, first.children[0].checked) == ("cohesion-sociale", True, True)
    assert second.value == "cadre-de-vie"


def test_a_value_whose_parent_is_not_there_stands_alone():
    assert [each.value for each in groups(theme=(FacetValue("sante", 1),))["theme"].choices] == ["sante"]


def test_a_long_list_is_folded():
    group = groups(centre=tuple(FacetValue(f"c{number}", 1) for number in range(20)))["centre"]
    assert (len(group.choices), len(group.more), group.more_label) == (SHOWN, 12, "Voir les 12 autres")


@pytest.mark.parametrize(("values", "shown"), [(1, False), (2, True)])
def test_one_centre_alone_is_no_choice(values, shown):
    found = groups(centre=tuple(FacetValue(f"c{number}", 1) for number in range(values)))
    assert ("centre" in found) is shown


def test_years_are_joined_until_they_fit():
    values = [FacetValue(str(year), 1) for year in range(1983, 2025)]
    bars = year_bars(values, SearchState(), BARS)
    assert [bar.label for bar in bars[:2]] == ["1983–1984", "1985–1989"]
    assert bars[1].url == "/recherche?annee=1985..1989"
    assert len(bars) <= BARS


def test_a_bar_is_as_high_as_its_count_and_an_empty_one_leads_nowhere():
    bars = year_bars([FacetValue("2005", 1), FacetValue("2007", 300)], SearchState(), BARS)
    assert [(bar.height, bool(bar.url)) for bar in bars] == [(1, True), (0, False), (100, True)]
    assert plain(bars[2].name) == "2007 : 300 documents"


def test_the_years_asked_for_fill_the_boxes_and_stand_out():
    state = SearchState(years=YearRange(2007, None))
    group = year_group(Results(1, facets={"year": (FacetValue("2005", 1), FacetValue("2008", 1))}), state)
    assert [value for _name, _label, value in group.boxes] == ["2007", ""]
    assert [bar.selected for bar in group.bars] == [False, False, True, True]
