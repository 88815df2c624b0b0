#!/usr/bin/env bash
# Compares the program with the independent NumPy program (docs/model.md alone is its source), in a virtual environment of its own.
# Ends with 1 when a mean series differs by more than four standard errors, or a payment by a fen.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/peers
replicates=${1:-60}
bash "$here/venv.sh"
(cd "$root" && cargo build --locked --quiet --release --bins --example offers ${COMMONROOM_FEATURES:+--features "$COMMONROOM_FEATURES"})
built=$(cd "${CARGO_TARGET_DIR:-$root/target}/release" && pwd)
offers=$built/examples/offers
program=$built/commonroom
for scenario in z-home full-package; do
    (cd "$root" && "$offers" "$scenario" 1 0 $((replicates - 1)) 10000) > "$work/$scenario.json"
done
# Wages, prices and residents that change at dates: the books.
(cd "$root" && "$offers" benches/peers/dearer.toml 1 0 7 3000) > "$work/dearer.json"
PYTHONDONTWRITEBYTECODE=1 "$work/venv/bin/python" "$here/dated.py" "$work/dearer.json" "$here/dearer.toml"
# Contracts: tenders, bodies that change and give up, bargains at renewals; votes, with residents of all groups
# and in a place whose only adults are the working.
follow() {
    rm -rf "$work/$2"
    (cd "$root" && "$program" run "$3" -q --chance-only -r "$4" -o "$work/$2" --no-report \
        --tables series,events,ledger "${@:5}" >/dev/null)
    PYTHONDONTWRITEBYTECODE=1 "$work/venv/bin/python" "$here/$1.py" "$work/$2"
}
follow follow tender tender 20
follow follow changes tender 10 --set levers.tender.incumbency=-0.1 --set levers.tender.fee=0.02 \
    --set levers.funding.lag=12 --set organization.labour.insolvent=1 \
    --set organization.kinds.branch.cost_belief=0.7 \
    --set organization.kinds.branch.own_means=0 --set organization.kinds.commercial.own_means=0
follow follow bargains tender 20 --set levers.tender.every_contract=false --set levers.tender.bargaining=true
follow votes council union-council 20
follow votes parents union-council 5 --set residents.carer=0 --set residents.elder=0 \
    --set residents.ages.child_below_15=1
# What is known beside chance, from the table alone.
rm -rf "$work/known"
(cd "$root" && "$program" compare z-home capacity brand non-profit support assessment union-council \
    partners mechanism full-package -r 4 --draws 60 \
    --set residents.population=1000 -q -o "$work/known" >/dev/null)
PYTHONDONTWRITEBYTECODE=1 "$work/venv/bin/python" "$here/knowledge.py" "$work/known"
# Total indices of a difference, by SALib from the same lives.
(cd "$root" && "$program" sensitivity z-home support --total 16 --draws 120 \
    --set residents.population=500 --weeks 104 -q --json >"$work/indices.json")
PYTHONDONTWRITEBYTECODE=1 "$work/venv/bin/python" "$here/indices.py" "$work/indices.json"
cd "$here" && PYTHONDONTWRITEBYTECODE=1 "$work/venv/bin/python" compare.py "$work/z-home.json" "$work/full-package.json"
