import pytest

from catalogue.library import create_library
from desk.errors import DeskError
from desk.views import MOST, SavedView, Views


@pytest.fixture
def views(tmp_path):
    return Views(create_library(tmp_path / "fonds"))


def test_a_view_is_kept_by_its_name_replaced_and_removed(views):
    assert views.all() == []
    views.save(SavedView("Sans  thème ", "theme=%28sans%29", "claire"))
    views.save(SavedView("Sans thème", "theme=sante", "anne"))
    assert views.all() == [SavedView("Sans thème", "theme=sante", "anne")]
    views.remove("Sans thème")
    assert views.all() == []


def test_what_cannot_be_a_view_is_refused(views):
    for name, query in (("", "q=a"), ("x" * 61, "q=a"), ("x", "q=" + "a" * 2000)):
        with pytest.raises(DeskError):
            views.save(SavedView(name, query, "claire"))
    for number in range(MOST):
        views.save(SavedView(str(number), "q=a", "claire"))
    with pytest.raises(DeskError, match="Retirez-en une"):
        views.save(SavedView("encore", "q=a", "claire"))
