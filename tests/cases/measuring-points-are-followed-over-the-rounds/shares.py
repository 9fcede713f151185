"""Counts by hand who meets each measuring point, and holds results/ to it.

The conditions are written out here as people would read them, and the definitions are not looked at.
"""
import csv
import glob
import json
import sys
from fractions import Fraction


def at_least(level):
    return lambda answer: answer.isdigit() and int(answer) >= level


def restored(row):
    return row["G1"] == "1"


def updated(level):
    return lambda row: at_least(level)(row["G2"])


def access(row):
    """Cannot be told when either answer is missing."""
    if row["G3"] in ("", "vi") or row["G4"] in ("", "vi"):
        return None
    return row["G3"] == "1" and int(row["G4"]) >= 3


MEETS = {
    2018: {"restored": restored, "updated": updated(3), "access": access},
    2019: {"restored": restored, "updated": updated(4), "access": access},
}
# In 2018 another level of updating was asked for, so that and the whole are not the same.
SAME_IN_2018 = {"restored", "access"}
compared = 0


def fail(*what):
    sys.exit(" ".join(map(str, what)))


def nine(share):
    """Rounded half up to nine decimals, as scores are before they are averaged, and averages too."""
    return Fraction((share * 10**9 + Fraction(1, 2)).__floor__(), 10**9)


def same(told, share, *where):
    global compared
    compared += 1
    if Fraction(told) != nine(share):
        fail(*where, "told", told, "counted", float(share))


with open("units.csv", encoding="utf-8") as file:
    register = {row["id"]: row for row in csv.DictReader(file)}
met = {}  # by year, by unit, by point: True, False, None = cannot be told
for year, points in MEETS.items():
    with open(f"answers/{year}/all.csv", encoding="utf-8") as file:
        met[year] = {row["id"]: {p: meets(row) for p, meets in points.items()}
                     for row in csv.DictReader(file, delimiter=";")}


def told(year, unit, point):
    """A unit's percentage: of one point, or of all that can be told ("goals")."""
    points = met[year][unit]
    if point != "goals":
        return None if points[point] is None else Fraction(100 * points[point])
    known = [m for m in points.values() if m is not None]
    # Two thirds of the points must be there, as everywhere.
    return nine(Fraction(100 * sum(known), len(known))) if 3 * len(known) >= 2 * len(points) else None


def check_group(figures, year, level, code, point, *where):
    if "withheld" in figures:
        if "mean" in figures or "n" in figures:
            fail(*where, "is withheld and told")
        return
    units = [u for u in met[year] if level == "nation" or register[u][level] == code]
    known = [x for x in (told(year, u, point) for u in units) if x is not None]
    if figures["n"] != len(known):
        fail(*where, "n is", figures["n"], "and counted", len(known))
    same(figures["mean"], sum(known) / len(known), *where)


def check_own(own, year, unit, point, *where):
    share = told(year, unit, point) if unit in met[year] else None
    if (own["points"] is None) != (share is None):
        fail(*where, own)
    if share is not None:
        same(own["points"], share, *where)


def check_file(path, year):
    with open(path, encoding="utf-8") as file:
        data = json.load(file, parse_float=Fraction)
    if data["measuring_points"] != "goals":
        fail(path, "does not name the measuring points")
    nodes = next(d["nodes"] for d in data["dimensions"] if d["id"] == data["measuring_points"])
    if [n["id"] for n in nodes] != ["goals", "restored", "updated", "access"]:
        fail(path, "has other points")
    unit = data["reader"].get("id")
    groups = {c["level"]: c["code"] for c in data["comparisons"]}
    for node in nodes:
        point = node["id"]
        if (point == "goals") == ("text" in node):
            fail(path, point, "text")
        for level, figures in node["benchmarks"].items():
            check_group(figures, year, level, groups[level], point, path, point, level)
        if unit:
            check_own(node["own"], year, unit, point, path, point)
        for past in node["rounds"]:
            then = past["year"]
            if past["comparable"] != (then == year or point in SAME_IN_2018):
                fail(path, point, then, "comparable:", past["comparable"])
            for level, figures in past.get("benchmarks", {}).items():
                check_group(figures, then, level, groups[level], point, path, point, level, then)
            if unit and past["comparable"]:
                check_own(past["own"], then, unit, point, path, point, then)


paths = [(path, year) for year in MEETS
         for path in sorted(glob.glob(f"results/goals/{year}/**/*.json", recursive=True))]
for path, year in paths:
    check_file(path, year)
# The nation's, once more in plain numbers.
counts = [sum(met[year][u]["restored"] for u in met[year]) for year in (2018, 2019)]
print(f"restored: {counts[0]} of {len(met[2018])} schools in 2018, "
      f"{counts[1]} of {len(met[2019])} in 2019")
print(f"{compared} shares of {len(paths)} files are as counted" if compared > 200 else "too few shares")
