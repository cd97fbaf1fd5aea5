"""Texts to compare, made from numbers so that what they share is known."""


def words(start: int, count: int) -> str:
    """Words that no other range holds."""
    return " ".join(f"mot{number}" for number in range(start, start + count))
