"""What the page says of decimals, configurations, scales, questions and subsets.

Written from questionnaires/FORMAT.md alone, obvious and not fast. Where the page leaves a choice,
the function says which one was taken, and the word "Chosen" stands there.
"""
import json
import os
from fractions import Fraction
from typing import NamedTuple

GIVEN = "given"
BLANK = "blank"
DONT_KNOW = "dont_know"
NOT_APPLICABLE = "not_applicable"
NOT_ASKED = "not_asked"  # never counts
FLOOR = "floor"  # not asked, and counts as the lowest value


def load(path):
    """A decimal is taken exactly; scales may stand in a file beside the definition."""
    with open(path, encoding="utf-8") as file:
        raw = json.load(file, parse_float=Fraction, parse_int=Fraction)
    if isinstance(raw.get("scales"), str):
        raw["scales"] = load(os.path.join(os.path.dirname(path), raw["scales"]))
    return raw


def fraction(text):
    return Fraction(text)


def wording(texts, language="en"):
    """A text that is missing in one language is taken from the other."""
    return texts.get(language) or next(iter(texts.values()))


def each_area(areas):
    for area in areas:
        yield area
        yield from each_area(area.get("areas", []))


def configured(raw, configuration_id):
    """The definition as a configuration scores it, written out as a definition of its own.

    What `areas` gives one area comes last. Chosen: `rules` takes the place of the whole object, so
    what it leaves out is "skip", and not what the definition said.
    """
    if configuration_id is None:
        return raw
    change = next(c for c in raw["configurations"] if c["id"] == configuration_id)
    for member in ("dimensions", "overall", "subset"):
        if member in change:
            raw[member] = change[member]
    for scale_id, values in change.get("values", {}).items():
        for option in raw["scales"][scale_id]["options"]:
            if option["code"] in values:
                option["value"] = values[option["code"]]
    for scale_id, codes in change.get("pass", {}).items():
        raw["scales"][scale_id]["pass"] = codes
    if "rules" in change:
        raw["rules"] = change["rules"]
        for area in each_area(raw["dimensions"]):
            area.pop("rules", None)
    if "minimum_coverage" in change:
        for root in raw["dimensions"]:
            for area in each_area([root]):
                own = change.get("areas", {}).get(f"{root['id']}/{area['id']}", {})
                operator = own.get("operator", area.get("operator"))
                if operator != "level" or "minimum_coverage" in area:
                    area["minimum_coverage"] = change["minimum_coverage"]
    if change.get("weights") == "equal":
        for question in raw["questions"]:
            question["weight"] = Fraction(1)
        for area in each_area(raw["dimensions"]):
            area["weight"] = Fraction(1)
            area["questions"] = [q if isinstance(q, str) else q["question"]
                                 for q in area.get("questions", [])]
    for name, members in change.get("areas", {}).items():
        dimension_id, area_id = name.split("/")
        dimension = next(d for d in raw["dimensions"] if d["id"] == dimension_id)
        area = next(a for a in each_area([dimension]) if a["id"] == area_id)
        if members.get("operator", area.get("operator")) != area.get("operator"):
            for member in ("at_least", "start", "levels"):
                area.pop(member, None)
        area.update(members)
    return raw


