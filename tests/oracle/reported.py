"""Adds up what `explain` tells of the figures of `compare` and `change` a second time, for figures.py:
every kind of place in what the two wrote is looked up, must be the very number that stands there, and
must be what its workings and its tables come to."""
import json
import math
import os
import re
import subprocess
import tempfile

CLOSE = 1e-9
# Of points that are rounded to nine decimals, squared and added up again.
ADDED = 1e-6
DECIMALS = 10 ** -8


def near(one, other, size=0.0, close=CLOSE):
    return abs(one - other) <= close * max(abs(one), abs(other), size)


def tails_of_t(t, df):
    """Both tails: the regularised incomplete beta function of df / 2 and 1 / 2, by its continued
    fraction (Abramowitz & Stegun 26.5.8), taken from its end."""
    x, a, b = df / (df + t * t), df / 2, 0.5
    if x > (a + 1) / (a + b + 2):
        return 1 - beta(1 - x, b, a)
    return beta(x, a, b)


def beta(x, a, b):
    if x <= 0:
        return 0.0
    below = 1.0
    for m in range(400, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        below = 1 + odd / (1 + even / below)
    front = math.exp(a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a)
                     - math.lgamma(b)) / a
    return front / below


def workings(line):
    found = {}
    for working in line["workings"]:
        try:
            found[working["name"]] = float(working["value"])
        except ValueError:
            found[working["name"]] = working["value"]
    return found


def places(value, path=""):
    """(pointer, shape, value) of every object and figure."""
    if isinstance(value, (dict, list)):
        for name, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(below, f"{path}/{str(name).replace('~', '~0').replace('/', '~1')}")
    if not isinstance(value, list):
        yield path, (re.sub(r"/\d+", "/", path), value is None), value


