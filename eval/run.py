#!/usr/bin/env python3
"""Measures Vedette on the corpora beside the project and holds the figures against eval/floors.json.

usage: run.py VEDETTE [NAME...] [--shared FOLDER] [--set-floors]

Each measure makes articles from a gold corpus, reads them, and scores the answer with the corpus' own scorer. A floor is pinned to
the digest of its corpus: where the corpus has changed the figure is printed and not compared. Lowering a floor needs a reason in
the commit. Exit status 1 where a figure lies below its floor.
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"

# name: (scorer, gold files, answer option, read options, [(row, column, label)])
MEASURES = {
    "grammar-ewt": ("grammar.py", ["ud/ewt-dev.conllu"], "--conllu", ["--until", "grammar"],
                    [(row, "F1", row) for row in ("Words", "Sentences", "UPOS", "Lemmas", "UAS", "LAS")]),
    "grammar-gum": ("grammar.py", ["ud/gum-dev.conllu"], "--conllu", ["--until", "grammar"],
                    [(row, "F1", row) for row in ("Words", "Sentences", "UPOS", "Lemmas", "UAS", "LAS")]),
    "names": ("names.py", ["ner/uner-ewt-dev.iob2"], "--conllu", ["--until", "grammar"], [("typed", "F1", "names F1")]),
    "times": ("times.py", ["time/wikiwars"], "--reports", ["--until", "times"], [("value", "F1", "value F1")]),
    "places": ("places.py", ["geo/GeoVirus.xml"], "--reports", ["--until", "places"],
               [("", "F1", "recognition F1"), ("", "within 161 km", "within 161 km")]),
    "quotes": ("quotes.py", ["quotes/polnear/dev"], "--reports", ["--until", "quotes"],
               [("quotes", "recall", "quotes found"), ("quotes, speaker right", "speaker accuracy", "speaker right")]),
    "events": ("events.py", ["events/plv-train.tsv"], "--reports", ["--until", "events"],
               [("PLV type accuracy", "share", "type right"), ("PLV answered", "share", "answered"),
                ("PLV actors match", "share", "actors match")]),
    "gap": ("gap.py", ["coref/gap-development.tsv"], "--reports", ["--until", "actors"], [("all", "F1", "F1")]),
    "stories": ("stories.py", ["stories/ecbplus"], "--reports", None, [("BCubed", "F1", "BCubed F1")]),
    "metadata": ("metadata.py", ["html"], "--reports", ["--until", "page"],
                 [(row, "share", row) for row in ("title", "author", "language", "site", "published", "all")]),
    "extraction": ("extraction.py", ["html"], "--reports", ["--until", "page"], [("4-word shingles", "F1", "F1")]),
}


def digest_of(paths):
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def scorer_path(name, shared):
    own = HERE / name
    return own if own.exists() else shared / "eval" / name


def measure(name, vedette, shared):
    scorer, gold, answer_option, options, wanted = MEASURES[name]
    paths = [shared / "data" / g for g in gold]
    script = scorer_path(scorer, shared)
    if not script.exists() or not all(p.exists() for p in paths):
        return None
    with tempfile.TemporaryDirectory() as folder:
        articles, answer = pathlib.Path(folder, "articles.jsonl"), pathlib.Path(folder, "answer")
        with open(articles, "wb") as out:
            subprocess.run([sys.executable, script, "prepare", *paths], stdout=out, check=True)
        with open(answer, "wb") as out:
            command = ["stories"] if options is None else ["read", "--format", "jsonl", *options]  # None: it answers with stories
            subprocess.run([vedette, *command, "--threads", "2", articles], stdout=out, check=False)
        scored = subprocess.run([sys.executable, script, "score", *paths, answer_option, answer, "--json"], capture_output=True, text=True,
                                check=True)
    rows = json.loads(scored.stdout)["rows"]
    figures = {}
    for row, column, label in wanted:
        value = (rows[row] if row else list(rows.values())[-1])[column]  # "": the last row, all files together
        figures[label] = round(100 * (value[0] if isinstance(value, list) else value), 2)
    return digest_of(paths), figures


def readings(vedette, shared):
    """The mean and the worst of the hand-made readings."""
    script = shared / "gold" / "score_all.py"
    if not script.exists():
        return None
    done = subprocess.run([sys.executable, script, vedette], capture_output=True, text=True, check=True)
    words = done.stdout.strip().splitlines()[-1].split()
    return digest_of([shared / "gold"]), {"mean": float(words[1]), "worst": float(words[4])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vedette")
    parser.add_argument("names", nargs="*", help=", ".join([*MEASURES, "readings"]))
    parser.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--set-floors", action="store_true", help="write the figures as the new floors")
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = False
    for name in args.names or [*MEASURES, "readings"]:
        found = readings(args.vedette, args.shared) if name == "readings" else measure(name, args.vedette, args.shared)
        if found is None:
            print(f"{name}: skipped, its corpus or scorer is not there")
            continue
        digest, figures = found
        floor = floors.get(name, {})
        same = floor.get("corpus") == digest
        for label, value in figures.items():
            least = floor.get("floors", {}).get(label)
            below = same and least is not None and value < least
            failed |= below
            print(f"{name:12} {label:16} {value:6.2f}" + (f"   floor {least:6.2f}" if least is not None else "") +
                  ("   BELOW ITS FLOOR" if below else "" if same or least is None else "   (another corpus; not compared)"))
        if args.set_floors:
            floors[name] = {"corpus": digest, "floors": figures}
    if args.set_floors:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
