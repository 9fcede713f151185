"""Computes the tiny survey's figures anew and compares them with results/ in the present folder."""

import csv
import json
import math
import sys
from fractions import Fraction as F

STEP = {"tilfældigt": 1, "ad hoc": 1, "gentaget": 2, "fastlagt": 3, "defined": 3, "styret og målt": 4,
        "managed and measured": 4, "løbende forbedret": 5, "nej": 0, "no": 0, "ja": 1, "yes": 1}
AREAS = {"rules": ["T01", "T02"], "outage": ["T03", "T04"], "devices": ["T05", "T06"]}
WEIGHT = {"T02": 2}
QUESTIONS = ["T01", "T02", "T03", "T04", "T05", "T06"]
compared = 0


def nano(value):
    """A fraction rounded half away from zero to nine decimals."""
    sign = -1 if value < 0 else 1
    return F(sign * ((abs(value) * 10**9 + F(1, 2)).__floor__()), 10**9)


def same(told, computed, where):
    global compared
    compared += 1
    if told is None and computed is None:
        return
    if told is None or computed is None or F(str(told)) != nano(computed):
        sys.exit(f"{where}: {told}, and computed {computed and float(computed)}")


def read_answers(paths):
    answers = {}
    for path in paths:
        text = open(path, encoding="utf-8").read()
        delimiter = ";" if ";" in text.splitlines()[0] else ","
        for row in csv.DictReader(text.splitlines(), delimiter=delimiter):
            answers[row.get("nummer") or row["id"]] = {q: row[q].strip().lower() for q in QUESTIONS}
    return answers


def points(answer):
    """By question: a fraction of 0..100, None = applies and is missing, "out" = does not apply."""
    found = {}
    for q in QUESTIONS:
        cell = answer[q]
        lowest, range_ = (0, 1) if q in ("T03", "T06") else (1, 4)
        if q == "T04" and answer["T03"] not in ("1", "ja", "yes"):
            found[q] = F(0)
        elif cell == "ir":
            found[q] = "out"
        elif cell in ("", "vi"):
            found[q] = None
        else:
            value = int(STEP.get(cell, cell))
            share = F(100 * (value - lowest), range_)
            found[q] = 100 - share if q == "T05" else share
    return found


def weighed(parts):
    """[(weight, points)] to a score with its bounds and coverage; two thirds must be there."""
    relevant = sum(w for w, x in parts if x != "out")
    there = [(w, x) for w, x in parts if x not in (None, "out")]
    answered = sum(w for w, _ in there)
    if relevant == 0 or 3 * answered < 2 * relevant:
        return None, answered, relevant
    return sum(w * x for w, x in there) / answered, answered, relevant


def bounds(answer, area):
    """Low, high and coverage: everything missing taken as worst and as best (STATISTICS 1.3)."""
    found = points(answer)
    parts = [(WEIGHT.get(q, 1), found[q]) for q in AREAS[area]]
    _, answered, relevant = weighed(parts)
    least = sum(w * x for w, x in parts if x not in (None, "out"))
    return F(least) / relevant, F(least + 100 * (relevant - answered)) / relevant, F(answered, relevant)


def scores(answer):
    found = points(answer)
    result = {"question/" + q: (x if isinstance(x, F) else None) for q, x in found.items()}
    part = {}
    for area, questions in AREAS.items():
        part[area], _, _ = weighed([(WEIGHT.get(q, 1), found[q]) for q in questions])
        result["areas/" + area] = part[area]
    result["areas/areas"], _, _ = weighed([(1, x) for x in part.values()])
    # The score is rounded once, and what is computed from it starts there (STATISTICS 6.1).
    return {measure: None if x is None else nano(x) for measure, x in result.items()}


def quartile(ordered, share):
    at = F(len(ordered) - 1) * share
    low = ordered[math.floor(at)]
    return low + (at - math.floor(at)) * (ordered[math.ceil(at)] - low)


def root(value):
    whole = math.isqrt(int(value * 10**18))
    exact = value * 10**18
    return F(whole + (1 if (2 * whole + 1) ** 2 <= 4 * exact else 0), 10**9)


def figures(values):
    values = sorted(values)
    n = len(values)
    if n == 0:
        return None
    mean = sum(values) / n
    found = {"n": F(n), "mean": mean, "score": 1 + nano(mean) / 25}
    found["sd"] = root(sum((x - mean) ** 2 for x in values) / (n - 1)) if n >= 10 else None
    for name, share in (("q1", F(1, 4)), ("median", F(1, 2)), ("q3", F(3, 4))):
        found[name] = quartile(values, share) if n >= 10 else None
    return found


