"""The reading of the page against examples calculated by hand, and the drawer against what it is to
reach: selftest.py

A reading is worth little if it is wrong, and a property little if nothing it speaks of is drawn.
"""
import contextlib
import io
import json
import os
import stat
import sys
import tempfile
from collections import Counter
from fractions import Fraction

from jsonschema import Draft202012Validator

import areas
import compare
import draw
import reference
import scoring
from files import json_text, write
from reading import Scale, load

HERE = os.path.dirname(os.path.realpath(__file__))
SEEDS = 400

results = Counter()


def same(what, expected, seen):
    results[expected == seen] += 1
    if expected != seen:
        print(f"FAILED {what}: expected {expected}, seen {seen}")


def numbers(value):
    """Every number a Fraction, as when read from a file."""
    if isinstance(value, dict):
        return {k: numbers(v) for k, v in value.items()}
    if isinstance(value, list):
        return [numbers(v) for v in value]
    if isinstance(value, bool) or isinstance(value, str):
        return value
    return Fraction(str(value))


def choice(*values, **more):
    options = [{"code": str(n), "value": v, "label": {"en": f"L{n}"}}
               for n, v in enumerate(values, 1)]
    options += [{"code": "ir", "state": "not_applicable", "label": {"en": "none"}},
                {"code": "vi", "state": "dont_know", "label": {"en": "unknown"}}]
    return {"options": options, **more}


def definition(dimensions, questions=None, scale=None, **more):
    """Questions A, B, C, D, all on the scale "s" of 1, 2, 3 unless it is said otherwise."""
    questions = questions or [{"id": i} for i in "ABCD"]
    return numbers({"identified_by": ["id"], "scales": {"s": scale or choice(1, 2, 3)},
                    "questions": [{"scale": "s", **q} for q in questions],
                    "dimensions": dimensions if isinstance(dimensions, list) else [dimensions],
                    **more})


def rows(raw, table, configuration=None):
    """Rows by (id, area) of [[header], [cells], ...] written with spaces, "-" a blank."""
    lines = [[("" if cell == "-" else cell) for cell in line.split()] for line in table]
    read = [dict(zip(lines[0], line)) for line in lines[1:]]
    return {(r["id"], r["area"]): r for r in reference.evaluate(raw, read, configuration)}


def shown(row, columns="state value points"):
    return " ".join(row[c] or "-" for c in columns.split())


def area(area_id="top", **members):
    return {"id": area_id, "questions": ["A", "B", "C"], **members}


def one(dimension, cells, columns="state value points", **more):
    """The top row of one unit that answers A, B, C, D with the cells."""
    raw = definition(dimension, **more)
    header = "id " + " ".join(q["id"] for q in raw["questions"])
    return shown(rows(raw, [header, "u " + cells])["u", "top"], columns)


ALL = {"blank": "skip", "dont_know": "skip", "not_applicable": "skip"}


def check_page_example():
    questions = [{"id": "B1"}, {"id": "B2", "weight": 2, "when_not_asked": "floor",
                                "asked_if": {"question": "B1", "answers": ["2", "3"]}}]
    raw = definition({"id": "whole", "questions": ["B1", "B2"]}, questions)
    table = ["id B1 B2", "u 3 2", "v 1 3", "w - 3", "x vi -", "y ir -"]
    seen = rows(raw, table)
    what = "value points low high answered relevant"
    same("the example", "66.666666667 66.666666667 66.666666667 66.666666667 3 3",
         shown(seen["u", "whole"], what))
    same("not asked, and an answer all the same", "0 0 0 0 3 3", shown(seen["v", "whole"], what))
    same("below a blank one it is blank", "- - 0 100 0 3", shown(seen["w", "whole"], what))
    same("and below one that is not known", "- - 0 100 0 3", shown(seen["x", "whole"], what))
    same("below what does not apply nothing applies", "- - - - 0 0",
         shown(seen["y", "whole"], what))


