"""CIS Controls v8.1 as self-assessed: expected.py ANSWERS [with all | with essential].

A safeguard is scored from 1 to 5 or is not applicable. A control is the mean of its applicable
safeguards, the whole the mean of the applicable controls; one that is not answered leaves its
control and the whole without a score. Beside it the share of the applicable safeguards that score
5. An organisation of group 1, 2 or 3 is asked the safeguards of its own group and of those below;
`all` and `essential` ask everybody those of group 3 and of group 1. See provenance.md.
"""
import csv
import sys
from fractions import Fraction

# By control: how many safeguards begin with group 1, with group 2 and with group 3. They are
# numbered in that order.
CONTROLS = """2-2-1 3-3-1 6-6-2 7-4-1 4-2-0 5-2-1 4-3-0 3-8-1 2-4-1 3-4-0 4-1-0 1-6-1 0-6-5 8-1-0
              1-3-3 0-11-3 3-5-1 0-3-2""".split()
GROUP_SIZES = [56, 74, 23]
CONFIGURED = {"all": 3, "essential": 1}
FULL = 5


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def safeguards(control, group):
    """The safeguards of a control that one of this group is asked."""
    counts = [int(count) for count in CONTROLS[control - 1].split("-")]
    return [f"{control}.{n}" for n in range(1, sum(counts[:group]) + 1)]


def applicable(row, control, group):
    """The cells of the safeguards that are asked and apply."""
    return [row[s] for s in safeguards(control, group) if row[s] != "na"]


def control_score(cells):
    if not cells:
        return "not_relevant"
    return "too_few_answers" if "" in cells else Fraction(sum(map(int, cells)), len(cells))


def whole_score(controls):
    asked = [score for score in controls if score != "not_relevant"]
    if not asked:
        return "not_relevant"
    return "too_few_answers" if "too_few_answers" in asked else sum(asked) / len(asked)


def full_share(cells):
    if not cells:
        return "not_relevant"
    return Fraction(100 * cells.count(str(FULL)), len(cells))


def figures(row, group):
    """(dimension, area, score or the state that stands for it)"""
    cells = {control: applicable(row, control, group)
             for control in range(1, len(CONTROLS) + 1)}
    scores = {control: control_score(own) for control, own in cells.items()}
    yield "score", "score", whole_score(scores.values())
    yield from (("score", control, score) for control, score in scores.items())
    yield "full", "full", full_share([cell for own in cells.values() for cell in own])
    yield from (("full", control, full_share(own)) for control, own in cells.items())


def main(path, *more):
    counts = [[int(n) for n in control.split("-")] for control in CONTROLS]
    assert [sum(column) for column in zip(*counts)] == GROUP_SIZES
    print("id,dimension,area,state,value")
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            group = CONFIGURED[more[1]] if more else int(row["group"])
            for dimension, area, score in figures(row, group):
                print(f"{row['id']},{dimension},{area}," +
                      (f"{score}," if isinstance(score, str) else f"scored,{number(score)}"))


main(*sys.argv[1:])
