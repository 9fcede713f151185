"""What the page says of rules, operators, coverage and gates: the figure of one area for one unit.

Low and high are the value if everything missing were at its worst and best. "Chosen" marks where
the page leaves a choice.
"""
from fractions import Fraction
from typing import NamedTuple

from areas import AreaInput, QuestionInput, finished, level_values
from reading import GIVEN, NOT_APPLICABLE, NOT_ASKED


class Standing(NamedTuple):
    """How an input stands in an area: "counts" with a number, "missing" (applies and does not
    count), "out" (does not apply) or "blocked"."""
    how: str
    number: Fraction = None


def by_rule(area, an_input, kind, measure):
    """What an input without a value counts as."""
    rule = area.rule(kind)
    if rule == "skip":
        return Standing("out" if kind == NOT_APPLICABLE else "missing")
    if rule == "block":
        return Standing("blocked")
    return Standing("counts", {"zero": Fraction(0), "floor": an_input.lowest(measure),
                               "target": an_input.target(measure)}[rule])


def standing(area, an_input, unit, measure):
    kind, value = an_input.reading(unit)
    if kind == NOT_ASKED:
        return Standing("out")
    if kind == GIVEN:
        return Standing("counts", an_input.measured(value, measure))
    return by_rule(area, an_input, kind, measure)


def standing_at_end(area, an_input, unit, measure, end):
    """The same if everything missing were at its worst (end = "low") or best ("high").

    Chosen: what a rule gives a number has that number; else an area is at its own low or high.
    """
    ordinary = standing(area, an_input, unit, measure)
    if an_input.is_area:
        figure = unit.figures[an_input.area]
        if figure.state == "scored" or (figure.state == "too_few_answers"
                                        and ordinary.how != "counts"):
            return Standing("counts", an_input.measured(getattr(figure, end), measure))
    if ordinary.how in ("missing", "blocked"):
        most = an_input.lowest if end == "low" else an_input.highest
        return Standing("counts", most(measure))
    return ordinary


def operated(area, numbers):
    """The operator's value of [(input, number)], the inputs that count."""
    weights = [area.weight_of(i) for i, _ in numbers]
    weighted = sum((w * x for w, (_, x) in zip(weights, numbers)), Fraction(0))
    if area.operator in ("weighted_mean", "mean"):
        return weighted / sum(weights)
    if area.operator == "sum":
        return area.raw.get("start", Fraction(0)) + weighted
    if area.operator == "min":
        return min(x for _, x in numbers)
    if area.operator == "max":
        return max(x for _, x in numbers)
    if area.operator == "share":
        reached = sum(w for w, (_, x) in zip(weights, numbers) if x >= area.raw["at_least"])
        return 100 * Fraction(reached) / sum(weights)
    assert area.operator == "possible"
    most = sum(w * i.highest(area.measure()) for w, (i, _) in zip(weights, numbers))
    return max(100 * weighted / most, Fraction(0))  # Chosen: below 0 is all that is cut off


class Figure(NamedTuple):
    state: str
    value: Fraction = None
    low: Fraction = None  # as values; shown as points
    high: Fraction = None
    answered: Fraction = Fraction(0)
    relevant: Fraction = Fraction(0)


def figure(area, unit):
    if area.operator == "none":
        return Figure("no_score")
    inputs = area.inputs()
    stand = [(i, standing(area, i, unit, area.measure())) for i in inputs]
    answered = sum((area.weight_of(i) for i, s in stand if s.how == "counts"), Fraction(0))
    relevant = sum((area.weight_of(i) for i, s in stand if s.how != "out"), Fraction(0))
    blocked = any(s.how == "blocked" for _, s in stand)
    covered = answered >= area.minimum_coverage() * relevant
    if area.operator == "level":
        return gate_figure(area, unit, answered, relevant, blocked, covered)
    if relevant == 0:
        return Figure("not_relevant")
    low, high = (bound(area, inputs, unit, end) for end in ("low", "high"))
    if blocked or answered == 0 or not covered:
        return Figure("too_few_answers", None, low, high, answered, relevant)
    value = finished(area, operated(area, [(i, s.number) for i, s in stand
                                           if s.how == "counts"]))
    return Figure("scored", value, low, high, answered, relevant)


def bound(area, inputs, unit, end):
    stand = [(i, standing_at_end(area, i, unit, area.measure(), end)) for i in inputs]
    return finished(area, operated(area, [(i, s.number) for i, s in stand if s.how != "out"]))