def check_rounding():
    table = [("2.5", "half_even", 0, "2"), ("3.5", "half_even", 0, "4"), ("2.5", "half_away", 0, "3"),
             ("-2.5", "half_away", 0, "-3"), ("-2.5", "half_up", 0, "-2"), ("2.5", "half_up", 0, "3"),
             ("-2.5", "half_even", 0, "-2"), ("-3.5", "half_even", 0, "-4"),
             ("-2.9", "truncate", 0, "-2"), ("2.9", "truncate", 0, "2"), ("-0.4", "half_up", 0, "0"),
             ("0.125", "half_even", 2, "0.12"), ("0.125", "half_away", 2, "0.13"),
             ("-0.051", "half_away", 1, "-0.1"), ("7.77", "none", 0, "7.77")]
    for value, mode, decimals, expected in table:
        same(f"{value} {mode} {decimals}", expected,
             reference.nine(areas.rounded(Fraction(value), mode, decimals)))
    for value, expected in ((Fraction(2, 3), "0.666666667"), (Fraction(-2, 3), "-0.666666667"),
                            (Fraction(-1, 10 ** 10), "0"), (Fraction(5, 10 ** 10), "0.000000001"),
                            (Fraction(-5, 10 ** 10), "-0.000000001"), (Fraction(100), "100")):
        same("nine decimals", expected, reference.nine(value))


def check_operators():
    """A, B, C = 1, 2, 3 on a scale from 1 to 3, so 0, 50 and 100 points."""
    weights = [{"question": "A", "weight": 1}, {"question": "B", "weight": 2},
               {"question": "C", "weight": 0.5}]
    table = [("weighted_mean", "points", {}, "42.857142857 42.857142857"),
             ("weighted_mean", "values", {}, "1.857142857 42.857142857"),
             ("mean", "values", {}, "2 50"), ("min", "points", {}, "0 0"),
             ("max", "values", {}, "3 100"),
             ("sum", "values", {"start": 10}, "16.5 61.904761905"),  # of 10 to 20.5
             ("sum", "points", {}, "150 42.857142857"),  # of 350
             ("share", "points", {"at_least": 50}, "71.428571429 71.428571429"),
             ("share", "values", {"at_least": 2.000001}, "14.285714286 14.285714286"),
             ("possible", "values", {}, "61.904761905 61.904761905"),  # 6.5 of 10.5
             ("possible", "points", {}, "42.857142857 42.857142857")]
    for operator, measure, more, expected in table:
        top = area(questions=weights, operator=operator, measure=measure, **more)
        same(f"{operator} of {measure}", "scored " + expected, one(top, "1 2 3 -"))
    same("sum that deducts, of 98 to 110", "scored 105 58.333333333",
         one(area(operator="sum", measure="values", start=110), "1 2 3 -", scale=choice(0, -1, -4)))
    same("possible below 0", "scored 0 0",
         one(area(operator="possible", measure="values"), "1 1 2 -", scale=choice(-2, 1)))


def check_order():
    """Mapped, then rounded, then points of the rounded value."""
    same("range", "scored 3.333333333 58.333333333",
         one(area(range=[1, 5]), "2 3 ir -", scale=choice(0, 1, 6)))
    same("rounded", "scored 3 50",
         one(area(range=[1, 5], rounding={"mode": "truncate", "decimals": 0}), "2 3 ir -",
             scale=choice(0, 1, 6)))
    bands = [{"from": 0, "title": {"en": "low"}}, {"from": 50, "title": {"en": "mid"}}]
    same("band reached", "50 mid", one(area(bands=bands), "1 2 3 -", "value band"))
    same("band below", "33.333333333 low", one(area(bands=bands), "1 1 3 -", "value band"))
    same("no band", "-1 -",
         one(area(bands=bands, measure="values"), "1 1 1 -", "value band", scale=choice(-1, 4)))


