"""Every message of the program has its Danish: tests/catalogue/run [--missing]

Takes the English of every message from the sources, as the preprocessor leaves them, and
holds the tables engine/base/catalogue_*.c to it: none without a Danish text, none with
other conversions, none that no source says any more. Ends with "catalogue: N passed, N
failed". With --missing it lists what has no Danish, file by file, and nothing else.
"""

import errno
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Which argument of a function is the English of a message, counted from 0.
SAYS = {
    "document_doubt": 2,
    "document_wrong": 2,
    "fault_errno": 2,
    "fault_set": 3,
    "fault_set_at": 5,
    "fault_set_named": 6,
    "problems_add": 6,
    "progress_say": 0,
    "reading_wrong": 4,
    "reading_wrong_member": 4,
    "refuse": 3,
    "spoken": 0,
    "spoken_later": 0,
}

# The same of functions that are known in one file only.
SAYS_IN = {
    "answers/gathered.c": {"refuse_row": 3},
    "answers/layouts.c": {"tell": 3},
    "cli/explain_make.c": {"disagree": 1},
    "cli/figure_area.c": {"figure_disagree": 2},
    "cli/figure_check.c": {"figure_disagree": 2},
    "cli/figure_group.c": {"figure_disagree": 2},
    "cli/intake.c": {"warn": 2},
    "document/members.c": {"read_typed": 3},
    "overview/framework.c": {"tell": 2},
    "population/population.c": {"tell_conflict": 6},
    "questionnaire/configuration.c": {"tell_unknown": 2},
    "sheets/areas.c": {"wrong": 3},
    "store/standing.c": {"tell_damaged": 2},
    "table/package.c": {"tell": 2, "stop": 1},
    "table/sheet.c": {"tell": 1, "tell_at": 2},
    "table/table.c": {"tell_limit": 1},
}

# Functions that print, but not messages.
NO_MESSAGES = {"text_print"}

# What is handed on by a function whose callers are looked at instead.
HANDED_ON = {
    ("cli/figure_make.c", "what"),
    ("answers/codebook.c", "what"),
    ("answers/gathered.c", "what"),
    ("answers/layouts.c", "what"),
    ("answers/layouts.c",
     "find_wrong ( column -> use , seen [ column -> use ] )"),  # marked there
    ("table/table.c", "what"),
    ("answers/header.c", "find_conflict ( reader , & found )"),  # marked there
    ("answers/unit_cell.c", "hint_spoiled ( cell , length )"),  # marked there
    ("answers/refuse.c", "what"),
    ("answers/repeats.c", "what"),
    ("answers/responses.c", "said [ rule ]"),  # marked there
    ("answers/succession.c", "said [ meeting -> rule ] [ meeting -> stands ]"),  # marked there
    ("base/fault.c", "doing"),
    ("base/fault.c", "reason"),  # of the C library
    ("base/fault.c", "what"),
    ("base/problems.c", "what"),
    ("cli/explain_make.c", "what"),
    ("cli/intake.c", "what"),
    ("cli/message_forms.c", "column [ c ]"),
    ("cli/message_forms.c", "kind_name [ message -> kind ]"),
    ("cli/messages.c", "one"),  # marked where it is called
    ("cli/messages.c", "several"),
    ("cli/publish.c", "round -> questionnaire -> id"),
    ("cli/usage.c", "asked -> summary"),  # marked there, as the next two
    ("cli/usage.c", "command [ c ] . summary"),
    ("cli/usage.c", "option [ o ] . meaning"),
    ("document/document.c", "what"),
    ("document/members.c", "type_name"),
    ("overview/framework.c", "what"),
    ("population/population.c", "what"),
    ("questionnaire/configuration.c", "thing"),
    ("questionnaire/scales.c", "rule [ i ] . where"),
    ("sheets/areas.c", "what"),
    ("sheets/decode.c", "misread -> what"),
    ("sheets/read.c", "what"),
    ("store/freezes.c", "what"),  # marked where it is called
    ("store/standing.c", "what"),
    ("table/foreign.c", "foreign [ i ] . kind"),
    ("table/package.c", "parsing -> refusal"),
    ("table/package.c", "what"),
    ("table/sheet.c", "what"),
}

# Said in English only, and why.
ENGLISH_ONLY = {}

# Words of a message that are the same in every language.
QUOTED = {
    " [OPTION ...]",  # as in the help
    "GiB",
    "MiB",
    "questions",  # a member of the format, as the next
    "select",
}

FAILURES = []
CHECKED = 0


