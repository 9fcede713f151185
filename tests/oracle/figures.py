"""Adds up what `explain` tells of figures a second time: figures.py BINARY SCHEMA_FOLDER SURVEY ...

Of some institutions of a round all areas of every dimension are explained, and each step is
taken again in fractions: what an answer is worth, what a rule makes of one that is missing, the
operation, the range, the rounding, coverage and gates; what it comes to must be what stands in the
results. Of some groups every member is listed, and n, mean, sd, quartiles, ranks and bins are made
of them again. Then figures are looked up by where they stand, some of every kind of place in the
results, and must be the very ones. The schema must take all of it and nothing that is wrong.
"""
import glob
import json
import math
import os
import random
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction as F

from schemas import mutants, refusals, validator

UNITS, GROUPS, FILES = 3, 4, 6  # of a round
# A round with more files is a nation's: fewer of them, and so many of the kinds of places in each.
SMALL, LARGE_FILES, LARGE_PLACES = 60, 2, 30
NANO = 10 ** 9


def half_away(value, unit=NANO):
    scaled = abs(value) * unit
    whole = math.floor(scaled)
    whole += scaled - whole >= F(1, 2)
    return F(whole if value >= 0 else -whole, unit)


def nano(number):
    """What a JSON number says, exactly: nine decimals at most."""
    return None if number is None else F(round(number * NANO), NANO)


def rounded(value, mode, decimals):
    unit = 10 ** decimals
    scaled = value * unit
    whole, rest = math.floor(scaled), scaled - math.floor(scaled)
    if mode == "none":
        return value
    if mode == "truncate":
        return F(math.trunc(scaled), unit)
    if rest != F(1, 2):
        return F(whole + (rest > F(1, 2)), unit)
    up = {"half_up": True, "half_away": value > 0, "half_even": whole % 2 == 1}[mode]
    return F(whole + up, unit)


