"""First passwords: generated, read out once, to be changed at the first sign-in."""

import secrets

CONSONANTS = "bcdghklmnprstvx"
VOWELS = "aeiou"
DIGITS = "23456789"
SYLLABLES = 6
"""With four digits some 50 bits of chance, which a person can still read over the telephone."""


def first_password() -> str:
    """A password no one has used, without letters that look alike: `kefo-mati-loda-4729`."""
    syllables = ["".join(map(secrets.choice, (CONSONANTS, VOWELS))) for _number in range(SYLLABLES)]
    groups = ["".join(pair) for pair in zip(syllables[::2], syllables[1::2], strict=True)]
    return "-".join([*groups, "".join(secrets.choice(DIGITS) for _number in range(4))])
