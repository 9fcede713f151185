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
from math import isqrt, lcm

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


def only(entry, known, what):
    """What this page does not know of it must not pass over: its figures would be wrong."""
    more = set(entry) - set(known)
    if more:
        raise ValueError(f"{what}: the oracle does not know " + ", ".join(sorted(more)))


class Option:
    def __init__(self, entry):
        only(entry, ("code", "value", "state", "alone", "label", "synonyms"), "option")
        self.code = entry["code"]
        self.label = entry.get("label")
        self.state = entry.get("state", "value")
        self.value = entry.get("value")
        self.spellings = entry.get("synonyms", []) + list((self.label or {}).values())


class Scale:
    def __init__(self, name, entry):
        only(entry, ("title", "kind", "options", "target", "combine", "seconds"), name)
        self.name = name
        self.kind = entry.get("kind", "choice")
        self.combine = entry.get("combine", "sum")
        self.options = [Option(o) for o in entry["options"]]
        values = [o.value for o in self.options if o.state == "value"]
        if self.kind == "choice":
            self.lowest, self.highest = min(values), max(values)
        elif self.kind == "several" and self.combine == "sum":
            self.lowest = sum(min(v, 0) for v in values)
            self.highest = sum(max(v, 0) for v in values)
        elif self.kind == "several" and self.combine == "highest":
            self.lowest, self.highest = min(values), max(values)
        else:
            raise ValueError(f"{name}: the oracle does not know such a scale")
        self.target = entry.get("target", self.highest)
        self.by_text = {}
        for spellings in (
            lambda o: [o.code],
            lambda o: [] if o.value is None or self.kind == "several" else [str(o.value)],
            lambda o: o.spellings,
        ):
            for option in self.options:
                for spelling in spellings(option):
                    self.by_text.setdefault(fold(spelling), option)
        self.content = (self.kind, self.combine,
                        tuple((fold(o.code), o.state, o.value) for o in self.options))

    def steps(self):
        """What the shares of the way from lowest to highest are whole numbers of."""
        for option in self.options:
            for end in (0, self.lowest) if option.state == "value" else ():
                share = Fraction(option.value - end) / (self.highest - self.lowest)
                yield share.denominator

    def combined(self, chosen):
        values = [o.value for o in chosen]
        if self.combine == "sum":
            return sum(values)
        return max(values, default=self.lowest)


# What the options of a question that takes several are, as questions of their own.
CHOSEN = Scale("chosen", {"options": [
    {"code": "0", "value": 0, "label": {"da": "Nej", "en": "No"}},
    {"code": "1", "value": 1, "label": {"da": "Ja", "en": "Yes"}}]})


class Answer:
    """What somebody said to a question, or what it counts as: x is its share of the way from the
    lowest to the highest value, None when there is none, and `chosen` the options it names."""

    def __init__(self, state, question=None, value=None, chosen=(), code=None, label=None):
        self.state, self.code, self.label = state, code, label
        self.chosen = frozenset(chosen)
        self.value = self.x = self.points = None
        self.standing = {}  # kept by what areas take it as
        if value is not None:
            self.value = value
            scale = question.scale
            self.x = Fraction(value - scale.lowest) / (scale.highest - scale.lowest)
            self.points = rounded(self.x * FULL)

    def counted_as_nothing(self):
        """0 points, or the value 0, whatever the scale."""
        self.value, self.x, self.points = 0, Fraction(0), 0
        return self


