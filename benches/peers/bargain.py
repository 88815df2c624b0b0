"""Renewal of a contract without a tender, from docs/model.md 7.4 alone: support of bureau and union, and what is bargained."""

import math

from tender import Tender


def support(scenario, before, body):
    """(7.66), (7.67): weighted support for the body in place."""
    g, threshold = scenario["government"], scenario["levers"]["assessment"]["threshold"]
    awarded = before.row.score_awarded
    points = threshold + g["unrated_above"] if awarded is None else awarded

    def by(trust):
        x = (points - threshold) / g["support_points"] + g["support_trust"] * (trust - 0.5)
        return 1 / (1 + math.exp(-x))

    return before.role * by(body.union) + (1 - before.role) * by(body.reputation)


def bargain(scenario, key, week, before, bodies, body, bid):
    """(7.90), (7.91): least and most that are agreed to, and the price; None where a tender is held instead."""
    tender, bidding = Tender(scenario, key, week, before, bodies), scenario["organization"]["bidding"]
    kept = min(1, before.row.posts / sum(tender.posts))
    low = tender.least(body, tender.believed(body), kept * tender.wished(body), bid.content)
    others = [one.price for one in tender.bids([other for other in bodies if other is not body])]
    high = min([tender.grant] + [price + bidding["switching"] * tender.grant for price in others])
    if low is None or high < low:
        return None
    return low, high, low + (1 - bidding["power"]) * (high - low)