def check_group(told, units, value, measure, where, own_reader, level):
    """What stands for a group: the right figures, or a reason that holds."""
    there = {unit: value[unit][measure] for unit in units if unit in value and value[unit][measure] is not None}
    owners = [register[unit]["owner"] for unit in there]
    largest = max((owners.count(owner) for owner in owners), default=0)
    few_units = len(there) < 5
    few_owners = level != "owner" and (len(set(owners)) < 3 or len(there) - largest < 3)
    reason = told.get("withheld")
    if level == "owner" and own_reader:
        assert reason == (None if there else "no_units"), where
    elif not there:
        assert reason == "no_units", where
    elif few_units:
        assert reason == "few_units", where
    elif few_owners:
        assert reason == "few_clusters", where
    else:
        assert reason in (None, "complement"), where
    if reason:
        assert set(told) == {"withheld"}, where
        return
    for name, computed in figures(list(there.values())).items():
        if name in told:
            if name == "median" and own_reader and level == "owner" and 5 <= len(there) < 10:
                continue
            same(told[name], computed, f"{where} {name}")


def members_of(level, code):
    return [unit for unit, row in register.items() if level == "nation" or row[level] == code]


def rank(values, own):
    below = sum(x < own for x in values)
    ties = sum(x == own for x in values)
    return F(100 * (2 * below + ties), 2 * len(values))


def check_file(path, year, value, unit=None, owner=None):
    data = json.load(open(path, encoding="utf-8"), parse_float=str)
    groups = {c["level"]: c["code"] for c in data["comparisons"]}
    for node in data["dimensions"][0]["nodes"]:
        measure = "areas/" + node["id"]
        for level, told in node["benchmarks"].items():
            units = members_of(level, groups[level])
            check_group(told, units, value, measure, f"{path} {measure} {level}", bool(owner), level)
            if unit and told.get("percentile_rank") is not None:
                values = [value[u][measure] for u in units if u in value and value[u][measure] is not None]
                same(told["percentile_rank"], rank(values, value[unit][measure]), f"{path} {measure} rank")
        if unit:
            own, computed = node["own"], value[unit][measure]
            assert (own["state"] == "scored") == (computed is not None), f"{path} {measure}"
            same(own["points"], computed, f"{path} {measure} points")
            same(own["score"], None if computed is None else 1 + computed / 25, f"{path} {measure} score")
            if node["id"] in AREAS and computed is not None:
                for name, bound in zip(("low", "high", "coverage"), bounds(answers[year][unit], node["id"])):
                    same(own[name], bound, f"{path} {measure} {name}")
        for past in node["rounds"]:
            then = values_of[str(past["year"])]
            for level, told in past["benchmarks"].items():
                check_group(told, members_of(level, groups[level]), then, measure,
                            f"{path} {measure} {level} in {past['year']}", bool(owner), level)
            if unit:
                computed = then[unit][measure] if unit in then else None
                same(past["own"]["points"], computed, f"{path} {measure} points in {past['year']}")
    for question in data["questions"]:
        measure = "question/" + question["id"]
        for level, told in question["benchmarks"].items():
            check_group(told, members_of(level, groups[level]), value, measure, f"{path} {measure} {level}",
                        bool(owner), level)
        if unit:
            same(question["own"]["points"], value[unit][measure], f"{path} {measure} points")
    for group in data.get("groups", []):
        for measure, told in group["figures"].items():
            check_group(told, members_of(group["level"], group["code"]), value, measure,
                        f"{path} {group['code']} {measure}", False, group["level"])
    for member in data.get("members", []):
        assert member["answered"] == (member["id"] in value), path
        for measure, told in (member["scores"] or {}).items():
            same(told["points"], value[member["id"]][measure], f"{path} {member['id']} {measure}")


register = {row["id"]: row for row in csv.DictReader(open("units.csv", encoding="utf-8"))}
files = {"2018": ["answers/tiny-2018/all.csv"], "2019": ["answers/tiny-2019/north.csv", "answers/tiny-2019/south.csv"]}
answers = {year: read_answers(paths) for year, paths in files.items()}
values_of = {year: {unit: scores(answer) for unit, answer in those.items()} for year, those in answers.items()}
for year, value in values_of.items():
    folder = f"results/tiny/{year}/"
    check_file(folder + "national.json", year, value)
    for region in ("N", "S"):
        check_file(f"{folder}region/{region}.json", year, value)
    for owner in sorted({row["owner"] for row in register.values()}):
        check_file(f"{folder}owner/{owner}.json", year, value, owner=owner)
    for unit in value:
        check_file(f"{folder}institution/{unit}.json", year, value, unit=unit)
print("all figures hold" if compared > 1000 else f"only {compared} figures were compared")
