"""The cells of answer files by readers of another kind than the engine's: Python's csv module, and
zipfile with an XML parser.
"""
import codecs
import csv
import io
import re
import xml.etree.ElementTree as xml
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
csv.field_size_limit(1 << 30)


def decoded(data):
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def delimited(data, delimiter):
    """Rows of cells; what a spreadsheet counts as a row is one, blank ones too."""
    text = re.sub("^sep=[;,\t](\r\n|\r|\n)", "", decoded(data))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    return [[cell.strip(" \t") for cell in row] for row in rows]


def text_of(element):
    """The text of a shared string or an inline one, without how it is pronounced."""
    texts = [t.text or "" for t in element.findall(MAIN + "t")]
    texts += [t.text or "" for run in element.findall(MAIN + "r") for t in run.findall(MAIN + "t")]
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), "".join(texts))


def number(text):
    """A number as the shortest decimal that is the same."""
    value = float(text)
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def column_of(reference):
    column = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def value_of(cell, shared):
    kind = cell.get("t", "n")
    value = cell.find(MAIN + "v")
    if kind == "inlineStr":
        inline = cell.find(MAIN + "is")
        return "" if inline is None else text_of(inline)
    if value is None or not value.text:
        return ""
    if kind == "s":
        return shared[int(value.text)]
    if kind == "b":
        return "TRUE" if value.text in ("1", "true") else "FALSE"
    return number(value.text) if kind == "n" else value.text


def workbook(data, sheet):
    """Rows of cells of the sheet of that name."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = {name.lower(): name for name in archive.namelist()}

    def part(path):
        return xml.fromstring(archive.read(names[path.lower()]))

    book = part("xl/workbook.xml")
    relations = {relation.get("Id"): relation.get("Target")
                 for relation in part("xl/_rels/workbook.xml.rels")}
    target = next(relations[entry.get(RELATION)] for entry in book.find(MAIN + "sheets")
                  if entry.get("name") == sheet)
    path = target.lstrip("/") if target.startswith("/") else "xl/" + target
    shared = [text_of(item) for item in part("xl/sharedStrings.xml")] \
        if "xl/sharedstrings.xml" in names else []
    rows = []
    for row in part(path).find(MAIN + "sheetData"):
        at = int(row.get("r", len(rows) + 1))
        rows += [[] for _ in range(at - len(rows))]
        for cell in row.findall(MAIN + "c"):
            column = column_of(cell.get("r")) if cell.get("r") else len(rows[at - 1]) + 1
            rows[at - 1] += [""] * (column - len(rows[at - 1]))
            rows[at - 1][column - 1] = value_of(cell, shared)
    return rows


def read(data, delimiter, sheet):
    return workbook(data, sheet) if sheet else delimited(data, delimiter)
