#!/usr/bin/env python3
"""Runs the code of a document's ```python blocks in its order and compares what it prints with what the document says.

usage: python_tour.py [--rewrite] SOURCE_FOLDER DOCUMENT

--rewrite puts what is printed now into the document, to be reviewed as a change of it.
"""
import contextlib
import doctest
import io
import os
import pathlib
import re
import sys
import tempfile

BLOCK = re.compile(r"(?ms)^```python\n(.*?)^```$")


def printed_by(example, names):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(example.source, "the tour", "single"), names)
        except Exception as error:
            print("Traceback (most recent call last):\n  ...")
            print(f"{type(error).__name__}: {error}")
    return out.getvalue()


def rewritten(code, names):
    out = []
    for part in doctest.DocTestParser().parse(code):
        if isinstance(part, str):
            out.append(part)
            continue
        lines = part.source.rstrip("\n").split("\n")
        out.append("".join(f"{'...' if number else '>>>'} {line}".rstrip() + "\n" for number, line in enumerate(lines)))
        out.append(printed_by(part, names))
    return "".join(out)


def main():
    rewrite = "--rewrite" in sys.argv
    source, document = (pathlib.Path(given).resolve() for given in sys.argv[-2:])
    text = document.read_text(encoding="utf-8")
    blocks = [block for block in BLOCK.finditer(text) if ">>>" in block[1]]
    if not blocks:
        sys.exit(f"{document}: there is no code to run")
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(source / "samples", pathlib.Path(folder, "samples"))
        os.chdir(folder)
        names = {"__name__": "__main__"}
        if rewrite:
            document.write_text(BLOCK.sub(lambda block: f"```python\n{rewritten(block[1], names)}```" if ">>>" in block[1] else block[0], text),
                                encoding="utf-8")
            return
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        examples = 0
        for block in blocks:
            test = doctest.DocTestParser().get_doctest(block[1], names, document.name, str(document), text.count("\n", 0, block.start()) + 1)
            examples += len(test.examples)
            runner.run(test, clear_globs=False)
            names = test.globs
        os.chdir("/")
    print(f"{examples} lines of the tour were run, {runner.failures} differ")
    if runner.failures:
        sys.exit(f"Where the difference is wanted: {sys.argv[0]} --rewrite {source} {document}")


if __name__ == "__main__":
    main()
