"""Writes the broken files of this case: make.py FOLDER. Those in in/broken/ are what it wrote; the
large ones, which are made anew in every run, come from make.py --large FOLDER."""

import io
import os
import sys
import zipfile

HEADER = "nummer;T01;T02;T03;T04;T05;T06;T07"
GOOD = "102001;3;2;1;2;1,5;a;1-2"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

files = {}


def text(name, *lines, encoding="utf-8", header=HEADER, end="\r\n"):
    """A file of lines below the header."""
    rows = ([header] if header else []) + list(lines)
    files[name] = (end.join(rows) + end).encode(encoding)


def cells(name, **answers):
    """A file of one row, good but for these answers."""
    row = dict(zip(HEADER.split(";"), GOOD.split(";")))
    row.update(answers)
    text(name, ";".join(row.values()))


# Encodings
whole = f"{HEADER}\r\n{GOOD}\r\n"
files["encoding-utf-16-le-without-its-mark.csv"] = whole.encode("utf-16-le")
files["encoding-utf-16-be-without-its-mark.csv"] = whole.encode("utf-16-be")
files["encoding-utf-16-cut-in-a-character.csv"] = b"\xff\xfe" + whole.encode("utf-16-le")[:-1]
files["encoding-utf-16-half-a-pair.csv"] = (
    b"\xff\xfe" + f"{HEADER}\r\n102001;".encode("utf-16-le") + b"\x3d\xd8" + ";2;1;2;1;a;0\r\n".encode("utf-16-le"))
files["encoding-utf-32.csv"] = b"\xff\xfe\0\0" + whole.encode("utf-32-le")
files["encoding-utf-8-by-its-mark-and-windows-1252-in-it.csv"] = (
    b"\xef\xbb\xbf" + f"{HEADER}\r\n102001;Tilfældigt;2;1;2;1;a;0\r\n".encode("cp1252"))
files["encoding-half-utf-8-half-windows-1252.csv"] = (
    f"{HEADER}\r\n102001;Tilfældigt;2;1;2;1;a;0\r\n".encode("utf-8")
    + "102002;Løbende forbedret;2;1;2;1;a;0\r\n".encode("cp1252"))
files["encoding-utf-8-made-utf-8-twice.csv"] = (
    f"{HEADER}\r\n102001;Tilfældigt;Løbende forbedret;1;2;1;a;0\r\n".encode("utf-8").decode("cp1252").encode("utf-8"))
files["encoding-of-an-old-mac.csv"] = f"{HEADER}\r\n102001;Tilfældigt;2;1;2;1;a;0\r\n".encode("mac-roman")
files["encoding-of-dos.csv"] = f"{HEADER}\r\n102001;Løbende forbedret;2;1;2;1;a;0\r\n".encode("cp850")
files["encoding-a-byte-that-no-windows-has.csv"] = f"{HEADER}\r\n102001;3;2;1;2;1;a;0\r\n10".encode() + b"\x81\r\n"
files["encoding-a-nul-byte.csv"] = f"{HEADER}\r\n102001;3;\0;1;2;1;a;0\r\n".encode()

# Quotation marks
text("quote-never-closed.csv", '102001;"3;2;1;2;1;a;0', "102002;3;2;1;2;1;a;0")
text("quote-in-the-midst-of-a-cell.csv", '102001;3;2;1;2;1;a 3" disk;0')
text("quote-and-text-behind-it.csv", '102001;"3"x;2;1;2;1;a;0')
text("quote-not-doubled.csv", '102001;3;2;1;2;1;"et "svar" her";0')
text("quote-marks-of-a-word-processor.csv", "102001;“3”;2;1;2;1;a;0")
text("quote-marks-that-are-apostrophes.csv", "'102001';'3';'2';'1';'2';'1';'a';'0'")
text("quote-around-each-line.csv", f'"{GOOD}"')

