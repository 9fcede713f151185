"""The documents a run must have written, as Python values with every number predicted.

A number is ("#", Decimal), so that it can never be equal to a string or a truth value. Sentences
of the engine's own (labels, notices, rules) are left out here; compare.py looks at their numbers.
"""
from decimal import Decimal
from fractions import Fraction

import disclosure
from oracle import FULL, NANO, rounded

_numbers = {}


def number(value):
    """A whole number, or None."""
    return None if value is None else one_of(Decimal(value))


def nano(value):
    """A number counted in 1e-9, or None."""
    if value is None:
        return None
    if value not in _numbers:
        _numbers[value] = one_of(Decimal(value).scaleb(-9))
    return _numbers[value]


def one_of(decimal):
    """The same tuple for the same number, so that most comparisons are over at once."""
    return _numbers.setdefault(("#", decimal), ("#", decimal))


def exactly(value):
    """A decimal of the definition, rounded to 1e-9."""
    return None if value is None else nano(rounded(value * NANO))


class Writer:
    """Expected documents of one round, `rounds` being those up to it, by year."""

    def __init__(self, rounds, decisions):
        self.round, self.rounds = rounds[-1], rounds
        self.decisions = dict(zip((r.year for r in rounds), decisions))
        self.questionnaire = self.round.questionnaire
        self.kept = {}
        self.same = {}

    def paths(self):
        """{path below the round's folder: what makes the document}"""
        made = {"national.json": self.national}
        for (level, code), group in self.round.groups.items():
            if level != "nation" and any(u in self.round.scores for u in group.units):
                made[f"{level}/{code}.json"] = lambda p=(level, code): self.group(p)
        for unit in self.round.scores:
            made[f"institution/{unit}.json"] = lambda u=unit: self.institution(u)
        return made

    # --- figures ---

    def on_scale(self, points):
        return nano(None if points is None else self.questionnaire.on_scale(points))

    def figures(self, round_, measure, place, own, past):
        key = (round_.year, measure, place, own, past)
        if key not in self.kept:
            self.kept[key] = self.make_figures(round_, measure, place, own, past)
        return self.kept[key]

    def make_figures(self, round_, measure, place, own, past):
        reason = self.decisions[round_.year].withheld(measure, place, own)
        if reason is not None:
            return {"withheld": reason}
        figures = round_.figures[measure, place]
        shown = {
            "n": number(figures.n), "mean": nano(figures.mean),
            "score": self.on_scale(figures.mean),
        }
        node = round_.questionnaire.by_key.get(measure)
        if node is not None and node.has_range and node.operator != "level":
            # A mean of points, told as a value; levels are counted, not averaged.
            lowest, highest = (rounded(end * NANO) for end in (node.lowest, node.highest))
            shown["value"] = nano(
                lowest + rounded(Fraction(figures.mean * (highest - lowest), FULL)))
        if not past:
            spread = figures.n >= disclosure.SPREAD_FROM
            median = spread or (own and figures.n >= disclosure.MEDIAN_FROM)
            shown["sd"] = nano(figures.sd if spread else None)
            shown["q1"] = nano(figures.quantile(Fraction(1, 4)) if spread else None)
            shown["median"] = nano(figures.quantile(Fraction(1, 2)) if median else None)
            shown["q3"] = nano(figures.quantile(Fraction(3, 4)) if spread else None)
        return shown

    def rank(self, measure, place, unit):
        """Percentile rank, or None when it is not for this reader."""
        figures = self.round.figures[measure, place]
        points = self.round.points[measure].get(unit)
        if (points is None or figures.n < disclosure.SPREAD_FROM
                or self.decisions[self.round.year].withheld(measure, place) is not None):
            return None
        key = ("rank", measure, place, points)
        if key not in self.kept:
            self.kept[key] = nano(figures.rank(points))
        return self.kept[key]

    def benchmarks(self, measure, places, owned, unit=None):
        shown = {}
        for place in places:
            shown[place[0]] = self.figures(self.round, measure, place, place == owned, False)
            rank = None if unit is None else self.rank(measure, place, unit)
            if rank is not None:
                shown[place[0]] = dict(shown[place[0]], percentile_rank=rank)
        return shown

    def distribution(self, measure, nation):
        key = ("distribution", measure)
        if key not in self.kept:
            figures = self.round.figures[measure, nation]
            made = None
            if (self.decisions[self.round.year].withheld(measure, nation) is None
                    and figures.n >= disclosure.DISTRIBUTION_FROM):
                made = disclosure.cells(figures, self.round.minimum_units)
            self.kept[key] = made and [
                {"from": number(a), "to": number(b), "count": number(c)} for a, b, c in made]
        return self.kept[key]

    def score(self, node, score, full):
        if score is None:
            shown = {"state": "did_not_answer", "points": None, "score": None}
            return dict(shown, value=None) if node.has_range else shown
        shown = {"state": score.state, "points": nano(score.points),
                 "score": self.on_scale(score.points)}
        scored = score.state == "scored"
        if node.has_range:
            shown["value"] = exactly(node.value(score.exact)) if scored else None
        if full:
            low, high = score.low, score.high
            shown["low"] = nano(None if low is None else rounded(low * 100 * NANO))
            shown["high"] = nano(None if high is None else rounded(high * 100 * NANO))
            shown["answered_weight"] = exactly(score.answered)
            shown["relevant_weight"] = exactly(score.relevant)
            shown["coverage"] = nano(
                rounded(Fraction(score.answered * NANO) / score.relevant)
                if score.relevant > 0 else None)
            if node.bands:
                shown["band"] = node.band(score.exact) if scored else None
        return shown

    # --- parts ---

    def same_in(self, node):
        """The rounds up to this one, and the node that is the same there, or None."""
        if node.key not in self.same:
            self.same[node.key] = [
                (r, r.questionnaire.by_key[node.key]
                 if r.content.get(node.key) == self.round.content[node.key] else None)
                for r in self.rounds]
        return self.same[node.key]

    def past(self, node, places, owned, unit):
        shown = []
        for round_, same in self.same_in(node):
            entry = {"year": number(round_.year), "comparable": same is not None}
            if same is not None:
                if unit is not None:
                    entry["own"] = self.score(
                        same, round_.scores.get(unit, {}).get(node.key), False)
                entry["benchmarks"] = {
                    place[0]: self.figures(round_, node.key, place, place == owned, True)
                    for place in places}
            shown.append(entry)
        return shown

    def node(self, node, places, owned, unit):
        shown = {"id": node.id, "title": node.title, "depth": number(node.depth)}
        if node.text is not None:
            shown["text"] = node.text
        if node.has_range:
            shown["range"] = {"lowest": exactly(node.lowest), "highest": exactly(node.highest),
                              "target": exactly(node.target)}
        if unit is not None:
            shown["own"] = self.score(node, self.round.scores[unit][node.key], True)
        shown["benchmarks"] = self.benchmarks(node.key, places, owned, unit)
        shown["distribution"] = self.distribution(node.key, places[0])
        shown["rounds"] = self.past(node, places, owned, unit)
        return shown

    def question(self, question, places, owned, unit):
        shown = {"id": question.id, "text": question.text}
        if unit is not None:
            answer = self.round.said[unit][question.id]
            shown["own"] = {"state": answer.state, "code": answer.code, "label": answer.label,
                            "points": nano(answer.points)}
        shown["benchmarks"] = self.benchmarks("question/" + question.id, places, owned)
        return shown

    def turnout(self, place):
        key = ("turnout", place)
        if key not in self.kept:
            counts = {k: number(v) for k, v in self.round.turnout(place).items()}
            self.kept[key] = dict(
                counts, level=place[0], code=place[1], name=self.round.groups[place].name)
        return self.kept[key]

    def document(self, kind, reader, places, owned=None, unit=None):
        scale = self.questionnaire.headline
        made = {
            "format": "baseline-result-1",
            "kind": kind,
            "simulated": self.round.simulated,
            "generated_register": self.round.population.generated,
            "questionnaire": {
                "id": self.questionnaire.id, "edition": self.questionnaire.edition,
                "title": self.questionnaire.title},
            "year": number(self.round.year),
            "reader": reader,
            "scale": {"lowest": exactly(scale.lowest), "highest": exactly(scale.highest),
                      "target": exactly(scale.target)},
            "rules": {"minimum_units": number(self.round.minimum_units)},
            "comparisons": [self.turnout(place) for place in places],
            "headline": self.questionnaire.overall,
            "dimensions": [
                {"id": d.id, "title": d.title,
                 "nodes": [self.node(n, places, owned, unit) for n in d.walk()]}
                for d in self.questionnaire.dimensions],
            "questions": [
                self.question(q, places, owned, unit) for q in self.questionnaire.measured],
        }
        if self.questionnaire.measuring_points is not None:
            made["measuring_points"] = self.questionnaire.measuring_points
        return made

    def places_of(self, unit, last=None):
        places = [(g.level, g.code) for g in self.round.population.group_of[unit]]
        return places if last is None else places[: [p[0] for p in places].index(last) + 1]

    # --- documents ---

    def national(self):
        nation = self.round.population.groups[0]
        place = (nation.level, nation.code)
        made = self.document(
            "national", {"code": nation.code, "name": nation.name}, [place])
        owner = self.round.population.owner
        below = [p for p in self.round.groups if p[0] not in ("nation", owner)]
        if below:
            made["groups"] = [
                dict(self.turnout(p), figures={
                    node.key: self.figures(self.round, node.key, p, False, False)
                    for node in self.questionnaire.nodes})
                for p in below]
        return made

    def group(self, place):
        group = self.round.groups[place]
        owned = place if place[0] == self.round.population.owner else None
        made = self.document(
            "group", {"code": group.code, "name": group.name},
            self.places_of(group.units[0], place[0]), owned)
        made["level"] = place[0]
        if owned is not None:
            made["members"] = [self.member(unit) for unit in group.units]
        return made

    def member(self, unit):
        scores = self.round.scores.get(unit)
        return {
            "id": unit, "name": self.round.population.name[unit], "answered": scores is not None,
            "scores": scores and {
                n.key: self.score(n, scores[n.key], False) for n in self.questionnaire.nodes}}

    def institution(self, unit):
        name = self.round.population.name[unit]
        return self.document(
            "institution", {"id": unit, "name": {"da": name, "en": name}},
            self.places_of(unit), unit=unit)

    # --- lines for analysts ---

    def lines(self):
        head = {"questionnaire": self.questionnaire.id, "year": number(self.round.year),
                "simulated": self.round.simulated,
                "generated_register": self.round.population.generated}
        for place, group in self.round.groups.items():
            if place[0] != "nation" and not any(u in self.round.scores for u in group.units):
                continue
            owned = place[0] == self.round.population.owner
            for measure in self.round.measures:
                figures = dict(self.figures(self.round, measure, place, owned, False))
                figures.pop("score", None)
                figures.pop("value", None)
                yield dict(head, kind="figure", level=place[0], code=place[1],
                           measure=measure, **figures)
        for unit, scores in self.round.scores.items():
            said = self.round.said[unit]
            head_of_unit = dict(
                head, unit=unit, name=self.round.population.name[unit],
                groups=dict(self.places_of(unit)[1:]))
            line = dict(
                head_of_unit, kind="scores",
                scores={n.key: nano(scores[n.key].points) for n in self.questionnaire.nodes},
                states={k: s.state for k, s in scores.items() if s.state != "scored"})
            values = {n.key: self.score(n, scores[n.key], False)["value"]
                      for n in self.questionnaire.nodes if n.has_range}
            yield dict(line, values=values) if values else line
            yield dict(
                head_of_unit, kind="answers",
                answers={q: answer.code for q, answer in said.items()},
                states={q: answer.state for q, answer in said.items()
                        if answer.state != "answered"})
