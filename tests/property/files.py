"""The files of a drawn definition: JSON with decimals as they are, answers, a folder."""
import csv
import io
import os
from fractions import Fraction

from reference import nine


def is_decimal(value):
    """At most 15 digits, 6 of them after the point, between -1000000 and 1000000."""
    return (value * 10 ** 6).denominator == 1 and abs(value) < 10 ** 6


def decimal_text(value):
    if not is_decimal(value):
        raise ValueError(f"{value} is no decimal")
    return nine(value)


def json_text(value, indent=""):
    deeper = indent + "  "
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        ends = "[]"
        items = [json_text(item, deeper) for item in value]
    else:
        ends = "{}"
        items = [f"{json_text(key)}: {json_text(item, deeper)}" for key, item in value.items()]
    if len(", ".join(items)) < 90 and "\n" not in "".join(items):
        return ends[0] + ", ".join(items) + ends[1]
    return f"{ends[0]}\n{deeper}" + f",\n{deeper}".join(items) + f"\n{indent}{ends[1]}"


def csv_text(table):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue()


def write(texts, folder):
    os.makedirs(folder, exist_ok=True)
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