def check_rules():
    """A = 3 of 1 to 3; B is missing; minimum coverage 0."""
    loose = {"minimum_coverage": "0/1", "questions": ["A", "B"]}
    for rule, expected in (("skip", "scored 3 100 50 100 1 2"), ("zero", "scored 1.5 50 50 50 2 2"),
                           ("floor", "scored 2 50 50 50 2 2"),
                           ("target", "scored 2.5 75 75 75 2 2"),
                           ("block", "too_few_answers - - 50 100 1 2")):
        top = area(measure="values", rules={"blank": rule}, **loose)
        same("blank under " + rule, expected,
             one(top, "3 - - -", "state value points low high answered relevant",
                 scale=choice(1, 2, 3, target=2)))
    top = area(measure="values", questions=["A", "B"], minimum_coverage="0/1")
    same("a target of a reversed question is after reversal", "scored 2 50",
         one({**top, "rules": {"not_applicable": "target"}}, "1 ir", scale=choice(1, 2, 3, target=1),
             questions=[{"id": "A", "reversed": True}, {"id": "B", "reversed": True}]))
    same("nothing applies", "not_relevant - - - 0 0",
         one(area(), "ir ir ir -", "state value low high answered relevant"))
    same("nothing counts", "too_few_answers - 0 100 0 2",
         one(area(minimum_coverage="0/1"), "vi ir - -", "state value low high answered relevant"))
    same("not applicable blocks", "too_few_answers - 33.333333333 66.666666667 2 3",
         one(area(rules={"not_applicable": "block"}), "1 3 ir -",
             "state value low high answered relevant"))


def check_tree():
    """A child without a score is blank, one that nothing applies to not applicable."""
    raw = definition({"id": "top", "operator": "weighted_mean", "minimum_coverage": "1/2",
                      "areas": [{"id": "x", "questions": ["A", "B"], "weight": 3},
                                {"id": "y", "questions": ["C"], "minimum_coverage": "1/1"},
                                {"id": "z", "operator": "none",
                                 "areas": [{"id": "w", "questions": ["D"]}]}]})
    seen = rows(raw, ["id A B C D", "a 3 - - 3", "b 1 3 ir -", "c - - 3 1", "d 2 1 3 1"])
    what = "state value low high answered relevant"
    same("x", "scored 100 50 100 1 2", shown(seen["a", "x"], what))
    same("y", "too_few_answers - 0 100 0 1", shown(seen["a", "y"], what))
    same("top of scored and blank", "scored 100 37.5 100 3 4", shown(seen["a", "top"], what))
    same("top of scored and not relevant", "scored 50 50 50 3 3", shown(seen["b", "top"], what))
    same("too little of the weight", "too_few_answers - 25 100 1 4", shown(seen["c", "top"], what))
    same("none", "no_score - - - 0 0", shown(seen["d", "z"], what))
    same("weights", "scored 43.75 43.75 43.75 4 4", shown(seen["d", "top"], what))
    over = {"id": "top", "over": "questions", "measure": "values", "areas": [
        {"id": "x", "questions": [{"question": "A", "weight": 5}, "B"]},
        {"id": "y", "questions": ["B", "C"]}]}
    same("over: each once, with the weight below", "scored 1.428571429 21.428571429",
         one(over, "1 2 3 -"))