# Delimiters
text("delimiter-colon.csv", GOOD.replace(";", ":"), header=HEADER.replace(";", ":"))
text("delimiter-bar.csv", GOOD.replace(";", "|"), header=HEADER.replace(";", "|"))
text("delimiter-spaces.csv", GOOD.replace(";", "   "), header=HEADER.replace(";", "   "))
text("delimiter-other-in-the-rows.csv", "102001,3,2,1,2,1.5,a,1-2")
text("delimiter-lost-between-two-answers.csv", "102001;32;1;2;1,5;a;1-2")
text("delimiter-comma-and-decimal-commas.csv", "102001,3,2,1,2,1,5,a,1-2", header=HEADER.replace(";", ","))
text("delimiter-sep-line-of-a-colon.csv", HEADER.replace(";", ":"), GOOD.replace(";", ":"), header="sep=:")
text("delimiter-sep-line-that-is-not-true.csv", HEADER, GOOD, header="sep=,")
text("delimiter-sep-line-twice.csv", "sep=;", HEADER, "102001;9;2;1;2;1;a;0", header="sep=;")
text("delimiter-sep-line-and-nothing-more.csv", header="sep=;")

# Headers
text("header-lacks.csv", "103001;1;1;0;;0;c;0", header=GOOD)
text("header-and-nothing-of-a-survey.csv", "Ål;3;kr.", header="vare;antal;pris")
text("header-question-twice.csv", "102001;3;2;1", header="nummer;T01;T02;T01")
text("header-question-by-id-and-by-text.csv", "102001;3;2;1", header="nummer;T01;T02;Er reglerne skrevet ned?")
text("header-unknown-questions.csv", "102001;3;2;1", header="nummer;T01;farve;Z99")
text("header-question-misspelt.csv", "102001;3;2", header="nummer;T01;TO2")
text("header-text-misspelt.csv", "102001;3;2", header="nummer;T01;Bliver reglene fulgt?")
text("header-again-in-the-midst.csv", GOOD, HEADER, "102002;3;2;1;2;1;a;0")
text("header-of-two-rows.csv", ";;;;Plan;;;", GOOD, header=HEADER)
text("header-without-a-name.csv", "102001;3;2;1", header="nummer;T01;;T03")
text("header-two-columns-of-institutions.csv", "102001;102001;2", header="nummer;id;T02")
text("header-no-column-of-institutions.csv", "3;2;1", header="T01;T02;T03")
text("header-no-question.csv", "102001;Æblelunden", header="nummer;navn")
text("header-option-of-no-question.csv", "102001;1;0", header="nummer;T06.a;T06.z")
text("header-column-for-all-and-for-some.csv", "102001;a;0", header="nummer;T06;T06.b")
text("header-of-the-year-before.csv", "102001;3;2", header="nummer;T1;T2")

# Institutions
cells("institution-as-excel-writes-large-numbers.csv", nummer="1E+05")
cells("institution-with-decimals.csv", nummer="102001,00")
cells("institution-with-a-point-for-thousands.csv", nummer="102.001")
cells("institution-without-its-leading-zeros.csv", nummer="7001")
cells("institution-column-too-narrow.csv", nummer="########")
cells("institution-unknown.csv", nummer="999999")
cells("institution-nearly-known.csv", nummer="102O01")
cells("institution-by-name.csv", nummer="Æblelunden")
cells("institution-and-its-name-in-one.csv", nummer="102001 Æblelunden")
text("institution-lacks.csv", GOOD[6:])
text("institution-twice.csv", GOOD, "102001;1;1;0;;0;c;0")
text("institution-in-the-first-row-only.csv", GOOD, GOOD[6:])
text("institutions-all-the-same.csv", *[GOOD] * 5)