class Question:
    """One that stands in the definition, or an option of one that takes several (`of`)."""

    def __init__(self, entry, scale, of=None):
        self.id, self.text, self.scale, self.of = entry["id"], entry["text"], scale, of
        self.weight = entry.get("weight", 1)
        self.reversed = entry.get("reversed", False)
        asked_if = entry.get("asked_if", [])
        asked_if = asked_if if isinstance(asked_if, list) else [asked_if]
        for condition in asked_if:
            only(condition, ("question", "answers"), self.id)
        self.conditions = [(c["question"], c["answers"]) for c in asked_if]
        self.floor = bool(asked_if) and entry.get("when_not_asked", "exclude") == "floor"
        self.replaces = entry.get("replaces", [])
        self.options = []
        if scale.kind == "several":
            self.options = [(o, Question({"id": f"{self.id}.{o.code}", "text": o.label}, CHOSEN,
                                         self))
                            for o in scale.options if o.state == "value"]
        self.kept = {}

    def lowest(self):
        """Counted so when it is not to be asked."""
        if None not in self.kept:
            self.kept[None] = Answer("counted_as_lowest", self, self.scale.lowest)
        return self.kept[None]

    def valued(self, value, chosen, code, label):
        if self.reversed:
            value = self.scale.lowest + self.scale.highest - value
        return Answer("answered", self, value, chosen, code, label)

    def read(self, cell, unknown):
        """What a cell says; `unknown`: "don't know" counts as nothing."""
        cell = fold(cell)
        if cell not in self.kept:
            answer = self.read_new(cell)
            if unknown and answer.state == "dont_know":
                answer.counted_as_nothing()
            self.kept[cell] = answer
        return self.kept[cell]

    def read_new(self, cell):
        if cell == "":
            return Answer("blank")
        if cell in self.scale.by_text:
            chosen = [self.scale.by_text[cell]]
        else:
            if self.scale.kind != "several":
                raise ValueError(f"{self.id}: {cell} is no answer")
            parts = [fold(part) for part in cell.replace("|", ";").split(";")]
            chosen = [self.scale.by_text[part] for part in parts if part]
        state = chosen[0].state
        if state != "value":
            return Answer(state, code=chosen[0].code, label=chosen[0].label)
        if self.scale.kind == "several":
            return self.read_several({o.code for o in chosen})
        return self.valued(chosen[0].value, chosen, chosen[0].code, chosen[0].label)

    def read_several(self, codes):
        """Codes in the order of the scale, and the scale's lowest for none at all."""
        chosen = [o for o in self.scale.options if o.code in codes]
        return self.valued(self.scale.combined(chosen), chosen,
                           ";".join(o.code for o in chosen) or None, None)

    def read_columns(self, cells, unknown):
        """A column for each option, 1 or 0; all of them empty is blank."""
        if not any(cell.strip() for cell in cells.values()):
            return self.read("", unknown)
        return self.read_several({code for code, cell in cells.items() if cell.strip() == "1"})

    def of_option(self, option, part, whole):
        """The option's own answer, given that of the question: 1 when it was chosen."""
        if whole.state != "answered":
            if whole.state not in part.kept:
                made = Answer(whole.state)
                part.kept[whole.state] = made if whole.x is None else made.counted_as_nothing()
            return part.kept[whole.state]
        said = int(option in whole.chosen)
        if said not in part.kept:
            by_code = part.scale.by_text[str(said)]
            part.kept[said] = part.valued(said, [by_code], by_code.code, by_code.label)
        return part.kept[said]


class Condition:
    """Of a level: what some questions' values must come to."""

    def __init__(self, entry):
        only(entry, ("questions", "test", "at_least", "passing"), "condition")
        self.questions = entry["questions"]
        self.test = entry.get("test", "all")
        self.at_least = entry["at_least"]
        self.passing = entry.get("passing")

    def holds(self, values, missing):
        """`values` are those that count, `missing` the lowest of each that should have; weights
        stand beside them. Nobody is asked = it holds."""
        if not values and not missing:
            return True
        if self.test == "all":
            return not missing and all(v >= self.at_least for v, _ in values)
        if self.test == "none":
            return not missing and all(v < self.at_least for v, _ in values)
        if self.test == "any":
            return any(v >= self.at_least for v, _ in values)
        weight = sum(w for _, w in values + missing)
        if self.test == "mean":
            return sum(v * w for v, w in values + missing) >= self.at_least * weight
        passing = [w for v, w in values if v >= self.passing]
        if self.test == "share":
            return sum(passing) >= self.at_least * weight
        if self.test == "count":
            return len(passing) >= self.at_least
        raise ValueError(f"the oracle does not know the test {self.test}")


AREA = ("id", "title", "text", "operator", "measure", "over", "questions", "areas", "weight",
        "rules", "minimum_coverage", "at_least", "levels", "range", "bands", "target")


def rules_of(entry, above):
    """{how an answer lacks a value: what it counts as}; what is not said is as above."""
    rules = {**above, **entry.get("rules", {})}
    if set(rules.values()) - {"skip", "zero", "floor", "block"}:
        raise ValueError(f"{entry['id']}: the oracle does not know the rules {rules}")
    return rules


