"""Renewal of a contract without a tender, from docs/model.md 7.4 alone: support of bureau and union, and what
is bargained.
"""

import math
from dataclasses import dataclass


def support(scenario, before, body):
    """(7.66), (7.67): weighted support for the body in place."""
    g, threshold = scenario["government"], scenario["levers"]["assessment"]["threshold"]
    awarded = before.row.score_awarded
    points = threshold + g["unrated_above"] if awarded is None else awarded

    def by(trust):
        x = (points - threshold) / g["support_points"] + g["support_trust"] * (trust - 0.5)
        return 1 / (1 + math.exp(-x))

    return before.role * by(body.union) + (1 - before.role) * by(body.reputation)


@dataclass
class Terms:
    """What is bargained: least and most that are agreed to, and the price, yuan a year; least None where the
    grant does not pay for it.
    """

    least: float | None
    most: float
    power: float

    @property
    def tendered(self):
        """Whether a tender is held instead."""
        return self.least is not None and self.most < self.least

    @property
    def price(self):
        """(7.90)"""
        return self.least + (1 - self.power) * (self.most - self.least)


def bargain(tender, body, bid):
    """(7.91), between the bureau and the body in place, whose bid binds."""
    bidding, row = tender.o["bidding"], tender.before.row
    kept = min(1, row.posts / sum(tender.posts))
    least = tender.least(body, tender.believed(body), kept * tender.wished(body), bid.content)
    others = [one.price for one in tender.bids([other for other in tender.bodies if other is not body])]
    most = min([tender.grant] + [price + bidding["switching"] * tender.grant for price in others])
    return Terms(least, most, bidding["power"])