# Answers
cells("answer-outside-the-scale.csv", T01="7")
cells("answer-misspelt.csv", T01="Fastlag", T03="Jaa")
cells("answer-of-another-question.csv", T01="Ja", T03="Fastlagt")
cells("answer-two-in-one.csv", T01="3 eller 4")
cells("answer-half.csv", T01="3,5")
cells("answer-with-decimals.csv", T01="3,00", T03="1.0")
cells("answer-about.csv", T01="ca. 3", T05=">5")
cells("answer-in-percent.csv", T01="60%", T05="50 %")
cells("answer-that-excel-made-a-date.csv", T07="01-feb")
cells("answer-that-excel-made-a-date-of-iso.csv", T07="2026-02-01")
cells("answer-that-excel-made-the-number-of-a-date.csv", T07="46054")
cells("answer-that-is-a-truth.csv", T01="SAND")
cells("answer-that-is-a-question-mark.csv", T01="?", T02="-", T03="n/a")
cells("answer-in-markup.csv", T01="<b>3</b>")
cells("answer-in-other-digits.csv", T01="٣")
cells("answer-smiling.csv", T01="🙂")
cells("answer-of-many-words.csv", T01="Vi er i gang med at skrive dem ned og regner med at være færdige til sommer 2027")
cells("answer-formula.csv", T01="=1+2")
cells("answer-formula-that-starts-a-program.csv", T01="=cmd|'/C calc'!A0")
cells("answer-error-of-a-spreadsheet.csv", T01="#REF!", T05="#DIVISION/0!")
cells("answer-commanding-a-terminal.csv", T01="\x1b[31m\x1b]0;titel\x07\x9b2J")
cells("answer-of-two-lines.csv", T01='"3\r\n4"')
cells("number-too-high.csv", T05="366")
cells("number-below.csv", T05="-1")
cells("number-too-fine.csv", T05="1,55")
cells("number-with-a-unit.csv", T05="3 dage")
cells("number-with-thousands.csv", T05="1.000,5")
cells("number-beyond-all.csv", T05="1e999")
cells("several-one-misspelt.csv", T06="a|Totrinslogn")
cells("several-none-and-some.csv", T06="ingen;a".join('""'))
cells("several-one-unknown.csv", T06="a|x")
text("several-crossed-off-oddly.csv", "102001;måske;0", header="nummer;T06.a;T06.b")
text("several-none-and-some-in-columns.csv", "102001;1;1", header="nummer;T06.a;T06.ingen")

# Rows
text("row-too-short.csv", "102001;3;2;1")
text("row-too-long.csv", GOOD + ";5")
text("row-pushed-to-the-right.csv", "102001;;3;2;1;2;1,5;a;1-2")
text("row-of-notes-below.csv", GOOD, "Udfyldt af kontoret;;;;;;;")
text("row-of-totals-below.csv", GOOD, "I alt;3;2;1;2;1,5;;")
text("row-with-more-where-no-name-is.csv", GOOD + ";hej", header=HEADER + ";")
text("rows-one-good-and-some-bad.csv", "101001;4;4;1;4;4;c;0", "102002;9;2;1;2;1;a;0", "999999;1;1;1;1;1;a;0", "103001;1")

# Nothing in it, or something else altogether
files["nothing-at-all.csv"] = b""
files["nothing-but-a-mark.csv"] = b"\xef\xbb\xbf"
files["nothing-but-a-mark-of-utf-16.csv"] = b"\xff\xfe"
files["nothing-but-blank-lines.csv"] = b"\r\n\r\n\r\n"
files["nothing-but-blanks.csv"] = b"   \r\n \t \r\n"
files["nothing-but-delimiters.csv"] = b";;;\r\n;;;\r\n"
files["other-pdf.csv"] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
files["other-jpeg.csv"] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + bytes(range(64)) + b"\xff\xd9"
files["other-png.xlsx"] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"
files["other-json.csv"] = b'{"nummer": "102001", "T01": 3,\n "T02": 2}\n'
files["other-xml.csv"] = b'<?xml version="1.0"?>\n<answers><unit id="102001"><T01>3</T01></unit></answers>\n'
files["other-html-named-xls.xls"] = (b"<html><table><tr><th>nummer</th><th>T01</th></tr>"
                                     b"<tr><td>102001</td><td>3</td></tr></table></html>\n")
files["other-rtf.txt"] = b"{\\rtf1\\ansi nummer;T01\\par 102001;3\\par}\n"
files["other-mail.txt"] = b"From: a@example.org\r\nSubject: Svar\r\n\r\nHej\r\nVi har svaret 3, 2 og 1.\r\n"
files["other-gzip.csv"] = bytes.fromhex("1f8b0800000000000003") + b"\xcb+\xcdMJ-R\x08" * 3
files["other-database.csv"] = b"SQLite format 3\0\x10\0\1\1\0\x40\x20\x20" + bytes(40)
text("other-xlsx-by-name-only.xlsx", "102001;8;2;1;2;1;a;0")