class Steps:
    """The steps of one explained area, taken again."""

    def __init__(self, document):
        self.steps = {step["area"]: step for step in document["steps"]}
        self.questions = {question["question"]: question for question in document["questions"]}

    def ends(self, given, of):
        """Lowest and highest that an input can be."""
        if of == "points":
            return F(0), F(100)
        if "question" in given:
            question = self.questions[given["question"]]
            return nano(question["lowest"]), nano(question["highest"])
        step = self.steps[given["area"]]
        return F(step["lowest"]), F(step["highest"])

    def worth(self, given, of, figure):
        """What an input is by itself: of its own value, or None where it lacks one."""
        if "question" in given:
            question = self.questions[given["question"]]
            low, high = nano(question["lowest"]), nano(question["highest"])
            if question["state"] == "counted_as_lowest":
                value = low
            elif question["state"] == "answered":
                value = nano(question["value"])
            else:
                return None
            return 100 * (value - low) / (high - low) if of == "points" else value
        step = self.steps[given["area"]]
        kind = "exact_points" if of == "points" else "value"
        if step["state"] != "scored":
            return None
        return F(step[kind][figure])

    def check_input(self, given, of):
        figure, low = given["counts_as"], self.ends(given, of)[0]
        if given["counts"] == "left_out":
            if self.worth(given, of, "score") is not None or figure is not None:
                yield "an input with a value is left out"
            return
        for name in ("score", "low", "high"):
            told = figure[name]
            own = self.worth(given, of, name)
            if given["counts"] != "counts" and name == "score":
                if told is not None or own is not None:
                    yield "what is missing counts"
            elif own is not None and (given["rule"] or F(told) != own):
                yield f"counts as {told}, not {own}"
            elif own is None and given["counts"] == "counts":
                wanted = {"zero": F(0), "floor": low}.get(given["rule"])
                if wanted is not None and F(told) != wanted:
                    yield f"counts as {told} by the rule {given['rule']}"
                if given["rule"] not in ("zero", "floor", "target"):
                    yield f"counts by the rule {given['rule']}"

    def combined(self, step, figure):
        """What the operation makes of the inputs."""
        counting = [i for i in step["inputs"] if i["counts"] == "counts"
                    or (figure != "score" and i["counts"] != "left_out")]
        pairs = [(nano(i["weight"]), F(i["counts_as"][figure])) for i in counting]
        weight, total = sum(w for w, _ in pairs), sum(w * x for w, x in pairs)
        operation = step["operation"]
        if operation in ("weighted_mean", "mean"):
            return total / weight
        if operation == "sum":
            return nano(step["start"]) + total
        if operation in ("min", "max"):
            return {"min": min, "max": max}[operation](x for _, x in pairs)
        if operation == "share":
            return 100 * sum(w for w, x in pairs if x >= nano(step["at_least"])) / weight
        most = sum(w * self.ends(i, step["of"])[1] for (w, _), i in zip(pairs, counting))
        return 100 * total / most if most > 0 and total > 0 else F(0)

    def holds(self, condition):
        """Whether a gate's condition does, of the answers as they are."""
        found = [i for i in condition["inputs"] if i["counts"] != "left_out"]
        mark = nano(condition["passing"] if condition["passing"] is not None
                    else condition["at_least"])
        reached = [i for i in found if i["counts"] == "counts"
                   and F(i["counts_as"]["score"]) >= mark]
        if [i["reached"] for i in found] != [i in reached for i in found]:
            return None
        weight = sum(nano(i["weight"]) for i in found)
        values = [(nano(i["weight"]), F(i["counts_as"]["score"]) if i["counts"] == "counts"
                   else self.ends(i, "values")[0], i["counts"] == "counts") for i in found]
        least = nano(condition["at_least"])
        if not found:
            return True
        return {
            "all": len(reached) == len(found), "any": bool(reached),
            "none": not reached and all(counts for *_, counts in values),
            "sum": sum(w * x for w, x, counts in values if counts) >= least,
            "mean": sum(w * x for w, x, _ in values) / weight >= least,
            "share": F(sum(nano(i["weight"]) for i in reached), weight) >= least,
            "count": len(reached) >= least,
        }[condition["test"]]

    def check_gates(self, step):
        """Yields what is wrong; the level itself is then that of the steps."""
        level, bound = F(0), False
        for gate in step["gates"]:
            holds = [self.holds(condition) for condition in gate["conditions"]]
            if holds != [condition["holds"] for condition in gate["conditions"]]:
                yield f"a condition of the level {gate['value']} is another"
            if gate["holds"] != all(holds) or gate["binds"] != (not all(holds) and not bound):
                yield f"the level {gate['value']} is another"
            bound = bound or not all(holds)
            if not bound and gate["applies"]:
                level = nano(gate["value"])
            for condition in gate["conditions"]:
                for given in condition["inputs"]:
                    yield from self.check_input(given, "values")
        if step["operation"] == "level" and step["state"] == "scored" \
                and F(step["combined"]["score"]) != level:
            yield f"the level is {level}"

    def check_figures(self, step):
        low, high = F(step["lowest"]), F(step["highest"])
        names = ["low", "high"] + ["score"] * (step["state"] == "scored")
        for name in names if step["combined"] else []:
            value = F(step["combined"][name])
            if step["operation"] != "level" and value != self.combined(step, name):
                yield f"{name} comes to {self.combined(step, name)}, not {value}"
            if step["operation"] not in ("level", "possible"):
                start = nano(step["start"]) if step["operation"] == "sum" else 0
                if F(step["above"][name]) / F(step["below"][name]) + start != value:
                    yield f"above / below of {name} is not {value}"
            value = F(step["on_range"][name])
            if F(step["value"][name]) != rounded(value, step["rounding"], step["decimals"]):
                yield f"{name} is rounded to {step['value'][name]}"
            points = 100 * (F(step["value"][name]) - low) / (high - low)
            points = min(max(points, F(0)), F(100))
            told = nano(step["points" if name == "score" else name])
            if F(step["exact_points"][name]) != points or told != half_away(points):
                yield f"{name} is {points} points, not {step['exact_points'][name]}"

    def check_state(self, step):
        count = [i for i in step["inputs"] if i["counts"] != "left_out"]
        relevant = sum((nano(i["weight"]) for i in count), F(0))
        answered = sum((nano(i["weight"]) for i in count if i["counts"] == "counts"), F(0))
        if (answered, relevant) != (nano(step["answered_weight"]), nano(step["relevant_weight"])):
            yield f"coverage {answered} of {relevant}"
        enough = relevant > 0 and answered / relevant >= F(step["least_coverage"])
        enough = enough and (answered > 0 or step["operation"] == "level")
        blocked = any(i["counts"] == "blocks" for i in count)
        if step["blocked"] != blocked:
            yield "blocked or not"
        if step["operation"] in ("level", "none"):
            return  # what a condition looks at makes it relevant, and may block it too
        state = "not_relevant" if relevant == 0 else \
            "scored" if enough and not blocked else "too_few_answers"
        if state != step["state"]:
            yield f"{step['state']}, not {state}"

    def check(self):
        for name, step in self.steps.items():
            wrong = list(self.check_state(step)) + list(self.check_gates(step))
            for given in step["inputs"]:
                # The inputs of a level are looked at by its conditions, as values.
                wrong += [] if step["operation"] == "level" else \
                    self.check_input(given, step["of"])
            if step["operation"] != "none":
                wrong += self.check_figures(step)
            for what in wrong:
                yield f"{name}: {what}"