def check_gates():
    def gate(*levels, **more):
        made = {"id": "top", "operator": "level", "questions": ["A", "B", "C"], "levels": [
            {"conditions": conditions} for conditions in levels]}
        return {**made, **more}

    ab = [{"questions": ["A", "B"], "at_least": 2}]
    c = [{"questions": ["C"], "at_least": 3}]
    what = "state value low high answered relevant"
    for cells, expected in (("2 3 3", "scored 2 2 2 3 3"), ("2 3 2", "scored 1 1 1 3 3"),
                            ("1 3 3", "scored 0 0 0 3 3"), ("2 - 3", "scored 0 0 2 2 3"),
                            ("ir ir 3", "scored 2 2 2 1 1"), ("2 2 ir", "scored 1 1 1 2 2"),
                            ("ir ir 2", "scored 0 0 0 1 1"), ("ir ir ir", "not_relevant - - - 0 0"),
                            ("- vi -", "scored 0 0 2 0 3")):
        seen = one(gate(ab, c, range=[0, 2]), cells + " -", what)
        seen = " ".join(str(int(w) // 50) if i in (2, 3) and w != "-" else w
                        for i, w in enumerate(seen.split()))
        same("gate " + cells, expected, seen)
    for test, at_least, more, yes, no in (
            ("any", 3, {}, "1 - 3", "1 - 2"), ("none", 3, {}, "1 2 ir", "1 2 -"),
            ("sum", 5, {}, "2 3 -", "2 2 -"), ("mean", 2, {}, "2 3 -", "2 2 -"),
            ("share", "0.333333", {"passing": 3}, "3 - -", "2 - -"),
            ("share", "0.5", {"passing": 3}, "3 - ir", "3 - -"),
            ("count", 2, {"passing": 2}, "2 - 3", "2 - ir")):
        condition = {"test": test, "at_least": float(at_least), **more}
        same(f"{test} {yes}", "scored 1 100", one(gate([condition]), yes + " -"))
        same(f"{test} {no}", "scored 0 0", one(gate([condition]), no + " -"))
    tagged = [{"id": "A", "tags": ["l1"]}, {"id": "B", "tags": ["l2", "l1"]}, {"id": "C"}]
    same("by tags", "scored 1 100",
         one(gate([{"tags": ["l1", "l2"], "at_least": 3}]), "1 3 1", questions=tagged))
    blocked = gate(ab, rules={"blank": "block"})
    same("a gate is blocked", "too_few_answers - -", one(blocked, "3 3 - -"))
    raw = definition([area("d", measure="values"),
                      {"id": "top", "operator": "level", "questions": ["A"], "levels": [
                          {"value": 1, "conditions": [{"areas": ["d/d"], "at_least": 1.5}]},
                          {"value": 4, "conditions": [{"areas": ["d/d"], "at_least": 2.5}]}]}])
    seen = rows(raw, ["id A B C D", "u 2 2 1 -", "v 3 3 2 -", "w 1 1 1 -", "x 3 3 - -"])
    same("of an earlier dimension", ["1 25", "4 100", "0 0", "4 100"],
         [shown(seen[u, "top"], "value points") for u in "uvwx"])
    same("its low and high", "25 100", shown(seen["x", "top"], "low high"))


def check_scales():
    several = numbers({"kind": "several", "options": [
        {"code": "a", "value": 2, "label": {}}, {"code": "b", "value": -1, "label": {}},
        {"code": "c", "value": 5, "label": {}},
        {"code": "vi", "state": "dont_know", "label": {"da": "Ved ikke"}}]})
    for combine, ends, values in (("sum", (-1, 7), (1, 6, 0)), ("highest", (-1, 5), (2, 5, -1)),
                                  ("lowest", (-1, 5), (-1, -1, -1)), ("all", (0, 1), (0, 1, 0)),
                                  ("any", (0, 1), (1, 1, 0))):
        scale = Scale({**several, "combine": combine})
        same(combine + " ends", ends, (scale.lowest, scale.highest))
        same(combine, values, tuple(scale.several(codes).value for codes in
                                    (["a", "b"], ["a", "b", "c"], [])))
    cut = Scale({**several, "lowest": Fraction(0), "highest": Fraction(6)})
    same("cut off", (0, 6), (cut.answer("b").value, cut.answer("a|c").value))
    same("don't know", "dont_know", cut.answer("ved  IKKE").kind)
    number = Scale(numbers({"kind": "number", "lowest": 0, "highest": 24, "clip": True,
                            "decimals": 1}))
    same("number", (Fraction(7, 2), 24, 0),
         tuple(number.answer(cell).value for cell in ("3,5", "30", "-1")))
    passing = Scale(numbers({"pass": ["2"], "options": [
        {"code": "1", "label": {}}, {"code": "2", "label": {}},
        {"code": "ir", "state": "not_applicable", "label": {}}]}))
    same("pass", (0, 1, 0, 1), (passing.lowest, passing.highest, passing.answer("1").value,
                                passing.answer("2").value))


def check_subsets_pools_configurations():
    questions = [{"id": "A", "tags": ["ig1"]}, {"id": "B", "tags": ["ig2"]}, {"id": "C"}]
    subset = {"column": "g", "of": {"1": ["ig1"], "2": ["ig1", "ig2"]}}
    raw = definition(area(), questions, subset=subset)
    seen = rows(raw, ["id g A B C", "u 1 3 1 2", "v 2 3 1 2"])
    same("subset by column", ["75 2", "50 3"],
         [shown(seen[u, "top"], "points relevant") for u in "uv"])
    raw = definition(area(), questions, subset={"tags": ["ig2"]})
    same("subset by tags", "100 1",
         shown(rows(raw, ["id A B C", "u 1 3 1"])["u", "top"], "points relevant"))
    table = ["id o A B C", "u x 1 2 3", "v x 3 ir 2", "w y - - 3", "z y 3 3 vi"]
    raw = definition(area(measure="values"), questions, pool={"column": "o", "rule": "mean"})
    seen = rows(raw, table)
    what = "state value points low high answered relevant"
    same("mean of members", "scored 2.25 62.5 62.5 62.5 2 2", shown(seen["x", "top"], what))
    same("one without a value left out", "scored 3 100 66.666666667 100 1 2", shown(seen["y", "top"], what))
    raw = definition(area(measure="values"), questions, pool={"column": "o", "rule": "all"})
    seen = rows(raw, table)
    same("lowest of members", "scored 1.666666667 33.333333333 33.333333333 33.333333333 3 3",
         shown(seen["x", "top"], what))
    same("blank if any is", "too_few_answers - - 0 100 0 3", shown(seen["y", "top"], what))
    configurations = [{"id": "equal", "weights": "equal"},
                      {"id": "strict", "rules": {"blank": "zero"}, "minimum_coverage": "1/1"},
                      {"id": "other", "values": {"s": {"2": 1}}},
                      {"id": "area", "areas": {"top/top": {"operator": "min"}}}]
    weighted = area(questions=[{"question": "A", "weight": 3}, "B", "C"],
                    rules={"blank": "skip"})
    for name, expected in ((None, "62.5"), ("equal", "75"), ("strict", "50"), ("other", "25"),
                           ("area", "50")):
        raw = definition(weighted, configurations=configurations)
        same(f"configuration {name}", expected,
             rows(raw, ["id A B C D", "u 2 3 - -"], name)["u", "top"]["points"])


class Counted:
    """Counts what the reference meets, by standing in for some of its functions."""

    def __init__(self):
        self.seen = Counter()
        self.rounded = areas.rounded
        self.figure = scoring.figure

    def rounding(self, value, mode, decimals):
        if (value * 10 ** decimals - Fraction(1, 2)).denominator == 1:
            self.seen["tie " + mode] += 1
        return self.rounded(value, mode, decimals)

    def one_figure(self, area_, unit):
        figure = self.figure(area_, unit)
        for bits in (64, 128, 256):
            if figure.value is not None and figure.value.denominator.bit_length() > bits:
                self.seen[f"denominator over {bits} bits"] += 1
        if (figure.relevant and figure.state == "scored" and 0 < figure.answered < figure.relevant
                and figure.answered == area_.minimum_coverage() * figure.relevant):
            self.seen["coverage just at the limit"] += 1
        if figure.value is not None and figure.value < 0:
            self.seen["negative value"] += 1
        self.seen[f"{area_.operator} {area_.measure()} {figure.state}"] += 1
        if area_.raw.get("over") == "questions":
            self.seen["over"] += 1
        return figure


OPERATORS = ["weighted_mean", "mean", "sum", "min", "max", "share", "possible", "level"]
REACHED = ([f"{o} {m} {s}" for o in OPERATORS for m in ("points", "values")
            for s in ("scored", "too_few_answers", "not_relevant")]
           + ["none points no_score", "negative value", "coverage just at the limit", "over"]
           + ["tie " + mode for mode in ("half_away", "half_even", "half_up", "truncate")]
           + [f"denominator over {bits} bits" for bits in (64, 128, 256)])
MEMBERS = ["asked_if", "when_not_asked", "reversed", "layers", "layer", "select", "over", "start",
           "levels", "range", "rounding", "bands", "target", "pass", "combine", "clip", "subset",
           "pool", "configurations", "weights", "areas", "dimensions", "at_most", "synonyms",
           "passing", "lowest", "highest", "overall", "other_columns", "of", "values"]
WORDS = ["half_away", "truncate", "zero", "floor", "target", "block", "mean", "all", "any", "none",
         "count", "share", "sum", "exclude", "highest", "lowest", "several", "number", "equal"]


def met(value, counter):
    """Counts members, and words that stand as values."""
    if isinstance(value, dict):
        for member, below in value.items():
            counter["member " + member] += 1
            met(below, counter)
    elif isinstance(value, list):
        for below in value:
            met(below, counter)
    elif isinstance(value, str):
        counter["word " + value] += 1


def check_drawer():
    """All the page speaks of is drawn, and the same seed draws the same."""
    with open(os.path.join(HERE, "../../questionnaires/definition.schema.json"),
              encoding="utf-8") as file:
        schema = Draft202012Validator(json.load(file))
    counted = Counted()
    areas.rounded, reference.figure = counted.rounding, counted.one_figure
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, SEEDS + 1):
            texts, configurations = draw.draw(seed)
            write(texts, folder)
            refused = [e.message for e in schema.iter_errors(json.loads(texts["definition.json"]))]
            if refused:
                same(f"seed {seed} by the schema", [], refused)
            met(load(os.path.join(folder, "definition.json")), counted.seen)
            for configuration in configurations:
                for row in compare.expected_rows(folder, configuration):
                    bounded(seed, row)
    areas.rounded, reference.figure = counted.rounded, counted.figure
    wanted = REACHED + ["member " + m for m in MEMBERS] + ["word " + w for w in WORDS]
    same("drawn", [], [w for w in wanted if not counted.seen[w]])
    same("the same seed", draw.draw(7), draw.draw(7))