# Workbooks
def column(number):
    return (column(number // 26 - 1) if number >= 26 else "") + chr(65 + number % 26)


def row(number, *values):
    """Cells as (type, value), or texts and numbers."""
    made = []
    for at, value in enumerate(values):
        where = f'r="{column(at)}{number}"'
        if value is None:
            continue
        if isinstance(value, tuple):
            made.append(f"<c {where}{value[0]}>{value[1]}</c>")
        elif isinstance(value, str):
            made.append(f'<c {where} t="inlineStr"><is><t>{value}</t></is></c>')
        else:
            made.append(f"<c {where}><v>{value}</v></c>")
    return f'<row r="{number}">{"".join(made)}</row>'


REST = (2, 1.5, "a", "1-2")
HEAD = row(1, *HEADER.split(";"))
ROW = row(2, "102001", 3, 2, 1, *REST)


def sheet(*rows, before="", after=""):
    return f'{XML}{before}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def parts(*sheets, names=("Ark1", "Ark2"), states=("", ""), shared=None):
    """The parts of a sound workbook of these sheets, in an order that never changes."""
    listed = "".join(f'<sheet name="{names[i]}" sheetId="{i + 1}"{states[i]} r:id="rId{i + 1}"/>' for i in range(len(sheets)))
    links = "".join(f'<Relationship Id="rId{i + 1}" Type="{RELATED}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>'
                    for i in range(len(sheets)))
    if shared is not None:
        links += f'<Relationship Id="rId9" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/>'
    made = {
        "_rels/.rels": f'{XML}<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{RELATED}/officeDocument" '
                       f'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{LINKS}">{links}</Relationships>',
    }
    if shared is not None:
        made["xl/sharedStrings.xml"] = f'{XML}<sst xmlns="{MAIN}">{shared}</sst>'
    for i, content in enumerate(sheets):
        made[f"xl/worksheets/sheet{i + 1}.xml"] = content
    return made


def packed(made, encrypted=False, method=zipfile.ZIP_DEFLATED):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in made.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = method
            archive.writestr(entry, content)
    data = raw.getvalue()
    if encrypted:  # only says so: the flag of every entry, there and in the list
        data = data.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0").replace(
            b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")
    return data


def book(name, made, **how):
    files[f"workbook-{name}.xlsx"] = packed(made, **how)


def bad(name, *rows, **how):
    """A workbook whose one sheet is wrong."""
    book(name, parts(sheet(*rows, **how)))


sound = packed(parts(sheet(HEAD, ROW)))
files["workbook-cut-short.xlsx"] = sound[:len(sound) // 2]
files["workbook-of-zeros.xlsx"] = bytes(2000)
files["workbook-with-a-password.xlsx"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
files["workbook-old.xls"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(24) + b"W\0o\0r\0k\0b\0o\0o\0k\0" + bytes(400)
broken = bytearray(sound)
at = broken.find(b"xl/worksheets/sheet1.xml") + 30
broken[at:at + 8] = b"\xff" * 8
files["workbook-with-a-damaged-part.xlsx"] = bytes(broken)
book("with-locked-parts", parts(sheet(HEAD, ROW)), encrypted=True)
book("packed-in-another-way", parts(sheet(HEAD, ROW)), method=zipfile.ZIP_BZIP2)
book("within-a-workbook", {"inner.xlsx": sound})
book("of-open-document", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                          "content.xml": XML + "<office:document-content/>"})
book("that-is-a-document", {"_rels/.rels": parts(sheet())["_rels/.rels"].replace("xl/workbook", "word/document"),
                            "word/document.xml": XML + "<document/>"})
book("of-binary-sheets", {"_rels/.rels": parts(sheet())["_rels/.rels"].replace("workbook.xml", "workbook.bin"),
                          "xl/workbook.bin": "\0"})
made = parts(sheet(HEAD, ROW))
del made["xl/worksheets/sheet1.xml"]
book("without-its-sheet", made)
made = parts(sheet(row(1, (' t="s"', "<v>0</v>"))), shared="<si><t>nummer</t></si>")
del made["xl/sharedStrings.xml"]
book("without-its-texts", made)
book("without-sheets", parts())
book("text-out-of-range", parts(sheet(HEAD, row(2, "102001", (' t="s"', "<v>7</v>"), 2, 1, *REST)), shared="<si><t>a</t></si>"))
made = parts(sheet(HEAD, ROW))
book("leading-out-of-the-package", {**made, "xl/_rels/workbook.xml.rels":
                                    made["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "../../../../etc/passwd")})
bad("with-a-document-type", HEAD, ROW, before="<!DOCTYPE worksheet>")
bad("with-an-outer-entity", HEAD, row(2, "102001", "&amp;x;".replace("&amp;", "&"), 2, 1, *REST),
    before='<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
bad("with-a-billion-laughs", HEAD, row(2, "102001", "&i;", 2, 1, *REST),
    before="<!DOCTYPE worksheet [<!ENTITY a \"ha\">" + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(8)) + "]>")
bad("with-broken-xml", HEAD, "<row r=\"2\"><c r=\"A2\"><v>1</c></row>")
bad("with-elements-too-deep", HEAD, "<x>" * 100 + "</x>" * 100)
bad("formula-without-result", HEAD, row(2, "102001", ("", "<f>1+2</f>"), 2, 1, *REST))
bad("formula-with-an-error", HEAD, row(2, "102001", (' t="e"', "<f>Ark9!A1</f><v>#REF!</v>"), 2, 1, *REST))
bad("with-an-error", HEAD, row(2, "102001", (' t="e"', "<v>#I/T</v>"), 2, 1, *REST))
bad("cells-out-of-order", HEAD, '<row r="2"><c r="B2"><v>3</v></c><c r="A2" t="inlineStr"><is><t>102001</t></is></c></row>')
bad("cell-of-another-row", HEAD, '<row r="2"><c r="A7"><v>102001</v></c></row>')
bad("cell-of-no-type", HEAD, row(2, "102001", (' t="picture"', "<v>3</v>"), 2, 1, *REST))
bad("rows-out-of-order", HEAD, row(3, "102001", 3, 2, 1, *REST), row(2, "102002", 3, 2, 1, *REST))
bad("number-that-is-none", HEAD, row(2, "102001", ("", "<v>tre</v>"), 2, 1, *REST))
bad("merged-institution", HEAD, ROW, row(3, None, 1, 1, 0, *REST), after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
bad("truth-as-an-answer", HEAD, row(2, "102001", (' t="b"', "<v>1</v>"), 2, 1, *REST))
bad("date-as-an-answer", row(1, "nummer", "T07"), row(2, "102001", 46054))
bad("number-without-leading-zeros", HEAD, row(2, 7001, 3, 2, 1, *REST))
bad("number-of-many-digits", HEAD, row(2, "1.02001123456789E+20", 3, 2, 1, *REST))
bad("answer-wrong", HEAD, row(2, "102001", "Fastlag", 2, 1, *REST))
bad("institution-twice", HEAD, ROW, row(3, 102001, 1, 1, 0, *REST))
book("of-two-sheets-of-answers", parts(sheet(HEAD, ROW), sheet(HEAD, row(2, "102002", 9, 2, 1, *REST))))
book("wrong-on-its-second-sheet", parts(sheet(row(1, "Til jer der svarer")), sheet(HEAD, row(2, "102001", 9, 2, 1, *REST))))
book("wrong-behind-a-hidden-sheet", parts(sheet(row(1, "Lister")), sheet(HEAD, row(2, "102001", 9, 2, 1, *REST)),
                                          states=(' state="hidden"', "")))
book("without-answers-on-any-sheet", parts(sheet(row(1, "Til jer der svarer")), sheet(row(1, "Lister"))))
bad("of-nothing")

# Forms
FORM = ["Spørgeramme;trial;2026;;;", "nummer;102001;Æblelunden;;;", ";;;;;", "Nr.;Spørgsmål;Svar;Bemærkning;Svarmuligheder;Hjælp",
        "T01;Er reglerne skrevet ned?;Fastlagt;;;", "T02;Bliver reglerne fulgt?;Gentaget;;;",
        "T03;Er der en plan for nedbrud?;Nej;;;", "T05;Hvor mange dage var noget nede?;0;;;"]


def form(name, *changes):
    made = "\r\n".join(FORM) + "\r\n"
    for old, new in changes:
        assert old in made
        made = made.replace(old, new)
    files[f"form-{name}.csv"] = made.encode("utf-8-sig")


form("of-another-edition", ("2026", "2025"))
form("of-another-questionnaire", ("trial", "school"))
form("without-its-institution", ("102001", ""))
form("of-an-unknown-institution", ("102001", "102009"))
form("without-the-row-of-institutions", ("nummer;102001;Æblelunden;;;\r\n", ""))
form("with-edited-ids", ("T01;", "1;"), ("T02;", "Spm. 2;"))
form("with-a-question-twice", ("T02;", "T01;"))
form("not-filled-in", ("Fastlagt", ""), ("Gentaget", ""), ("Nej", ""), (";0;", ";;"))
form("with-wrong-answers", ("Fastlagt", "Fastlag"), (";0;", ";mange;"))
form("with-an-answer-beside-no-question", (";;;;;\r\nNr.", ";;;;;\r\nNr."), ("T05;", ";"))
form("twice-in-one-file", ("T05;Hvor mange dage var noget nede?;0;;;\r\n", "\r\n".join(
    ["T05;Hvor mange dage var noget nede?;0;;;", *[line.replace("102001", "102002") for line in FORM], ""])))
files["form-with-escapes-for-a-terminal.csv"] = "\r\n".join(FORM).replace("trial;2026", "\x1b[2Jtrial;\x1b[31m2025").encode()

# Other layouts
LONG = "nummer;spørgsmål;svar"
text("long-unknown-question.csv", "102001;T01;3", "102001;T0X;2", header=LONG)
text("long-unknown-institution.csv", "102001;T01;3", "102O02;T01;2", header=LONG)
text("long-same-answer-twice.csv", "102001;T01;3", "102001;T01;3", header=LONG)
text("long-two-answers-to-one-question.csv", "102001;T01;3", "102001;T01;4", header=LONG)
text("long-without-institution.csv", "102001;T01;3", ";T02;2", header=LONG)
text("long-without-question.csv", "102001;T01;3", "102001;;2", header=LONG)
text("long-wrong-answer.csv", "102001;T01;3", "102001;T02;12", header=LONG)
text("across-unknown-institution.csv", "T01;3;2", "T02;3;2", header="Spørgsmål;102001;102O02")
text("across-institution-twice.csv", "T01;3;2", "T02;3;2", header="Spørgsmål;102001;102001")
text("across-unknown-question.csv", "T01;3;2", "T0X;3;2", header="Spørgsmål;102001;102002")
text("across-wrong-answer.csv", "T01;3;2", "T03;3;1", header="Spørgsmål;102001;102002")
text("across-question-twice.csv", "T01;3;2", "T01;3;1", header="Spørgsmål;102001;102002")
text("limesurvey-unknown-codes.csv", '"4","2026-05-02 10:11:12","2","da","102001","A3","A2","Y"',
     header='"id","submitdate","lastpage","startlanguage","nummer","T01","T02","T03"')
text("limesurvey-unknown-question.csv", '"4","2026-05-02 10:11:12","2","da","102001","3","A2"',
     header='"id","submitdate","lastpage","startlanguage","nummer","T01","Q00"')
text("microsoft-forms-without-institution.csv", "1;02-05-2026 10:00;02-05-2026 10:11;anonymous;;Fastlagt",
     header="ID;Starttidspunkt;Fuldførelsestidspunkt;Mail;Navn;Er reglerne skrevet ned?")
text("google-forms-text-of-nothing.csv", '"2026/05/02 10:11:12 AM GMT+2","102001","Fastlagt","Blå"',
     header='"Tidsstempel","nummer","Er reglerne skrevet ned?","Hvad er din yndlingsfarve?"')
text("mapping-of-columns-that-are-not-there.csv", "102001;9", header="s_1;v_1")
files["mapping-of-columns-that-are-not-there.json"] = (
    b'{"format": "baseline-mapping-1", "unit": "s_1", "columns": {"v_1": "T01", "v_9": "T02"}}\n')
text("mapping-of-unknown-questions.csv", "102001;3", header="s_1;v_1")
files["mapping-of-unknown-questions.json"] = (
    b'{"format": "baseline-mapping-1", "unit": "s_1", "columns": {"v_1": "T0I"}, "answers": {"T02": {"x": "9"}}}\n')
text("mapping-without-the-answer.csv", "102001;3;9", header="s_1;v_1;v_2")
files["mapping-without-the-answer.json"] = (
    b'{"format": "baseline-mapping-1", "unit": "s_1", "columns": {"v_1": "T01", "v_2": "T02"}, "answers": {"T02": {"1": "1"}}}\n')
text("mapping-that-is-not-json.csv", "102001;3", header="s_1;v_1")
files["mapping-that-is-not-json.json"] = b'{"format": "baseline-mapping-1", "unit": s_1}\n'


# Too large to keep
def large():
    made = {}
    made["columns-100000-unknown.csv"] = (
        "nummer;T01" + "".join(f";spm{n}" for n in range(100000)) + "\n102001;3" + ";" * 100000 + "\n").encode()
    made["columns-100000-of-one-question.csv"] = ("nummer;T01" + ";T01" * 100000 + "\n").encode()
    made["columns-100000-of-comments.csv"] = ("nummer;T01" + ";T01.comment" * 100000 + "\n").encode()
    made["columns-100000-of-institutions.csv"] = ("T01" + ";nummer" * 100000 + "\n").encode()
    made["columns-100000-without-a-name.csv"] = ("nummer;T01" + ";" * 100000 + "T02\n").encode()
    made["cell-of-two-megabytes.csv"] = b"nummer;T01\n102001;" + b"3" * (2 << 20) + b"\n"
    made["cell-of-half-a-megabyte.csv"] = b"nummer;T01\n102001;" + b"3" * (1 << 19) + b"\n"
    made["header-cell-of-half-a-megabyte.csv"] = b"nummer;T01;" + b"x y " * (1 << 17) + b"\n102001;3;\n"
    made["institutions-100000-across.csv"] = ("Spørgsmål;102001" + "".join(f";{n}" for n in range(500000, 600000)) + "\nT01;3\n").encode()
    made["questions-100000-long.csv"] = (LONG + "\n" + "".join(f"102001;Z{n};1\n" for n in range(100000))).encode()
    made["rows-100000-wrong.csv"] = (HEADER + "\n" + "102001;9;9;9;9;999;x;9\n" * 100000).encode()
    blanks = sheet(HEAD, ROW, after=" " * (20 << 20))
    made["workbook-packed-too-tightly.xlsx"] = packed(parts(blanks))
    made["workbook-of-12000-parts.xlsx"] = packed({**parts(sheet(HEAD, ROW)), **{f"x/{n}": "" for n in range(12000)}})
    made["workbook-in-a-workbook-in-a-workbook.xlsx"] = packed({"a.xlsx": packed({"b.xlsx": packed({"c.xlsx": bytes(1 << 20)})})})
    made["workbook-tag-without-end.xlsx"] = packed(parts(sheet(HEAD, "<row " + 'a="b" ' * (1 << 18))), method=zipfile.ZIP_STORED)
    made["workbook-row-beyond-the-last.xlsx"] = packed(parts(sheet(HEAD, row(1048577, "102001", 3))))
    wide = "".join(f'<c r="{column(n)}1" t="inlineStr"><is><t>Z{n}</t></is></c>' for n in range(16384))
    made["workbook-of-16384-columns.xlsx"] = packed(parts(sheet(f'<row r="1">{wide}</row>')))
    return made


if __name__ == "__main__":
    made = large() if sys.argv[1] == "--large" else files
    folder = sys.argv[-1]
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        if name not in made:
            os.unlink(os.path.join(folder, name))
    for name, content in made.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
