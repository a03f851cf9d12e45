"""The question to the word index in the language of each database; every word in it is a parameter."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from danvan.commons.search.words import Term

NOTHING = "SELECT record_id FROM search_entry WHERE 1 = 0"
PUT = """
    INSERT INTO search_entry (record_id, kind, audience, exact, folded) VALUES {places}
    ON CONFLICT (record_id) DO UPDATE SET audience = excluded.audience, exact = excluded.exact, folded = excluded.folded
    WHERE search_entry.audience <> excluded.audience OR search_entry.exact <> excluded.exact
"""
"""Entries that say the same as before are not touched, so a move that changes no word costs the index nothing."""
WITHIN = {"sqlite": "instr", "postgresql": "strpos"}

Select = tuple[str, list[Any]]
Limits = Mapping[str, Sequence[str]]
Conditions = tuple[list[str], list[Any]]


def select(terms: Sequence[Term], limits: Limits, *, as_typed: Sequence[Term] = ()) -> Select:
    """The ids of entries that hold every term (folded) and, if given, every term as typed.

    `limits` are other columns with their allowed values.
    """
    if not terms:
        return NOTHING, []
    typed, typed_values = _typed(as_typed)
    limited, limited_values = _limited(limits)
    found, wanted = _postgresql(terms) if connection.vendor == "postgresql" else _sqlite(terms, [*typed, *limited])
    return " AND ".join([found, *typed, *limited]), [wanted, *typed_values, *limited_values]


def optimise() -> None:
    """Merge the index after it was written anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
        else:
            cursor.execute("ANALYZE search_entry")


def _sqlite(terms: Sequence[Term], conditions: Sequence[str]) -> tuple[str, str]:
    joined = " CROSS JOIN search_entry ON record_id = search_words.rowid" if conditions else ""
    wanted = " AND ".join(f'"{term.text}"{" *" if term.prefix else ""}' for term in terms)
    return f"SELECT search_words.rowid FROM search_words{joined} WHERE search_words MATCH %s", wanted  # noqa: S608 - our own


def _postgresql(terms: Sequence[Term]) -> tuple[str, str]:
    wanted = " & ".join(f"'{term.text}'{':*' if term.prefix else ''}" for term in terms)
    return "SELECT record_id FROM search_entry WHERE words @@ to_tsquery('simple', %s)", wanted


def _typed(terms: Sequence[Term]) -> Conditions:
    condition = f"{WITHIN[connection.vendor]}(exact, %s) > 0"
    return [condition] * len(terms), [f" {term.text}{'' if term.prefix else ' '}" for term in terms]


def _limited(limits: Limits) -> Conditions:
    conditions = [f"{name} IN ({', '.join(['%s'] * len(allowed))})" for name, allowed in limits.items()]
    return conditions, [value for allowed in limits.values() for value in allowed]
