"""To come."""


def add(subparsers: object) -> None:
    """Nothing yet."""
