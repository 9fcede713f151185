"""NIST CSF 1.1 answered on the scale of the NCSR: expected.py ANSWERS.

A subcategory is answered from 1 to 7, where two answers are worth 5; a category is the mean of
its subcategories, a function the mean of its categories, the whole the mean of the functions. The
recommended minimum is 5. What is not answered is left out; an area with less than two thirds of
what is right below it has no score (our choice: see provenance.md).
"""
import csv
import sys
from fractions import Fraction

# Functions, categories and how many subcategories each category has.
FRAMEWORK = {
    "ID": {"AM": 6, "BE": 5, "GV": 4, "RA": 6, "RM": 3, "SC": 5},
    "PR": {"AC": 7, "AT": 5, "DS": 8, "IP": 12, "MA": 2, "PT": 5},
    "DE": {"AE": 5, "CM": 8, "DP": 5},
    "RS": {"RP": 1, "CO": 5, "AN": 5, "MI": 3, "IM": 2},
    "RC": {"RP": 1, "IM": 2, "CO": 3},
}
SUBCATEGORIES = 108
ANSWERS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "5r": 5, "6": 6, "7": 7}
MINIMUM = 5
ENOUGH = Fraction(2, 3)


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def mean(values):
    """The mean of what is there, or None when too little is."""
    there = [value for value in values if value is not None]
    if not there or Fraction(len(there), len(values)) < ENOUGH:
        return None
    return Fraction(sum(there)) / len(there)


def answer(row, question):
    return ANSWERS[row[question]] if row[question] else None


def line(unit, area, value, banded):
    if value is None:
        return f"{unit},csf,{area},too_few_answers,,"
    band = ""
    if banded:
        band = ("Recommended minimum reached" if value >= MINIMUM
                else "Below the recommended minimum")
    return f"{unit},csf,{area},scored,{number(value)},{band}"


def main(path):
    assert sum(n for f in FRAMEWORK.values() for n in f.values()) == SUBCATEGORIES
    print("id,dimension,area,state,value,band")
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit = row["id"]
            lines = []
            functions = []
            for function, categories in FRAMEWORK.items():
                scores = {f"{function}.{name}":
                          mean([answer(row, f"{function}.{name}-{n}")
                                for n in range(1, count + 1)])
                          for name, count in categories.items()}
                functions.append(mean(list(scores.values())))
                lines.append(line(unit, function, functions[-1], True))
                lines += [line(unit, *score, False) for score in scores.items()]
            print(line(unit, "csf", mean(functions), True))
            print("\n".join(lines))


main(*sys.argv[1:])
