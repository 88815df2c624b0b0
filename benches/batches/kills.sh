#!/bin/bash
# bash benches/batches/kills.sh [PROGRAM [KILLS]]: a sweep of 500 runs is killed (kill -9) at random moments and gone on with, until it
# has been killed so often in all; each folder must be that of a sweep that nobody disturbed, and nothing may be left beside it.
set -u
program=$(realpath "${1:-target/release/commonroom}") wanted=${2:-100}
place=$(mktemp -d) && cd "$place" || exit 1
trap 'rm -rf "$place"' EXIT
sweep=(sweep z-home --vary levers.operator.managers=1..3:50 --vary levers.operator.from=9,20 -r 5 --weeks 60 --set
    residents.population=300 -q)
"$program" "${sweep[@]}" -o whole > told || exit 1
kills=0 rounds=0
while [ $kills -lt "$wanted" ]; do
    rm -rf out
    rounds=$((rounds + 1))
    while :; do
        "$program" "${sweep[@]}" -o out --resume > told 2> said &
        process=$!
        sleep "0.$(printf %03d $((RANDOM % 350)))"
        kill -9 $process 2> /dev/null
        wait $process 2> /dev/null
        code=$?
        if [ $code = 137 ]; then kills=$((kills + 1)); continue; fi
        if [ $code = 0 ]; then break; fi
        echo "exit code $code"; cat said; exit 1
    done
    diff -r whole out || exit 1
    left=$(ls -A | grep -v -x -e whole -e out -e told -e said)
    if [ -n "$left" ]; then echo "left: $left"; exit 1; fi
done
echo "$kills kills in $rounds sweeps of 500 runs: every folder is the undisturbed one"
