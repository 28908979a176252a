#!/usr/bin/env python3
"""Fit the weights of the pronoun model (lexicon/actors/weights.tsv) by maximum likelihood (Durrett and Klein 2013). Needs numpy.

  fit.py texts CONLL_FOLDER... > articles.jsonl      the texts of OntoGUM, for pronoun_features
  fit.py weights WEIGHTS.tsv FEATURES.cpp [--gap GOLD.tsv FEATURES.jsonl]... [--gum CONLL_FOLDER FEATURES.jsonl]...
                                                      rewrites the rows person, owner (from GAP) and group (from OntoGUM)

GAP's texts are made by eval/gap.py prepare; FEATURES.jsonl by pronoun_features; FEATURES.cpp (src/actors/antecedents.cpp) names the
features in order. Every kind is first judged by five-fold cross-validation. Rows that no corpus has (thing) stay as they are.
"""
import csv
import glob
import json
import os
import re
import sys

import numpy as np


def gum_texts(folder):
    """(name, text, chains of spans) for every .conll of OntoGUM; blanks are set as print sets them."""
    close = re.compile(r"^([.,;:!?%)\]}]|['’](s|re|ve|ll|d|m)?|n['’]t)$")
    for path in sorted(glob.glob(os.path.join(folder, "*.conll"))):
        text, tokens, chains, opened = "", [], {}, {}
        with open(path, encoding="utf-8") as f:
            for line in f:
                cells = line.rstrip("\n").split("\t")
                if line.startswith("#") or len(cells) < 3:
                    continue
                if text and not close.match(cells[1]) and text[-1] not in "([{$“":
                    text += " "
                tokens.append((len(text), len(text) + len(cells[1])))
                text += cells[1]
                for begin, chain, end in re.findall(r"(\()?(\d+)(\))?", cells[-1] if cells[-1] != "_" else ""):
                    if begin:
                        opened.setdefault(chain, []).append(len(tokens) - 1)
                    if end:
                        first = opened[chain].pop()
                        chains.setdefault(chain, []).append([tokens[first][0], tokens[-1][1]])
        yield os.path.basename(path), text, list(chains.values())


def rows_of(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def matrix(pronoun, count):
    return np.array([a["features"] for a in pronoun["antecedents"]], dtype=float).reshape(-1, count)


def gap_examples(gold, features, count):
    """kind -> [(features of each antecedent, which of them are right)]; where neither name is right, all others may be."""
    found = {row["id"]: row for row in rows_of(features)}
    examples = {"person": [], "owner": []}
    with open(gold, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            report, begin = found[row["ID"]], int(row["Pronoun-offset"])
            pronoun = next((p for p in report["pronouns"] if p["span"][0] < begin + len(row["Pronoun"]) and begin < p["span"][1]), None)
            if pronoun is None or pronoun["kind"] not in examples:
                continue

            def means(name):
                at, length = int(row[f"{name}-offset"]), len(row[name])
                return np.array([any(s[0] < at + length and at < s[1] for i in a["actors"] for s in report["spans"][i])
                                 for a in pronoun["antecedents"]], dtype=bool)

            a, b = means("A"), means("B")
            right = a if row["A-coref"] == "TRUE" else b if row["B-coref"] == "TRUE" else ~(a | b)
            examples[pronoun["kind"]].append((matrix(pronoun, count), right, False))
    return examples


def gum_examples(folder, features, count):
    """Groups only; where no antecedent is right, the pronoun means no actor."""
    chains = {name: gold for name, _, gold in gum_texts(folder)}
    examples = []
    for report in rows_of(features):
        for pronoun in report["pronouns"]:
            if pronoun["kind"] != "group" or report["id"] not in chains:
                continue
            gold = [m for c in chains[report["id"]] if pronoun["span"] in c for m in c if m != pronoun["span"]]

            def same(span):
                return any(2 * (min(span[1], m[1]) - max(span[0], m[0])) >= max(span[1], m[1]) - min(span[0], m[0]) for m in gold)

            right = np.array([any(same(s) for i in a["actors"] for s in report["spans"][i]) for a in pronoun["antecedents"]], dtype=bool)
            examples.append((matrix(pronoun, count), right, True))
    return examples


def fit(examples, count, l2, steps=600):
    """Weights and, last, the score of "no actor". Adam (Kingma and Ba 2015) on the whole set."""
    use = [(x, right, none) for x, right, none in examples if none or (right.any() and not right.all())]
    width = max(len(x) for x, _, _ in use) + 1
    inputs, mask = np.zeros((len(use), width, count + 1)), np.full((len(use), width), -1e9)
    right = np.zeros((len(use), width), dtype=bool)
    for i, (x, r, none) in enumerate(use):
        inputs[i, :len(x), :count], mask[i, :len(x)], right[i, :len(x)] = x, 0, r
        if none:
            inputs[i, len(x), count], mask[i, len(x)], right[i, len(x)] = 1, 0, not r.any()
    weights, mean, square = np.zeros(count + 1), np.zeros(count + 1), np.zeros(count + 1)
    for step in range(1, steps + 1):
        scores = inputs @ weights + mask
        share = np.exp(scores - scores.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        wanted = share * right
        wanted /= np.maximum(wanted.sum(1, keepdims=True), 1e-12)
        slope = ((share - wanted)[:, :, None] * inputs).sum((0, 1)) + l2 * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def judged(examples, weights):
    """The share of pronouns that the best antecedent gets right, of those that have a right one."""
    able = [(x, right) for x, right, _ in examples if right.any()]
    return sum(bool(right[int(np.argmax(x @ weights[:-1]))]) for x, right in able) / max(1, len(able))


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["texts"]:
        for folder in arguments[1:]:
            for name, text, _ in gum_texts(folder):
                print(json.dumps({"id": name, "text": text}, ensure_ascii=False))
        return
    if len(arguments) < 3 or arguments[0] != "weights":
        sys.exit(__doc__)
    table, source = arguments[1:3]
    with open(source, encoding="utf-8") as f:
        names = re.findall(r'"(\w+)"', re.search(r"kFeatureNames = \{(.*?)\};", f.read(), re.S)[1])
    examples = {"person": [], "owner": [], "group": []}
    for i in range(3, len(arguments), 3):
        kind, gold, features = arguments[i:i + 3]
        if kind == "--gum":
            examples["group"] += gum_examples(gold, features, len(names))
        else:
            for which, more in gap_examples(gold, features, len(names)).items():
                examples[which] += more
    with open(table, encoding="utf-8") as f:
        lines = f.read().splitlines()
    head, rows = lines[:3], dict(line.split("\t") for line in lines[3:])
    for kind, all_of in examples.items():
        if not all_of:
            continue
        folds = [all_of[k::5] for k in range(5)]
        shares = [judged(folds[k], fit([e for j in range(5) if j != k for e in folds[j]], len(names), 3.0)) for k in range(5)]
        print(f"{kind}: {len(all_of)} pronouns, right in cross-validation {100 * np.mean(shares):.1f} %")
        weights = fit(all_of, len(names), 3.0)
        rows = {k: v for k, v in rows.items() if not k.startswith(kind + ":")}
        rows.update({f"{kind}:{n}": f"{w:.2f}" for n, w in zip(names, weights) if abs(w) >= 0.005})
        rows[f"{kind}:least"] = f"{weights[-1]:.2f}" if kind == "group" else "-50"
    rows.pop("owner:least", None)
    with open(table, "w", encoding="utf-8") as f:
        f.write("\n".join(head + [f"{k}\t{v}" for k, v in sorted(rows.items())]) + "\n")


if __name__ == "__main__":
    main()
