"""Writes a folder of answers as different tools save them: make.py FOLDER. Every file but the form
holds two houses; the first of each file gives the answers A, the second the answers B, however its
tool writes them. Nobody of the persons in them exists."""

import os
import sys
import zipfile

FOLDER = sys.argv[1]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Q1 = "Er der regler, som alle kender?"
Q2 = "Bliver reglerne fulgt?"
Q3 = "Hvad er på plads?"
Q4 = "Hvor mange timer går der?"
Q5 = Q6 = "Er det nok?"
FW, AV, BK = "Brandmur, fysisk", "Antivirus", "Sikkerhedskopi"

units = []
used = {}


def houses(name, count=2):
    """The next houses of the register, for one file."""
    first = len(units)
    for n in range(count):
        units.append((f"{100 + first + n}", f"Hus {name} {'AB'[n]}"))
    used[name] = [unit[0] for unit in units[first:]]
    return used[name]


def write(name, text, encoding, mark=b"", end="\r\n"):
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(mark + text.replace("\n", end).encode(encoding))


def quoted(rows, delimiter):
    """Every field in quotation marks."""
    return "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


def plain(rows, delimiter):
    """Only what needs them in quotation marks."""
    def field(cell):
        wanted = any(mark in cell for mark in (delimiter, '"', "\r", "\n"))
        return '"' + cell.replace('"', '""') + '"' if wanted else cell
    return "".join(delimiter.join(map(field, row)) + "\n" for row in rows)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def sheet_xml(rows):
    lines = []
    for r, row in enumerate(rows, 1):
        cells = ""
        for c, cell in enumerate(row):
            place = chr(ord("A") + c) + str(r)
            if isinstance(cell, (int, float)):
                cells += f'<c r="{place}"><v>{cell}</v></c>'
            elif cell:
                cells += f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        lines.append(f'<row r="{r}">{cells}</row>')
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def workbook(name, *sheets):
    listed = "".join(f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>'
                     for n, (title, _) in enumerate(sheets, 1))
    links = "".join(f'<Relationship Id="rId{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                    for n in range(1, len(sheets) + 1))
    with zipfile.ZipFile(os.path.join(FOLDER, name), "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("_rels/.rels", f'{XML}<Relationships xmlns="{LINKS}"><Relationship Id="rId1" '
                      f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">'
                      f"<sheets>{listed}</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", f'{XML}<Relationships xmlns="{LINKS}">{links}</Relationships>')
        for n, (_, rows) in enumerate(sheets, 1):
            book.writestr(f"xl/worksheets/sheet{n}.xml", sheet_xml(rows))


os.makedirs(FOLDER, exist_ok=True)

# LimeSurvey with codes; a response that was begun, and an older one of the same house.
a, b = houses("LimeSurvey koder")
own = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate", "datestamp", "ipaddr", "kode"]
write("limesurvey-koder.csv", quoted([
    own + ["H1", "H2", "H2[other]", "H3[fw]", "H3[av]", "H3[bk]", "H3[vi]", "H4", "H5", "H6", "H7", "H8"],
    ["1", "", "1", "da", "11", "aa", "2026-05-01 08:00:00", "2026-05-01 08:00:00", "10.0.0.4", a,
     "9", "", "", "", "", "", "", "", "", "", "", ""],
    ["2", "2026-05-02 10:11:12", "3", "da", "12", "aa", "2026-05-02 10:00:00", "2026-05-02 10:11:12", "10.0.0.4", a,
     "3", "1", "", "Y", "Y", "", "", "7.5", "Y", "N", "Y", "vi"],
    ["3", "2026-05-01 10:11:12", "3", "da", "13", "bb", "2026-05-01 10:00:00", "2026-05-01 10:11:12", "10.0.0.5", b,
     "1", "2", "", "", "", "Y", "", "2", "N", "N", "N", "N"],
    ["4", "2026-05-03 10:11:12", "3", "da", "14", "bb", "2026-05-03 10:00:00", "2026-05-03 10:11:12", "10.0.0.5", b,
     "ir", "0", "", "", "", "", "Y", "0", "N", "Y", "N", "Y"],
], ",") + "\n", "utf-8", b"\xef\xbb\xbf")

# LimeSurvey with whole texts, HTML left in, times not kept.
a, b = houses("LimeSurvey tekster")
write("limesurvey-tekster.csv", quoted([
    ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "kode", f"<p>{Q1}</p>",
     "Bliver reglerne <b>fulgt?</b>", f"{Q3} [{FW}]", f"{Q3} [{AV}]", f"{Q3} [{BK}]", f"{Q3} [Ved ikke]", Q4,
     "H5. Er det nok?", "H6. Er det nok?", "Drift [Pr&oslash;ves det af?]", "Drift [Rettes det?]"],
    ["5", "1980-01-01 00:00:00", "3", "da", "21", a, "Fastlagt", "I ringe grad, sjældent", "Ja", "Ja", "Nej", "Nej",
     "7.5", "Ja", "Nej", "Ja", "Ved ikke"],
    ["6", "1980-01-01 00:00:00", "3", "da", "22", b, "<span>Ikke relevant</span>", "Slet ikke", "Nej", "Nej", "Nej",
     "Ja", "0", "Nej", "Ja", "Nej", "Ja"],
], ";"), "utf-8", b"\xef\xbb\xbf")

