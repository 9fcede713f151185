"""CISO Assistant's three methods, from its published rule: expected.py ANSWERS [with CONFIGURATION].

A requirement has a score on its own scale; where it is asked as a question, the score is the sum of
what the chosen answers add, cut off at the ends of the scale. The average is that of the
scores, each as a share of its scale, by weight, laid out on the scale of the whole. The average of
averages goes up the tree by weight, and its last step is the plain mean of the categories. The
sum is that of scores by weight. What is not scored is left out, as is what is not applicable;
with `anchored` that has the target, laid out on the scale of the requirement. The result is cut
off after one decimal; with `two-decimals` it is rounded to two. With documentation (layers) the
same rows are reckoned twice, a score that is missing there being 0, and the result is the
mean of the two. See provenance.md.
"""
import csv
import sys
from fractions import Fraction
from math import floor

# Categories; whatever stands below them, down to the requirements, is a tree.
TREES = {
    "layers": {"A": ["A1", "A2"], "B": ["B1", "B2"]},
    "scales": {"A": ["A1", "A2"], "B": ["B1", "B2"]},
    "tree": {"C1": {"S1": ["R1", "R2"], "S2": ["R3"]}, "C2": {"S3": ["R4"]},
             "C3": {"S4": ["R5"]}, "F3": ["R6", "R7"],
             "F4": {"S5": ["R8", "R9"], "S6": ["R10"]}},
    "choices": {"A": ["R1", "R2"], "B": ["R3", "R4"]},
}
SCALES = {"layers": (0, 100), "scales": (0, 5), "tree": (0, 100), "choices": (0, 50)}
OWN_SCALES = {"scales": {"A2": (0, 1)}, "choices": {"R3": (10, 20)}}
TARGETS = {"layers": 60, "scales": 4, "tree": 75, "choices": 40}
WEIGHTS = {"layers": {"B2": 3}, "scales": {"B2": 3},
           "tree": {"R7": 2, "R8": 5, "S6": 3, "C3": 4, "F4": 2}, "choices": {"R3": 2}}
ADDED = {"R1": {"a": 10, "b": 25, "c": -5, "d": 40}, "R2": {"a": 100, "b": 0},
         "R3": {"a": 3, "b": 4, "c": 8, "d": -2}, "R4": {"a": -10, "b": 5, "c": 30}}
VISIBLE_IF = {"R4": ("R1", "a")}
LAYERS = {"implementation": "", "documentation": ".documentation"}
BLANK, NOT_APPLICABLE = "too_few_answers", "not_relevant"

# What the program's own tests expect: edition, configuration, row, area -> figure.
PUBLISHED = {
    ("layers", "", "published", "average-implementation"): "80",
    ("layers", "", "published", "sum-implementation"): "480",
    ("layers", "", "published", "average-of-averages-implementation"): "77.5",
    ("layers", "", "published-B2-na", "average-implementation"): "60",
    ("layers", "", "published-B2-na", "sum-implementation"): "180",
    ("layers", "", "published-B2-na", "average-of-averages-implementation"): "55",
    ("layers", "", "published-A2-unscored", "average-implementation"): "84",
    ("layers", "", "published-A2-unscored", "average-of-averages-implementation"): "82.5",
    ("layers", "", "published-unscored", "average"): NOT_APPLICABLE,
    ("layers", "", "published-documented", "average-documentation"): "75",
    ("layers", "", "published-documented", "average"): "77.5",
    ("layers", "", "published-documented", "sum-documentation"): "450",
    ("layers", "", "published-documented", "sum"): "465",
    ("layers", "", "published-documented", "average-of-averages-documentation"): "76.2",
    ("layers", "", "published-documented", "average-of-averages"): "76.8",
    ("layers", "", "published-one-documented", "average-documentation"): "10",
    ("layers", "", "published-one-documented", "average"): "45",
    ("scales", "", "published", "average"): "4.3",
    ("scales", "", "published", "average-of-averages"): "4.3",
    ("scales", "", "published", "sum"): "22",
    ("scales", "", "published-highest", "average"): "5",
    ("scales", "anchored", "published-B1-na", "average"): "4.8",
    ("scales", "two-decimals", "published", "average-of-averages"): "4.38",
    ("tree", "", "published", "average"): "66",
    ("tree", "", "published", "average-of-averages"): "68.3",
    ("tree", "two-decimals", "published", "average-of-averages"): "68.33",
    ("choices", "", "published-clipped", "sum"): "50",
}


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def cut(value):
    return value if isinstance(value, str) else Fraction(floor(value * 10), 10)


def to_two_decimals(value):
    return value if isinstance(value, str) else Fraction(floor(value * 100 + Fraction(1, 2)), 100)