class Node:
    def __init__(self, dimension, entry, depth, rules, above=None):
        only(entry, AREA, f"{dimension}/{entry['id']}")
        self.dimension = dimension
        self.id = entry["id"]
        self.title, self.text = entry["title"], entry.get("text")
        self.key = f"{dimension}/{self.id}"
        self.depth = depth
        self.weight = entry.get("weight", 1)
        self.operator = entry.get("operator", "weighted_mean")
        self.measure = entry.get("measure", above.measure if above else "points")
        self.rules = rules_of(entry, rules)
        self.rules_key = tuple(sorted(self.rules.items()))
        self.inherited = Fraction(
            entry.get("minimum_coverage", above.inherited if above else "2/3"))
        self.coverage = self.inherited
        if self.operator == "level" and "minimum_coverage" not in entry:
            self.coverage = Fraction(0)
        self.over = entry.get("over") == "questions"
        self.at_least = entry.get("at_least")
        self.bands = entry.get("bands", [])
        self.target = entry.get("target")
        self.listed = [(q, None) if isinstance(q, str) else (q["question"], q["weight"])
                       for q in entry.get("questions", [])]
        self.children = [
            Node(dimension, area, depth + 1, self.rules, self) for area in entry.get("areas", [])]
        if not self.takes_questions() and {self.rules["blank"],
                                           self.rules["not_applicable"]} != {"skip"}:
            raise ValueError(f"{self.key}: the oracle does not know rules for areas")
        self.levels = [(level.get("value", n), [Condition(c) for c in level["conditions"]])
                       for n, level in enumerate(entry.get("levels", []), 1)]
        self.lowest, self.highest = 0, 100
        if self.operator == "level":
            self.highest = self.levels[-1][0]
        elif (self.operator, self.measure) != ("share", "values") and (
                self.operator, self.measure) != ("weighted_mean", "points"):
            raise ValueError(f"{self.key}: the oracle does not know the operator")
        self.given_range = entry.get("range")
        if self.given_range:
            if self.operator == "level":
                raise ValueError(f"{self.key}: the oracle does not know the range of a level")
            self.lowest, self.highest = self.given_range
        # Where its value is not its points, both are told.
        self.has_range = (self.lowest, self.highest) != (0, 100)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def value(self, share):
        return self.lowest + share * (self.highest - self.lowest)

    def band(self, share):
        reached = [b["title"] for b in self.bands if self.value(share) >= b["from"]]
        return reached[-1] if reached else None

    def takes_questions(self):
        return not self.children or self.over


