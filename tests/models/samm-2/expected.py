"""OWASP SAMM v2, from its published rule: expected.py ANSWERS [with incomplete].

A practice scores, for each of three levels, the mean of its two streams' answers, and is the sum
of the levels; a function is the mean of its three practices, the whole the mean of the five
functions. A question not answered counts as "no". With `incomplete` a practice with a question
not answered has no score and counts 0 in its function, as SAMMwise reckons. See provenance.md.
"""
import csv
import sys
from fractions import Fraction

FUNCTIONS = {"G": ("SM", "PC", "EG"), "D": ("TA", "SR", "SA"), "I": ("SB", "SD", "DM"),
             "V": ("AA", "RT", "ST"), "O": ("IM", "EM", "OM")}
ANSWERS = {"0": Fraction(0), "0.25": Fraction(1, 4), "0.5": Fraction(1, 2), "1": Fraction(1)}
STREAMS = "AB"
LEVELS = "123"


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def level_score(row, practice, level, strict):
    cells = [row[f"{practice}-{level}-{stream}"] for stream in STREAMS]
    if strict and "" in cells:
        return None
    return sum(ANSWERS[cell or "0"] for cell in cells) / 2


def figures(row, strict):
    """Each area with its score, or None; the whole first."""
    functions = {}
    below = {}
    for function, practices in FUNCTIONS.items():
        below[function] = []
        scores = []
        for name in practices:
            practice = f"{function}-{name}"
            levels = [level_score(row, practice, level, strict) for level in LEVELS]
            score = None if None in levels else sum(levels)
            scores.append(score or Fraction(0))
            below[function].append((practice, score))
            below[function] += [(f"{practice}-{level}", levels[n])
                                for n, level in enumerate(LEVELS)]
        functions[function] = sum(scores) / 3
    yield "samm", sum(functions.values()) / 5
    for function, score in functions.items():
        yield function, score
        yield from below[function]


def main(path, *more):
    strict = more == ("with", "incomplete")
    print("id,dimension,area,state,value")
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for area, score in figures(row, strict):
                state = "too_few_answers" if score is None else "scored"
                value = "" if score is None else number(score)
                print(f"{row['id']},samm,{area},{state},{value}")


main(*sys.argv[1:])
