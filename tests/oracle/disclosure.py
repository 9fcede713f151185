"""What may be shown of a group's figures: the disclosure rules, written a second time.

k units; groups of several clusters rest on three clusters, with three units outside any one;
withheld groups cannot be found by subtraction from their published parent; sd, quartiles and
ranks from 10 units, an owner's median from 5, a distribution from 30 in cells of at least k.
"""

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
    """{(measure, place): reason or None} for a round. An owner's figures reach the owner and its
    units alone, so the tree of published groups ends above the owners."""

    def __init__(self, round_):
        self.round = round_
        self.reason = {}
        population = round_.population
        self.owner = population.owner
        for key, figures in round_.figures.items():
            self.reason[key] = alone(
                figures.n, figures.clusters, figures.largest,
                round_.minimum_units, key[1][0] != self.owner)
        self.answered = {place: round_.turnout(place)["answered"] for place in round_.groups}
        for above, level in zip(population.levels, population.levels[1:]):
            if level == self.owner:
                continue
            children = {}
            for group in population.groups:
                if group.level == level:
                    parent = population.group_of[group.units[0]][population.levels.index(above)]
                    children.setdefault((above, parent.code), []).append((level, group.code))
            for parent, places in children.items():
                for measure in round_.measures:
                    self.cover(measure, parent, places)

    def cover(self, measure, parent, places):
        figures = self.round.figures
        here = [p for p in places if figures[measure, p].n > 0]
        if self.reason[measure, parent] is not None:
            for place in here:
                self.reason[measure, place] = self.reason[measure, place] or "complement"
            return
        while True:
            hidden = [p for p in here if self.reason[measure, p] is not None]
            shown = [p for p in here if self.reason[measure, p] is None]
            if self.enough([figures[measure, p] for p in hidden]) or not shown:
                return
            least = min(shown, key=lambda p: (self.answered[p], p[1].encode()))
            self.reason[measure, least] = "complement"

    def enough(self, hidden):
        """Whether the total of the hidden groups, which can be found, gives nobody away."""
        if not hidden:
            return True
        n = sum(f.n for f in hidden)
        total = alone(
            n, sum(f.clusters for f in hidden), max(f.largest for f in hidden),
            self.round.minimum_units, True)
        return len(hidden) >= 2 and total is None and n - max(f.n for f in hidden) >= OUTSIDE_CLUSTER

    def withheld(self, measure, place, own=False):
        reason = self.reason[measure, place]
        return None if own and reason != "no_units" else reason


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