class Told:
    """One explained figure, or several that stand together."""

    def __init__(self, document):
        self.document = document
        self.part = document["report"]["part"]
        self.lines = {line["name"]: line for line in document["figures"]}
        self.tables = {}
        for table in document["tables"]:
            self.tables[table["name"]] = table["rows"]
        members = document["members"]
        self.points = [m["points"] for m in members["listed"] if m["points"] is not None] \
            if members else []

    def column(self, table, name):
        return [row[name] for row in self.tables[table]]

    def check(self):
        for name, line in self.lines.items():
            if line["value"] is None:
                continue
            yield from getattr(self, "check_" + name, self.nothing)(line["value"], workings(line))
        if "distances" in self.tables:
            for row in self.tables["similar"]:
                added = sum(r["distance"] for r in self.tables["distances"]
                            if r["unit"] == row["unit"])
                if not near(row["distance"], added):
                    yield f"{row['unit']} is {row['distance']} away, not {added}"

    def nothing(self, *_):
        return ()

    def distances(self):
        """Sums of squares, and within, that stand in the tables; None where nothing does."""
        if self.part in ("change", "paired", "by_owner"):
            if "owners_of_pairs" in self.tables:
                return sum(d * d for d in self.column("owners_of_pairs", "distance")), 0.0
            values = self.column("pairs", "change")
        elif self.part == "simple":
            values = self.points
        elif "owners" in self.tables:
            return (sum(d * d for d in self.column("owners", "distance")),
                    sum(self.column("owners", "within")))
        else:
            return None
        mean = sum(values) / len(values)
        return sum((value - mean) ** 2 for value in values), 0.0

    def check_se(self, value, work):
        variance = (work["share_left_out"] * work["factor"] * work["squared_distances"]
                    + work["share_taken"] * work["within"]) / work["divided_by"] ** 2
        if not near(variance, work["variance"]):
            yield f"the variance is {variance}, not {work['variance']}"
        if value and not near(math.hypot(math.sqrt(variance), work.get("linking_error", 0)), value):
            yield f"se is not {value}"
        found = self.distances()
        # A process has no second stage, and its table none of it.
        if found and value and not near(found[0], work["squared_distances"], 1, ADDED):
            yield f"squared distances are {found[0]}, not {work['squared_distances']}"
        if found and not near(found[1], work["within"], 1, ADDED):
            yield f"within are {found[1]}, not {work['within']}"

    def check_p(self, value, work):
        made = tails_of_t(work["change"] / work["se"], work["df"])
        if not near(made, value, 0, ADDED):
            yield f"p is {made}, not {value}"

    def bound(self, value, work, sign):
        if not near(tails_of_t(work["t"], work["df"]), 0.05, 0, ADDED):
            yield f"t is not {work['t']}"
        middle = work.get("mean", work.get("change"))
        # The change is told with nine decimals.
        if not abs(middle + sign * work["t"] * work["se"] - value) <= DECIMALS:
            yield f"the interval does not end at {value}"

    def check_lower(self, value, work):
        return self.bound(value, work, -1)

    def check_upper(self, value, work):
        return self.bound(value, work, 1)

    def check_df(self, value, work):
        if value and work.get("owners", work.get("matched", work.get("n"))) != value + 1:
            yield f"df is not {value}"

    def check_mean(self, value, work):
        if self.part == "by_size":
            made = sum(self.column("weighed", "weighed")) / sum(self.column("weighed", "size"))
        elif self.part == "adjusted":
            made = sum(self.column("weighed", "weighed")) / sum(self.column("weighed", "weight"))
        elif self.part == "of_owners":
            means = [mean for mean in self.column("owners", "mean") if mean is not None]
            made = sum(means) / len(means)
        elif self.part == "similar":
            points = [p for p in self.column("similar", "points") if p is not None]
            made = sum(points) / len(points)
        elif self.part == "compared":
            now = "/now/" in self.document["address"]["pointer"] + "/"
            points = self.column("pairs", "now" if now else "before") \
                + self.column("entries" if now else "exits", "points")
            made = sum(points) / len(points)
        elif self.points:
            made = sum(self.points) / len(self.points)
        else:
            return
        if not abs(made - value) <= DECIMALS:
            yield f"the mean is {made}, not {value}"

    def check_n(self, value, _):
        counted = {"group": lambda: len(self.points), "by_owners": lambda: len(self.points),
                   "by_size": lambda: len(self.tables["weighed"]),
                   "adjusted": lambda: len(self.tables["weighed"]),
                   "paired": lambda: len(self.tables["pairs"])}.get(self.part)
        if counted and counted() != value:
            yield f"n is {counted()}, not {value}"

    def check_place(self, work):
        if work["more"] + work["alike"] + work["fewer"] != work["n"]:
            yield "the places do not add up"

    def check_first(self, value, work):
        yield from self.check_place(work)
        if work["more"] + 1 != value:
            yield f"the place is not {value}"

    def check_percentile_rank(self, value, work):
        if not abs(100 * (work["fewer"] + work["alike"] / 2) / work["n"] - value) <= DECIMALS:
            yield f"the rank is not {value}"

    def check_difference(self, value, work):
        if not abs(work["own"] - work["mean"] - value) <= DECIMALS:
            yield f"the difference is not {value}"

    def check_change(self, value, work):
        if self.part == "changed_unit":
            made = work["now"] - work["before"]
        else:
            changes = self.column("pairs", "change")
            made = sum(changes) / len(changes)
            if len(changes) != work["matched"]:
                yield f"{len(changes)} pairs, not {work['matched']}"
        if not abs(made - value) <= DECIMALS:
            yield f"the change is {made}, not {value}"

    check_real = check_change

    def check_matched_before(self, value, work, side="before"):
        scores = self.column("pairs", side)
        if len(scores) != work["matched"] or not abs(sum(scores) / len(scores) - value) <= DECIMALS:
            yield f"the mean {side} is not {value}"

    def check_matched_now(self, value, work):
        yield from self.check_matched_before(value, work, "now")

    def check_percent(self, value, work):
        if not near(100 * work["sum"] / work["before"], value, 1):
            yield f"it is not {value} percent"

    def check_cross(self, value, work):
        means = work["now"] - work["before"]
        parts = work.get("real", means) + work.get("entries", 0) - work.get("exits", 0)
        if not (abs(means - value) <= DECIMALS and abs(parts - value) <= DECIMALS):
            yield f"the cross-section does not close at {value}"

    def check_entries(self, value, work):
        if not abs(work["now"] - work["matched_now"] - value) <= DECIMALS \
                or work["entered"] != len(self.tables["entries"]):
            yield f"entries are not {value}"

    def check_exits(self, value, work):
        if not abs(work["before"] - work["matched_before"] - value) <= DECIMALS \
                or work["left"] != len(self.tables["exits"]):
            yield f"exits are not {value}"

    def check_adjusted_p(self, value, work):
        rows = self.tables["family"]
        count = len(rows)
        holm = "Holm" in self.lines["adjusted_p"]["source"]
        running = []
        for row in rows if holm else reversed(rows):
            factor = count - row["place"] + 1 if holm else count / row["place"]
            product = min(1, factor * row["p"])
            running.append(product if not running else
                           (max if holm else min)(running[-1], product))
        running = running if holm else running[::-1]
        if [row["p"] for row in rows] != sorted(row["p"] for row in rows) \
                or not all(near(a, row["adjusted"]) for a, row in zip(running, rows)):
            yield "the family is not adjusted so"
        if count != work["family"] or not near(running[int(work["place_in_family"]) - 1], value):
            yield f"adjusted p is not {value}"

    def check_flag(self, value, work):
        if self.part == "changed_unit":
            sure = "bound" in work and abs(work["change"]) >= max(work["bound"],
                                                                  work["least_points"])
        else:
            sure = work.get("adjusted_p", 1) < work["to_be_below"] and "lacks" not in work \
                and abs(work["change"]) >= work["least_points"]
        if value != (("up" if work["change"] > 0 else "down") if sure else "not_sure"):
            yield f"the verdict is not {value}"

    def check_linking_error(self, value, _):
        if "questions" not in self.tables:
            if value:
                yield "a linking error without questions"
            return
        changes = [c for c in self.column("questions", "change") if c is not None]
        mean = sum(changes) / len(changes)
        made = math.sqrt(sum((c - mean) ** 2 for c in changes) / (len(changes) - 1) / len(changes))
        if value and not near(made, value):
            yield f"the linking error is {made}, not {value}"

    def check_sem(self, value, work):
        if not near(work["sd"] * math.sqrt(1 - work["reliability"]), value, 1):
            yield f"sem is not {value}"

    def check_bound(self, value, work):
        if not near(1.959963984540054 * math.sqrt(2) * work["sem"], value):
            yield f"the bound is not {value}"

    def check_expected(self, value, work):
        if not near((work["reliability"] - 1) * (work["before"] - work["mean"]), value, 100):
            yield f"expected is not {value}"