def check(true, text):
    global CHECKED
    CHECKED += 1
    if not true:
        FAILURES.append(text)


TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[A-Za-z_]\w*|\d[\w.]*|->|\S', re.DOTALL
)


def preprocess(path):
    """The tokens of a source that stand in the file itself."""
    command = ["cc", "-E", "-std=c17", "-D_POSIX_C_SOURCE=200809L", "-D_XOPEN_SOURCE=700",
               "-Iengine", '-DBASELINE_VERSION="0"', '-DBASELINE_DATADIR="/"',
               "-DSPOKEN_LATER=spoken_later", path]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(made.stderr)
    own = []
    inside = False
    for line in made.stdout.splitlines():
        if line.startswith("# "):
            inside = line.split('"')[1] == path
        elif inside:
            own.append(line)
    return TOKEN.findall("\n".join(own))


def value(literal):
    return re.sub(
        rb"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)",
        lambda m: {b"n": b"\n", b"t": b"\t", b"r": b"\r"}.get(m.group(1))
        or (bytes([int(m.group(1)[1:], 16)]) if m.group(1)[:1] == b"x" else
            bytes([int(m.group(1), 8)]) if m.group(1).isdigit() else m.group(1)),
        literal[1:-1].encode(),
    ).decode()


def arguments(tokens, at):
    """The arguments of a call, whose '(' stands at `at`, as lists of tokens."""
    found = [[]]
    depth = 0
    while True:
        token = tokens[at]
        if token in "([{":
            depth += 1
        elif token in ")]}":
            depth -= 1
            if depth == 0:
                return found
        elif token == "," and depth == 1:
            found.append([])
            at += 1
            continue
        if depth > 1 or token != "(":
            found[-1].append(token)
        at += 1


def choices(tokens):
    """What an expression of strings and '?:' may be: strings, and others as text."""
    while tokens and tokens[0] == "(" and arguments(tokens, 0) == [tokens[1:-1]]:
        tokens = tokens[1:-1]
    depth = 0
    nested = 0
    question = None
    for at, token in enumerate(tokens):
        depth += (token in "([{") - (token in ")]}")
        if depth == 0 and token == "?":
            question = at if question is None else question
            nested += 1
        elif depth == 0 and token == ":" and question is not None:
            nested -= 1
            if nested == 0:
                return choices(tokens[question + 1:at]) + choices(tokens[at + 1:])
    if tokens and all(token[0] == '"' for token in tokens):
        return ["".join(map(value, tokens))]
    if tokens[:1] in (["spoken"], ["spoken_later"]):
        return []  # a call that is looked at itself
    return [tokens]


def resolved(tokens, expression):
    """The same; a variable is what it is given where it is declared in the file."""
    found = []
    for choice in choices(expression):
        given = []
        if isinstance(choice, list) and len(choice) == 1:
            for at in range(2, len(tokens)):
                if tokens[at] == choice[0] and "char" in tokens[at - 2:at]:
                    start = at + (3 if tokens[at + 1] == "[" else 1)
                    if tokens[start] == "=":
                        given.append(tokens[start + 1:tokens.index(";", start)])
        for declared in given:
            found += choices(declared)
        if not given:
            found.append(choice)
    return found


def has_words(text):
    return re.search(r"[^\W\d_]", re.sub(CONVERSION, "", text)) is not None


CONVERSION = re.compile(r"%(?:\d+\$)?[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]")


def conversions(text):
    """In the order of the arguments, so that a translation may turn them by number."""
    found = [c for c in CONVERSION.findall(text) if c != "%%"]
    if any("$" in c for c in found):
        if not all("$" in c for c in found):
            return ["both by number and not"]
        found.sort(key=lambda c: int(c[1:c.index("$")]))
        found = ["%" + c[c.index("$") + 1:] for c in found]
    return found


def words_outside(tokens):
    """The strings of an argument that no spoken() stands around."""
    found = []
    depth = 0
    spoken_at = None
    for at, token in enumerate(tokens):
        if token in ("spoken", "spoken_later") and spoken_at is None:
            spoken_at = depth
        depth += (token in "([{") - (token in ")]}")
        if token == ")" and spoken_at is not None and depth == spoken_at:
            spoken_at = None
        # What is compared with stands in no message.
        if token[0] == '"' and spoken_at is None and "strcmp" not in tokens:
            found.append(value(token))
    return found