def explained(binary, survey, *options):
    said = subprocess.run([binary, "explain", "--lang", "en", "--format", "json", *options, survey],
                          capture_output=True, check=False)
    if said.returncode != 0:
        return None, said.stderr.decode().strip()
    return json.loads(said.stdout), None


def key(text):
    return str(text).replace("~", "~0").replace("/", "~1")


def check_unit(job):
    """All areas of a unit's dimensions against its file. Yields (what is wrong, steps taken)."""
    binary, schemas, survey, path = job
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    about = ["--round", f"{result['questionnaire']['id']}/{result['year']}",
             "--unit", result["reader"]["id"]]
    if "scoring" in result["questionnaire"]:
        about += ["--scoring", result["questionnaire"]["scoring"]]
    wrong, count = [], 0
    for dimension in result["dimensions"]:
        root = f"{dimension['id']}/{dimension['nodes'][0]['id']}"
        document, complaint = explained(binary, survey, *about, "--area", root)
        if complaint:
            return [f"{root}: {complaint}"], count
        wrong += list(refusals(validator(schemas, "figure"), document))
        wrong += document["disagreements"] + list(Steps(document).check())
        count += len(document["steps"])
        steps = {step["area"]: step for step in document["steps"]}
        for node in dimension["nodes"]:
            step, own = steps.get(f"{dimension['id']}/{node['id']}"), node["own"]
            if step is None:
                continue  # above it stands an area that has no score of its own
            told = {name: nano(step[name]) for name in ("points", "low", "high",
                                                        "answered_weight", "relevant_weight")}
            if own["state"] != "no_score" and (
                    step["state"] != own["state"]
                    or any(told[name] != nano(own[name]) for name in told)
                    or (own.get("value") is not None
                        and half_away(F(step["value"]["score"])) != nano(own["value"]))):
                wrong.append(f"{step['area']}: another score than in the results")
        for line in document["figures"]:
            wrong += [f"{root}: {line['name']} is {line['value']}"
                      for own in [dimension["nodes"][0]["own"]]
                      if line["name"] in own and line["name"] != "band"
                      and line["value"] != own[line["name"]]]
    return wrong, count


