"""Seeds and words for the fuzzing of answers: the files of the cases as the harness takes them.
tests/fuzz/seeds.py FOLDER WORDS"""

import glob
import hashlib
import io
import json
import os
import re
import sys
import zipfile

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER, WORDS = sys.argv[1:]
PARTED = b"\n---\n"
PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml",
         "xl/_rels/workbook.xml.rels", "_rels/.rels"]
LIMIT = 6000

# Of the questionnaire of every kind, which the cases do not have.
KINDS = [
    b"id;Q1;Q1.written;Q2;Q3;Q4;Q5;Q6\n101001;Ja;0;a, Kopi; langt v\xc3\xa6k;12;-1,25;200;low\n",
    b"id;Q1;Q2.a;Q2.b;Q2.c d;Q2.vi;Q2.0;Q3;Q6\n101001;1;1;0;;;;vi;high\n101002;0;;;;x;;;low\n",
    b"id,Q2[a],Q2[other],Q2_b,Q2[acomment],submitdate,startdate\n101001,Y,abc,N,why,2026-01-02 10:11:12,\n"
    b"101001,N,,Y,,2026-01-03 10:11:12,2026-01-01\n",
    b"id;question;answer;comment\n101001;Q2;a;\n101001;Q2;b;so\n101001;Q3;7;\n",
    b"Question;101001;101002\nQ1;1;0\nQ2;a|b;vi\nQ3;1E2;2.0\n",
    b"\"id\",\"Are there rules? [written]\",\"2 [Scanner]\"\n101001,No,x\n",
]
TOKENS = [
    ";", ",", "\t", "\"", "\"\"", "\r\n", "sep=;\r\n", "|", ", ", ".comment", "[", "]", "[other]", "-oth-",
    "<row r=\"2\">", "</row>", "<c r=\"A2\" t=\"s\">", "<c t=\"b\">", "<c t=\"e\">", "<c t=\"d\">", "<c t=\"n\">",
    "<c t=\"inlineStr\"><is><t>", "<v>", "</v>", "</c>", "<f>", "</f>", "<is>", "<r>", "<t xml:space=\"preserve\">",
    "<si>", "</si>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#65;", "&#0;", "_x000D_", "_xD83D__xDE00_",
    "<![CDATA[", "]]>", "<sheet name=\"Svar\" r:id=\"a\"/>", "state=\"hidden\"", "TargetMode=\"External\"",
    "\n---\n", "\xef\xbb\xbf", "\u00a0", "1E+05", "3,00", "1e999", "-0", "TRUE", "FALSE", "#REF!", "=1+1",
    "2026-01-02 10:11:12", "02-01-2026", "1/2/2026 3:04:05 PM", "submitdate", "startdate", "Starttidspunkt",
    "Completion time", "Timestamp", "Tidsstempel", "IP", "Email", "Navn", "simuleret", "simulated",
    "PK\x01\x02", "PK\x03\x04", "PK\x05\x06",
]


def word(token):
    raw = token.encode("latin-1", "ignore") if "\xef" in token else token.encode()
    return '"' + "".join("\\x%02x" % byte if byte < 32 or byte > 126 or byte in b'"\\' else chr(byte)
                         for byte in raw) + '"'


def keep(raw):
    if len(raw) <= LIMIT + 2:
        with open(os.path.join(FOLDER, hashlib.sha256(raw).hexdigest()[:12]), "wb") as file:
            file.write(raw)


def parts_of(raw):
    """The parts of a workbook one after another, or nothing when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if sum(archive.getinfo(name).file_size for name in names) > 1 << 20:
                return None
            return PARTED.join(archive.read(name) if name in names else b"" for name in PARTS)
    except Exception:
        return None


def keep_file(path, language):
    raw = open(path, "rb").read()
    if path.endswith(".json"):
        beside = [other for other in glob.glob(os.path.join(os.path.dirname(path), "*")) if other != path]
        for other in beside[:3] if b"mapping" in raw[:200] else []:
            if os.path.isfile(other):
                keep(b"m" + language + raw + PARTED + open(other, "rb").read())
        return
    parts = parts_of(raw)
    if parts is not None:
        keep(b"z" + language + raw)
        keep(b"x" + language + parts)
        return
    keep(b"t" + language + raw)
    if len(raw) < 1500:
        keep(b"s" + language + raw)
        keep(b"c" + language + raw.replace(b",", b";"))
    keep(b"l" + language + raw)


def quoted_texts(path):
    """What the tests of the rooms read: the strings of C that look like files."""
    source = open(path, encoding="utf-8").read()
    for found in re.finditer(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*', source):
        pieces = re.findall(r'"((?:[^"\\\n]|\\.)*)"', found.group(0))
        text = "".join(pieces)
        if "\\n" in text and len(text) > 20:
            try:
                yield text.encode().decode("unicode_escape").encode("latin-1")
            except (UnicodeDecodeError, UnicodeEncodeError):
                pass


def main():
    os.makedirs(FOLDER, exist_ok=True)
    cases = os.path.join(REPOSITORY, "tests", "cases")
    for path in sorted(glob.glob(cases + "/*/in/**/*", recursive=True) + glob.glob(cases + "/shared/answers/*/*")):
        if os.path.isfile(path) and re.search(r"\.(csv|tsv|txt|xlsx|json)$", path, re.IGNORECASE):
            keep_file(path, b"2" if len(path) % 2 else b"0")
    for text in KINDS:
        for kind in b"tcs":
            keep(bytes([kind]) + b"1" + text)
    for path in glob.glob(os.path.join(REPOSITORY, "tests", "unit", "answers*_test.c")):
        for text in quoted_texts(path):
            keep(b"t" + (b"1" if b"Q1" in text else b"0") + text)
    tiny = json.load(open(os.path.join(cases, "shared", "tiny.json"), encoding="utf-8"))
    words = TOKENS + [question["id"] for question in tiny["questions"]] \
        + [text for question in tiny["questions"] for text in question["text"].values()]
    for path in glob.glob(os.path.join(REPOSITORY, "engine", "answers", "*.c")):
        words += re.findall(r'"([A-Za-z][A-Za-z _.-]{3,30})"', open(path, encoding="utf-8").read())
    with open(WORDS, "w", encoding="ascii") as file:
        for token in sorted(set(words)):
            file.write(word(token) + "\n")


main()
