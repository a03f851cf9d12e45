"""Numbers known before a row is written, so that a large import can prepare everything outside its transaction."""

import secrets
import time


def one() -> int:
    """A number of 63 bits that grows with time: 41 bits of milliseconds, 22 bits of chance."""
    return (time.time_ns() // 1_000_000 & (1 << 41) - 1) << 22 | secrets.randbits(22)


def many(count: int) -> list[int]:
    """`count` numbers in a row; two imports at the same moment meet only by a chance of some millionths."""
    first = one()
    return list(range(first, first + count))
