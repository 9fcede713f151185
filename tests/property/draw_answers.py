"""Random answers to a drawn definition: full, sparse, or nothing at all; codes, labels, synonyms
with case and spaces to be forgiven, numbers with a decimal comma, several in one cell or in a
column per option."""
from fractions import Fraction
from typing import NamedTuple

from areas import Definition
from files import decimal_text
from reading import Scale

IDS = ["u1", "u10", "u2", "B-2", "a1", "Zeta", "10", "9", "Øster"]


class Column(NamedTuple):
    question: str
    scale: Scale
    per_option: bool  # one of several columns of the question, holding 1 or 0


def table(drawer):
    """Header and rows of an answer file."""
    columns = {}
    for question in Definition(drawer.raw).questions.values():
        for layer in question.layers:
            header = question.id if layer == question.layers[0] else f"{question.id}.{layer}"
            scale = question.scale
            if scale.kind == "several" and len(question.layers) == 1 and drawer.chance(40):
                for option in scale.options:
                    if "state" not in option:
                        columns[f"{header}.{option['code']}"] = Column(header, scale, True)
            else:
                columns[header] = Column(question.id, scale, False)
    if drawer.chance(6):
        gone = drawer.pick(columns.values()).question
        columns = {h: c for h, c in columns.items() if c.question != gone} or columns
    headers = list(columns)
    if drawer.chance(30):
        drawer.random.shuffle(headers)
    extra = named_columns(drawer.raw)
    ids = drawer.random.sample(IDS, drawer.random.randint(1, 8))
    top = [drawer.pick(drawer.raw["identified_by"]), *extra, *headers]
    return [top, *([i, *row(drawer, extra, [columns[h] for h in headers])] for i in ids)]


def named_columns(raw):
    """The columns of the definition that hold no answers, each once."""
    named = [raw[m]["column"] for m in ("subset", "pool") if "column" in raw.get(m, {})]
    return list(dict.fromkeys(named + raw.get("other_columns", [])))


def row(drawer, extra, columns):
    style = drawer.pick(["full"] * 4 + ["mixed"] * 5
                        + ["sparse", "sparse", "blank", "not_applicable", "dont_know"])
    if drawer.mood == "empty":
        style = drawer.pick(["mixed", "sparse", "blank", "not_applicable", "dont_know"])
    fixed = {"group": drawer.pick(["1", "2", "3x"]),
             "organisation": drawer.pick(["o1", "o2", "O3"]),
             "remark": drawer.pick(["", "text, with a comma", "3"])}
    cells = [fixed[name] for name in extra]
    said = {}  # by question with a column per option: whether anything is
    for column in columns:
        if not column.per_option:
            cells.append(cell(drawer, column.scale, manner(drawer, style)))
            continue
        if column.question not in said:
            said[column.question] = manner(drawer, style) == "full"
        cells.append(drawer.pick("01") if said[column.question] else "")
    return cells


def manner(drawer, style):
    likely = {"mixed": [70, 12, 9, 9], "sparse": [25, 45, 15, 15]}
    kinds = ["full", "blank", "dont_know", "not_applicable"]
    return drawer.random.choices(kinds, likely[style])[0] if style in likely else style


def cell(drawer, scale, how):
    if how == "blank":
        return drawer.pick(["", "", " "])
    if how != "full":
        options = [o for o in scale.options if o.get("state") == how]
        return spelt(drawer, drawer.pick(options)) if options else ""
    if scale.kind == "number":
        return number_cell(drawer, scale)
    options = [o for o in scale.options if "state" not in o]
    if scale.kind == "several":
        return drawer.pick([";", "|", "; "]).join(o["code"] for o in drawer.some(options))
    return spelt(drawer, drawer.pick(options))


def spelt(drawer, option):
    name = option["code"]
    if drawer.chance(40):
        name = drawer.pick([*option["label"].values(), *option.get("synonyms", [])])
    return drawer.pick([name, name, name.upper(), f"  {name} ", name.lower().replace(" ", "  ")])


def number_cell(drawer, scale):
    places = int(scale.raw.get("decimals", 0))
    value = drawer.between(scale.lowest, scale.highest)
    value = Fraction(int(value * 10 ** places), 10 ** places)  # the ends are whole numbers
    if scale.raw.get("clip") and drawer.chance(25):
        value += drawer.pick([-100, 100])
    text = decimal_text(value)
    return text.replace(".", ",") if drawer.chance(50) else text
