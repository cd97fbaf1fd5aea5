import pytest


@pytest.fixture(autouse=True)
def _in_request(in_request):
    """Presenters make addresses, so they work inside a request only."""
