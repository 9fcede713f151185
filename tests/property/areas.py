"""What the page says of areas: their inputs, what they inherit, their ranges, the order in which
a value is made, bands. "Chosen" marks where the page leaves a choice."""
from fractions import Fraction

from reading import (BLANK, DONT_KNOW, FLOOR, GIVEN, NOT_APPLICABLE, Option, Question, Scale,
                     fraction, points_of, wording)


class QuestionInput:
    def __init__(self, question, layer, weight):
        self.question = question
        self.layer = question.layer(layer)
        self.weight = weight
        self.is_area = False

    def measured(self, value, measure):
        """With "points" an input counts with its points, with "values" with its value."""
        if measure == "values":
            return value
        return points_of(value, self.question.scale.lowest, self.question.scale.highest)

    def lowest(self, measure):
        return self.measured(self.question.scale.lowest, measure)

    def highest(self, measure):
        return self.measured(self.question.scale.highest, measure)

    def target(self, measure):
        """Chosen: the target is a value after reversal, where the highest is the best."""
        return self.measured(self.question.scale.target, measure)

    def reading(self, unit):
        answer = self.question.answer(unit, self.layer)
        if answer.kind == FLOOR:
            return GIVEN, self.question.scale.lowest
        return answer.kind, answer.value


class AreaInput:
    def __init__(self, area, weight):
        self.area = area
        self.weight = weight
        self.is_area = True

    def measured(self, value, measure):
        if measure == "values":
            return value
        return points_of(value, self.area.lowest(), self.area.highest())

    def lowest(self, measure):
        return self.measured(self.area.lowest(), measure)

    def highest(self, measure):
        return self.measured(self.area.highest(), measure)

    def target(self, measure):
        return self.measured(self.area.raw.get("target", self.area.highest()), measure)

    def reading(self, unit):
        """An area without a score is "blank", one that nothing applies to "not_applicable"."""
        figure = unit.figures[self.area]
        kind = {"scored": GIVEN, "too_few_answers": BLANK, "not_relevant": NOT_APPLICABLE}
        return kind[figure.state], figure.value


class Area:
    def __init__(self, raw, definition, parent, dimension_id):
        self.raw = raw
        self.id = raw["id"]
        self.definition = definition
        self.parent = parent
        self.dimension_id = dimension_id
        self.operator = raw.get("operator", "weighted_mean")
        self.weight = raw.get("weight", Fraction(1))
        self.areas = [Area(a, definition, self, dimension_id) for a in raw.get("areas", [])]
        self.range_found = None

    def here_and_below(self):
        yield self
        for area in self.areas:
            yield from area.here_and_below()

    def inherited(self, member, otherwise):
        """That of the area above, where the area does not say."""
        if member in self.raw:
            return self.raw[member]
        return self.parent.inherited(member, otherwise) if self.parent else otherwise

    def measure(self):
        return self.inherited("measure", "points")

    def layer(self):
        return self.inherited("layer", None)

    def rule(self, kind):
        """A member left out is as in the area above; at a root as in the definition."""
        if kind in self.raw.get("rules", {}):
            return self.raw["rules"][kind]
        if self.parent:
            return self.parent.rule(kind)
        return self.definition.raw.get("rules", {}).get(kind, "skip")

    def minimum_coverage(self):
        """A "level" has none unless it says so itself."""
        if self.operator == "level" and "minimum_coverage" not in self.raw:
            return Fraction(0)
        return fraction(self.inherited("minimum_coverage", "2/3"))

    def own_questions(self):
        """(question, weight) of a lowest area: of its list, or all that bear all of the tags."""
        if "select" in self.raw:
            return [(q, q.weight) for q in self.definition.questions.values()
                    if all(tag in q.tags for tag in self.raw["select"])]
        pairs = []
        for listed in self.raw["questions"]:
            question_id = listed if isinstance(listed, str) else listed["question"]
            question = self.definition.question(question_id)
            pairs.append((question, question.weight if isinstance(listed, str)
                          else listed["weight"]))
        return pairs

    def inputs_below(self):
        """All questions below, each once, with the weight of the first area it stands in.

        Chosen: in the layer that area reads; two layers of one question are two inputs.
        """
        found = {}
        for area in self.here_and_below():
            if not area.areas:
                for question, weight in area.own_questions():
                    an_input = QuestionInput(question, area.layer(), weight)
                    found.setdefault((question.id, an_input.layer), an_input)
        return list(found.values())

    def inputs(self):
        """Its questions, or the areas right below it, or (`over`) all questions below it.

        Chosen: an area whose operator is "none" is no input of the one above.
        """
        if self.areas and self.raw.get("over", "areas") == "areas":
            return [AreaInput(a, a.weight) for a in self.areas if a.operator != "none"]
        return self.inputs_below()

    def weight_of(self, an_input):
        """"mean" is the same with every weight 1."""
        return Fraction(1) if self.operator == "mean" else an_input.weight

    


    def natural_range(self):
        if self.operator in ("share", "possible"):
            return Fraction(0), Fraction(100)
        if self.operator == "level":
            values = level_values(self)
            return min(Fraction(0), values[0]), values[-1]
        ranges = [self.range_of(i) for i in self.inputs()]
        if self.operator == "sum":
            start = self.raw.get("start", Fraction(0))
            return (start + sum(i.weight * low for i, (low, _) in zip(self.inputs(), ranges)),
                    start + sum(i.weight * high for i, (_, high) in zip(self.inputs(), ranges)))
        return min(low for low, _ in ranges), max(high for _, high in ranges)

    def range_of(self, an_input):
        """Lowest and highest of an input. Any input of a sum may be left out and then adds 0;
        where a rule is "zero", 0 is among what an input can be."""
        rules = [self.rule(kind) for kind in (BLANK, DONT_KNOW, NOT_APPLICABLE)]
        low, high = an_input.lowest(self.measure()), an_input.highest(self.measure())
        if "zero" in rules or self.operator == "sum":
            return min(low, Fraction(0)), max(high, Fraction(0))
        return low, high

    def value_range(self):
        """The given or else the natural range."""
        if self.range_found is None:
            self.range_found = tuple(self.raw.get("range") or self.natural_range())
        return self.range_found

    def lowest(self):
        return self.value_range()[0]

    def highest(self):
        return self.value_range()[1]

    def find_below(self, area_id):
        return next(a for a in self.here_and_below() if a.id == area_id and a is not self)