class Questionnaire:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            entry = json.load(file, parse_float=Fraction)
        scales = entry["scales"]
        if isinstance(scales, str):
            with open(os.path.join(os.path.dirname(path), scales), encoding="utf-8") as file:
                scales = json.load(file, parse_float=Fraction)
        only(entry, ("format", "id", "edition", "title", "languages", "identified_by",
                     "other_columns", "rules", "scales", "questions", "dimensions", "overall",
                     "presentation", "guide", "sections", "contradictions", "dropped", "frameworks"), path)
        self.path = path
        self.scales = {name: Scale(name, scale) for name, scale in scales.items()}
        self.id, self.edition, self.title = entry["id"], entry["edition"], entry["title"]
        self.identified_by = [fold(name) for name in entry["identified_by"]]
        self.questions = [Question(q, self.scales[q["scale"]]) for q in entry["questions"]]
        self.measured = [  # whatever has an answer of its own, in the order it is told
            one for q in self.questions for one in [q] + [part for _, part in q.options]]
        self.by_id = {q.id: q for q in self.measured}
        skip = {"blank": "skip", "dont_know": "skip", "not_applicable": "skip"}
        rules = rules_of(entry, skip)
        if rules not in (skip, {**skip, "dont_know": "zero"}):
            raise ValueError(f"{path}: the oracle does not know the rules {rules} for all")
        self.unknown = rules["dont_know"] == "zero"  # such an answer counts as nothing
        self.dimensions = [Node(d["id"], d, 0, rules) for d in entry["dimensions"]]
        self.nodes = [node for d in self.dimensions for node in d.walk()]
        self.overall = entry.get("overall", self.dimensions[0].id)
        self.measuring_points = entry.get("presentation", {}).get("measuring_points")
        self.steps = lcm(*(step for scale in self.scales.values() for step in scale.steps()))
        self.by_key = {node.key: node for node in self.nodes}
        for node in self.nodes:
            node.inputs = self.inputs_of(node)
        used = [q.scale.name for q in self.questions]
        choices = [s for s in self.scales.values() if s.kind == "choice"]
        self.headline = max(choices, key=lambda s: used.count(s.name))

    def inputs_of(self, node):
        """[(question, weight)] of a node that takes questions: each once, with the weight it has
        in the first lowest area below."""
        found = {}
        for area in node.walk():
            for question, weight in area.listed:
                found.setdefault(question, weight or self.by_id[question].weight)
        return list(found.items()) if node.takes_questions() else []

    def contents(self, revised):
        """{node's key: what it rests on}. Equal in two editions = the same node. `revised` tells
        which of its questions have another meaning than before, and since when."""
        return {node.key: self.content_of(node, revised) for node in self.nodes}

    def content_of(self, node, revised):
        if node.takes_questions():
            below = [self.content_of_question(q, w, revised) for q, w in node.inputs]
        else:
            below = [(child.id, child.weight, self.content_of(child, revised))
                     for child in node.children]
        levels = tuple((value, tuple(sorted((
            self.content_of_gate(node, c, revised) for c in conditions), key=repr)))
            for value, conditions in node.levels)
        return (node.id, node.operator, node.measure, node.coverage, node.at_least,
                node.over, node.given_range and tuple(node.given_range),
                node.rules_key, levels,
                tuple(sorted(below, key=repr)))

    def content_of_gate(self, node, condition, revised):
        weights = dict(node.inputs)
        inputs = [self.content_of_question(q, weights.get(q, self.by_id[q].weight), revised)
                  for q in condition.questions]
        return (condition.test, condition.at_least, condition.passing,
                tuple(sorted(inputs, key=repr)))

    def content_of_question(self, name, weight, revised):
        question = self.by_id[name]
        whole = question.of or question
        return (question.id, revised.get(whole.id), weight, question.reversed, whole.floor,
                question.scale.content, self.content_of_conditions(whole, revised))

    def content_of_conditions(self, question, revised):
        """Whom a question is put to: its parents' answers, and whom those are put to."""
        said = []
        for asked, answers in question.conditions:
            parent = self.by_id[asked]
            wanted = tuple(sorted({parent.scale.by_text[fold(a)].code for a in answers}))
            said.append((parent.id, revised.get(parent.id), wanted, parent.scale.content,
                         self.content_of_conditions(parent, revised)))
        return tuple(sorted(said, key=repr))

    def on_scale(self, points):
        scale = self.headline
        return scale.lowest * NANO + rounded(
            Fraction(points * (scale.highest - scale.lowest), 100)
        )


def revised_since(rounds):
    """For each round {question: the year since when its answers mean something else}: an edition
    says so of the step from the one before, and answers "may not be compared" over it."""
    found, made = {}, []
    for before, now in zip([None] + rounds[:-1], rounds):
        if before is not None and before.questionnaire is not now.questionnaire:
            asked = before.questionnaire.by_id
            found = dict(found)
            for question in now.questionnaire.questions:
                for old in question.replaces:
                    if (old["question"] == question.id in asked and not old["comparable"]):
                        found[question.id] = now.year
        made.append(found)
    return made


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
    """Exact share and bounds of a node, the last two with all that is missing at its worst and
    at its best; answered and relevant weights."""

    def __init__(self, node, exact, low, high, answered, relevant, applies=True):
        self.answered, self.relevant = answered, relevant
        self.exact = self.low = self.high = self.points = None
        if not applies:
            self.state = "not_relevant"
            return
        self.low, self.high = low, high
        self.state = "too_few_answers"
        if answered >= node.coverage * relevant and exact is not None:
            self.state = "scored"
            self.exact = exact
            self.points = rounded(exact * FULL)


def read_answers(folder, questionnaire):
    """{unit: {column: cell}}, columns by question or (question, option); a later file supersedes
    an earlier one."""
    found = {}
    simulated = False
    for name in sorted(os.listdir(folder)):
        header, *rows = read_table(os.path.join(folder, name))
        columns = [fold(cell) for cell in header]
        unit_at = next(i for i, c in enumerate(columns) if c in questionnaire.identified_by)
        mark_at = columns.index("baseline-simulated") if "baseline-simulated" in columns else None
        known = {fold(q.id): q.id for q in questionnaire.questions}
        known.update({fold(part.id): (q.id, option.code)
                      for q in questionnaire.questions for option, part in q.options})
        asked = [(i, known[c]) for i, c in enumerate(columns) if c in known]
        for row in rows:
            if not any(row[i].strip() for i, _ in asked):
                continue  # a row without an answer takes the place of none
            found[row[unit_at].strip()] = {question: row[i] for i, question in asked}
            simulated |= mark_at is not None and row[mark_at].strip() != ""
    return found, simulated


