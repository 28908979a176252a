#!/usr/bin/env python3
"""Holds that a type of a namespace is defined once in all of the program: two of one name, each in a file of its own, compile, and then
share what the compiler makes for them (std::vector<Word> grows both by the size of one).

usage: one_definition.py SOURCE_FOLDER
"""
import collections
import pathlib
import re
import sys

SKIPPED = re.compile(r'R"(\w*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.S)
NAMESPACE = re.compile(r"\bnamespace(?:\s+([\w:]+))?\s*$")
TYPE = re.compile(r"\b(?:struct|class|union|enum(?:\s+(?:class|struct))?)\s+(\w+)(?!\w|\s*::)\s*(?:final\s*)?(?::(?!:)[^{]*)?$")


def definitions(text):
    """Name with its namespace, and the body, of every type that other files may see."""
    text = SKIPPED.sub(" ", text)
    open_ = []  # a name, "" for a nameless namespace, None for anything else
    last = 0
    for brace in re.finditer(r"[{}]", text):
        head = re.split(r"[;{}]", text[last:brace.start()])[-1]
        last = brace.end()
        if brace.group() == "}":
            if open_:
                open_.pop()
            continue
        namespace, kind = NAMESPACE.search(head), TYPE.search(head)
        if namespace:
            open_.append(namespace[1] or "")
            continue
        if kind and all(open_):
            end = text.index("}", last)
            yield "::".join([*open_, kind[1]]), " ".join(text[brace.start():end].split())
        open_.append(None)


def faults(source):
    seen = collections.defaultdict(dict)
    for folder in ("include", "src", "apps"):
        for file in sorted((source / folder).rglob("*")):
            if file.suffix in (".h", ".cpp") and not file.stem.endswith(("_test", "_main", "_fuzzer")):
                for name, body in definitions(file.read_text(encoding="utf-8")):
                    seen[name].setdefault(body, file.relative_to(source))
    for name, bodies in sorted(seen.items()):
        if len(bodies) > 1:
            yield f"{name} is defined differently in {' and '.join(map(str, bodies.values()))}; give one of them another name"


def main():
    own = "namespace a { struct One { int x; }; namespace { struct Two {}; } } namespace a::b { enum class One : int { y }; struct In::Out {}; }"
    assert [name for name, _ in definitions(own)] == ["a::One", "a::b::One"], list(definitions(own))
    found = list(faults(pathlib.Path(sys.argv[1])))
    print(*found, sep="\n") if found else print("every type is defined once")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