def look_at(path, said):
    name = path[len("engine/"):]
    tokens = preprocess(path)
    says = dict(SAYS, **SAYS_IN.get(name, {}))
    for at in range(len(tokens) - 1):
        function = tokens[at]
        if function not in says or tokens[at + 1] != "(":
            continue
        given = arguments(tokens, at + 1)
        if len(given) <= says[function] or "const" in given[says[function]]:
            continue  # where the function is declared
        for choice in resolved(tokens, given[says[function]]):
            if isinstance(choice, str):
                said.setdefault(choice, set()).add(name)
                check(has_words(choice) or function in ("spoken", "spoken_later")
                      or (name, choice) in WORDLESS,
                      f'{name}: {function}() says only "{choice}": hand on what is said '
                      f"with problems_add_text(), fault_take() or fault_set_named()")
            elif choice != ["void", "*", ")", "0"] and choice != ["(", "void", "*", ")", "0"]:
                check((name, " ".join(choice)) in HANDED_ON,
                      f"{name}: {function}() is given {' '.join(choice)}, whose texts "
                      f"nobody looks at; mark them with SPOKEN_LATER() and add it here")
        if function in ("spoken", "spoken_later", "fault_errno", "progress_say"):
            continue
        for other in given[says[function] + 1:]:
            for text in words_outside(other):
                check(not has_words(text) or text in QUOTED,
                      f'{name}: {function}() puts the English "{text}" into its message; '
                      f"put it into spoken()")


# Of a fault that has been told already, and of two parts that are looked at themselves.
WORDLESS = {("cli/messages.c", "%s"), ("base/fault.c", "%s: %s")}


def printing_functions():
    """A new function that takes a format is either a message's or none."""
    for path in sorted(glob.glob("engine/*/*.h", root_dir=ROOT)):
        text = open(os.path.join(ROOT, path), encoding="utf-8").read()
        for function in re.findall(r"(\w+)\([^;{}]*?\.\.\.\)\s*PRINTS\(", text):
            check(function in SAYS or function in NO_MESSAGES,
                  f"{path}: {function}() takes a format and is not known here")


def entries():
    """The tables: (file, English, Danish)."""
    for path in sorted(glob.glob("engine/base/catalogue_*.c", root_dir=ROOT)):
        tokens = preprocess(path)
        for at in range(len(tokens)):
            if tokens[at] == "{" and tokens[at + 1][0] == '"':
                given = arguments(tokens, at)
                strings = ["".join(map(value, [t for t in side if t[0] == '"']))
                           for side in given if side and side != ["{"]]
                yield path, strings[0], strings[1] if len(strings) > 1 else ""


def main():
    said = {}
    for path in sorted(glob.glob("engine/*/*.c", root_dir=ROOT)):
        if "/catalogue" not in path:
            look_at(path, said)
    printing_functions()
    library = {os.strerror(code) for code in errno.errorcode}
    danish = {}
    for path, english, text in entries():
        place = f'{path}: "{english}"'
        check(english not in danish, f"{place} stands twice")
        danish[english] = text
        check(english in said
              or (path.endswith("_system.c") and english in library),
              f"{place} is said nowhere")
        check(english not in ENGLISH_ONLY, f"{place} is said to be English only")
        check(text != "" and (text != english or not has_words(english)),
              f"{place} has no Danish")
        check(conversions(english) == conversions(text),
              f'{place} has other conversions than "{text}"')
        for side in (0, -1):
            check((english[side:] or english)[:1].isspace()
                  == (text[side:] or text)[:1].isspace() if side else
                  english[:1].isspace() == text[:1].isspace(),
                  f'{place} begins or ends otherwise than "{text}"')
        check(not text.endswith("."), f'{place}: "{text}" ends in a full stop')
    missing = {}
    for english, files in sorted(said.items()):
        if not has_words(english) or english in ENGLISH_ONLY:
            continue
        check(english in danish, f'{", ".join(sorted(files))}: "{english}" has no Danish')
        if english not in danish:
            missing.setdefault(min(files), []).append(english)
    for english in ENGLISH_ONLY:
        check(english in said, f'"{english}" is English only, and said nowhere')
    if sys.argv[1:] == ["--missing"]:
        for name in sorted(missing):
            print(f"/* {name} */")
            for english in missing[name]:
                escaped = english.replace("\\", "\\\\").replace('"', '\\"')
                print(f'    {{"{escaped}",\n     ""}},')
        return 0
    for failure in FAILURES:
        print("  FAILED " + failure)
    print(f"catalogue: {CHECKED - len(FAILURES)} passed, {len(FAILURES)} failed")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