# SurveyXact: codes, and what they are beside them.
codes = {"Ikke relevant": "7", "Tilfældigt": "5", "Gentaget": "1", "Fastlagt": "2", "Styret; målt": "4",
         "Løbende forbedret": "3", "Ved ikke": "6"}
degrees = {"I høj grad": "1", "I ringe grad, sjældent": "3", "Slet ikke": "2", "Ved ikke": "4"}
yesno = {"Ja": "1", "Nej": "2", "Ved ikke": "3"}
chosen = {"Ikke valgt": "0", "Valgt": "1"}
structure = [
    ["questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText"],
    ["s_1", "s_1", "Open", "String", "Kode", "", ""],
    ["s_2", "s_2", "Closed", "Single", Q1 + " ", "", ""],
    ["s_3", "s_3", "Closed", "Single", Q2, "", ""],
    ["s_4", "s_4_1", "Closed", "Multiple", Q3, "2", AV + " "],
    ["s_4", "s_4_2", "Closed", "Multiple", Q3, "1", FW],
    ["s_4", "s_4_3", "Closed", "Multiple", Q3, "3", BK],
    ["s_4", "s_4_4", "Closed", "Multiple", Q3, "4", "Ved ikke"],
    ["s_5", "s_5", "Open", "Double", Q4, "", ""],
    ["s_6", "s_6", "Closed", "Single", Q5, "", ""],
    ["s_7", "s_7", "Closed", "Single", Q6, "", ""],
    ["b_1", "b_1", "Closed", "Single", "Drift  - Prøves det af? ", "", ""],
    ["b_2", "b_2", "Closed", "Single", "Drift  - Rettes det? ", "", ""],
    ["s_9", "s_9", "Open", "String", "E-mail", "", ""],
]
labels = [["s_2", code, text + "  "] for text, code in codes.items()]
labels += [["s_3", code, text] for text, code in degrees.items()]
for variable in ("s_4_1", "s_4_2", "s_4_3", "s_4_4"):
    labels += [[variable, code, text] for text, code in chosen.items()]
for variable in ("s_6", "s_7", "b_1", "b_2"):
    labels += [[variable, code, text] for text, code in yesno.items()]
header = ["responde", "organiza", "s_1", "s_2", "s_3", "s_4_1", "s_4_2", "s_4_3", "s_4_4", "s_5", "s_6", "s_7",
          "b_1", "b_2", "s_9", "email", "stato_1", "stato_2", "stato_3", "stato_4", "stato_5"]


