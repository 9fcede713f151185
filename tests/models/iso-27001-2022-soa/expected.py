"""Statement of applicability, ISO/IEC 27001:2022 annex A: expected.py ANSWERS [with CONFIGURATION].

93 controls in four themes. A control that is excluded is left out; of the others a theme has the
share implemented, and the whole the share of all controls together. Partly implemented counts as a
half with `lenient`, and as nothing with `strict` and without configuration. What is not decided
(blank) is not implemented. Beside it the plain mean of the themes that anything applies to.
"""
import csv
import sys
from fractions import Fraction

THEMES = {"A.5": 37, "A.6": 8, "A.7": 14, "A.8": 34}
CONTROLS = 93
WORTH = {"implemented": Fraction(1), "partly": Fraction(0), "planned": Fraction(0),
         "not_implemented": Fraction(0), "": Fraction(0)}
EXCLUDED = "excluded"


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def share(worths):
    """In percent, or None where nothing applies."""
    return 100 * sum(worths) / len(worths) if worths else None


def figures(row, partly):
    worth = {**WORTH, "partly": partly}
    themes = {theme: [worth[row[f"{theme}.{n}"]] for n in range(1, count + 1)
                      if row[f"{theme}.{n}"] != EXCLUDED]
              for theme, count in THEMES.items()}
    shares = {theme: share(worths) for theme, worths in themes.items()}
    there = [value for value in shares.values() if value is not None]
    yield "implemented", "implemented", share([w for own in themes.values() for w in own])
    yield from (("implemented", theme, value) for theme, value in shares.items())
    yield "themes", "themes", sum(there) / len(there) if there else None
    yield from (("themes", theme, value) for theme, value in shares.items())


def main(path, *more):
    assert sum(THEMES.values()) == CONTROLS
    partly = Fraction(1, 2) if more == ("with", "lenient") else Fraction(0)
    print("id,dimension,area,state,value")
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for dimension, area, value in figures(row, partly):
                print(f"{row['id']},{dimension},{area}," +
                      ("not_relevant," if value is None else f"scored,{number(value)}"))


main(*sys.argv[1:])