class Scale:
    def __init__(self, raw):
        self.raw = raw
        self.kind = raw.get("kind", "choice")
        self.combine = raw.get("combine", "sum")
        self.options = raw.get("options", [])
        self.lowest, self.highest = self.ends()
        self.target = raw.get("target", self.highest)  # the value aimed at

    def option_value(self, option):
        """With `pass`, one that passes is worth 1, any other 0."""
        if "pass" in self.raw:
            return Fraction(option["code"] in self.raw["pass"])
        return option["value"]

    def values(self):
        return [self.option_value(o) for o in self.options if "state" not in o]

    def ends(self):
        """Lowest and highest value: as given, or as they follow from the options."""
        if self.kind == "number":
            return self.raw["lowest"], self.raw["highest"]
        if self.kind == "choice" or self.combine in ("highest", "lowest"):
            low, high = min(self.values()), max(self.values())
        elif self.combine == "sum":
            low = sum((v for v in self.values() if v < 0), Fraction(0))
            high = sum((v for v in self.values() if v > 0), Fraction(0))
        else:
            low, high = Fraction(0), Fraction(1)
        if self.kind == "several":
            low = self.raw.get("lowest", low)
            high = self.raw.get("highest", high)
        return low, high

    def combined(self, chosen):
        """Several options as one value, cut off at the ends of the scale.

        Chosen: "highest" and "lowest" of no option at all are the lowest value of the scale.
        """
        values = [self.option_value(o) for o in chosen]
        if self.combine == "all":
            value = Fraction(len(values) == len(self.values()))
        elif self.combine == "any":
            value = Fraction(len(values) > 0)
        elif self.combine == "sum":
            value = sum(values, Fraction(0))
        elif not values:
            value = self.lowest
        else:
            value = max(values) if self.combine == "highest" else min(values)
        return self.cut_off(value)

    def cut_off(self, value):
        return min(max(value, self.lowest), self.highest)

    def find(self, text):
        """A code, a label or a synonym; case and spaces are forgiven."""
        for option in self.options:
            names = [option["code"], *option["label"].values(), *option.get("synonyms", [])]
            if fold(text) in [fold(name) for name in names]:
                return option
        return None

    def answer(self, cell):
        """What a cell holds, before any reversal: kind, value, codes."""
        if not cell.strip():
            return Answer(BLANK)
        option = self.find(cell)
        if option and "state" in option:
            return Answer(option["state"])
        if self.kind == "number":
            value = Fraction(cell.strip().replace(",", "."))
            if not self.raw.get("clip") and value != self.cut_off(value):
                raise ValueError("beyond the scale: " + cell)
            return Answer(GIVEN, self.cut_off(value))
        if self.kind == "several":
            return self.several(cell.replace("|", ";").split(";"))
        return Answer(GIVEN, self.option_value(option), (option["code"],))

    def several(self, codes):
        codes = [code.strip() for code in codes if code.strip()]
        chosen = [o for o in self.options if o["code"] in codes]
        if len(chosen) != len(codes):
            raise ValueError("not in the scale: " + ";".join(codes))
        return Answer(GIVEN, self.combined(chosen), tuple(codes))

    def several_by_columns(self, cells):
        """A column per option that holds 1 or 0. Chosen: all of them empty is blank."""
        if not any(cell.strip() for cell in cells.values()):
            return Answer(BLANK)
        return self.several([code for code, cell in cells.items() if cell.strip() == "1"])


def fold(text):
    return " ".join(text.split()).casefold()


class Answer(NamedTuple):
    kind: str
    value: Fraction = None  # GIVEN only
    codes: tuple = ()


def points_of(value, lowest, highest):
    """100 x (value - lowest) / (highest - lowest), cut off at 0 and 100."""
    return min(max(100 * (value - lowest) / (highest - lowest), Fraction(0)), Fraction(100))


class Question:
    def __init__(self, raw, scales):
        self.raw = raw
        self.id = raw["id"]
        self.scale = scales[raw["scale"]]
        self.weight = raw.get("weight", Fraction(1))
        self.tags = raw.get("tags", [])
        self.layers = raw.get("layers", [None])

    def layer(self, name):
        """The layer an area reads: the one it names, or the first.

        Chosen: a question that has no such layer is read by its first one too.
        """
        return name if name in self.layers else self.layers[0]

    def reverse(self, answer):
        """Reversed: lowest + highest - value."""
        if self.raw.get("reversed") and answer.kind == GIVEN:
            value = self.scale.lowest + self.scale.highest - answer.value
            return answer._replace(value=value)
        return answer

    def read(self, layer, row):
        """What the row of the answer file says. Chosen: a column that is missing is a question
        that was not asked."""
        column = self.id if layer == self.layers[0] else f"{self.id}.{layer}"
        if column in row:
            return self.reverse(self.scale.answer(row[column]))
        cells = {o["code"]: row[f"{self.id}.{o['code']}"] for o in self.scale.options
                 if f"{self.id}.{o['code']}" in row}
        if cells and self.scale.kind == "several":
            return self.reverse(self.scale.several_by_columns(cells))
        return Answer(NOT_ASKED)

    def answer(self, unit, layer):
        return unit.answers[self.id, layer]

    def conditions(self):
        asked_if = self.raw.get("asked_if", [])
        return asked_if if isinstance(asked_if, list) else [asked_if]