def answers(a, b, begun):
    return [
        header,
        ["900", "27", a, codes["Fastlagt"], degrees["I ringe grad, sjældent"], "1", "1", "0", "0", "7.5",
         yesno["Ja"], yesno["Nej"], yesno["Ja"], yesno["Ved ikke"], "en@eksempel.dk", "", "0", "0", "0", "1", "0"],
        ["901", "27", b, codes["Ikke relevant"], degrees["Slet ikke"], "0", "0", "0", "1", "0",
         yesno["Nej"], yesno["Ja"], yesno["Nej"], yesno["Ja"], "", "", "0", "0", "0", "1", "0"],
        ["902", "27", begun, "9", "", "", "", "", "", "", "", "", "", "", "", "", "0", "0", "1", "0", "0"],
    ]


a, b = houses("SurveyXact")
for part, rows in (("dataset", answers(a, b, a)), ("structure", structure), ("labels", labels)):
    write(f"skema {part}.csv", plain(rows, "\t"), "utf-16-le", b"\xff\xfe")
a, b = houses("SurveyXact ansi")
for part, rows in (("dataset", answers(a, b, b)), ("structure", [row + [""] for row in structure]), ("labels", labels)):
    rows = [row[:7] if part == "structure" and n == 0 else row for n, row in enumerate(rows)]
    write(f"{part}.csv", quoted(rows, ","), "windows-1252", end="\n")

# The same as one workbook, whose wide answers lie on two sheets.
a, b = houses("SurveyXact projektmappe")
rows = answers(a, b, a)
workbook("surveyxact.xlsx", ("Dataset(1)", [row[:6] for row in rows]),
         ("Dataset(2)", [row[:1] + row[6:] for row in (rows[0], rows[3], rows[2], rows[1])]),
         ("Structure", structure), ("Labels", labels))

# Enalyzer: label numbers where they were asked for, texts elsewhere; options in columns.
a, b = houses("Enalyzer")
write("enalyzer.csv", plain([
    ["Respondent ID", "E-mail", "kode", Q1, Q2, f"{Q3} - {FW}", f"{Q3} - {AV}", f"{Q3} - {BK}", f"{Q3} - Ved ikke", Q4,
     "H5", "H6", "H7", "H8"],
    ["77", "en@eksempel.dk", a, "3", "I ringe grad, sjældent", "1", "1", "0", "0", "7.5", "2", "1", "2", "3"],
    ["78", "", b, "6", "Slet ikke", "0", "0", "0", "1", "0", "1", "2", "1", "2"],
], ","), "utf-8", end="\n")

# Google Forms: texts, several joined by a comma and a space, one text for two questions.
a, b = houses("Google Forms")
write("google-forms.csv", plain([
    ["Tidsstempel", "Mailadresse", "Kode", Q1, Q2, Q3, Q4, Q5, Q6, "Drift [Prøves det af?]", "Drift [Rettes det?]"],
    ["02/05/2026 10.11.12", "en@eksempel.dk", a, "Fastlagt", "I ringe grad, sjældent", f"{FW}, {AV}", "7,5", "Ja", "Nej",
     "Ja", "Ved ikke"],
    ["01/05/2026 09.00.00", "to@eksempel.dk", b, "Fastlagt", "I høj grad", BK, "1", "Nej", "Nej", "Nej", "Nej"],
    ["03/05/2026 09.00.00", "to@eksempel.dk", b, "Ikke relevant", "Slet ikke", "Ved ikke", "0", "Nej", "Ja", "Nej", "Ja"],
], ","), "utf-8", end="\n")

# Microsoft Forms, saved as text by a Danish spreadsheet, and as its own workbook.
forms = ["ID", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn", "Kode", Q1 + "\u00a0",
         "Bliver reglerne\u00a0fulgt?", "Hvad er\npå plads?", Q4, Q5, Q6 + "2", "Drift - Prøves det af?",
         "Drift - Rettes det?"]
