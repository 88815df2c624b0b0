"""Could `follow.py` and `votes.py` have noticed? One setting of this program changed, everything else equal.

    python noticed.py DIR

takes the folders of results that `run.sh` leaves in DIR and prints a table. Ends with 1 if a change is not noticed, or
if anything fails where nothing is changed.
"""

import sys
from pathlib import Path

import follow
import votes
from folder import Folder

OF_TENDERS = [
    ("levers.tender.price", 1.1),
    ("levers.tender.promise", 1.1),
    ("levers.tender.record", 1.1),
    ("levers.tender.capability", 1.1),
    ("levers.tender.hours", 1.1),
    ("levers.tender.programme", 1.1),
    ("levers.tender.incumbency", 1.1),
    ("organization.bidding.cost_error", 1.1),
    ("organization.bidding.promise_broken", 1.1),
    ("organization.bidding.hours_broken", 1.1),
    ("organization.kinds.commercial.charge", 1.1),
    ("organization.kinds.branch.hours", 1.1),
    ("organization.kinds.branch.workers", 1.1),
    ("organization.kinds.social_work_agency.own_means", 1.1),
    ("organization.prudence", 1.1),
    ("organization.labour.tolerance", 1.5),
    ("organization.offering.friction", 1.1),
    ("government.use_elasticity", 1.1),
    ("union.shared_most", 1.1),
    ("union.cost", 1.1),
]
OF_CHANGES = [
    ("organization.bidding.cost_learning", 1.1),
    ("organization.bidding.wound_up", 1.1),
    ("organization.labour.insolvent", 1.1),
    ("organization.gap", 2),
    ("levers.tender.fee", 1.1),
    ("levers.tender.fee_most", 1.1),
    ("residents.choice.fee_slope", 1.1),
]
OF_BARGAINS = [
    ("organization.bidding.power", 1.1),
    ("organization.bidding.switching", 1.1),
    ("government.support_points", 1.5),
    ("government.support_trust", 1.5),
]
OF_COUNCIL = [
    ("union.interests.visit", 1.1),
    ("union.interests.others", 1.5),
    ("union.interests.rule", 1.1),
    ("union.interests.rule_university", 1.5),
    ("union.interests.outreach_social_power", 1.5),
    ("union.interests.burden", 1.1),
    ("union.interests.need", 1.5),
    ("union.interests.trust", 1.1),
    ("union.interests.doubt", 1.1),
    ("union.weight_agency", 1.1),
    ("union.weight_committee", 1.1),
    ("union.proposes_union", 1.1),
    ("union.proposals", 1.1),
    ("union.saturation", 1.1),
    ("union.fit", 1.1),
    ("union.fit_lost", 1.1),
    ("union.fading", 1.1),
    ("union.delay", 1.5),
    ("union.delay_two_masters", 1.1),
    ("levers.council.seats", 1.1),
    ("levers.council.may_decide", 1.1),
    ("levers.union.decision_role", 1.05),
    ("residents.union_member", 1.1),
    ("residents.choice.opening", 1.1),
]


def row(check, path, setting=None, factor=1.0):
    """Compares with one setting changed, and tells it: whether anything failed."""
    folder = Folder(path)
    if setting:
        folder.set(setting, folder.get(setting) * factor)
    found = check(folder)
    compared = found[0] if isinstance(found, tuple) else found
    failed = {}
    for about, _ in compared.wrong:
        failed[about] = failed.get(about, 0) + 1
    told = "; ".join(
        f"{about} {n} of {compared.counts[about]}"
        for about, n in sorted(failed.items(), key=lambda x: -x[1])[:3]
    )
    what = f"`{setting}` × {factor}" if setting else f"nothing (`{path.name}`)"
    print(
        f"| {what} | {len(compared.wrong)} of {sum(compared.counts.values())} | {told or '–'} |", flush=True
    )
    return bool(failed)


def main(folder):
    kinds = [
        (follow.check, "tender", OF_TENDERS),
        (follow.check, "changes", OF_CHANGES),
        (follow.check, "bargains", OF_BARGAINS),
        (votes.check, "council", OF_COUNCIL),
        (votes.check, "parents", []),
    ]
    unseen = 0
    print("| change | failed | most of it |\n|---|---|---|")
    for check, name, changes in kinds:
        unseen += row(check, Path(folder, name))
        unseen += sum(not row(check, Path(folder, name), *change) for change in changes)
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