NOT_ASKED, SKIPPED = Answer("not_asked"), Answer("skipped")


def answers_of(questionnaire, cells):
    """{question: Answer}, conditions applied to what is final."""
    said = {}
    for question in questionnaire.questions:
        columns = {option.code: cells[question.id, option.code] for option, _ in question.options
                   if (question.id, option.code) in cells}
        answer = answer_to(questionnaire, question, columns, cells, said)
        said[question.id] = answer
        for option, part in question.options:
            # Where options have columns, one without any was not asked.
            there = not columns or option.code in columns
            said[part.id] = question.of_option(option, part, answer) if there else NOT_ASKED
    return said


def ruled_out(questionnaire, question, ruling):
    """What is not asked since the questions it hangs on are in these states: a lowest value where
    an answer says so, nothing where they do not apply, and blank where nobody knows."""
    if not question.floor or ruling & {"not_applicable", "skipped", "not_asked"}:
        return SKIPPED
    if ruling & {"answered", "counted_as_lowest"}:
        return question.lowest()
    return question.read("", questionnaire.unknown)


def answer_to(questionnaire, question, columns, cells, said):
    if question.id not in cells and not columns:
        return NOT_ASKED
    ruling = set()
    for asked, answers in question.conditions:
        by_text = questionnaire.by_id[asked].scale.by_text
        if not said[asked].chosen & {by_text[fold(a)] for a in answers}:
            ruling.add(said[asked].state)
    if ruling:
        return ruled_out(questionnaire, question, ruling)
    if columns:
        return question.read_columns(columns, questionnaire.unknown)
    return question.read(cells[question.id], questionnaire.unknown)


def score_node(questionnaire, node, said, into):
    """Scores of the node and of all below it; each rests on exact fractions."""
    for child in node.children:
        score_node(questionnaire, child, said, into)
    if node.operator == "level":
        score = score_level(questionnaire, node, said)
    elif node.operator == "share":
        score = score_share(node, into)
    elif node.takes_questions():
        score = score_questions(questionnaire, node, said)
    else:
        score = score_areas(node, into)
    into[node.key] = score


class Standing:
    """How a question's answer stands in an area: it counts, is missing or blocks, or is out."""

    def __init__(self, questionnaire, node, question, answer):
        rule = node.rules.get(answer.state)
        self.out = answer.state in ("skipped", "not_asked") or (
            answer.state == "not_applicable" and rule == "skip")
        self.blocks = rule == "block"
        self.x = self.value = None
        if answer.state in ("answered", "counted_as_lowest"):
            self.x, self.value = answer.x, answer.value
        elif rule == "zero":
            self.x, self.value = Fraction(0), 0
        elif rule == "floor":
            self.x, self.value = Fraction(0), question.scale.lowest
        self.counts = self.x is not None
        if self.counts:
            steps = self.x * questionnaire.steps
            assert steps.denominator == 1
            self.steps = steps.numerator


def standing_of(questionnaire, node, name, answer):
    """Kept with the answer: a question has few answers, and areas few ways to take them."""
    standing = answer.standing.get(node.rules_key)
    if standing is None:
        standing = Standing(questionnaire, node, questionnaire.by_id[name], answer)
        answer.standing[node.rules_key] = standing
    return standing


def standings(questionnaire, node, said, names):
    """[(question, Standing)] of those that apply."""
    found = [(name, standing_of(questionnaire, node, name, said[name])) for name in names]
    return [(name, standing) for name, standing in found if not standing.out]


def score_questions(questionnaire, node, said):
    """The mean of the questions that count, each x being 0 to 1. They are added up in steps that
    are whole in every scale: fractions are slow."""
    of = questionnaire.steps
    total = answered = 0
    blocked = False
    gained = 0
    for name, weight in node.inputs:
        standing = standing_of(questionnaire, node, name, said[name])
        if standing.out:
            continue
        total += weight
        if standing.counts:
            answered += weight
            gained += weight * standing.steps
        blocked = blocked or standing.blocks
    if not total:
        return Score(node, None, None, None, 0, 0, applies=False)
    return Score(node, Fraction(gained, answered * of) if answered and not blocked else None,
                 Fraction(gained, total * of),
                 Fraction(gained + (total - answered) * of, total * of), answered, total)


