"""What can go wrong while harvesting, named by what the person who harvests can do."""

from catalogue.errors import CatalogueError


class HarvestError(CatalogueError):
    """The repository cannot be harvested as asked; its address, its state or the request must be seen to."""

    exit_code = 5
    http_status = 502


class HarvestConflictError(HarvestError):
    """The name chosen for the centre is taken here; another must be given."""

    exit_code = 3
