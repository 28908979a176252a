#!/usr/bin/env bash
# Builds every fuzzer with clang and the sanitizers and runs each for SECONDS (60). A crash leaves its input in build/fuzz/crashes.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ -f build/fuzz/build.ninja ] || cmake --preset fuzz > /dev/null
fuzzers=$(git ls-files 'src/*_fuzzer.cpp' | xargs -n1 basename | sed 's/\.cpp$//')
# shellcheck disable=SC2086
ninja -C build/fuzz --quiet world_data words_data lexicon_and_model $fuzzers
export VEDETTE_FUZZ_DATA=$PWD/build/fuzz/share/vedette
mkdir -p build/fuzz/crashes
for fuzzer in $fuzzers; do
  mkdir -p "build/fuzz/corpus/$fuzzer"
  echo "$fuzzer for $seconds s"
  "$(find build/fuzz/src -name "$fuzzer" -type f | head -1)" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/crashes/$fuzzer-" "build/fuzz/corpus/$fuzzer" 2> "build/fuzz/$fuzzer.log" ||
    { tail -40 "build/fuzz/$fuzzer.log"; exit 1; }
  grep -E 'stat::number_of_executed_units|stat::peak_rss_mb' "build/fuzz/$fuzzer.log"
done
