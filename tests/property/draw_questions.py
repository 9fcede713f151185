"""What is asked in a random definition: small choices, scales and questions."""
import math
import random
from fractions import Fraction

from files import is_decimal
from reading import Scale

PRIMES = [101, 211, 499, 1009, 7919, 10007, 65537, 99991, 104729, 199999, 524287, 611953, 700001,
          746773, 800011, 846661, 899981, 999979, 999983]
MOODS = ["plain"] * 6 + ["ties"] * 3 + ["primes"] * 2 + ["empty", "gates", "gates", "wide"]
TAGS = ["basic", "t1", "t2", "deep"]
LAYERS = ["implementation", "documentation"]
COMMON_MEASURE = 10 ** 6  # beyond some limit the engine refuses scales; the page knows of none
STATES = [("ir", "not_applicable"), ("vi", "dont_know")]


def number(text):
    return Fraction(str(text))


def title(text):
    return {"da": text + " på dansk", "en": text}


def common_measure(scales):
    """The least whole number of steps that every answer is a whole number of."""
    steps = 1
    for scale in map(Scale, scales):
        width = scale.highest - scale.lowest
        ends = [scale.cut_off(value) for value in scale.values()] + [scale.target]
        shares = [(value - scale.lowest) / width for value in ends]
        if scale.kind == "number":
            shares.append(Fraction(1, 10 ** int(scale.raw.get("decimals", 0))) / width)
        steps = math.lcm(steps, *(share.denominator for share in shares))
    return steps


