"""DSOMM, from its published rule: expected.py ANSWERS.

An activity of a team is worth 0, 20, 50 or 100 percent by the stage it has reached, 0 where nothing
is said. A cell of the heat map, the activities of a sub-dimension at a level, is the mean over its
activities of the mean over the teams shown. The same over all activities of a level and over all.
An activity is completed when all teams shown have reached the last stage. A team is shown alone and
with its group. With the answers of the edition `mean` a group has the mean of its teams, with those
of `all` what all its teams have. See provenance.md.
"""
import csv
import sys
from fractions import Fraction

# By dimension and sub-dimension: how many activities at levels 1 to 5. The answer file has them in
# this order.
MODEL = {
    "build": {"build": "1-3-1-0-1", "deployment": "2-4-3-2-1", "patches": "2-4-1-1-0"},
    "culture": {"design": "1-1-3-1-1", "education": "2-5-5-4-1", "process": "1-1-2-0-0"},
    "implementation": {"applications": "2-1-1-1-1", "source": "1-1-3-1-1",
                       "infrastructure": "3-9-8-4-2"},
    "information": {"logging": "1-2-1-0-2", "monitoring": "3-3-5-4-1", "kpi": "0-3-3-1-0"},
    "test": {"unit": "0-1-1-1-1", "consolidation": "3-1-6-2-1",
             "dynamic-applications": "0-3-3-1-2", "dynamic-infrastructure": "0-3-2-1-1",
             "static-applications": "0-3-7-2-4", "static-infrastructure": "1-5-3-3-0",
             "intensity": "2-1-1-1-0"},
}
ACTIVITIES = 188
LEVELS = (1, 2, 3, 4, 5)
STAGES = {"": 0, "0": 0, "20": 20, "50": 50, "100": 100}
COMPLETED = 100


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def cells(activities):
    """(dimension, sub-dimension, level) -> its activities"""
    rest = list(activities)
    assert len(rest) == ACTIVITIES
    table = {}
    for dimension, subs in MODEL.items():
        for sub, counts in subs.items():
            for level, count in zip(LEVELS, map(int, counts.split("-"))):
                table[dimension, sub, level], rest = rest[:count], rest[count:]
    assert not rest
    return table


def mean(values):
    values = list(values)
    return Fraction(sum(values)) / len(values)


def heat_map(table):
    """The areas of the map in order, each with the activities of a cell or with none."""
    yield "cells", None
    for dimension, subs in MODEL.items():
        yield dimension, None
        for sub in subs:
            yield f"{dimension}-{sub}", None
            for level in LEVELS:
                if table[dimension, sub, level]:
                    yield f"{dimension}-{sub}-{level}", table[dimension, sub, level]


def figures(table, progress, completed):
    """(dimension, area, value), by what a list of activities has for progress and is worth."""
    for area, activities in heat_map(table):
        yield "cells", area, activities and progress(activities)
    levels = {level: [a for key, own in table.items() if key[2] == level for a in own]
              for level in LEVELS}
    every = [a for own in levels.values() for a in own]
    for dimension, rule in (("progress", progress), ("completed", completed)):
        yield dimension, dimension, rule(every)
        for level, own in levels.items():
            yield dimension, f"level-{level}", rule(own)


def teams_shown(table, teams, together):
    """The figures of several teams: `together` makes one stage of an activity of theirs."""
    def stages(activity):
        return [STAGES[team[activity]] for team in teams]

    def progress(activities):
        return mean(together(stages(a)) for a in activities)

    def completed(activities):
        return 100 * mean(together([int(s >= COMPLETED) for s in stages(a)])
                          for a in activities)

    return figures(table, progress, completed)


def main(path):
    together = min if "-all" in path else mean
    print("kind,id,dimension,area,state,value")
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        table = cells(reader.fieldnames[2:])
        rows = list(reader)
    groups = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row)
    shown = [("unit", row["team"], [row]) for row in rows]
    shown += [("pool", group, teams) for group, teams in groups.items()]
    for kind, name, teams in shown:
        for dimension, area, value in teams_shown(table, teams, together):
            print(f"{kind},{name},{dimension},{area}," +
                  ("no_score," if value is None else f"scored,{number(value)}"))


main(*sys.argv[1:])