def looked_at(area, condition):
    """The inputs of a condition.

    Chosen: a question that is none of the gate's inputs, or of those below it, has its own weight.
    """
    if "questions" in condition:
        weights = {(i.question.id, i.layer): i.weight for i in area.inputs_below()}
        found = []
        for question in map(area.definition.question, condition["questions"]):
            layer = question.layer(area.layer())
            weight = weights.get((question.id, layer), question.weight)
            found.append(QuestionInput(question, layer, weight))
        return found
    if "tags" in condition:
        return [i for i in area.inputs_below()
                if all(tag in i.question.tags for tag in condition["tags"])]
    if "areas" in condition:
        found = [area.definition.find(a) if "/" in a else area.find_below(a)
                 for a in condition["areas"]]
        return [AreaInput(a, a.weight) for a in found]
    return area.inputs()


def passes(condition, stand):
    """Whether a condition holds for [(input, standing)], what is left out being gone.

    One that is missing is no evidence.
    """
    if not stand:
        return True
    test = condition.get("test", "all")
    at_least = condition["at_least"]
    there = [(i, s.number) for i, s in stand if s.how == "counts"]
    missing = [i for i, s in stand if s.how != "counts"]
    if test == "all":
        return not missing and all(x >= at_least for _, x in there)
    if test == "none":
        return not missing and not any(x >= at_least for _, x in there)
    if test == "any":
        return any(x >= at_least for _, x in there)
    if test == "sum":
        return sum((i.weight * x for i, x in there), Fraction(0)) >= at_least
    weight = sum(i.weight for i, _ in stand)
    if test == "mean":
        total = sum((i.weight * x for i, x in there), Fraction(0))
        total += sum((i.weight * i.lowest("values") for i in missing), Fraction(0))
        return total / weight >= at_least
    passing = [i for i, x in there if x >= condition["passing"]]
    if test == "share":
        return sum((i.weight for i in passing), Fraction(0)) / weight >= at_least
    assert test == "count"
    return len(passing) >= at_least


def gate_value(area, stand_of):
    """The value of the highest level that holds and is awarded, and 0 when none is; each input
    of a condition stands as stand_of(condition, input) says."""
    value = Fraction(0)
    for level, level_value in zip(area.raw["levels"], level_values(area)):
        awarded = False
        for condition in level["conditions"]:
            stand = [(i, stand_of(condition, i)) for i in looked_at(area, condition)]
            stand = [(i, s) for i, s in stand if s.how != "out"]
            if not passes(condition, stand):
                return value
            awarded = awarded or bool(stand)
        if awarded:
            value = level_value
    return value


def gate_figure(area, unit, answered, relevant, blocked, covered):
    """Chosen: an input blocks the gate when it is its own or one a condition looks at."""
    looked = [i for level in area.raw["levels"] for c in level["conditions"]
              for i in looked_at(area, c)]
    stand = [standing(area, i, unit, "values") for i in looked]
    if all(s.how == "out" for s in stand):
        return Figure("not_relevant", answered=answered, relevant=relevant)
    blocked = blocked or any(s.how == "blocked" for s in stand)
    low = finished(area, gate_value(area, lambda c, i: gate_worst(area, c, i, unit)))
    high = finished(area, gate_value(area, lambda c, i: gate_best(area, c, i, unit)))
    if blocked or not covered:
        return Figure("too_few_answers", None, low, high, answered, relevant)
    value = finished(area, gate_value(area, lambda c, i: standing(area, i, unit, "values")))
    return Figure("scored", value, low, high, answered, relevant)


def gate_worst(area, condition, an_input, unit):
    """Missing and blocked fail; an area with a score is at its own low.

    Chosen: to "none" the high end is the worst; to "sum" the lowest, where that is below 0.
    """
    test = condition.get("test", "all")
    end = standing_at_end(area, an_input, unit, "values", "high" if test == "none" else "low")
    if standing(area, an_input, unit, "values").how not in ("missing", "blocked"):
        return end
    if test == "sum" and end.number < 0:
        return end
    return Standing("missing")


def gate_best(area, condition, an_input, unit):
    """Missing and blocked are what helps most: at their highest, to "none" at their lowest.

    Chosen: to "sum" adding nothing helps more than a highest below 0.
    """
    test = condition.get("test", "all")
    end = standing_at_end(area, an_input, unit, "values", "low" if test == "none" else "high")
    if (test == "sum" and end.how == "counts" and end.number < 0
            and standing(area, an_input, unit, "values").how in ("missing", "blocked")):
        return Standing("missing")
    return end
