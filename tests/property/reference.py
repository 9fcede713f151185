"""The page done slowly: reference.py evaluate [--configuration ID] DEFINITION ANSWERS

Units, pools and what is written; reading.py, areas.py and scoring.py have the rest, a function for
each sentence of questionnaires/FORMAT.md. "Chosen" marks where the page leaves a choice.
"""
import csv
import sys
from fractions import Fraction
from typing import NamedTuple

from areas import Definition, band, rounded
from reading import (BLANK, DONT_KNOW, FLOOR, GIVEN, NOT_APPLICABLE, NOT_ASKED, Answer, ask,
                     configured, in_subset, load, points_of)
from scoring import Figure, figure

COLUMNS = ("kind,id,dimension,area,state,value,points,low,high,answered,relevant,band,"
           "simulated").split(",")


class Pooled(NamedTuple):
    """A figure whose low and high are points, as the mean of members is."""
    state: str
    value: Fraction
    points: Fraction
    low: Fraction
    high: Fraction
    answered: Fraction
    relevant: Fraction


class Unit:
    def __init__(self, unit_id, row, answers):
        self.id = unit_id
        self.row = row
        self.answers = answers
        self.figures = {}


def score(definition, unit):
    """Every area's figure, those below and the dimensions before first."""
    def visit(area):
        for below in area.areas:
            visit(below)
        unit.figures[area] = figure(area, unit)

    for root in definition.roots:
        visit(root)
    return unit


def units_of(definition, rows):
    subset = definition.raw.get("subset")
    for row in rows:
        unit_id = next(row[c] for c in definition.raw["identified_by"] if c in row)
        given = {(q.id, layer): q.read(layer, row)
                 for q in definition.questions.values() for layer in q.layers}
        answers = ask(definition, given, lambda q, row=row: in_subset(subset, q, row))
        yield score(definition, Unit(unit_id, row, answers))


def pool_by_mean(definition, code, members):
    """Each of an area's figures is the exact mean of its members', those without a score left out;
    what counts and applies is then members."""
    pool = Unit(code, None, None)
    for area in definition.areas():
        figures = [m.figures[area] for m in members]
        scored = [f for f in figures if f.state == "scored"]
        relevant = [f for f in figures if f.state in ("scored", "too_few_answers")]
        if not scored:
            state = "too_few_answers" if relevant else figures[0].state
            pool.figures[area] = Figure(state, relevant=Fraction(len(relevant)))
            continue
        value, points, low, high = (mean(column)
                                    for column in zip(*(shown_figures(area, f) for f in scored)))
        pool.figures[area] = Pooled("scored", value, points, low, high, Fraction(len(scored)),
                                    Fraction(len(relevant)))
    return pool


def mean(numbers):
    return sum(numbers, Fraction(0)) / len(numbers)


def pool_by_all(definition, code, members):
    """Each answer is the lowest that any of the members gave; scored as one unit's.

    Chosen: lowest after reversal; a member that was not asked gave no answer, also where that
    counts as the lowest value; the conditions are asked again of the pooled answers.
    """
    given = {key: lowest_answer([m.answers[key] for m in members])
             for key in members[0].answers}
    return score(definition, Unit(code, None, ask(definition, given, lambda q: True)))


def lowest_answer(answers):
    """Blank if any is blank, then don't know; not applicable only when all say so."""
    kinds = [a.kind for a in answers]
    for kind in (BLANK, DONT_KNOW):
        if kind in kinds:
            return Answer(kind)
    given = [a for a in answers if a.kind == GIVEN]
    if given:
        return min(given, key=lambda a: a.value)
    for kind in (NOT_APPLICABLE, FLOOR):
        if kind in kinds:
            return Answer(kind)
    return Answer(NOT_ASKED)


def pools_of(definition, units):
    pool = definition.raw.get("pool")
    if pool is None:
        return
    make = {"mean": pool_by_mean, "all": pool_by_all}[pool["rule"]]
    codes = {u.row[pool["column"]] for u in units}
    for code in sorted(codes, key=lambda c: c.encode()):
        yield make(definition, code, [u for u in units if u.row[pool["column"]] == code])


def nine(number):
    """The decimals of the exact figure, rounded half away to 9, trailing zeros trimmed."""
    if number is None:
        return ""
    nano = rounded(Fraction(number), "half_away", 9) * 10 ** 9
    digits = str(abs(nano.numerator)).rjust(10, "0")
    text = (digits[:-9] + "." + digits[-9:]).rstrip("0").rstrip(".")
    return "-" + text if nano < 0 else text


def shown_figures(area, figure_):
    """Value, points, low and high, the last three being points."""
    if isinstance(figure_, Pooled):
        return figure_.value, figure_.points, figure_.low, figure_.high
    points = [None if value is None else points_of(value, *area.value_range())
              for value in (figure_.value, figure_.low, figure_.high)]
    return figure_.value, *points


def rows_of(definition, kind, unit):
    for area in definition.areas():
        f = unit.figures[area]
        value, points, low, high = map(nine, shown_figures(area, f))
        yield {"kind": kind, "id": unit.id, "dimension": area.dimension_id, "area": area.id,
               "state": f.state, "value": value, "points": points, "low": low, "high": high,
               "answered": nine(f.answered), "relevant": nine(f.relevant),
               "band": band(area, f.value), "simulated": "0"}


def evaluate(raw, table, configuration_id=None):
    """Every row: units in byte order of id, then pools in byte order of code."""
    definition = Definition(configured(raw, configuration_id))
    units = sorted(units_of(definition, table), key=lambda u: u.id.encode())
    for unit in units:
        yield from rows_of(definition, "unit", unit)
    for pool in pools_of(definition, units):
        yield from rows_of(definition, "pool", pool)


def read_answers(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(arguments):
    arguments = [a for a in arguments if a != "evaluate"]
    configuration_id = None
    if "--configuration" in arguments:
        at = arguments.index("--configuration")
        configuration_id = arguments[at + 1]
        del arguments[at:at + 2]
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(evaluate(load(arguments[0]), read_answers(arguments[1]), configuration_id))


if __name__ == "__main__":
    main(sys.argv[1:])
