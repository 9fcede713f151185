"""The figures of a survey, computed a second time from what stands on disk.

Written from the specification of the figures, not from the engine: definitions, registers and
answer files are read here by other means (csv, json, codecs), scores are exact fractions, and a
score is rounded once, half away from zero, to whole 1e-9 points. Figures of groups are made of
those rounded scores. Plain Python 3, standard library only.

oracle.py SURVEY_FOLDER QUESTIONNAIRE YEAR prints the nation's overall scores and figures of one
round as CSV in whole 1e-9, for round.R to confirm.
"""
import csv
import io
import json
import os
import sys
from collections import defaultdict
from fractions import Fraction
from math import isqrt

NANO = 10**9
FULL = 100 * NANO


def rounded(fraction):
    """The nearest whole number, half away from zero."""
    fraction = Fraction(fraction)
    if fraction < 0:
        return -rounded(-fraction)
    return (2 * fraction.numerator + fraction.denominator) // (2 * fraction.denominator)


def root_rounded(fraction):
    """The whole number nearest to the square root: floor(2 sqrt(x)) is exact in integers."""
    return (isqrt(4 * fraction.numerator // fraction.denominator) + 1) // 2


def fold(text):
    return " ".join(text.split()).casefold()


# --- definitions ---------------------------------------------------------------------------


class Option:
    def __init__(self, entry):
        self.code = entry["code"]
        self.label = entry.get("label")
        self.state = entry.get("state", "value")
        self.value = entry.get("value")
        self.spellings = list(entry.get("synonyms", []))
        if isinstance(entry.get("synonyms"), dict):
            self.spellings = [s for many in entry["synonyms"].values() for s in many]
        self.spellings += list((self.label or {}).values())


class Scale:
    def __init__(self, name, entry):
        self.name = name
        self.options = [Option(o) for o in entry["options"]]
        values = [o.value for o in self.options if o.state == "value"]
        self.lowest, self.highest = min(values), max(values)
        self.target = entry["target"]
        self.by_text = {}
        for spellings in (
            lambda o: [o.code],
            lambda o: [] if o.value is None else [str(o.value)],
            lambda o: o.spellings,
        ):
            for option in self.options:
                for spelling in spellings(option):
                    self.by_text.setdefault(fold(spelling), option)
        self.content = tuple((fold(o.code), o.state, o.value) for o in self.options)


class Question:
    def __init__(self, entry, scales):
        self.id = entry["id"]
        self.text = entry["text"]
        self.scale = scales[entry["scale"]]
        self.weight = entry.get("weight", 1)
        self.reversed = entry.get("reversed", False)
        self.parent = None
        self.floor = entry.get("when_not_asked", "exclude") == "floor"
        if "asked_if" in entry:
            self.parent = entry["asked_if"]["question"]
            self.parent_answers = entry["asked_if"]["answers"]

    def share(self, option):
        lowest, highest = self.scale.lowest, self.scale.highest
        x = Fraction(option.value - lowest, highest - lowest)
        return 1 - x if self.reversed else x


class Node:
    def __init__(self, dimension, entry, depth, coverage):
        self.dimension = dimension
        self.id = entry["id"]
        self.title = entry["title"]
        self.key = f"{dimension}/{self.id}"
        self.depth = depth
        self.weight = entry.get("weight", 1)
        self.coverage = Fraction(entry.get("minimum_coverage", coverage))
        self.questions = entry.get("questions", [])
        self.children = [
            Node(dimension, area, depth + 1, self.coverage) for area in entry.get("areas", [])
        ]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


class Questionnaire:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            entry = json.load(file)
        scales = entry["scales"]
        if isinstance(scales, str):
            with open(os.path.join(os.path.dirname(path), scales), encoding="utf-8") as file:
                scales = json.load(file)
        self.scales = {name: Scale(name, scale) for name, scale in scales.items()}
        self.id, self.edition, self.title = entry["id"], entry["edition"], entry["title"]
        self.identified_by = [fold(name) for name in entry["identified_by"]]
        self.questions = [Question(q, self.scales) for q in entry["questions"]]
        self.by_id = {q.id: q for q in self.questions}
        self.dont_know_zero = entry.get("rules", {}).get("dont_know") == "zero"
        self.dimensions = [Node(d["id"], d, 0, Fraction(2, 3)) for d in entry["dimensions"]]
        self.nodes = [node for d in self.dimensions for node in d.walk()]
        self.overall = entry["overall"]
        used = [q.scale.name for q in self.questions]
        self.headline = max(self.scales.values(), key=lambda s: used.count(s.name))
        self.content = {node.key: self.content_of(node) for node in self.nodes}

    def content_of(self, node):
        """What a node rests on: equal in two editions = the same node."""
        if node.children:
            below = [(child.id, child.weight, self.content_of(child)) for child in node.children]
        else:
            below = [self.content_of_question(self.by_id[q]) for q in node.questions]
        return (node.coverage, self.dont_know_zero, tuple(sorted(below, key=repr)))

    def content_of_question(self, question):
        return (question.id, question.weight, question.reversed, question.floor,
                question.scale.content, self.content_of_condition(question))

    def content_of_condition(self, question):
        """Whom a question is put to: its parent's answers, and whom that is put to."""
        if question.parent is None:
            return None
        parent = self.by_id[question.parent]
        wanted = tuple(sorted(map(fold, question.parent_answers)))
        return (parent.id, wanted, parent.scale.content, self.content_of_condition(parent))

    def on_scale(self, points):
        scale = self.headline
        return scale.lowest * NANO + rounded(
            Fraction(points * (scale.highest - scale.lowest), 100)
        )


# --- registers -----------------------------------------------------------------------------


def decode(raw):
    if raw.startswith(b"\xff\xfe"):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def read_table(path):
    """Rows of cells of a delimited file, whatever its encoding and delimiter."""
    with open(path, "rb") as file:
        text = decode(file.read())
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]


class Group:
    def __init__(self, level, code, name):
        self.level, self.code, self.name = level, code, name
        self.units = []


class Population:
    """Units by id, each with its group at every level; a cluster is the owner's group."""

    def __init__(self, descriptor, register):
        with open(descriptor, encoding="utf-8") as file:
            entry = json.load(file)
        self.folder = os.path.dirname(descriptor)
        self.plans = {plan["id"]: plan for plan in entry["registers"]}
        plan = self.plans[register]
        self.generated = plan.get("generated", False)
        self.name = {}
        self.groups = [Group("nation", entry["nation"]["code"], entry["nation"]["name"])]
        self.group_of = defaultdict(list)  # by unit: broad to narrow
        reached = [l for l in entry["levels"] if self.reaches(plan, l["id"])]
        self.levels = ["nation"] + [level["id"] for level in reached]
        self.owner = next((l["id"] for l in reached if l.get("owner")), None)
        places = self.places(register, [level["id"] for level in reached])
        known = {}
        for unit in sorted(places, key=lambda u: u.encode()):
            self.name[unit], place = places[unit]
            self.group_of[unit].append(self.groups[0])
            for level, (code, name) in zip(self.levels[1:], place):
                if (level, code) not in known:
                    known[level, code] = Group(level, code, {"da": name, "en": name})
                self.group_of[unit].append(known[level, code])
            for group in self.group_of[unit]:
                group.units.append(unit)
        for level in self.levels[1:]:
            here = [group for (l, _), group in known.items() if l == level]
            self.groups += sorted(here, key=lambda g: g.code.encode())

    def reaches(self, plan, level):
        groups = plan.get("groups", {})
        return level in groups or any(
            self.reaches(self.plans[g["register"]], level)
            for g in groups.values()
            if "register" in g
        )

    def places(self, register, levels):
        """{unit: (name, [(code, name) by level])}"""
        plan = self.plans[register]
        header, *rows = read_table(os.path.join(self.folder, plan["file"]))
        at = {name: i for i, name in enumerate(header)}
        groups = plan.get("groups", {})
        above = {
            level: self.places(g["register"], levels)
            for level, g in groups.items()
            if "register" in g
        }
        found = {}
        for row in rows:
            place = []
            for level in levels:
                if level in groups:
                    code = row[at[groups[level]["code"]]]
                    name = (
                        above[level][code][0]
                        if level in above
                        else row[at[groups[level]["name"]]]
                    )
                    place.append((code, name))
                else:
                    place.append(self.through(level, levels, groups, above, row, at))
            found[row[at[plan["columns"]["id"]]]] = (row[at[plan["columns"]["name"]]], place)
        return found

    def through(self, level, levels, groups, above, row, at):
        for via, units in above.items():
            place = units[row[at[groups[via]["code"]]]][1][levels.index(level)]
            if place is not None:
                return place
        return None

    def cluster(self, unit):
        if self.owner is None:
            return unit
        return self.group_of[unit][self.levels.index(self.owner)].code


# --- answers and scores --------------------------------------------------------------------


class Score:
    """Exact score and bounds of a node, the last two with all that is missing at its worst and
    at its best; answered and relevant weights."""

    def __init__(self, exact, low, high, answered, relevant, coverage):
        self.answered, self.relevant = answered, relevant
        self.exact = self.low = self.high = self.points = None
        if relevant == 0:
            self.state = "not_relevant"
            return
        self.low, self.high = low, high
        self.state = "too_few_answers"
        if answered >= coverage * relevant and answered > 0:
            self.state = "scored"
            self.exact = exact
            self.points = rounded(exact * FULL)


def read_answers(folder, questionnaire):
    """{unit: {question: cell}}; a later file supersedes an earlier one."""
    found = {}
    simulated = False
    for name in sorted(os.listdir(folder)):
        header, *rows = read_table(os.path.join(folder, name))
        columns = [fold(cell) for cell in header]
        unit_at = next(i for i, c in enumerate(columns) if c in questionnaire.identified_by)
        mark_at = columns.index("baseline-simulated") if "baseline-simulated" in columns else None
        asked = [(columns.index(fold(q.id)), q.id) for q in questionnaire.questions
                 if fold(q.id) in columns]
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            found[row[unit_at].strip()] = {question: row[i] for i, question in asked}
            simulated |= mark_at is not None and row[mark_at].strip() != ""
    return found, simulated


def answer_states(questionnaire, cells):
    """{question: (state, option or None, share or None)}, conditions applied to what is final."""
    states = {}
    for question in questionnaire.questions:
        if question.id not in cells:
            states[question.id] = ("not_asked", None, None)
            continue
        if question.parent is not None:
            parent, option, _ = states[question.parent]
            wanted = [questionnaire.by_id[question.parent].scale.by_text[fold(a)]
                      for a in question.parent_answers]
            if parent != "answered" or option not in wanted:
                states[question.id] = (
                    ("counted_as_lowest", None, Fraction(0)) if question.floor
                    else ("skipped", None, None))
                continue
        cell = fold(cells[question.id])
        if cell == "":
            states[question.id] = ("blank", None, None)
            continue
        option = question.scale.by_text[cell]
        if option.state == "value":
            states[question.id] = ("answered", option, question.share(option))
        elif option.state == "dont_know":
            states[question.id] = (
                "dont_know", option, Fraction(0) if questionnaire.dont_know_zero else None)
        else:
            states[question.id] = ("not_applicable", option, None)
    return states


APPLICABLE = ("answered", "counted_as_lowest", "dont_know", "blank")


def score_node(questionnaire, node, states, into):
    if node.children:
        parts = [(score_node(questionnaire, child, states, into), child.weight)
                 for child in node.children]
        relevant = [(s, w) for s, w in parts if s.state != "not_relevant"]
        scored = [(s, w) for s, w in relevant if s.state == "scored"]
        total = sum(w for _, w in relevant)
        answered = sum(w for _, w in scored)
        score = Score(
            sum(s.exact * w for s, w in scored) / answered if answered else None,
            sum(s.low * w for s, w in relevant) / total if total else None,
            sum(s.high * w for s, w in relevant) / total if total else None,
            answered, total, node.coverage)
    else:
        total = answered = 0
        gained = Fraction(0)
        for q in node.questions:
            state, _, share = states[q]
            if state not in APPLICABLE:
                continue
            weight = questionnaire.by_id[q].weight
            total += weight
            if share is not None:
                answered += weight
                gained += weight * share
        score = Score(
            gained / answered if answered else None,
            gained / total if total else None,
            (gained + total - answered) / total if total else None,
            answered, total, node.coverage)
    into[node.key] = score
    return score


class Figures:
    """Of one measure in one group, over the units that have a score."""

    def __init__(self, values, clusters):
        self.values = sorted(values)
        self.n = n = len(values)
        self.clusters = len(set(clusters))
        self.largest = max((clusters.count(c) for c in set(clusters)), default=0)
        self.mean = rounded(Fraction(sum(values), n)) if n else None
        self.sd = None
        if n >= 2:
            total = sum(values)
            self.sd = root_rounded(
                Fraction(n * sum(v * v for v in values) - total * total, n * (n - 1)))

    def quantile(self, p):
        """Hyndman and Fan's type 7."""
        h = (self.n - 1) * p
        j = h.numerator // h.denominator
        low = self.values[j]
        return low if h == j else rounded(low + (h - j) * (self.values[j + 1] - low))

    def rank(self, value):
        """Percentile rank: 100 (below + equal / 2) / n, itself among the equal."""
        below = sum(1 for v in self.values if v < value)
        equal = sum(1 for v in self.values if v == value)
        return rounded(Fraction(FULL * (2 * below + equal), 2 * self.n))

    def bins(self):
        counts = [0] * 10
        for value in self.values:
            counts[min(9, value // (10 * NANO))] += 1
        return counts


class Round:
    def __init__(self, survey, plan):
        self.year = plan["year"]
        self.questionnaire = survey.questionnaire(plan["edition"])
        self.population = survey.population(plan["register"])
        self.minimum_units = survey.minimum_units
        cells, self.simulated = read_answers(survey.path(plan["answers"]), self.questionnaire)
        self.states = {}
        self.scores = {}
        self.points = defaultdict(dict)  # by measure, by unit
        for unit in sorted(cells, key=lambda u: u.encode()):
            self.states[unit] = answer_states(self.questionnaire, cells[unit])
            self.scores[unit] = scores = {}
            for dimension in self.questionnaire.dimensions:
                score_node(self.questionnaire, dimension, self.states[unit], scores)
            for key, score in scores.items():
                if score.state == "scored":
                    self.points[key][unit] = score.points
            for question, (_, _, share) in self.states[unit].items():
                if share is not None:
                    self.points["question/" + question][unit] = rounded(share * FULL)
        self.measures = [node.key for node in self.questionnaire.nodes]
        self.measures += ["question/" + q.id for q in self.questionnaire.questions]
        self.groups = {(g.level, g.code): g for g in self.population.groups}
        self.figures = {}
        for measure in self.measures:
            points = self.points[measure]
            for place, group in self.groups.items():
                units = [u for u in group.units if u in points]
                self.figures[measure, place] = Figures(
                    [points[u] for u in units], [self.population.cluster(u) for u in units])

    def turnout(self, place):
        units = self.groups[place].units
        answered = [u for u in units if u in self.scores]
        cluster = self.population.cluster
        return {
            "answered": len(answered),
            "eligible": len(units),
            "clusters_answered": len({cluster(u) for u in answered}),
            "clusters": len({cluster(u) for u in units}),
        }


class Survey:
    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "survey.json"), encoding="utf-8") as file:
            entry = json.load(file)
        self.minimum_units = entry.get("disclosure", {}).get("minimum_units", 5)
        self.registers = self.path(entry["registers"])
        self.results = self.path(entry.get("results", "results"))
        self.kept = {}
        self.plans = defaultdict(list)  # by questionnaire, by year
        for plan in entry["rounds"]:
            self.plans[plan["questionnaire"]].append(plan)
        for plans in self.plans.values():
            plans.sort(key=lambda plan: plan["year"])

    def path(self, path):
        return os.path.join(self.folder, path)

    def questionnaire(self, edition):
        if edition not in self.kept:
            self.kept[edition] = Questionnaire(self.path(edition))
        return self.kept[edition]

    def population(self, register):
        if register not in self.kept:
            self.kept[register] = Population(self.registers, register)
        return self.kept[register]

    def rounds(self, questionnaire, count=None):
        return [Round(self, plan) for plan in self.plans[questionnaire][:count]]


def print_for_r(folder, questionnaire, year):
    round_ = next(r for r in Survey(folder).rounds(questionnaire) if r.year == int(year))
    overall = f"{round_.questionnaire.overall}/{round_.questionnaire.overall}"
    figures = round_.figures[overall, ("nation", round_.population.groups[0].code)]
    print("what,name,value,rank")
    for unit, points in round_.points[overall].items():
        print(f"unit,{unit},{points},{figures.rank(points)}")
    for name, value in (
            ("n", figures.n), ("mean", figures.mean), ("sd", figures.sd),
            *((f"q{i}", figures.quantile(Fraction(i, 4))) for i in (1, 2, 3))):
        print(f"figure,{name},{value},")


if __name__ == "__main__":
    print_for_r(*sys.argv[1:4])