a, b = houses("Microsoft Forms")
write("microsoft-forms.csv", plain([
    forms,
    ["1", "02-05-2026 10:00", "02-05-2026 10:11", "en@eksempel.dk", "En Person", a, "Fastlagt", "I ringe grad, sjældent",
     f"{AV};{FW};", "7,5", "Ja", "Nej", "Ja", "Ved ikke"],
    ["2", "03-05-2026 10:00", "03-05-2026 10:11", "", "", b, "Ikke relevant", "Slet ikke", "Ved ikke;", "0", "Nej", "Ja",
     "Nej", "Ja"],
    [""] * len(forms),
], ";"), "windows-1252")
a, b = houses("Microsoft Forms projektmappe")
workbook("microsoft-forms.xlsx", ("Sheet1", [
    forms,
    [1, 46144.416666667, 46144.424305556, "en@eksempel.dk", "En Person", int(a), "Fastlagt", "I ringe grad, sjældent",
     f"{FW};{AV};", 7.5, "Ja", "Nej", "Ja", "Ved ikke"],
    [2, 46145.416666667, 46145.424305556, "", "", int(b), "Ikke relevant", "Slet ikke", "Ved ikke;", 0, "Nej", "Ja",
     "Nej", "Ja"],
]))

# A row an answer, a row a question, a row a house.
a, b = houses("en række per svar")
given = [("H1", "3", "ir"), (Q2, "1", "0"), ("H3", FW, "vi"), ("H3", AV, ""), ("H4", "7,5", "0"), ("H5", "ja", "nej"),
         ("H6", "nej", "ja"), ("H7", "ja", "nej"), ("H8", "vi", "ja")]
write("lange.csv", "Svar fra to huse\n\n" + plain(
    [["kode", "spørgsmål", "svar", "bemærkning"]] + [[a, name, one, ""] for name, one, _ in given]
    + [[b, name, other, ""] for name, _, other in given if other], ";"), "utf-16-be", b"\xfe\xff")
a, b = houses("en række per spørgsmål")
write("vendt.csv", plain([
    ["Nr.", "Spørgsmål", a, b], ["H1", Q1, "Fastlagt", "ir"], ["H2", Q2, "1", "Slet ikke"], ["H3", Q3, "fw;av", "vi"],
    ["H4", Q4, "7,5", "0"], ["H5", Q5, "Ja", "Nej"], ["H6", Q6, "Nej", "Ja"], ["H7", "", "Ja", "Nej"],
    ["H8", "", "Ved ikke", "Ja"],
], "\t"), "windows-1252")
a, b = houses("en række per hus")
write("brede.csv", "sep=;\n" + plain([
    ["kode", "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"],
    [a, "3", "1", "fw;av", "7,5", "1", "0", "1", "vi"],
    [b, "ir", "0", "vi", "0", "0", "1", "0", "1"],
], ";"), "utf-8")

# A tool that nobody knows, by a mapping that lies in the folder.
a, b = houses("noget andet")
write("noget-andet.csv", plain([
    ["Hvem svarer", "v1", "v2", "v3a", "v3b", "v3c", "v3d", "v4", "v5", "v5", "v7", "v8", "vejr"],
    [a, "30", "B", "x", "x", "", "", "7.5", "T", "F", "T", "?", "sol"],
    [b, "0", "A", "", "", "", "x", "0", "F", "T", "F", "T", "regn"],
], ","), "utf-8", b"\xef\xbb\xbf")
write("mapping.json", """{
  "format": "baseline-mapping-1",
  "unit": "Hvem svarer",
  "columns": {"v1": "H1", "v2": "H2", "v3a": "H3.fw", "v3b": "H3.av", "v3c": "H3.bk", "v3d": "H3.vi", "v4": "H4",
              "v5 #1": "H5", "v5 #2": "H6", "v7": "H7", "v8": "H8", "vejr": null},
  "answers": {
    "H1": {"30": "3", "0": "ir"},
    "H2": {"A": "0", "B": "1", "C": "2"},
    "H5": {"T": "1", "F": "0", "?": "vi"}, "H6": {"T": "1", "F": "0", "?": "vi"},
    "H7": {"T": "1", "F": "0", "?": "vi"}, "H8": {"T": "1", "F": "0", "?": "vi"}
  }
}
""", "utf-8", end="\n")

houses("formular", 1)
with open("houses.csv", "w", encoding="utf-8") as register:
    register.write("id,name,town,town_name\n")
    for unit, name in units:
        register.write(f"{unit},{name},1,Ålev\n")