def group_figures(points):
    """The figures of a group by name, of its members' points in nano."""
    n, total = len(points), sum(points)
    made = {"n": n}
    if n == 0:
        return made
    made["mean"] = half_away(F(total, n * NANO))
    if n > 1:
        variance = F(n * sum(p * p for p in points) - total * total, n * (n - 1))
        root = math.isqrt(math.floor(4 * variance))  # twice the root, rounded down
        made["sd"] = F((root + 1) // 2, NANO)
    for name, quarter in (("q1", 1), ("median", 2), ("q3", 3)):
        place = F((n - 1) * quarter, 4)
        below = math.floor(place)
        low, high = points[below], points[min(below + 1, n - 1)]
        made[name] = half_away(F(low + (place - below) * (high - low)) / NANO)
    return made


def check_group(job):
    binary, schemas, survey, result, level, code, node, units = job
    about = ["--round", f"{result['questionnaire']['id']}/{result['year']}",
             "--group", f"{level}:{code}", "--area", node, "--members", "0"]
    if "scoring" in result["questionnaire"]:
        about += ["--scoring", result["questionnaire"]["scoring"]]
    document, complaint = explained(binary, survey, *about)
    if complaint:
        return [f"{level}:{code} {node}: {complaint}"], 0
    wrong = list(refusals(validator(schemas, "figure"), document)) + document["disagreements"]
    listed = document["members"]["listed"]
    points = [round(m["points"] * NANO) for m in listed if m["state"] == "scored"]
    if points != sorted(points) or len(listed) != document["members"]["eligible"]:
        wrong.append("members are not all there in order")
    for member in listed:
        own = units.get(member["id"])
        if (own[node] if own else ("did_not_answer", None)) != (member["state"], member["points"]):
            wrong.append(f"{member['id']} has {member['state']} {member['points']}")
    made = group_figures(points)
    for line in document["figures"]:
        if line["name"] in made and nano(line["value"]) != made[line["name"]]:
            wrong.append(f"{line['name']} is {line['value']}, not {float(made[line['name']])}")
        if line["name"] == "distribution":
            bins = Counter(min(9, p // (10 * NANO)) for p in points)
            told = [w["value"] for w in line["workings"] if w["name"] == "bin"]
            if told != [f"{10 * b}-{10 * b + 10}: {bins[b]}" for b in range(10)]:
                wrong.append(f"bins are {told}")
    return [f"{level}:{code} {node}: {what}" for what in wrong], len(listed)


def places(value, path=""):
    """(pointer, shape of it, number) of every number, and of what is null or withheld."""
    if isinstance(value, (dict, list)):
        for name, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(below, f"{path}/{key(name)}")
    elif value is None or path.endswith("/withheld") or \
            (isinstance(value, (int, float)) and not isinstance(value, bool)):
        shape = re.sub(r"(figures|scores)/[^/]*", r"\1/", re.sub(r"/\d+", "/", path))
        yield path, (shape, value is None), value


def check_place(job):
    binary, schemas, survey, path, pointer, value = job
    document, complaint = explained(binary, survey, "--figure", f"{path}#{pointer}")
    where = f"{path}#{pointer}"
    if complaint:
        # The scores of one that did not answer are no figure.
        return [] if value is None and re.search(r"/members/\d+/scores$", pointer) \
            else [f"{where}: {complaint}"]
    wrong = list(refusals(validator(schemas, "figure"), document)) + document["disagreements"]
    figures = document["figures"]
    if isinstance(value, (int, float)) and [f["value"] for f in figures] != [value]:
        wrong.append(f"{[f['value'] for f in figures]}, not {value}")
    if value is None and document["subject"] == "group" and any(f["shown"] for f in figures) \
            and not pointer.endswith(("/text", "/label")):
        wrong.append("is shown, and stands there as null")
    if pointer.endswith("/withheld") and document["disclosure"]["withheld"] != value:
        wrong.append(f"withheld by {document['disclosure']['withheld']}, not {value}")
    return [f"{where}: {what}" for what in wrong]


def self_test(binary, schemas, survey, path):
    """What is wrong with what is right: the schema and the steps must say so."""
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    dimension = result["dimensions"][0]
    document, _ = explained(binary, survey, "--figure",
                            f"{path}#/dimensions/0/nodes/{len(dimension['nodes']) - 1}/own")
    document["address"] = None
    valid = validator(schemas, "figure")
    for what, mutant in mutants(document):
        if valid.is_valid(mutant):
            yield f"takes {what}"
    step = next(step for step in document["steps"] if step["state"] == "scored")
    given = next(given for given in step["inputs"] if given["counts"] == "counts")
    for at, name, other in ((step, "points", step["points"] / 2 + 1), (given, "weight", 17.0),
                            (step["combined"], "score", "1/7"), (step["value"], "low", "1/7"),
                            (step, "relevant_weight", 0.5), (given["counts_as"], "score", "1/7"),
                            (step, "state", "too_few_answers"), (given, "counts", "missing")):
        kept, at[name] = at[name], other
        if not list(Steps(document).check()):
            yield f"takes {name} {other}"
        at[name] = kept
    if list(Steps(document).check()):
        yield "does not take what is right"


def jobs_of(binary, schemas, survey, folder, chance):
    """(check, job) of one round."""
    files = sorted(glob.glob(folder + "/*/*.json") + glob.glob(folder + "/national.json"))
    institutions = [path for path in files if "/institution/" in path]
    for path in chance.sample(institutions, min(UNITS, len(institutions))):
        yield check_unit, (binary, schemas, survey, path)
    with open(folder + "/national.json", encoding="utf-8") as file:
        nation = json.load(file)
    units = {}
    for path in institutions:
        with open(path, encoding="utf-8") as file:
            result = json.load(file)
        units[result["reader"]["id"]] = {
            f"{d['id']}/{n['id']}": (n["own"]["state"], n["own"]["points"])
            for d in result["dimensions"] for n in d["nodes"]}
    groups = [("nation", nation["reader"]["code"])]
    for path in chance.sample(files, min(GROUPS, len(files))):
        with open(path, encoding="utf-8") as file:
            group = chance.choice(json.load(file)["comparisons"])
            groups.append((group["level"], group["code"]))
    for level, code in groups:
        dimension = chance.choice(nation["dimensions"])
        node = chance.choice(dimension["nodes"])
        yield check_group, (binary, schemas, survey, nation, level, code,
                            f"{dimension['id']}/{node['id']}", units)
    small = len(files) < SMALL
    for path in chance.sample(files, min(FILES if small else LARGE_FILES, len(files))):
        with open(path, encoding="utf-8") as file:
            shapes = {}
            for pointer, shape, value in places(json.load(file)):
                shapes.setdefault(shape, []).append((pointer, value))
        found = list(shapes.values())
        for kind in found if small else chance.sample(found, min(LARGE_PLACES, len(found))):
            yield check_place, (binary, schemas, survey, path, *chance.choice(kind))


def rounds_of(survey):
    """The rounds' folders; of a nation's the latest of each questionnaire, which looks back at the
    others."""
    folders = sorted(os.path.dirname(path) for path in
                     glob.glob(survey + "/results/*/*/national.json"))
    latest = {os.path.dirname(folder): folder for folder in folders}
    return [folder for folder in folders if folder in latest.values()
            or len(glob.glob(folder + "/*/*.json")) < SMALL]


def main(binary, schemas, *surveys):
    chance = random.Random(6)
    passed, wrong, counts = Counter(), [], Counter()
    with ThreadPoolExecutor(2) as pool:
        for survey in surveys:
            folders = rounds_of(survey)
            for folder in folders:
                jobs = list(jobs_of(binary, schemas, survey, folder, chance))
                for (check, job), found in zip(jobs, pool.map(lambda each: each[0](each[1]), jobs)):
                    why, count = found if isinstance(found, tuple) else (found, 1)
                    counts[check.__name__] += count
                    passed[check.__name__] += not why
                    wrong += [f"{folder[len(survey):]}: {what}" for what in why[:3]]
                if folder == folders[0]:
                    wrong += self_test(binary, schemas, survey,
                                       sorted(glob.glob(folder + "/institution/*.json"))[0])
    for why in wrong[:40]:
        print("FAILED " + why)
    print(f"  {counts['check_unit']} areas taken step by step, {counts['check_group']} members "
          f"of groups, {counts['check_place']} figures looked up where they stand")
    print(f"figures: {sum(passed.values())} passed, {len(wrong)} failed")
    return len(wrong) > 0 or not all(counts.values())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
