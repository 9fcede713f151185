"""Random definitions and answers that are valid by questionnaires/FORMAT.md: draw.py SEED FOLDER

Small and leaning towards edges: ties in rounding, shares of weight that lie just at the least that
must be there, nobody who answers anything, negative values, weights with nothing in common. The
same seed gives the same files.
"""
import copy
import sys
from fractions import Fraction

from areas import Definition
from draw_answers import table
from draw_questions import (COMMON_MEASURE, LAYERS, TAGS, Questions, common_measure, number,
                            title)
from files import csv_text, is_decimal, json_text, write
from reading import Scale, condition_holds, configured, each_area
from scoring import looked_at

COVERAGES = ["0/1", "1/3", "1/2", "2/3", "3/4", "1/1"]


class Drawer(Questions):
    def coverage(self):
        return self.pick(COVERAGES)

    def rules(self):
        kinds = self.some(["blank", "dont_know", "not_applicable"])
        names = ["skip", "skip", "zero", "floor", "target", "block"]
        if self.mood != "empty":
            names = names * 3 + ["skip"] * 6
        return {kind: self.pick(names) for kind in kinds}

    def tree(self, area_id, depth, counter):
        """An area without its operator: its place, its inputs and what those below inherit."""
        area = {"id": area_id, "title": title("Area " + area_id)}
        self.maybe(30, area, "measure", lambda: self.pick(["points", "values"]))
        self.maybe(30, area, "rules", self.rules)
        self.maybe(30, area, "minimum_coverage", self.coverage)
        if any("layers" in q for q in self.raw["questions"]):
            self.maybe(30, area, "layer", lambda: self.pick(LAYERS))
        if depth > 0 and (self.mood == "primes" or self.chance(75)):
            fan = self.random.randint(3, 5) if self.mood == "primes" else self.pick([1, 2, 2, 3])
            if self.mood in ("primes", "wide"):
                depth = min(depth, 2)
            area["areas"] = []
            for _ in range(fan):
                counter[0] += 1
                below = self.tree(f"{self.pick('abc')}{counter[0]}", depth - 1, counter)
                if self.mood in ("primes", "wide") or self.chance(40):
                    below["weight"] = self.weight()
                area["areas"].append(below)
            self.maybe(20, area, "over", lambda: self.pick(["questions", "questions", "areas"]))
            return area
        tags = [t for t in TAGS if any(t in q.get("tags", []) for q in self.raw["questions"])]
        if tags and self.chance(20):
            bearer = self.pick(q for q in self.raw["questions"] if q.get("tags"))
            area["select"] = self.some(bearer["tags"], 1, 2)
            return area
        area["questions"] = []
        most = 3 if self.mood == "primes" else 6
        listed = self.some(self.raw["questions"], 2 if self.mood == "primes" else 1, most)
        for question in listed:
            item = question["id"]
            scale = self.raw["scales"][question["scale"]]
            if scale.get("kind") == "several" and self.chance(25):
                codes = [o["code"] for o in scale["options"] if "state" not in o]
                item = f"{item}.{self.pick(codes)}"
            if self.chance(90 if self.mood in ("primes", "wide") else 25):
                item = {"question": item, "weight": self.weight()}
            area["questions"].append(item)
        return area

    def dimensions(self):
        made = []
        for n in range(1 if self.mood == "primes" else self.pick([1, 1, 2, 2, 3, 4])):
            root = self.tree(f"dim{n}", self.pick([0, 1, 2, 2, 3, 4]), [0])
            made.append(root)
            self.raw["dimensions"] = made
            self.decorate_all(root)
        return made

    def decorate_all(self, raw_area):
        for below in raw_area.get("areas", []):
            self.decorate_all(below)
        self.decorate(raw_area)

    def area_of(self, raw_area):
        """The area as the reference sees it, with all that is drawn so far."""
        definition = Definition(self.raw)
        return next(a for a in definition.areas() if a.raw is raw_area)

    def decorate(self, raw_area):
        area = self.area_of(raw_area)
        inputs = area.inputs()
        over = raw_area.get("over") == "questions"
        without = any(a.operator == "none" for a in area.areas) and not over
        if without or ("areas" in raw_area and self.chance(5)):
            raw_area["operator"] = "none"
            raw_area.pop("over", None)
            return
        weights = {"weighted_mean": 6, "mean": 2, "sum": 3, "min": 2, "max": 2, "share": 2,
                   "possible": 2, "level": 12 if self.mood == "gates" else 2}
        if self.mood == "wide" and area.areas:
            del weights["sum"]  # whose ranges grow beyond what the engine takes
        if self.mood == "primes":
            weights.update(weighted_mean=60, possible=10)
        if any(i.highest(area.measure()) <= 0 for i in inputs):
            del weights["possible"]
        operator = self.random.choices(list(weights), list(weights.values()))[0]
        if operator != "weighted_mean" or self.chance(30):
            raw_area["operator"] = operator
        if operator == "share":
            raw_area["at_least"] = self.limit(inputs, area.measure())
        if operator == "sum":
            self.maybe(50, raw_area, "start", lambda: self.pick([number(110), self.decimal()]))
        if operator == "level":
            raw_area["levels"] = self.levels(area)
        if self.chance(40):
            self.coverage_at_the_limit(raw_area, inputs)
        self.maybe(25, raw_area, "range", lambda: [number(n) for n in self.pick(
            [(0, 5), (1, 5), (-3, 3), (0, 1), (0, 100), ("0.5", "7.25"), (-2, -1)])])
        self.maybe({"ties": 60, "primes": 5}.get(self.mood, 30), raw_area, "rounding",
                   self.rounding)
        low, high = self.area_of(raw_area).value_range()
        target = self.between(low, high)
        if low <= target <= high:
            self.maybe(30, raw_area, "target", lambda: target)
        if self.chance(30):
            starts = sorted({self.between(low, high) for _ in range(self.random.randint(1, 4))})
            raw_area["bands"] = [{"from": s, "title": title(f"Band {n}")}
                                 for n, s in enumerate(starts)]

    def rounding(self):
        mode = self.pick(["half_away", "half_even", "half_up", "truncate", "none"])
        decimals = self.pick([0, 0, 0, 1, 1, 2, 6])
        if decimals == 0 and self.chance(50):
            return {"mode": mode}
        return {"mode": mode, "decimals": Fraction(decimals)}

    def coverage_at_the_limit(self, raw_area, inputs):
        """The share of the weight that some of the inputs have."""
        part = sum(i.weight for i in self.some(inputs))
        share = part / sum(i.weight for i in inputs)
        if share.denominator < 10000:
            raw_area["minimum_coverage"] = f"{share.numerator}/{share.denominator}"

    def limit(self, inputs, measure):
        """A number that some input may have exactly."""
        one = self.pick(inputs)
        if not one.is_area and one.question.scale.options and self.chance(70):
            values = one.question.scale.values() or [one.question.scale.lowest]
            value = one.measured(one.question.scale.cut_off(self.pick(values)), measure)
            if is_decimal(value):
                return value
        return self.between(one.lowest(measure), one.highest(measure))

    def levels(self, area):
        count = self.random.randint(1, 4)
        values = sorted({self.decimal(1, 6) for _ in range(count - 1)} | {number(7)})
        given = self.chance(30)
        made = []
        for n in range(len(values) if given else count):
            level = {"conditions": [self.gate_condition(area)
                                    for _ in range(self.pick([1, 1, 2, 3]))]}
            if given:
                level["value"] = values[n]
            self.maybe(50, level, "title", lambda n=n: title(f"Level {n}"))
            made.append(level)
        return made

    def gate_condition(self, area):
        made = self.gate_set(area)
        inputs = looked_at(area, made)
        test = self.pick(["all", "all", "any", "none", "sum", "mean", "share", "count"])
        if test != "all" or self.chance(50):
            made["test"] = test
        if test in ("share", "count"):
            made["passing"] = self.limit(inputs, "values")
        if test == "share":
            made["at_least"] = number(self.pick([0, "0.25", "0.5", "0.75", "0.333333", 1]))
        elif test == "count":
            made["at_least"] = Fraction(self.random.randint(1, len(inputs)))
        elif test == "sum":
            total = sum(i.weight * self.limit([i], "values") for i in inputs)
            made["at_least"] = self.between(total, total)
        else:
            made["at_least"] = self.limit(inputs, "values")
        return made

    def gate_set(self, area):
        kinds = [{}]
        questions = list(area.definition.questions)
        kinds.append({"questions": self.some(questions, 1, 3)})
        bearers = [i.question.tags for i in area.inputs_below() if i.question.tags]
        if bearers:
            kinds.append({"tags": self.some(self.pick(bearers), 1, 2)})
        below = [a.id for a in area.here_and_below() if a is not area and a.operator != "none"]
        earlier = [f"{a.dimension_id}/{a.id}" for a in area.definition.areas()
                   if a.dimension_id != area.dimension_id and a.operator != "none"]
        if below or earlier:
            kinds.append({"areas": self.some(below + earlier, 1, 3)})
            kinds.append({"areas": self.some(below or earlier, 1, 3)})
        return self.pick(kinds)

    def subset(self):
        tags = [t for t in TAGS if any(t in q.get("tags", []) for q in self.raw["questions"])]
        if self.chance(40):
            return {"tags": self.some(tags, 1, 3)}
        return {"column": "group", "of": {code: self.some(tags, 1, 3) for code in ("1", "2", "3x")}}

    def configuration(self, n):
        made = {"id": f"conf{n}", "title": title(f"Configuration {n}")}
        self.maybe(25, made, "rules", self.rules)
        self.maybe(25, made, "weights", lambda: self.pick(["equal", "given"]))
        self.maybe(25, made, "minimum_coverage", self.coverage)
        scales = self.raw["scales"]
        valued = [s for s in scales if any("value" in o for o in scales[s].get("options", []))]
        if valued and self.chance(30):
            scale = self.pick(valued)
            options = [o for o in scales[scale]["options"] if "value" in o]
            made["values"] = {scale: {o["code"]: self.decimal(places=(0, 0, 1, 2))
                                      for o in self.some(options)}}
        passing = [s for s in scales
                   if scales[s].get("kind") != "number" and s not in made.get("values", {})]
        if passing and self.chance(25):
            scale = self.pick(passing)
            codes = [o["code"] for o in scales[scale]["options"] if "state" not in o]
            made["pass"] = {scale: self.some(codes, 1, len(codes) - 1)}
        tagged = any(q.get("tags") for q in self.raw["questions"])
        self.maybe(25 * tagged, made, "subset", self.subset)
        if self.chance(15):
            other = copy.copy(self)
            other.raw = {**self.raw}
            made["dimensions"] = other.dimensions()
            made["overall"] = self.pick(made["dimensions"])["id"]
        elif self.chance(40):
            made["areas"] = self.changes()
        return made

    def changes(self):
        """Members of areas for a configuration."""
        made = {}
        areas = [(root["id"], a) for root in self.raw["dimensions"]
                 for a in each_area([root]) if a.get("operator") != "none"]
        if not areas:
            return made
        for dimension_id, area in self.some(areas, 1, 3):
            members = {}
            self.maybe(30, members, "rules", self.rules)
            self.maybe(30, members, "minimum_coverage", self.coverage)
            self.maybe(30, members, "measure", lambda: self.pick(["points", "values"]))
            self.maybe(30, members, "rounding", self.rounding)
            self.maybe(20, members, "range", lambda: [number(0), number(10)])
            self.maybe(20, members, "weight", self.weight)
            self.maybe(50, members, "operator",
                       lambda: self.pick(["weighted_mean", "mean", "min", "max", "sum"]))
            if members:
                made[f"{dimension_id}/{area['id']}"] = members
        return made

    def definition(self):
        self.raw = {"format": "baseline-questionnaire-1", "id": "drawn", "edition": "2026",
                    "title": title("Drawn"), "languages": ["da", "en"],
                    "identified_by": self.pick([["id"], ["unit", "id"]])}
        self.maybe(30, self.raw, "other_columns", lambda: ["remark"])
        self.maybe(50, self.raw, "rules", self.rules)
        self.maybe(30, self.raw, "pool", lambda: {"column": self.pick(["organisation", "group"]),
                                                  "rule": self.pick(["mean", "all"])})
        self.raw["scales"] = self.scales()
        self.raw["questions"] = self.questions()
        tagged = any(q.get("tags") for q in self.raw["questions"])
        self.maybe(25 * tagged, self.raw, "subset", self.subset)
        self.raw["dimensions"] = self.dimensions()
        self.maybe(50, self.raw, "overall", lambda: self.pick(self.raw["dimensions"])["id"])
        if self.chance(35):
            drawn = [self.configuration(n) for n in range(self.pick([1, 1, 2]))]
            self.raw["configurations"] = drawn
            self.raw["configurations"] = [c for c in drawn if not self.complaints(c["id"])]
            self.name_columns()
        return self.raw

    def name_columns(self):
        """A column that not every way to score reads is one of the other columns."""
        if any("column" in c.get("subset", {}) for c in [self.raw, *self.raw["configurations"]]):
            if self.raw.get("pool", {}).get("column") != "group":
                others = self.raw.setdefault("other_columns", [])
                self.raw["other_columns"] = others + ["group"]

    def complaints(self, configuration_id=None):
        raw = configured(copy.deepcopy(self.raw), configuration_id)
        return list(complaints(Definition(raw)))