EXPLAINED = re.compile(
    r"^/measures/\d+/(own|state|similar(/\w+)?|groups/\d+/(n|eligible|mean|sd|q1|median|q3|distribution"
    r"(/\d)?|difference|place/\w+|(descriptive|process)(/\w+)?|\w+/(n|mean|(descriptive|process)(/\w+)?)))$"
    r"|^/nodes/\d+/(linking_error|unit/\w+|groups/\d+/(matched\w*|entered|left|change|percent|se|df|lower"
    r"|upper|lack|p|adjusted_p|family|flag|split(/\w+)?|paired/\w+|by_owner/\w+"
    r"|(published|compared)/\w+/\w+))$")


def check(job, explained, refused):
    binary, survey, path, pointer, value = job
    document, complaint = explained(binary, survey, "--members", "0", "--figure",
                                    f"{path}#{pointer}")
    if complaint:
        covered = EXPLAINED.match(pointer)
        clear = "cannot be explained" in complaint or "leads to no figure" in complaint
        return [] if not covered and clear else [f"{pointer}: {complaint}"]
    wrong = list(refused(document)) + document["disagreements"]
    told = [figure["value"] for figure in document["figures"]]
    if not isinstance(value, dict) and told != [value] and pointer.count("/") > 1 and not (
            len(told) == 1 and isinstance(value, float) and near(told[0], value, 1, 1e-11)) \
            and not (value is None and set(told) == {None}):
        wrong.append(f"{told}, not {value}")
    wrong += Told(document).check()
    return [f"{pointer}: {what}" for what in wrong]


def broken(binary, survey, path, pointer, explained, wrong_ones, valid):
    """What is wrong with what is right must be told: yields what is taken."""
    document, _ = explained(binary, survey, "--members", "0", "--figure", f"{path}#{pointer}")
    if list(Told(document).check()):
        yield "does not take what is right"
    for what, mutant in wrong_ones(dict(document, address=None)):
        if valid.is_valid(mutant):
            yield f"takes {what}"
    for line in document["figures"]:
        if isinstance(line["value"], float) and line["name"] != "sd":
            kept, line["value"] = line["value"], line["value"] * 1.01 + 0.01
            if not list(Told(document).check()):
                yield f"takes {line['name']} {line['value']}"
            line["value"] = kept


def written(binary, survey, folder, *command):
    said = subprocess.run([binary, *command, "--format", "json", survey], capture_output=True,
                          check=False)
    if said.returncode != 0:
        return None
    path = os.path.join(folder, command[0] + ".json")
    with open(path, "wb") as file:
        file.write(said.stdout)
    return path


def jobs(binary, survey, folder, chance, most):
    """(binary, survey, path, pointer, value) of some of each kind of place."""
    with open(os.path.join(survey, "survey.json"), encoding="utf-8") as file:
        last = json.load(file)["rounds"][-1]
    about = ["--round", f"{last['questionnaire']}/{last['year']}"]
    units = sorted(path for path in os.listdir(os.path.join(
        survey, "results", last["questionnaire"], str(last["year"]), "institution")))
    about += ["--unit", units[0][:-len(".json")]]
    for command in ("compare", "change"):
        path = written(binary, survey, folder, command, *about)
        if path is None:
            continue
        shapes = {}
        with open(path, encoding="utf-8") as file:
            for pointer, shape, value in places(json.load(file)):
                shapes.setdefault(shape, []).append((pointer, value))
        kinds = list(shapes.values())
        for kind in chance.sample(kinds, min(most, len(kinds))):
            yield (binary, survey, path, *chance.choice(kind))


def folder():
    return tempfile.TemporaryDirectory()