def score_areas(node, into):
    parts = [(into[child.key], child.weight) for child in node.children]
    relevant = [(s, w) for s, w in parts if s.state != "not_relevant"]
    scored = [(s, w) for s, w in relevant if s.state == "scored"]
    total = sum(w for _, w in relevant)
    answered = sum(w for _, w in scored)
    if not total:
        return Score(node, None, None, None, 0, 0, applies=False)
    return Score(
        node, sum(s.exact * w for s, w in scored) / answered if answered else None,
        sum(s.low * w for s, w in relevant) / total,
        sum(s.high * w for s, w in relevant) / total, answered, total)


def score_share(node, into):
    """How much of the weight of the areas has a value of at least so much."""
    if node.takes_questions():
        raise ValueError(f"{node.key}: the oracle does not know a share of questions")
    relevant = [(c, into[c.key]) for c in node.children if into[c.key].state != "not_relevant"]
    scored = [(c, s) for c, s in relevant if s.state == "scored"]
    total = sum(c.weight for c, _ in relevant)
    answered = sum(c.weight for c, _ in scored)
    if not total:
        return Score(node, None, None, None, 0, 0, applies=False)

    def share(shares, weight):
        reached = sum(c.weight for c, x in shares if c.value(x) >= node.at_least)
        return Fraction(reached) / weight

    return Score(
        node, share([(c, s.exact) for c, s in scored], answered) if answered else None,
        share([(c, s.low) for c, s in relevant], total),
        share([(c, s.high) for c, s in relevant], total), answered, total)


def score_level(questionnaire, node, said):
    weights = dict(node.inputs)
    own = standings(questionnaire, node, said, weights)
    total = sum(weights[q] for q, _ in own)
    answered = sum(weights[q] for q, standing in own if standing.counts)
    looked_at = standings(questionnaire, node, said, [
        q for _, conditions in node.levels for c in conditions for q in c.questions])
    if not looked_at:
        return Score(node, None, None, None, answered, total, applies=False)
    as_is, low, high = (Fraction(level_of(questionnaire, node, said, best)) / node.highest
                        for best in (None, False, True))
    blocked = any(standing.blocks for _, standing in own + looked_at)
    return Score(node, None if blocked else as_is, low, high, answered, total)


def level_of(questionnaire, node, said, best):
    """The value of the highest level that holds: as it is (best is None), or with all that is
    missing at its worst or its best."""
    weights = dict(node.inputs)
    reached = 0
    for value, conditions in node.levels:
        awarded = False
        for condition in conditions:
            values, missing = [], []
            for name, standing in standings(questionnaire, node, said, condition.questions):
                question = questionnaire.by_id[name]
                weight = weights.get(name, question.weight)
                if standing.counts:
                    values.append((standing.value, weight))
                elif best:
                    scale = question.scale
                    helps = scale.lowest if condition.test == "none" else scale.highest
                    values.append((helps, weight))
                else:
                    missing.append((question.scale.lowest, weight))
            if not condition.holds(values, missing):
                return reached
            awarded = awarded or bool(values or missing)
        if awarded:
            reached = value
    return reached


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
        self.said = {}  # {question: Answer} by unit
        self.scores = {}
        self.points = defaultdict(dict)  # by measure, by unit
        for unit in sorted(cells, key=lambda u: u.encode()):
            self.said[unit] = answers_of(self.questionnaire, cells[unit])
            self.scores[unit] = scores = {}
            for dimension in self.questionnaire.dimensions:
                score_node(self.questionnaire, dimension, self.said[unit], scores)
            for key, score in scores.items():
                if score.state == "scored":
                    self.points[key][unit] = score.points
            for question, answer in self.said[unit].items():
                if answer.points is not None:
                    self.points["question/" + question][unit] = answer.points
        self.measures = [node.key for node in self.questionnaire.nodes]
        self.measures += ["question/" + q.id for q in self.questionnaire.measured]
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

    def rounds(self, questionnaire):
        rounds = [Round(self, plan) for plan in self.plans[questionnaire]]
        for round_, revised in zip(rounds, revised_since(rounds)):
            round_.content = round_.questionnaire.contents(revised)
        return rounds


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
