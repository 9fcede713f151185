"""Fills in a form as `template` makes it, the way a spreadsheet saves it: fill.py FROM TO. The
answers are those called A in make.py."""

import re
import sys
import zipfile

GIVEN = {"H1": "Fastlagt", "H2": "1", "H3": "fw; av", "H4": "7,5", "H5": "Ja", "H6": "Nej", "H7": "Ja", "H8": "vi"}

with zipfile.ZipFile(sys.argv[1]) as book:
    parts = {name: book.read(name) for name in book.namelist()}
texts = re.findall(r"<si>(.*?)</si>", parts["xl/sharedStrings.xml"].decode(), re.S)
texts = ["".join(re.findall(r"<t[^>]*>(.*?)</t>", text, re.S)) for text in texts]


def fill(name):
    """A sheet with the answers in its rows of questions; their number."""
    sheet = parts[name].decode()
    cells = {place: texts[int(number)] for place, number in
             re.findall(r'<c r="([A-Z]+\d+)"[^>]* t="s"[^>]*><v>(\d+)</v></c>', sheet)}
    column = next((re.match("[A-Z]+", place)[0] for place, text in cells.items() if text == "Svar"), None)
    filled = 0
    for place, text in cells.items():
        if column is None or not place.startswith("A") or text not in GIVEN:
            continue
        target = column + place[1:]
        answer = f'<c r="{target}" t="inlineStr"><is><t>{GIVEN[text]}</t></is></c>'
        sheet, count = re.subn(rf'<c r="{target}"[^>]*/>', answer, sheet)
        filled += count
    parts[name] = sheet.encode()
    return filled


filled = sum(fill(name) for name in list(parts) if name.startswith("xl/worksheets/sheet"))
assert filled == len(GIVEN), filled
with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as book:
    for name, content in parts.items():
        book.writestr(name, content)