def together(inputs, rule):
    """The rule over (value, weight) of the inputs with a value, or the state without any."""
    scored = [(v, w) for v, w in inputs if not isinstance(v, str)]
    if scored:
        return rule(scored)
    return BLANK if any(v == BLANK for v, _ in inputs) else NOT_APPLICABLE


def weighted_mean(scored):
    return sum(v * w for v, w in scored) / sum(w for _, w in scored)


def plain_mean(scored):
    return sum(v for v, _ in scored) / len(scored)


def weighted_sum(scored):
    return sum(v * w for v, w in scored)


class Audit:
    """One row of one edition, in one layer, read as one configuration has it."""

    def __init__(self, edition, configuration, row, layer=""):
        self.edition, self.row, self.layer = edition, row, layer
        self.anchored = configuration == "anchored"
        self.final = to_two_decimals if configuration == "two-decimals" else cut

    def scale(self, requirement):
        return OWN_SCALES.get(self.edition, {}).get(requirement, SCALES[self.edition])

    def weight(self, name):
        return WEIGHTS[self.edition].get(name, 1)

    def score(self, requirement):
        """On the requirement's scale, or the state that stands for it."""
        low, high = self.scale(requirement)
        cell = self.row[requirement + self.layer]
        asked, answer = VISIBLE_IF.get(requirement, (None, None))
        if self.row.get(f"{requirement}-result") == "unscored":
            return NOT_APPLICABLE
        if self.edition == "choices" and asked and answer not in self.row[asked].split(";"):
            return NOT_APPLICABLE
        if cell == "na":
            return self.target(low, high) if self.anchored else NOT_APPLICABLE
        if cell == "":
            return Fraction(0) if self.layer else BLANK
        if self.edition == "choices":
            added = sum(ADDED[requirement][choice] for choice in cell.split(";"))
            return Fraction(min(max(added, low), high))
        return Fraction(cell)

    def target(self, low, high):
        whole_low, whole_high = SCALES[self.edition]
        share = Fraction(TARGETS[self.edition] - whole_low, whole_high - whole_low)
        return low + share * (high - low)

    def share(self, requirement):
        low, high = self.scale(requirement)
        score = self.score(requirement)
        return score if isinstance(score, str) else (score - low) / (high - low)

    def on_scale(self, share):
        low, high = SCALES[self.edition]
        return share if isinstance(share, str) else low + share * (high - low)

    def requirements(self, tree):
        return tree if isinstance(tree, list) else [
            r for below in tree.values() for r in self.requirements(below)]

    def below(self, tree):
        """(name, share, weight) of what is right below a node."""
        return [(name, self.share(name) if isinstance(tree, list) else self.node(tree[name]),
                 self.weight(name)) for name in tree]

    def node(self, tree):
        return together([(v, w) for _, v, w in self.below(tree)], weighted_mean)

    def nodes(self, tree):
        if isinstance(tree, list):
            return
        for name, own in tree.items():
            yield name, self.on_scale(self.node(own))
            yield from self.nodes(own)

    def average(self):
        every = self.requirements(TREES[self.edition])
        return self.final(self.on_scale(together(
            [(self.share(r), self.weight(r)) for r in every], weighted_mean)))

    def average_of_averages(self):
        return self.final(self.on_scale(together(
            [(v, w) for _, v, w in self.below(TREES[self.edition])], plain_mean)))

    def sum(self):
        every = self.requirements(TREES[self.edition])
        return self.final(together([(self.score(r), self.weight(r)) for r in every],
                                   weighted_sum))


def figures(edition, configuration, row):
    """(dimension, area, value or state)"""
    methods = {"average": Audit.average, "average-of-averages": Audit.average_of_averages,
               "sum": Audit.sum}
    layers = LAYERS if edition == "layers" else {"": ""}
    audits = {name: Audit(edition, configuration, row, layer)
              for name, layer in layers.items()}
    for method, rule in methods.items():
        results = {name: rule(audit) for name, audit in audits.items()}
        if edition == "layers":
            yield method, method, cut(together([(v, 1) for v in results.values()], plain_mean))
        for name, audit in audits.items():
            ending = f"-{name}" if name else ""
            yield method, method + ending, results[name]
            if method == "average-of-averages":
                for area, value in audit.nodes(TREES[edition]):
                    yield method, area + ending, value


def main(path, *more):
    edition = path.removeprefix("answers-").removesuffix(".csv")
    configuration = more[1] if more else ""
    published = {key[2:]: figure for key, figure in PUBLISHED.items()
                 if key[:2] == (edition, configuration)}
    print("id,dimension,area,state,value")
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for dimension, area, value in figures(edition, configuration, row):
                text = value if isinstance(value, str) else number(value)
                assert published.pop((row["id"], area), text) == text, (row["id"], area)
                print(f"{row['id']},{dimension},{area}," +
                      (f"{text}," if isinstance(value, str) else f"scored,{text}"))
    assert not published


main(*sys.argv[1:])