def bounded(seed, row):
    for column in ("points", "low", "high"):
        if row[column] and not 0 <= Fraction(row[column]) <= 100:
            same(f"{column} of seed {seed}", "from 0 to 100", row[column])
    relevant = row["state"] in ("scored", "too_few_answers")
    if row["kind"] == "unit" and relevant != bool(row["low"]):
        same(f"low of seed {seed}", "there with a score or too few answers", row)


def check_comparison():
    """A program that calculates the same passes, one that errs in one figure does not."""
    with tempfile.TemporaryDirectory() as folder:
        for name, filtered, expected in (("right", "cat", 0), ("wrong", "sed s/,scored,/,scored,9/", 1),
                                         ("short", "sed $d", 1), ("failing", "false", 1)):
            program = os.path.join(folder, name)
            with open(program, "w", encoding="utf-8") as file:
                file.write(f'#!/bin/sh\n"{sys.executable}" -B "{HERE}/reference.py" "$@" '
                           f'| {filtered}\n')
            os.chmod(program, stat.S_IRWXU)
            compare.SHOWN = 0
            with contextlib.redirect_stdout(io.StringIO()):
                seen = compare.main(program, 6)
            same("a program that is " + name, expected, seen)
    same("a decimal is written as it is", "-0.000001", json_text(Fraction(-1, 10 ** 6)))


def main():
    for check in (check_page_example, check_rounding, check_operators, check_order, check_rules,
                  check_tree, check_gates, check_scales, check_subsets_pools_configurations,
                  check_drawer, check_comparison):
        check()
    print(f"property-self-test: {results[True]} passed, {results[False]} failed")
    return 1 if results[False] else 0


if __name__ == "__main__":
    sys.exit(main())
