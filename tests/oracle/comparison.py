"""Recomputes what `compare` says, and the nation's and regions' published figures, from the published
results of the institutions and the registers alone: comparison.py BINARY SCHEMA_FOLDER SURVEY_FOLDER ...

Figures of groups are compared exactly, standard errors and intervals to 1e-9 of their size. With
`--units BINARY ROUND FOLDER` in place of all that, prints a round's units and figures for comparison.R.
"""
import csv
import glob
import json
import math
import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from functools import cache

from schemas import mutants, refusals, validator

NANO = 10**9
CLOSE = 1e-9
ROUNDS = 3  # of a survey: the last of each questionnaire
QUESTIONS = 11  # every so many of them, where there are many
MANY = 40
UNIT_MEASURES = 9  # the same of what one unit is set beside
IRRELEVANT = {"not_relevant", "no_score", "not_applicable", "skipped", "not_asked"}


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_float=Decimal)


def half_away(number):
    number = Fraction(number)
    whole = abs(number) + Fraction(1, 2)
    return int(whole) if number >= 0 else -int(whole)


def nano(value):
    return None if value is None else int(Decimal(value) * NANO)


# ---- registers: units, the groups of each level, numbers ------------------------------------------


class Register:
    def __init__(self, descriptor, name):
        self.descriptor = descriptor
        self.folder = os.path.dirname(descriptor)
        self.described = load(descriptor)
        self.plan = next(r for r in self.described["registers"] if r["id"] == name)
        rows = table(os.path.join(self.folder, self.plan["file"]))
        key = self.plan["columns"]["id"]
        self.rows = {row[key].strip(): row for row in rows}
        self.units = sorted(self.rows, key=lambda u: u.encode())
        self.levels = {"nation": {u: self.described["nation"]["code"] for u in self.units}}
        self.owner = None
        for level in self.described["levels"]:
            found = self.groups(level["id"])
            if found:
                self.levels[level["id"]] = found
                self.owner = level["id"] if level.get("owner") else self.owner
        self.crossing = []
        self.background()

    def groups(self, level):
        """unit -> code, through other registers where need be."""
        for name, plan in self.plan.get("groups", {}).items():
            code = {u: row[plan["code"]].strip() for u, row in self.rows.items()}
            if name == level:
                return code
            if "register" in plan:
                other = Register(self.descriptor, plan["register"])
                if level in other.levels:
                    return {u: other.levels[level][c] for u, c in code.items()}
        return None

    def column(self, plan):
        """unit -> text, "" where there is none."""
        of = plan.get("of")
        places = self.levels[of] if of else {u: u for u in self.units}
        if "file" in plan:
            rows = {r[plan["key"]].strip(): r for r in
                    table(os.path.join(self.folder, plan["file"]))}
        elif of:
            other = self.plan["groups"][of]["register"]
            rows = Register(self.descriptor, other).rows
        else:
            rows = self.rows
        return {u: rows.get(places[u], {}).get(plan["column"], "").strip() for u in self.units}

    def background(self):
        told = self.plan.get("background", {})
        self.numbers = {n["id"]: {u: Decimal(t) if t else None for u, t in self.column(n).items()}
                        for n in told.get("numbers", [])}
        self.size = self.numbers.get(told.get("size"))
        self.similar = told.get("similar", {})
        for category in told.get("categories", []):
            self.levels[category["id"]] = self.column(category)
            self.crossing.append(category["id"])
        for classes in told.get("classes", []):
            limits = [Decimal(limit) for limit in classes["limits"]]
            self.levels[classes["id"]] = {
                u: "" if n is None else f"{sum(n >= limit for limit in limits) + 1:02d}"
                for u, n in self.numbers[classes["number"]].items()}
            self.crossing.append(classes["id"])


# ---- published results: measure -> unit -> points ---------------------------------------------------


def published(folder):
    """{(dimension, id): {unit: points}} and {(dimension, id): {units it does not apply to}}"""
    points, irrelevant, units = {}, {}, []
    for path in glob.glob(os.path.join(folder, "institution", "*.json")):
        told = load(path)
        unit = told["reader"]["id"]
        units.append(unit)
        measures = [((d["id"], n["id"]), n["own"]) for d in told["dimensions"] for n in d["nodes"]]
        measures += [((None, q["id"]), q["own"]) for q in told["questions"]]
        for measure, own in measures:
            found = points.setdefault(measure, {})
            out = irrelevant.setdefault(measure, set())
            if own["points"] is not None:
                found[unit] = nano(own["points"])
            elif own["state"] in IRRELEVANT:
                out.add(unit)
    return points, irrelevant, sorted(units, key=lambda u: u.encode())


