"""The Danish state's ISO 27001 measurement: expected.py ANSWERS [under 2023].

Each area is answered from 1 to 5; 4 or more is fully implemented. Whether the whole is by the mean
or by every area the agency does not say, so both are here, and the share of areas at 4 or more.
The mean and the share need two thirds of the areas answered, the lowest needs all (our choice).
Under 2023 the answers of 2022 are scored by the nine areas: three of them stand in both.
"""
import csv
import sys
from fractions import Fraction

AREAS = {
    "2022": ["ISMS", "POLICY", "RESOURCES", "SUPPLIERS", "RISK", "MEASURING", "CONTINGENCY"],
    "2023": ["CONTEXT", "LEADERSHIP", "PLANNING", "SUPPORT", "OPERATION", "EVALUATION",
             "IMPROVEMENT", "SUPPLIERS", "CONTINGENCY"],
}
BEFORE = {"EVALUATION": "MEASURING", "SUPPLIERS": "SUPPLIERS", "CONTINGENCY": "CONTINGENCY"}
FULL = 4
ENOUGH = Fraction(2, 3)
BANDS = ("Not fully implemented", "Fully implemented")


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def line(unit, dimension, area, value, banded=True):
    if isinstance(value, str):
        return f"{unit},{dimension},{area},{value},,"
    return (f"{unit},{dimension},{area},scored,{number(Fraction(value))},"
            f"{BANDS[value >= FULL] if banded else ''}")


def whole(level, asked):
    """The three figures of the whole, from the levels of the areas asked about."""
    there = [level[area] for area in asked if level[area] is not None]
    lowest = min(there) if len(there) == len(asked) else "too_few_answers"
    if Fraction(len(there), len(asked)) < ENOUGH:
        return "too_few_answers", lowest, "too_few_answers"
    full = sum(value >= FULL for value in there)
    return (Fraction(sum(there), len(there)), lowest, Fraction(100 * full, len(there)))


def main(path, *more):
    asked_in = "2022" if "2022" in path else "2023"
    edition = more[1] if more[:1] == ("under",) else asked_in
    print("id,dimension,area,state,value,band")
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            column = ({area: area for area in AREAS[edition]} if edition == asked_in else BEFORE)
            level = {area: int(row[column[area]]) if row[column[area]] else None
                     for area in AREAS[edition] if area in column}
            mean, lowest, share = whole(level, list(level))
            print(line(row["id"], "mean", "mean", mean))
            for area in AREAS[edition]:
                value = level.get(area, "not_relevant")
                print(line(row["id"], "mean", area,
                           "too_few_answers" if value is None else value))
            print(line(row["id"], "lowest", "lowest", lowest))
            print(line(row["id"], "full", "full", share, banded=False))


main(*sys.argv[1:])