def finished(area, operated):
    """The operator's value, mapped by `range`, then rounded: this is the area's value."""
    value = operated
    if "range" in area.raw:
        natural_lowest, natural_highest = area.natural_range()
        lowest, highest = area.raw["range"]
        way = (value - natural_lowest) / (natural_highest - natural_lowest)
        value = lowest + way * (highest - lowest)
    if "rounding" in area.raw:
        value = rounded(value, area.raw["rounding"]["mode"],
                        int(area.raw["rounding"].get("decimals", 0)))
    return value


def rounded(value, mode, decimals):
    if mode == "none":
        return value
    unit = Fraction(1, 10 ** decimals)
    below = (value / unit).__floor__()  # toward minus infinity
    rest = value / unit - below
    if mode == "truncate":
        up = value < 0 and rest > 0
    elif rest != Fraction(1, 2):
        up = rest > Fraction(1, 2)
    elif mode == "half_away":
        up = value > 0
    elif mode == "half_up":
        up = True
    else:
        up = below % 2 == 1  # half_even
    return (below + up) * unit


def band(area, value):
    """A value is in the last band whose `from` it reaches."""
    title = ""
    for item in area.raw.get("bands", []):
        if value is not None and value >= item["from"]:
            title = wording(item["title"])
    return title


def level_values(area):
    """A level's value is its place, 1, 2, …, where none is given."""
    return [level.get("value", Fraction(n)) for n, level in enumerate(area.raw["levels"], 1)]


class Definition:
    def __init__(self, raw):
        self.raw = raw
        scales = {scale_id: Scale(scale) for scale_id, scale in raw["scales"].items()}
        self.questions = {q["id"]: Question(q, scales) for q in raw["questions"]}
        self.roots = [Area(d, self, None, d["id"]) for d in raw["dimensions"]]

    def question(self, question_id):
        """A question, or an option of one that takes several."""
        if question_id in self.questions:
            return self.questions[question_id]
        of, _, code = question_id.rpartition(".")
        return Option(self.questions[of], code)

    def find(self, name):
        dimension_id, area_id = name.split("/")
        root = next(r for r in self.roots if r.id == dimension_id)
        return next(a for a in root.here_and_below() if a.id == area_id)

    def areas(self):
        for root in self.roots:
            yield from root.here_and_below()