class Questions:
    """Draws scales and questions into `raw`, the definition in the making."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.mood = self.random.choice(MOODS)
        self.raw = {}

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, items):
        return self.random.choice(list(items))

    def some(self, items, least=1, most=None):
        items = list(items)
        most = len(items) if most is None else min(most, len(items))
        count = self.random.randint(min(least, most), most)
        chosen = self.random.sample(range(len(items)), count)
        return [items[i] for i in sorted(chosen)]

    def decimal(self, low=-10, high=10, places=(0, 0, 0, 1, 1, 2, 3, 6)):
        scale = 10 ** self.pick(places) if self.mood != "wide" else 1
        return Fraction(self.random.randint(low * scale, high * scale), scale)

    def weight(self):
        if self.mood == "primes":
            return Fraction(self.pick(PRIMES))
        if self.mood == "wide":
            return self.pick([number("39.999999"), number("0.000001"), number("3.000007"),
                              number("0.3")])
        if self.mood == "ties":
            return self.pick([number("0.5"), number(1), number(2), number(4)])
        return number(self.pick([1, 1, 2, 3, 5, "0.5", "0.25", "1.5", "0.1", "2.75", 10]))

    def maybe(self, percent, raw, member, make):
        if self.chance(percent):
            raw[member] = make()

    def values(self, count, places=(0, 0, 0, 1, 1, 2, 3, 6)):
        """`count` values, at least two of them different."""
        ready = {2: [(0, 1), (-1, 1), ("0.5", 2)],
                 3: [(1, 2, 3), (0, "0.5", 1), (-2, 0, 5), (0, 1, 1), (-7, -3, -1)],
                 4: [(0, "0.25", "0.5", 1), (0, 20, 50, 100), (-2, 1, 1, 7), (0, 1, 2, 3),
                     (0, "0.1", "0.2", "0.3")],
                 5: [(1, 2, 3, 4, 5), (0, 1, 2, 3, 4), (-2, -1, 0, 1, 2), (5, 4, 3, 2, 1)]}
        if count in ready and self.chance(75):
            return [number(v) for v in self.pick(ready[count])]
        values = [self.decimal(places=places) for _ in range(count)]
        if len(set(values)) == 1:
            values[0] += 1
        return values

    def options(self, values, codes):
        made = []
        for n, code in enumerate(codes):
            option = {"code": code, "label": {"da": f"Svar {chr(65 + n)} ø",
                                              "en": f"Answer {chr(65 + n)}"}}
            self.maybe(40, option, "synonyms", lambda n=n: [f"also {chr(65 + n)}", f"eller {n}a"])
            if values:
                option["value"] = values[n]
            made.append(option)
        return made

    def state_options(self):
        made = []
        for code, state in STATES:
            if self.chance(85):
                made.append({"code": code, "state": state,
                             "label": title("State " + code), "synonyms": [f"({code})"]})
        return made

    def choice_scale(self):
        count = self.pick([2, 3, 3, 4, 4, 5, 5, 6])
        codes = [str(n) for n in range(1, count + 1)]
        if self.chance(40):
            codes = ["a", "b", "c", "x1", "nej", "JA+"][:count]
        if self.chance(20):
            self.random.shuffle(codes)
        if self.chance(20):
            scale = {"options": self.options(None, codes)}
            scale["pass"] = self.some(codes, 1, count - 1)
        else:
            scale = {"options": self.options(self.values(count), codes)}
        scale["options"] += self.state_options()
        return scale

    def several_scale(self):
        count = self.random.randint(2, 5)
        codes = [f"m{n}" for n in range(1, count + 1)]
        scale = {"kind": "several"}
        if self.chance(15):
            scale["options"] = self.options(None, codes)
            scale["pass"] = self.some(codes, 1, count - 1)
        else:
            scale["options"] = self.options(self.values(count, (0, 0, 1)), codes)
        self.maybe(85, scale, "combine",
                   lambda: self.pick(["sum", "highest", "lowest", "all", "any"]))
        low, high = Scale(scale).ends()
        if self.chance(25) and is_decimal((3 * low + high) / 4):
            scale["lowest"] = (3 * low + high) / 4
        if self.chance(25) and is_decimal((low + high) / 2):
            scale["highest"] = (low + high) / 2
        if self.chance(50):
            scale["options"] += self.state_options()
        return scale

    def number_scale(self):
        places = self.pick([0, 0, 1, 2, 3, 6])
        low = self.decimal(places=(0,))
        scale = {"kind": "number", "lowest": low,
                 "highest": low + self.pick([1, 3, 10, 24, 97])}
        if places or self.chance(50):
            scale["decimals"] = Fraction(places)
        self.maybe(50, scale, "clip", lambda: self.chance(70))
        if self.chance(70):
            scale["options"] = self.state_options()
        return scale

    def scales(self):
        """Scales whose shares of the way from lowest to highest have a common measure."""
        made = self.any_scales()
        while common_measure(made.values()) > COMMON_MEASURE:
            made = self.any_scales()
        return made

    def any_scales(self):
        made = {}
        for n in range(self.random.randint(1, 4)):
            make = self.pick([self.choice_scale] * 4 + [self.several_scale, self.number_scale])
            scale = {"title": title(f"Scale {n}"), **make()}
            low, high = Scale(scale).ends()
            if self.chance(40):
                scale["target"] = self.between(low, high)
            made[f"s{n}"] = scale
        return made

    def between(self, low, high):
        """A decimal from low to high, often one of the ends or the middle."""
        share = self.pick([Fraction(0), Fraction(1), Fraction(1, 2), Fraction(3, 4),
                           Fraction(self.random.randint(0, 100), 100)])
        value = low + share * (high - low)
        if not is_decimal(value):
            value = Fraction((value * 1000).__floor__(), 1000)
            if value < low:
                value += Fraction(1, 1000)
        return min(max(value, Fraction(-999999)), Fraction(999999))

    def questions(self):
        count = 12 if self.mood == "primes" else self.random.randint(2, 12)
        ids = [self.pick(["Q{}", "a.{}", "K-{}", "x_{}.1"]).format(n) for n in range(1, count + 1)]
        layered = self.chance(25)
        made = []
        for question_id in ids:
            question = {"id": question_id, "scale": self.pick(self.raw["scales"]),
                        "text": title("Question " + question_id)}
            self.maybe(70 if self.mood in ("primes", "wide") else 35, question, "weight",
                       self.weight)
            self.maybe(15, question, "reversed", lambda: True)
            self.maybe(70, question, "tags", lambda: self.some(TAGS, 0, 3))
            several = self.raw["scales"][question["scale"]].get("kind") == "several"
            if layered and not several and self.chance(50):
                question["layers"] = LAYERS
            if made and self.chance(25):
                conditions = [self.condition(self.pick(made))
                              for _ in range(self.pick([1, 1, 1, 2]))]
                question["asked_if"] = conditions
                if len(conditions) == 1 and self.chance(50):
                    question["asked_if"] = conditions[0]
                self.maybe(60, question, "when_not_asked",
                           lambda: self.pick(["floor", "exclude"]))
            made.append(question)
        return made

    def condition(self, earlier):
        scale = Scale(self.raw["scales"][earlier["scale"]])
        codes = [o["code"] for o in scale.options if "state" not in o]
        # Of two answers of one value that members of a pool gave, the page names neither.
        plain = scale.kind == "choice" and len(set(scale.values())) == len(codes)
        made = {"question": earlier["id"]}
        pooled = self.raw.get("pool", {}).get("rule") == "all"
        if scale.kind == "several" or codes and (plain or not pooled) and self.chance(70):
            made["answers"] = self.some(codes)
            return made
        middle = self.between(scale.lowest, scale.highest)
        if scale.kind == "choice":
            middle = self.pick(scale.values())
            if earlier.get("reversed"):
                middle = scale.lowest + scale.highest - middle
        made[self.pick(["at_least", "at_most"])] = middle
        if self.chance(15):
            made["at_least"], made["at_most"] = middle, middle + 1
        return made
