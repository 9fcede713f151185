"""What may be shown of a group's figures: the disclosure rules, written a second time.

k units; groups of several clusters rest on three clusters, with three units outside any one;
what is withheld can be found neither by subtraction nor by solving for it; sd, quartiles and
ranks from 10 units, an owner's median from 5, a distribution from 30 in cells of at least k.
"""
from fractions import Fraction

SPREAD_FROM = 10
MEDIAN_FROM = 5
DISTRIBUTION_FROM = 30
CLUSTERS_FROM = 3
OUTSIDE_CLUSTER = 3


def alone(n, clusters, largest_cluster, minimum_units, several):
    """Why a total may not be shown, looked at by itself; None when it may."""
    if n == 0:
        return "no_units"
    if n < minimum_units:
        return "few_units"
    if several and (clusters < CLUSTERS_FROM or n - largest_cluster < OUTSIDE_CLUSTER):
        return "few_clusters"
    return None


class Decisions:
    """{(measure, place): reason or None} for a round. What a figure alone forbids is foretold;
    which others are withheld to cover those is the engine's choice, taken from `complements`,
    and leaks() says whether the choice protects what it should."""

    def __init__(self, round_, complements):
        self.round = round_
        self.reason = {}
        self.owner = round_.population.owner
        for key, figures in round_.figures.items():
            self.reason[key] = alone(
                figures.n, figures.clusters, figures.largest,
                round_.minimum_units, key[1][0] != self.owner)
            if self.reason[key] is None and key in complements:
                self.reason[key] = "complement"

    def withheld(self, measure, place, own=False):
        reason = self.reason[measure, place]
        return None if own and reason != "no_units" else reason

    # --- the attack ---

    def leaks(self):
        """What could be found in spite of all; nothing, it is hoped."""
        yield from self.uncovered_children()
        yield from self.uncovered_areas()
        yield from self.solved()

    def families(self):
        """(parent, children) among the groups that everybody sees; an owner's figures reach the
        owner and its units alone."""
        population = self.round.population
        for above, level in zip(population.levels, population.levels[1:]):
            children = {}
            for group in population.groups:
                if group.level == level != self.owner:
                    parent = population.group_of[group.units[0]][population.levels.index(above)]
                    children.setdefault((above, parent.code), []).append((level, group.code))
            yield from children.items()

    def uncovered_children(self):
        for parent, places in self.families():
            for measure in self.round.measures:
                here = [p for p in places if self.round.figures[measure, p].n > 0]
                hidden = [p for p in here if self.reason[measure, p] is not None]
                if self.reason[measure, parent] is not None:
                    if len(hidden) < len(here):
                        yield f"{measure} of {parent} is withheld, but not all that make it up"
                elif len(hidden) < len(here) and not self.enough(
                        [self.round.figures[measure, p] for p in hidden]):
                    yield f"{measure} of {hidden} follows too closely from {parent}"

    def enough(self, hidden):
        """Whether the total of the hidden groups, which can be found, gives nobody away."""
        if not hidden:
            return True
        n = sum(f.n for f in hidden)
        total = alone(
            n, sum(f.clusters for f in hidden), max(f.largest for f in hidden),
            self.round.minimum_units, True)
        return len(hidden) >= 2 and total is None and n - max(f.n for f in hidden) >= OUTSIDE_CLUSTER

    def uncovered_areas(self):
        for place in self.round.groups:
            for node in self.round.questionnaire.nodes:
                below = [c.key for c in node.children if self.round.figures[c.key, place].n > 0]
                hidden = [key for key in below if self.reason[key, place] is not None]
                if below and self.reason[node.key, place] is None and len(hidden) == 1:
                    yield f"{hidden[0]} of {place} follows from {node.key} and its other areas"
                if below and self.reason[node.key, place] is not None and not hidden:
                    yield f"{node.key} of {place} follows from its areas"

    def equations(self):
        """Linear forms in totals {(measure, place): factor} that are nought for everybody: groups
        add up to their parent; a node is the mean of its inputs where the same units have all of
        it, and a share of areas is one when all they can be is met or not; a question that takes
        several is the sum of its options; a level that one question of two values decides is
        that question; and two areas of the same questions are one."""
        public = [place for place in self.round.groups if place[0] != self.owner]
        for parent, places in self.families():
            for measure in self.round.measures:
                yield {(measure, parent): -1, **{(measure, p): 1 for p in places}}
        questionnaire = self.round.questionnaire
        having = {measure: {place: self.having(measure, place) for place in public}
                  for measure in self.round.measures}
        wholes = [(node.key, self.terms(node)) for node in questionnaire.nodes]
        wholes += [("question/" + q.id, self.terms_of_options(q))
                   for q in questionnaire.questions if q.options]
        for whole, terms in wholes:
            for place in public:
                there = [(m, times, weight) for m, times, weight in terms if having[m][place]]
                units = having[whole][place]
                if there and units and all(having[m][place] == units for m, _, _ in there):
                    yield {(whole, place): -sum(weight for _, _, weight in there),
                           **{(m, place): times for m, times, _ in there}}
        alike = {}
        for node in questionnaire.nodes:
            if not node.children and node.operator != "level":
                twin = alike.setdefault(
                    (node.coverage, tuple(sorted(node.inputs))), node.key)
                if twin != node.key:
                    for place in public:
                        yield {(node.key, place): 1, (twin, place): -1}

    def having(self, measure, place):
        points = self.round.points[measure]
        return frozenset(u for u in self.round.groups[place].units if u in points)

    def terms(self, node):
        """[(input, factor of its points, what it adds to the node's own)]"""
        questionnaire = self.round.questionnaire
        if node.operator == "level":
            conditions = [c for _, conditions in node.levels for c in conditions]
            questions = [q for c in conditions for q in c.questions]
            if len(questions) != 1 or len(node.levels) != 1 or conditions[0].test != "all":
                return []
            scale = questionnaire.by_id[questions[0]].scale
            two = {o.value for o in scale.options if o.state == "value"} == {
                scale.lowest, scale.highest}
            decides = scale.lowest < conditions[0].at_least <= scale.highest
            return [("question/" + questions[0], 1, 1)] if two and decides else []
        if node.operator == "share":
            met = all(c.operator == "level" and len(c.levels) == 1 and node.at_least > 0
                      and node.at_least <= c.highest for c in node.children)
            return [(c.key, c.weight, c.weight) for c in node.children] if met else []
        if node.takes_questions():
            return [("question/" + q, w, w) for q, w in node.inputs]
        return [(c.key, c.weight, c.weight) for c in node.children]

    @staticmethod
    def terms_of_options(question):
        """Chosen values add up, less what there was to begin with: the lowest."""
        if question.scale.combine != "sum" or question.scale.lowest != 0 or question.reversed:
            return []
        worth = [("question/" + part.id, option.value) for option, part in question.options]
        worth = [(m, value) for m, value in worth if value != 0]
        # The highest value is what full points of the question are.
        highest = question.scale.highest
        return [(m, value, 0) for m, value in worth[:-1]] + [
            (m, value, highest) for m, value in worth[-1:]]

    def solved(self):
        """Gauss and Jordan over a prime field on the withheld totals: one that is left alone in
        its row is known."""
        rows = {}  # by pivot
        for equation in self.equations():
            row = {key: in_field(factor) for key, factor in equation.items()
                   if self.round.figures[key].n > 0 and self.reason[key] is not None}
            for key in [k for k in row if k in rows]:
                subtract(row, rows[key], row[key])
            if not row:
                continue
            pivot = min(row)
            inverse = pow(row[pivot], -1, PRIME)
            row = {key: factor * inverse % PRIME for key, factor in row.items()}
            for other in rows.values():
                if pivot in other:
                    subtract(other, row, other[pivot])
            rows[pivot] = row
        for pivot, row in rows.items():
            if len(row) == 1:
                yield f"{pivot[0]} of {pivot[1]} can be solved for"


PRIME = 2**61 - 1


def in_field(factor):
    factor = Fraction(factor)
    return factor.numerator * pow(factor.denominator, -1, PRIME) % PRIME


def subtract(row, other, times):
    for key, factor in other.items():
        left = (row.get(key, 0) - times * factor) % PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def cells(figures, minimum_units):
    """[(from, to, count)]: bins merged upwards until each holds k units, the rest at the top
    joined to the cell below; None when fewer than two cells are left."""
    made = []
    start = count = 0
    for bin_, units in enumerate(figures.bins()):
        count += units
        if count >= minimum_units:
            made.append([start, 10 * (bin_ + 1), count])
            start, count = 10 * (bin_ + 1), 0
    if made:
        made[-1][1] = 100
        made[-1][2] += count
    return made if len(made) >= 2 else None