def answers_to(question):
    """Every answer to a choice, as condition_holds() takes them."""
    for option in question.scale.options:
        answer = question.reverse(question.scale.answer(option["code"]))
        yield {(question.id, question.layers[0]): answer}


def complaints(definition):
    """What the page implies without saying: no figure may need a division by 0."""
    for scale in map(Scale, definition.raw["scales"].values()):
        if not scale.lowest <= scale.target <= scale.highest or scale.lowest == scale.highest:
            yield "a scale without width, or a target beyond it"
            return
        if scale.kind != "number" and len(set(scale.values())) < 2:
            yield "a scale of one value"
            return
    if common_measure(definition.raw["scales"].values()) > COMMON_MEASURE:
        yield "scales without a common measure"
    for question in definition.questions.values():
        for condition in question.conditions():
            earlier = definition.questions[condition["question"]]
            if earlier.scale.kind == "choice" and not any(
                    condition_holds(condition, definition.questions, answer)
                    for answer in answers_to(earlier)):
                yield "a condition that no answer meets"
                return
    for area in definition.areas():
        if area.operator == "none":
            continue
        if area.operator == "possible" and any(i.highest(area.measure()) <= 0
                                               for i in area.inputs()):
            yield "a possible without a highest value above 0"
            return
        low, high = area.natural_range()
        if low >= high or area.lowest() >= area.highest():
            yield "an area without width"
        if low < -9_000_000_000 or high > 9_000_000_000:
            yield "a value of more than nine digits before the point"


def draw(seed):
    """(texts by file name, ids of configurations, None being the definition as it stands)."""
    for attempt in range(20):
        drawer = Drawer(seed + attempt * 1_000_003)
        raw = drawer.definition()
        if not drawer.complaints():
            break
    assert not drawer.complaints(), (seed, drawer.complaints())
    texts = {"answers.csv": csv_text(table(drawer))}
    if drawer.chance(5):
        texts["scales.json"] = json_text(raw["scales"]) + "\n"
        raw["scales"] = "scales.json"
    texts["definition.json"] = json_text(raw) + "\n"
    return texts, [None, *(c["id"] for c in raw.get("configurations", []))]


if __name__ == "__main__":
    write(draw(int(sys.argv[1]))[0], sys.argv[2])