class Option:
    """An option of a question that takes several, as a question of its own: 1 when it was chosen,
    else 0. Chosen: its weight is 1; it bears the question's tags, though `select` does not find it;
    it is blank, unknown or not applicable when the question is."""

    def __init__(self, of, code):
        self.of = of
        self.code = code
        self.id = f"{of.id}.{code}"
        self.scale = Scale({"kind": "number", "lowest": Fraction(0), "highest": Fraction(1)})
        self.weight = Fraction(1)
        self.tags = of.tags

    def layer(self, _):
        return None

    def answer(self, unit, _):
        answer = unit.answers[self.of.id, self.of.layers[0]]
        if answer.kind == GIVEN:
            return Answer(GIVEN, Fraction(self.code in answer.codes))
        return answer


def condition_holds(condition, questions, answers):
    """One of the answers was given, or the value lies there; false without an answer.

    Chosen: the value is that after reversal; of a question with layers, the first is meant.
    """
    question = questions[condition["question"]]
    answer = answers[question.id, question.layers[0]]
    if answer.kind != GIVEN:
        return False
    if "answers" in condition:
        wanted = [question.scale.find(a)["code"] for a in condition["answers"]]
        if not any(code in wanted for code in answer.codes):
            return False
    if "at_least" in condition and answer.value < condition["at_least"]:
        return False
    return not ("at_most" in condition and answer.value > condition["at_most"])


def ask(definition, given, applies):
    """The answers that count: what was not asked is taken out, whatever the file says.

    Chosen: what is not in the subset, or not in the file, never counts, also where
    `when_not_asked` says "floor"; that is for a condition that does not hold.
    """
    answers = {}
    for question in definition.questions.values():
        holds = all(condition_holds(c, definition.questions, answers)
                    for c in question.conditions())
        for layer in question.layers:
            answer = given[question.id, layer]
            if not applies(question):
                answer = Answer(NOT_ASKED)
            elif answer.kind not in (NOT_ASKED, FLOOR) and not holds:
                answer = Answer(ruled_out(definition, question, answers))
            answers[question.id, layer] = answer
    return answers


def ruled_out(definition, question, answers):
    """What a question counts as whose conditions do not all hold.

    Chosen: "floor" is for what an answer rules out; below a question that does not apply
    nothing applies, and that weighs most; below one without an answer there is none.
    """
    if question.raw.get("when_not_asked") != "floor":
        return NOT_ASKED
    kinds = set()
    for condition in question.conditions():
        if not condition_holds(condition, definition.questions, answers):
            parent = definition.questions[condition["question"]]
            kinds.add(answers[parent.id, parent.layers[0]].kind)
    if kinds & {NOT_APPLICABLE, NOT_ASKED}:
        return NOT_ASKED
    return FLOOR if kinds & {GIVEN, FLOOR} else BLANK


def in_subset(subset, question, row):
    """Which questions apply to whom.

    Chosen: with `tags`, only those that bear one of them apply; with `column`, one without any
    tag named in the subset applies to everybody.
    """
    if subset is None:
        return True
    if "tags" in subset:
        return any(tag in subset["tags"] for tag in question.tags)
    named = {tag for tags in subset["of"].values() for tag in tags}
    if not any(tag in named for tag in question.tags):
        return True
    listed = subset["of"].get(row[subset["column"]], [])
    return any(tag in listed for tag in question.tags)
