import pytest

from catalogue.record import Record
from desk.bulk import BulkEdit, Operation, digest, edits, plan

A = Record("a", "A", themes=("sante", "emploi"), publisher="CRPV")
B = Record("b", "B", themes=("emploi",))


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (BulkEdit("themes", Operation.ADD, ("sante",)), {"b": ("emploi", "sante")}),
        (BulkEdit("themes", Operation.REMOVE, ("emploi",)), {"a": ("sante",), "b": ()}),
        (BulkEdit("themes", Operation.SET, ("sante",)), {"a": ("sante",), "b": ("sante",)}),
        (BulkEdit("themes", Operation.REPLACE, ("emploi",), "sante"), {"a": ("emploi",)}),
        (BulkEdit("publisher", Operation.SET, ("ORIV",)), {"a": "ORIV", "b": "ORIV"}),
        (BulkEdit("publisher", Operation.REPLACE, ("ORIV",), "CRPV"), {"a": "ORIV"}),
        (BulkEdit("publisher", Operation.SET), {"a": ""}),
    ],
)
def test_a_plan_names_exactly_what_changes(edit, after):
    planned = plan([A, B], edit)
    assert {each.record.identifier: each.after for each in planned} == after
    assert [each.values for each in edits(planned, edit.field)] == [
        {edit.field: value} for value in after.values()
    ]


def test_a_digest_changes_with_the_plan():
    one, other = (plan([A, B], BulkEdit("themes", Operation.ADD, (each,))) for each in ("sante", "ville"))
    assert digest(one) != digest(other)
    assert digest(one) == digest(plan([A, B], BulkEdit("themes", Operation.ADD, ("sante",))))
