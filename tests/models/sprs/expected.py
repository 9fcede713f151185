"""What the rule of the method gives: expected.py ANSWERS

110, less what every requirement that is not met is worth: 5, 3 or 1. Two of them are worth 3 where
they are met in part. Without a system security plan there is no assessment. Knows nothing of the
definition.
"""
import csv
import sys

FAMILIES = {"3.1": 22, "3.2": 3, "3.3": 9, "3.4": 9, "3.5": 11, "3.6": 3, "3.7": 6, "3.8": 9,
            "3.9": 2, "3.10": 6, "3.11": 3, "3.12": 4, "3.13": 16, "3.14": 7}
FIVE = """3.1.1 3.1.2 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.6.1 3.6.2 3.7.2 3.8.3 3.9.2
          3.10.1 3.10.2 3.12.1 3.12.3 3.13.1 3.13.2 3.14.1 3.14.2 3.14.3
          3.1.12 3.1.13 3.1.16 3.1.17 3.1.18 3.3.5 3.4.5 3.4.6 3.4.7 3.4.8 3.5.10 3.7.5 3.8.7
          3.11.2 3.13.5 3.13.6 3.13.15 3.14.4 3.14.6""".split()
THREE = """3.3.2 3.7.1 3.8.1 3.8.2 3.9.1 3.11.1 3.12.2
           3.1.5 3.1.19 3.7.4 3.8.8 3.13.8 3.14.5 3.14.7""".split()
IN_PART = ["3.5.3", "3.13.11"]
PLAN = "3.12.4"
NEVER_OPEN = ["3.1.20", "3.1.22", PLAN, "3.10.3", "3.10.4", "3.10.5"]


def deduction(requirement, answer):
    """What an answer costs; what is not applicable is met, what is not said is not."""
    if requirement == PLAN or answer in ("met", "na"):
        return 0
    if requirement in IN_PART:
        return 3 if answer == "some" else 5
    return 5 if requirement in FIVE else 3 if requirement in THREE else 1


def level_2(score, costs):
    """2 with everything met; 1 with 88 and nothing open but what may be: 32 CFR 170.21(a)(2)."""
    if score == 110:
        return 2
    still_open = [r for r, cost in costs.items() if cost > 0]
    allowed = all(costs[r] == 1 or (r == "3.13.11" and costs[r] == 3) for r in still_open)
    closed = not any(r in NEVER_OPEN for r in still_open)
    return 1 if score * 10 >= 110 * 8 and allowed and closed else 0


def figures(answers):
    """(dimension, area, state, value) of one who answered."""
    costs = {f"{family}.{n}": deduction(f"{family}.{n}", answers[f"{family}.{n}"])
             for family, count in FAMILIES.items() for n in range(1, count + 1)}
    assessed = answers[PLAN] == "yes"
    score = 110 - sum(costs.values())
    yield ("score", "score", "scored", score) if assessed else (
        "score", "score", "too_few_answers", "")
    for family in FAMILIES:
        spent = -sum(cost for r, cost in costs.items() if r.rpartition(".")[0] == family)
        yield ("score", family, "scored", spent) if assessed else (
            "score", family, "not_relevant", "")
    yield "level-2", "level-2", "scored", level_2(score, costs) if assessed else 0


def main(path):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "dimension", "area", "state", "value"])
    with open(path, encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda r: r["id"].encode()):
            out.writerows([row["id"], *figure] for figure in figures(row))


main(sys.argv[1])