# ---- figures ----------------------------------------------------------------------------------------


def quantile(ordered, part, parts):
    h = Fraction((len(ordered) - 1) * part, parts)
    low = int(h)
    high = min(low + 1, len(ordered) - 1)
    return half_away(ordered[low] + (h - low) * (ordered[high] - ordered[low]))


def root(number):
    """The whole number nearest to the root of a fraction."""
    floor = math.isqrt(number.numerator // number.denominator)
    return floor + ((2 * floor + 1)**2 * number.denominator <= 4 * number.numerator)


QUANTILES = {"q1": (1, 4), "median": (1, 2), "q3": (3, 4), "p10": (1, 10), "p90": (9, 10)}


def figures(values):
    n = len(values)
    if n == 0:
        return dict.fromkeys(QUANTILES, None) | {"n": 0, "mean": None, "sd": None}
    ordered = sorted(values)
    mean = Fraction(sum(values), n)
    spread = n * sum(v * v for v in values) - sum(values)**2
    return {"n": n, "mean": half_away(mean),
            "sd": root(Fraction(spread, n * (n - 1))) if n > 1 else None,
            **{name: quantile(ordered, *at) for name, at in QUANTILES.items()}}


def distribution(values):
    bins = [0] * 10
    for value in values:
        bins[min(9, value // (10 * NANO))] += 1
    return bins


# Student's t, by the continued fraction of the incomplete beta function and bisection.


def beta_fraction(x, a, b):
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / d
    value = d
    for m in range(1, 10000):
        for factor in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                       -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / (1 + factor * d)
            c = 1 + factor / c
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


def beta(x, a, b):
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
                     + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(x, a, b) / a
    return 1 - front * beta_fraction(1 - x, b, a) / b


@cache
def t_quantile(df):
    """97.5 %."""
    low, high = 0.0, 20.0
    for _ in range(200):
        middle = (low + high) / 2
        if beta(df / (df + middle * middle), df / 2, 0.5) / 2 > 0.025:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def settled(mean, variance, df, everybody, alike, one, one_word="one_unit"):
    """se, low, high, df, lacks: as STATISTICS 2.3 and 2.12 say."""
    if mean is None:
        return None, None, None, 0, "no_units"
    if everybody:
        return 0.0, None, None, 0, "everybody"
    if one:
        return None, None, None, 0, one_word
    if alike:
        return None, None, None, 0, "all_alike"
    se = math.sqrt(variance)
    if df == 1:
        return se, None, None, 1, "two_only"
    half = t_quantile(df) * se
    return se, mean - half, mean + half, df, None


def simple(values, eligible):
    """The mean of values (floats would do, whole nano are exact) by target."""
    n = len(values)
    if n == 0:
        return [settled(None, 0, 0, False, False, False)] * 2
    mean = Fraction(sum(values), n)
    squares = sum((v - mean)**2 for v in values)
    variance = float(squares / (n - 1) / n) / NANO**2 if n > 1 else 0.0
    here = float(mean) / NANO
    return [settled(here, variance * (eligible - n) / eligible, n - 1, n == eligible,
                    squares == 0, n == 1),
            settled(here, variance, n - 1, False, squares == 0, n == 1)]


def two_stages(u, cluster_of, eligible, scale):
    """Variances of the sum of u by target; u of each unit that answered, N_c by cluster with any
    eligible unit (STATISTICS 2.5, lonely units adjusted). `scale` is what u are at."""
    clusters = {}
    for unit, value in u.items():
        clusters.setdefault(cluster_of[unit], []).append(value)
    d, whole = len(clusters), len(eligible)
    sums = {c: math.fsum(v) for c, v in clusters.items()}
    grand = math.fsum(sums.values()) / d
    between = math.fsum((s - grand)**2 for s in sums.values()) * (d / (d - 1) if d > 1 else 1)
    unit_mean = math.fsum(u.values()) / len(u)
    within = 0.0
    for c, values in clusters.items():
        n, big = len(values), eligible[c]
        if n == big:
            continue
        middle = math.fsum(values) / n if n > 1 else unit_mean
        factor = n / (n - 1) if n > 1 else 1
        within += (big - n) / big * factor * math.fsum((v - middle)**2 for v in values)
    everybody = d == whole and all(len(v) == eligible[c] for c, v in clusters.items())
    return [(1 - d / whole) * between + d / whole * within, between], d, everybody


def of_ratio(theta, u, cluster_of, eligible):
    variances, d, everybody = two_stages(u, cluster_of, eligible, theta)
    scale = 1e-11 * max(1.0, abs(theta))
    return [settled(theta, v, d - 1, everybody and t == 0, math.sqrt(v) < scale, d == 1,
                    "one_unit" if len(u) == 1 else "one_owner") for t, v in enumerate(variances)]


def weighed(values, weight, cluster_of, eligible):
    """A weighted mean of some units, by target."""
    total = math.fsum(weight[u] for u in values)
    theta = math.fsum(weight[u] * values[u] / NANO for u in values) / total
    u = {k: weight[k] * (values[k] / NANO - theta) / total for k in values}
    return theta, of_ratio(theta, u, cluster_of, eligible)


def merged_classes(classes):
    """[(region, N, n)] in order -> the merged class of each, or None of one without units; and the
    merged ones as [N, n] (STATISTICS 2.4)."""
    regions = []
    for number, (region, big, n) in enumerate(classes):
        if not regions or regions[-1][0] != region:
            regions.append((region, []))
        regions[-1][1].append(([number], big, n))
    done = []  # by region: lists of ([class numbers], N, n)
    for _, members in regions:
        merged = []
        for members_here, big, n in members:
            if big == 0:
                continue
            if merged and merged[-1][2] < 5 and merged[-1][2] < merged[-1][1]:
                last = merged[-1]
                merged[-1] = (last[0] + members_here, last[1] + big, last[2] + n)
            else:
                merged.append((members_here, big, n))
        if len(merged) > 1 and merged[-1][2] < 5 and merged[-1][2] < merged[-1][1]:
            last = merged.pop()
            merged[-1] = (merged[-1][0] + last[0], merged[-1][1] + last[1],
                          merged[-1][2] + last[2])
        if merged:
            done.append(merged)
    flat = []
    waiting = None
    for merged in done:
        if waiting is not None:
            first = merged[0]
            merged[0] = (waiting[0] + first[0], waiting[1] + first[1], waiting[2] + first[2])
            waiting = None
        if len(merged) == 1 and merged[0][2] == 0:
            waiting = merged[0]
        else:
            flat += merged
    if waiting is not None and flat:
        last = flat[-1]
        flat[-1] = (last[0] + waiting[0], last[1] + waiting[1], last[2] + waiting[2])
    place = {}
    for m, (numbers, _, _) in enumerate(flat):
        for number in numbers:
            place[number] = m
    return place, flat


# ---- one round --------------------------------------------------------------------------------------


class Round:
    def __init__(self, known, folder):
        self.register = known
        self.points, self.irrelevant, self.answered = published(folder)
        self.owner = known.levels.get(known.owner) if known.owner else None
        self.members = {}
        for level, codes in known.levels.items():
            for unit in known.units:
                self.members.setdefault((level, codes[unit]), []).append(unit)
        self.classes = {}

    def across(self, level):
        names = list(self.register.levels)
        return self.owner is not None and (level in self.register.crossing
                                           or names.index(level) < names.index(self.register.owner))

    def clusters(self, units, alone):
        """N_c by cluster: owners, or units that stand alone."""
        count = {}
        for unit in units:
            key = unit if alone else self.owner[unit]
            count[key] = count.get(key, 0) + 1
        return count

    @cache
    def points_of(self, measure, level):
        """code -> {unit: points}, units in their order."""
        codes = self.register.levels[level]
        found = {}
        for unit in self.answered:
            if unit in self.points[measure]:
                found.setdefault(codes[unit], {})[unit] = self.points[measure][unit]
        return found

    def expected(self, measure, level, code):
        members = self.members[level, code]
        points = self.points_of(measure, level).get(code, {})
        relevant = [u for u in members if u not in self.irrelevant[measure]]
        values = list(points.values())
        told = figures(values)
        told["distribution"] = distribution(values)
        told["eligible"] = len(relevant)
        told["simple"] = simple(values, len(relevant))
        if self.across(level):
            eligible = self.clusters(relevant, False)
            told["by_owners"] = self.by_owners(points, eligible)
            told["of_owners"] = self.of_owners(points, eligible)
        if self.register.size is not None:
            told["by_size"] = self.by_size(level, points, relevant)
        told["adjusted"] = self.adjusted(level, code, points)
        return told

    def by_owners(self, points, eligible):
        if not points:
            return 0, None, [settled(None, 0, 0, False, False, False)] * 2
        theta, worth = weighed(points, dict.fromkeys(points, 1.0), self.owner, eligible)
        return len(points), theta, worth

    def of_owners(self, points, eligible):
        by_owner = {}
        for unit, value in points.items():
            by_owner.setdefault(self.owner[unit], []).append(value)
        means = [half_away(Fraction(sum(v), len(v))) for v in by_owner.values()]
        if not means:
            return 0, None, [settled(None, 0, 0, False, False, False)] * 2
        weight = {u: 1 / len(by_owner[self.owner[u]]) for u in points}
        return (len(means), sum(means) / len(means) / NANO,
                weighed(points, weight, self.owner, eligible)[1])

    def by_size(self, level, points, relevant):
        size = self.register.size
        points = {u: p for u, p in points.items() if size[u] is not None and size[u] >= 0}
        if not points or sum(size[u] for u in points) == 0:
            return None
        alone = not self.across(level)
        cluster = {u: u for u in self.register.units} if alone else self.owner
        theta, worth = weighed(points, {u: float(size[u]) for u in points}, cluster,
                               self.clusters(relevant, alone))
        if alone:
            worth = [w[:4] + ("one_unit",) if w[4] == "one_owner" else w for w in worth]
        return len(points), theta, worth

    def class_of(self, unit):
        names = list(self.register.levels)
        own = [n for n in names if n not in self.register.crossing]
        limit = own.index(self.register.owner) if self.register.owner else len(own)
        region = self.register.levels[own[1]] if len(own) > 1 and limit > 1 else None
        kind = self.register.levels[self.register.crossing[0]] if self.register.crossing else None
        # What is not stated stands last.
        return (region[unit] if region else "",
                (kind[unit] == "", kind[unit]) if kind else (False, ""))

    def weights(self, level, code):
        """Merged classes of a group: unit -> number, and [N, n]; None where there is no weighting."""
        if (level, code) in self.classes:
            return self.classes[level, code]
        members = self.members[level, code]
        answered = [u for u in self.answered if self.register.levels[level][u] == code]
        found = None
        names = list(self.register.levels)
        broad = self.owner is None or names.index(level) < names.index(self.register.owner)
        if (broad and level not in self.register.crossing and answered
                and len(answered) < len(members)):
            keys = sorted({self.class_of(u) for u in members})
            counts = [(k[0], sum(self.class_of(u) == k for u in members),
                       sum(self.class_of(u) == k for u in answered)) for k in keys]
            place, flat = merged_classes(counts)
            found = ({u: place[keys.index(self.class_of(u))] for u in answered},
                     [(big, n) for _, big, n in flat])
        self.classes[level, code] = found
        return found

    def adjusted(self, level, code, points):
        found = self.weights(level, code)
        if found is None or not points:
            return None
        place, merged = found
        weight = {u: merged[p][0] / merged[p][1] for u, p in place.items()}
        alone = self.owner is None
        cluster = {u: u for u in self.register.units} if alone else self.owner
        total = math.fsum(weight[u] for u in points)
        theta = math.fsum(weight[u] * points[u] / NANO for u in points) / total
        # e = u / w, less its mean in the post-stratum; units without a score have e = 0.
        e = {u: (points[u] / NANO - theta) / total if u in points else 0.0 for u in place}
        sums = [0.0] * len(merged)
        for unit, p in place.items():
            sums[p] += e[unit]
        u = {k: weight[k] * (e[k] - sums[p] / merged[p][1]) for k, p in place.items()}
        counted = {cluster[k] for k in points}
        variances, _, everybody = two_stages(
            u, cluster, self.clusters(self.members[level, code], alone), theta)
        one = len(counted) == 1
        df = len(counted) - 1
        return len(points), theta, [
            settled(theta, v, df, everybody and t == 0,
                    math.sqrt(max(v, 0)) < 1e-11 * max(1.0, abs(theta)), one,
                    "one_unit" if alone or len(points) == 1 else "one_owner") for t, v in enumerate(variances)]


# ---- what is told against what is expected -----------------------------------------------------------


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.spread = 0  # sd of the units that are looked at

    def check(self, true, where, told, expected):
        if true:
            self.passed += 1
        else:
            self.failed.append(f"{where}: {told}, not {expected}")

    def same(self, told, expected, where):
        self.check(told == expected, where, told, expected)

    def close(self, told, expected, where, scale=0.0):
        if told is None or expected is None:
            self.same(told, expected, where)
            return
        told = float(told)
        self.check(abs(told - expected) <= CLOSE * max(abs(expected), scale), where, told, expected)

    def worth(self, told, expected, where):
        se, low, high, df, lacks = expected
        if lacks == "all_alike" and self.spread:
            lacks = "zero_by_accident"
        self.same(told["lacks"], lacks, where + ".lacks")
        self.close(told["se"], se, where + ".se", 1e-3)
        self.close(told["lower"], low, where + ".lower", 1)
        self.close(told["upper"], high, where + ".upper", 1)
        if lacks is None:
            self.close(told["df"], df, where + ".df")

    def other(self, told, expected, where):
        """A mean of another kind: n, mean, worth by target."""
        if expected is None:
            self.check(told is None or told["mean"] is None, where, told, expected)
            return
        n, mean, worth = expected
        self.same(told["n"], n, where + ".n")
        self.close(told["mean"], mean, where + ".mean", 1)
        for target, name in enumerate(("descriptive", "process")):
            self.worth(told[name], worth[target], where + "." + name)


def check_group(count, told, expected, where):
    count.spread = expected["sd"]
    for name in ("n", "eligible", "distribution"):
        count.same(told[name], expected[name], f"{where} {name}")
    for name in ("mean", "sd", *QUANTILES):
        count.same(nano(told[name]), expected[name], f"{where} {name}")
    for target, name in enumerate(("descriptive", "process")):
        count.worth(told[name], expected["simple"][target], f"{where} {name}")
    for name in ("by_owners", "of_owners", "by_size", "adjusted"):
        count.other(told[name], expected.get(name), f"{where} {name}")


def check_turnout(count, told, known):
    """What averages are averages of."""
    taking_part = set(known.answered) if known.owner is None else \
        {known.owner[u] for u in known.answered}

    def owner_of(unit):
        return unit if known.owner is None else known.owner[unit]

    for level in told["levels"]:
        count.same(level["crossing"], level["id"] in known.register.crossing,
                   f"{level['id']} crossing")
        for group in level["groups"]:
            units = known.members.get((level["id"], group["code"]), [])
            inside = [u for u in units if owner_of(u) in taking_part]
            answered = [u for u in known.answered
                        if known.register.levels[level["id"]][u] == group["code"]]
            owners = {owner_of(u) for u in units}
            where = f"{level['id']} {group['code']}"
            count.same([group[k] for k in ("units", "answered", "taking_part", "clusters",
                                           "clusters_taking_part")],
                       [len(units), len(answered), len(inside), len(owners),
                        len(owners & taking_part)], where + " turnout")
            complete = owners <= taking_part
            called = "Landsgennemsnit" in group["label"]["da"]
            count.same(called, level["id"] == "nation" and complete, where + " called national")
            count.same("deltagende" in group["label"]["da"],
                       len(owners) > 1 and not complete, where + " called partial")
            size = known.register.size
            if size is None:
                count.same(group["size"], None, where + " size")
                continue
            count.same(group["size"], {
                "all": sum(size[u] or 0 for u in units),
                "taking_part": sum(size[u] or 0 for u in inside),
                "answered": sum(size[u] or 0 for u in answered),
                "units_unknown": sum(size[u] is None for u in units)}, where + " size")


def check_compared(count, told, known):
    check_turnout(count, told, known)
    questions = [m for m in told["measures"] if m["kind"] == "question"]
    some = questions if len(questions) <= MANY else questions[::QUESTIONS]
    for measure in [m for m in told["measures"] if m["kind"] == "node"] + some:
        key = (measure["dimension"], measure["id"])
        for group in measure["groups"]:
            where = f"{key} {group['level']} {group['code']}"
            check_group(count, group, known.expected(key, group["level"], group["code"]), where)


def check_published(count, folder, known):
    """The nation's and its groups' published figures, as far as they are shown."""
    told = load(os.path.join(folder, "national.json"))
    nation = told["reader"]["code"]
    shown = [((d["id"], n["id"]), n["benchmarks"]) for d in told["dimensions"] for n in d["nodes"]]
    shown += [((None, q["id"]), q["benchmarks"]) for q in told["questions"]]
    cells = [(key, "nation", nation, b["nation"]) for key, b in shown if b.get("nation")]
    for group in told.get("groups", []):
        cells += [(tuple(key.split("/")), group["level"], group["code"], figure)
                  for key, figure in group["figures"].items() if figure]
    for key, level, code, figure in cells:
        expected = known.expected(key, level, code)
        for name in ("n", "mean", "sd", "q1", "median", "q3"):
            if figure.get(name) is not None:
                said = figure[name] if name == "n" else nano(figure[name])
                count.same(said, expected[name], f"published {key} {level} {code} {name}")


def check_unit(count, binary, survey, name, known, unit):
    """One unit beside its groups, with and without its own, and those most like it."""
    for without in ([], ["--without-own"]):
        told = compare(binary, survey, name, "--unit", unit, *without)
        check_table(count, binary, survey, name, told, "--unit", unit, *without)
        points = {m: dict(p) for m, p in known.points.items()}
        for measure in told["measures"][::UNIT_MEASURES]:
            key = (measure["dimension"], measure["id"])
            own = points[key].get(unit)
            count.same(nano(measure["own"]), own, f"{unit} {key} own")
            for group in measure["groups"]:
                codes = known.register.levels[group["level"]]
                others = [p for u, p in points[key].items()
                          if codes[u] == group["code"] and u != unit]
                mine = codes[unit] == group["code"]
                with_own = others + ([own] if mine and own is not None else [])
                counted = others if without else with_own
                where = f"{unit} {key} {group['level']} {group['code']} {without}"
                count.same(nano(group["mean"]), figures(counted)["mean"], where + " mean")
                if not mine or own is None:
                    count.same(group["place"], None, where + " place")
                    continue
                above = sum(p > own for p in with_own)
                alike = sum(p == own for p in with_own)
                below = len(with_own) - above - alike
                count.same(
                    [group["place"][k] for k in ("first", "last", "of")]
                    + [nano(group["place"]["percentile_rank"])],
                    [above + 1, above + alike, len(with_own),
                     half_away(Fraction(100 * NANO * (2 * below + alike), 2 * len(with_own)))],
                    where + " place")
        if known.register.similar:
            check_similar(count, told, known, unit)


def check_similar(count, told, known, unit):
    columns = [known.register.numbers[n] for n in known.register.similar["by"]]
    distance = {u: 0.0 for u in known.answered if u != unit}
    for column in columns:
        values = [float(v) for v in column.values() if v is not None]
        mean = sum(values) / len(values)
        variance = sum((v - mean)**2 for v in values) / (len(values) - 1)
        for other in distance:
            near = column[other] is not None and column[unit] is not None
            distance[other] += (float(column[other]) - float(column[unit]))**2 / variance \
                if near else math.inf
    nearest = sorted((d, u.encode(), u) for u, d in distance.items() if d < math.inf)
    units = [u for _, _, u in nearest[:known.register.similar.get("count", 8)]]
    count.same(told["unit"]["similar"]["units"], units, f"{unit} similar units")
    for measure in told["measures"]:
        key = (measure["dimension"], measure["id"])
        expected = figures([known.points[key][u] for u in units if u in known.points[key]])
        for name in ("n", "mean", "q1", "median", "q3"):
            said = measure["similar"][name]
            count.same(said if name == "n" else nano(said), expected[name],
                       f"{unit} {key} similar {name}")


def compare(binary, survey, name, *options):
    made = subprocess.run([binary, "compare", "--format", "json", "--round", name, *options, survey],
                          capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(f"compare {name}: {made.stderr}")
    return json.loads(made.stdout, parse_float=Decimal)


def flattened(told):
    """The JSON's figures as the table has them: (measure, level, code) -> heading -> value."""
    groups = {(level["id"], g["code"]): g for level in told["levels"] for g in level["groups"]}
    found = {}
    for measure in told["measures"]:
        for figure in measure["groups"]:
            group = groups[figure["level"], figure["code"]]
            flat = {k: figure[k] for k in ("eligible", "n", "mean", "sd", *QUANTILES)}
            flat |= {f"distribution_{10 * b}": k for b, k in enumerate(figure["distribution"])}
            flat |= {k: group[k] for k in ("units", "answered", "taking_part", "clusters",
                                           "clusters_taking_part")}
            flat |= {"name": group["name"].get("en", group["name"].get("da")),
                     "label": group["label"]["en"], "audience": told["audience"]}
            flat |= {f"size_{k}": v for k, v in (group["size"] or {}).items()}
            flat |= {f"weighting_{k}": int(v) if k == "warning" else v
                     for k, v in (group["weighting"] or {}).items()}
            best = figure["by_owners"] or figure
            for kind, of in (("descriptive", best["descriptive"]), ("process", best["process"])):
                flat |= {f"{kind}_{k}": of[k] for k in ("se", "lower", "upper")}
                flat[f"simple_{kind}_se"] = figure[kind]["se"]
            for kind in ("by_size", "of_owners", "adjusted"):
                of = figure[kind] or {}
                flat |= {f"{kind}_{k}": of.get(k) for k in ("n", "mean")}
                flat |= {f"{kind}_{k}": of.get("descriptive", {}).get(k)
                         for k in ("se", "lower", "upper")}
            if "own" in measure:
                flat |= {"own": measure["own"], "state": measure["state"],
                         "difference": figure["difference"],
                         "similar_n": measure["similar"]["n"],
                         "similar_mean": measure["similar"]["mean"]}
                flat |= {f"place_{k}": (figure["place"] or {}).get(k)
                         for k in ("first", "last", "of", "percentile_rank")}
            found[measure["dimension"] or "", measure["id"], figure["level"], figure["code"]] = flat
    return found


TABLE_ROWS = 11  # one row of so many is looked at cell by cell
# In the table alone, or in words there.
TABLE_ONLY = {"questionnaire", "year", "dimension", "measure", "title", "level", "group", "notice",
              "descriptive_lacks", "process_lacks", "by_size_lacks", "of_owners_lacks",
              "adjusted_lacks"}


def unguarded(cell):
    return cell[1:] if cell.startswith("'") else cell


def check_table(count, binary, survey, name, told, *options):
    """Every cell of the table beside the JSON's figure of the same name."""
    made = subprocess.run([binary, "compare", "--format", "csv", "--lang", "en", "--round", name,
                           *options, survey], capture_output=True, check=True)
    rows = list(csv.reader(made.stdout.decode("utf-8-sig").splitlines(), delimiter=";"))
    headings = rows.pop(0)
    found = flattened(told)
    count.same(len(rows), len(found), f"{name} rows of the table")
    count.same({len(row) for row in rows}, {len(headings)}, f"{name} cells of the rows")
    for row in rows[::TABLE_ROWS]:
        cells = dict(zip(headings, map(unguarded, row)))
        where = (cells["dimension"], cells["measure"], cells["level"], cells["group"])
        figures_here = found[where]
        count.same(set(figures_here) - set(cells) - {"weighting_classes", "weighting_small",
                                                     "weighting_silent_regions"},
                   set(), f"{name} {where} not in the table")
        for heading in set(cells) - TABLE_ONLY:
            value = figures_here.get(heading)
            cell = cells[heading]
            if value is None or isinstance(value, str):
                count.same(cell, value or "", f"{name} {where} {heading}")
            else:
                count.check(cell != "" and abs(float(cell) - float(value)) <= 2e-9 *
                            max(1, abs(float(value))), f"{name} {where} {heading}", cell, value)


def find_round(survey, plan):
    told = load(os.path.join(survey, "survey.json"))
    descriptor = os.path.join(survey, told["registers"])
    folder = os.path.join(survey, "results", plan["questionnaire"], str(plan["year"]))
    return Round(Register(descriptor, plan["register"]), folder), folder


def rounds_of(survey):
    """The last round of each questionnaire that has published results."""
    last = {}
    for plan in load(os.path.join(survey, "survey.json"))["rounds"]:
        path = os.path.join(survey, "results", plan["questionnaire"], str(plan["year"]))
        if os.path.exists(os.path.join(path, "national.json")):
            last[plan["questionnaire"]] = plan
    return list(last.values())[:ROUNDS]


# What only a comparison of one unit has, and may be missing.
OF_UNIT = ("own", "state", "similar", "difference", "place")


def check_schema(count, schemas, told):
    """A few measures in a few groups, and what is wrong in one place each."""
    valid = validator(schemas, "compare")
    some = dict(told,
                levels=[dict(level, groups=level["groups"][:2]) for level in told["levels"]],
                measures=[dict(m, groups=m["groups"][:2])
                          for m in (told["measures"][0], told["measures"][-1])])
    some = json.loads(json.dumps(some, default=float))
    for refusal in refusals(valid, some):
        count.check(False, "schema", refusal, "accepted")
    for at, wrong in mutants(some):
        if at.startswith("measures") and at.endswith(tuple(f" without {k}" for k in OF_UNIT)):
            continue
        count.check(next(valid.iter_errors(wrong), None) is not None, "schema", at, "refused")


def print_units(binary, name, survey):
    """The units of a round with their headline, and what is told of it, for comparison.R."""
    questionnaire, year = name.split("/")
    plan = next(p for p in load(os.path.join(survey, "survey.json"))["rounds"]
                if p["questionnaire"] == questionnaire and p["year"] == int(year))
    known, folder = find_round(survey, plan)
    nation = known.register.described["nation"]["code"]
    headline = load(os.path.join(folder, "national.json"))["headline"]
    key = (headline, headline)
    place, merged = known.weights("nation", nation) or ({}, [])
    alone = known.owner is None
    relevant = [u for u in known.register.units if u not in known.irrelevant[key]]
    eligible = known.clusters(relevant, alone)
    in_all = known.clusters(known.register.units, alone)
    print("what,name,points,owner,D,Nc,Dall,Ncall,N,size,class,Nh")
    for unit in known.answered:
        owner = unit if alone else known.owner[unit]
        points = known.points[key].get(unit)
        group = place.get(unit)
        print(",".join(map(str, (
            "unit", unit, "NA" if points is None else points, owner, len(eligible),
            eligible.get(owner, 0), len(in_all), in_all[owner], len(relevant),
            known.register.size[unit] if known.register.size else "NA",
            "NA" if group is None else group, "NA" if group is None else merged[group][0]))))
    told = compare(binary, survey, name, "--measure", f"{headline}/{headline}", "--level", "nation")
    group = told["measures"][0]["groups"][0]
    for kind in ("by_owners", "of_owners", "by_size", "adjusted", "simple"):
        figure = group if kind == "simple" else group[kind]
        if figure is None:
            continue
        print(f"figure,{kind}.mean,{figure['mean']}" + "," * 9)
        for target in ("descriptive", "process"):
            for part in ("se", "lower", "upper"):
                value = figure[target][part]
                print(f"figure,{kind}.{target}.{part},{'NA' if value is None else value}" + "," * 9)


def main():
    if sys.argv[1] == "--units":
        print_units(*sys.argv[2:])
        return
    binary, schemas, *surveys = sys.argv[1:]
    count = Count()
    for survey in surveys:
        for plan in rounds_of(survey):
            known, folder = find_round(survey, plan)
            name = f"{plan['questionnaire']}/{plan['year']}"
            before = count.passed
            check_published(count, folder, known)
            told = compare(binary, survey, name)
            check_compared(count, told, known)
            check_schema(count, schemas, told)
            check_table(count, binary, survey, name, told)
            check_schema(count, schemas, compare(binary, survey, name, "--unit",
                                                 known.answered[0]))
            for unit in (known.answered[0], known.answered[len(known.answered) // 2]):
                check_unit(count, binary, survey, name, known, unit)
            print(f"  compare {name}: {count.passed - before} figures")
    for failed in count.failed[:20]:
        print("FAILED", failed)
    print(f"comparison: {count.passed} passed, {len(count.failed)} failed")
    sys.exit(bool(count.failed) or count.passed == 0)


if __name__ == "__main__":
    main()
