"""Contracts of a world one after another (docs/model.md 7.4, 7.11, 7.17): every tender, what it binds to and
how that is kept, bargains at renewals; compared with a folder of results. What the last week recorded is
taken from there, the memory of bodies is worked out anew.

    commonroom run tender -r 20 -o DIR; python3 follow.py DIR

One home that the government runs before, without rules and dated levers. Ends with 1 on a disagreement.
"""

import math
import sys

from bargain import bargain, support
from draws import world_key
from folder import Comparisons, Folder, numbers
from grants import Grants, nearest
from opening import subject
from operated import Operated
from posts import Posts
from tender import Before, Tender, bodies


class World:
    """A world as it is followed, and what was compared."""

    def __init__(self, folder, world, fees, compared):
        self.s, self.told, self.fees, self.compared = folder.scenario, world, fees, compared
        self.l, self.key = self.s["levers"], world_key(folder.seed, world.replicate)
        self.t, self.bidding = self.l["tender"], self.s["organization"]["bidding"]
        self.bodies, self.home = bodies(self.s), Operated(self.s, compared)
        self.place, self.bid, self.start, self.until = None, None, None, None
        self.workers, self.free_from = None, self.l["operator"]["from"]
        self.due, self.kept, self.grants = 0.0, 0.0, Grants(self.s)

    def where(self, week):
        """For a sentence."""
        return f"world {self.told.replicate}, week {week}"

    def live(self):
        """All weeks."""
        for week in range(1, len(self.told.weeks)):
            row, last = self.told.weeks[week], self.told.weeks[week - 1]
            if self.place:
                self.remember(last)
                if week > self.start and (week - self.start) % 52 == 0:
                    self.year(last)
            self.contract(week, last)
            runs = row.effort_events is not None
            self.compared.same("who runs the home", self.where(week), runs, self.place is not None)
            if runs != (self.place is not None):
                return  # Nothing that follows could be compared.
            if self.place:
                self.review(week, row, last)
                self.money(week, row)
                self.operate(week, row, last)
            if self.grants.arrives(week) or row.grant:
                self.compared.same(
                    "instalment", self.where(week), row.grant, self.grants.arrives(week) / 100, 1e-6
                )
            self.home.stock.fade()

    def remember(self, row):
        """What the body in place takes along when it goes: what is recorded of it."""
        body = self.place
        body.capabilities = [row.capability_management, row.capability_fundraising, row.capability_service]
        body.reputation, body.union, body.trust = row.trust_agency, row.trust_union, row.trust_organization

    def year(self, last):
        """(7.88), (7.408): a year of its own books, and what it did not keep."""
        body, b = self.place, self.bidding
        body.cost_belief += b["cost_learning"] * (1 - body.cost_belief)
        body.years += 1
        if self.bid.posts > 0:
            body.reputation = max(
                0, body.reputation - b["promise_broken"] * max(0, 1 - last.posts / self.bid.posts)
            )
        if self.bid.content:
            broken = 1 - self.kept / self.due if self.due else 0.0
            body.reputation = max(0, body.reputation - b["hours_broken"] * broken)
            body.union = max(0, body.union - b["hours_broken"] * broken)
        self.due, self.kept = 0.0, 0.0

    def before(self, week, last):
        """What counts in a tender or a bargain."""
        weeks = self.told.weeks
        carried = sum(row.proposals_carried for row in weeks[max(0, week - 52) : week])
        fee = 0.0
        if self.place:
            fee = self.l["disclosure"]["fee"] + (self.bid.content[1] if self.bid.content else 0)
        own = weeks[max(self.start or 0, week - 52) : week]
        mean = sum(row.own_income for row in own) / len(own) if self.place and own else 0.0
        return Before(
            last,
            fee,
            carried,
            self.home.cooperation(last),
            self.home.role(),
            self.place,
            mean,
            self.grants.coming(week) / 100,
        )

    def contract(self, week, last):
        """Who runs the home from this week on."""
        if not self.place:
            if week >= self.free_from:
                self.tender(week, last)
        elif week == self.until:
            if self.t["every_contract"]:
                self.tender(week, last)
            else:
                self.renewal(week, last)
        if self.place and week > self.start:
            tender = Tender(self.s, self.key, week, self.before(week, last), self.bodies)
            owes = self.posts.insolvent(tender, self.place)
            recorded = [x for words in self.told.told(week, "wound-up") for x in numbers(words)]
            if owes or recorded:
                self.compared.same("giving up", self.where(week), recorded, owes, [1.0, 0.0501])
            if owes:  # (7.89), (7.69)
                self.place.reputation *= self.bidding["wound_up"]
                self.place.union *= self.bidding["wound_up"]
                self.gap(week)

    def gap(self, week):
        """(7.69): nobody runs the home for a time."""
        self.place, self.bid = None, None
        self.grants.close(week)
        self.home.lost()
        self.free_from = week + self.s["organization"]["gap"]

    def renewal(self, week, last):
        """(7.66)–(7.68), (7.90)"""
        before = self.before(week, last)
        for_it = support(self.s, before, self.place)
        for words in self.told.told(week, "renewed", "not-renewed"):
            recorded = numbers(words)[-2 if "weeks" in words else -1]
            self.compared.same(
                "support for a renewal",
                self.where(week),
                [recorded, "is renewed" in words],
                [for_it, for_it > 0.5],
                [0.00501, 0],
            )
        if for_it <= 0.5:
            return self.gap(week)
        tender = Tender(self.s, self.key, week, before, self.bodies)
        bids, *asked = self.posts.asks(
            tender, self.place, self.grants.amount(self.bid.price) / 100, self.grants.added
        )
        self.grants.added += asked[1]
        recorded = [x for words in self.told.told(week, "more-asked") for x in numbers(words)]
        self.compared.same(
            "more asked for", self.where(week), recorded, asked if asked[0] else [], [1.0, 1.0]
        )
        self.compared.same(
            "withdrawal", self.where(week), len(self.told.told(week, "withdrawn")), int(not bids)
        )
        if not bids:
            return self.gap(week)
        if self.t["bargaining"]:
            terms = bargain(tender, self.place, self.bid)
            if terms.tendered:
                return self.tender(week, last)
            if terms.least is not None:
                self.bid.price, self.bid.posts = terms.price, last.posts
            expected = [] if terms.least is None else [terms.price, terms.least, terms.most]
            recorded = [x for words in self.told.told(week, "bargained") for x in numbers(words)]
            self.compared.same("bargain", self.where(week), recorded, expected, [1.0] * 3)
        self.compared.same(
            "agreed price",
            self.where(week),
            self.told.weeks[week].price_agreed,
            self.bid.price / self.l["funding"]["grant"],
        )
        self.until = week + self.l["funding"]["contract"]

    def tender(self, week, last):
        """(7.80)–(7.86), (7.401)–(7.404)"""
        bids, where = Tender(self.s, self.key, week, self.before(week, last), self.bodies).bids(), self.where(
            week
        )
        row, told, fee = self.told.weeks[week], self.told.told, self.l["disclosure"]["fee"]
        recorded = [numbers(words) for words in told(week, "bid")]
        self.compared.same("number of bids", where, len(recorded), len(bids))
        for one, bid in zip(recorded, bids):
            # Numbers as they are rounded there; a last digit may fall the other way.
            self.compared.same(
                "bid", where, one, [bid.body.number, bid.price, bid.posts, bid.score], [0, 1, 0.0101, 0.00101]
            )
        if not bids:
            return self.gap(week)
        best = max(bids, key=lambda bid: bid.score)
        promise = lambda b: [b.body.number, b.hours, fee + b.content[1], 100 * b.content[2], b.content_points]
        promises = [promise(b) for b in bids + [best] if b.content]
        recorded = [numbers(words) for words in told(week, "promised")]
        self.compared.same("number of promises", where, len(recorded), len(promises))
        for one, by_hand in zip(recorded, promises):
            self.compared.same("promise", where, one, by_hand, [0, 0.101, 0.0101, 1.01, 0.00101])
        self.compared.same(
            "winner", where, [numbers(words)[0] for words in told(week, "awarded")], best.body.number
        )
        self.compared.same("agreed price", where, row.price_agreed, best.price / self.l["funding"]["grant"])
        self.award(week, best)

    def award(self, week, bid):
        """(7.86), (7.405)"""
        self.until, self.due, self.kept = week + self.l["funding"]["contract"], 0.0, 0.0
        if bid.body is not self.place:
            if self.place:
                self.grants.close(week)
            self.start = week
            self.home.begin()
            self.grants.begin(week)
            self.posts = Posts(bid.plan, bid.price)
            self.workers = bid.content[2] if bid.content and not self.place else self.workers
        self.place, self.bid = bid.body, bid

    def review(self, week, row, last):
        """(7.107)–(7.110): whom it can pay, each quarter and where a contract year begins."""
        c, wages = week - self.start, self.s["organization"]["labour"]
        if c and (c % 52 == 0 or c % wages["review"] == 0):
            tender = Tender(self.s, self.key, week, self.before(week, last), self.bodies)
            self.posts.review(tender, self.place, self.grants.amount(self.bid.price) / 100, c % 52 == 0)
        self.posts.price = self.bid.price
        self.compared.same("posts planned", self.where(week), row.posts, sum(self.posts.plan), 1e-6)

    def money(self, week, row):
        """The first week of a contract year: trust after what was not kept, and the grant (7.87), (7.113);
        each week what arrives of it.
        """
        self.grants.assess(week, self.told.weeks, self.told.told(week, "rated"))
        if (week - self.start) % 52 == 0:
            self.grants.year(week, self.bid.price)
            if week % 4:  # Else the month moves trust too (7.365).
                self.compared.same(
                    "trust of the bureau", self.where(week), row.trust_agency, self.place.reputation
                )
                self.compared.same("trust of the union", self.where(week), row.trust_union, self.place.union)

    def operate(self, week, row, last):
        """A week of a contract: hours (7.405), programme (7.406), and what is kept (7.407)."""
        for words in self.told.told(week, "carried-out"):
            self.home.stock.carry_out(subject(words))
        content, promise = self.bid.content, None
        if content:
            promise = content[0], self.bid.plan[0]
        self.home.open(self.where(week), row, last, self.place.traits["wages"], week == self.start, promise)
        if content:
            due = min(self.bid.hours, self.home.wished, self.home.opening.nominal)
            self.due, self.kept = self.due + due, self.kept + min(row.open_hours, due)
            self.workers = content[2] if week % 13 == 0 else self.workers
            if row.variety is not None:
                self.compared.same(
                    "variety of the programme", self.where(week), row.variety, variety(self.workers)
                )
            fee = nearest(100 * row.visits * (self.l["disclosure"]["fee"] + content[1]))
            if fee or self.fees.get((self.told.replicate, week)):
                self.compared.same(
                    "fees", self.where(week), self.fees.get((self.told.replicate, week), 0), fee, 0.1
                )
        self.home.learn(self.where(week), week, row)


def variety(workers):
    """(7.251), (7.390)"""
    return math.exp(-sum(3 * m * math.log(m) for m in (workers / 3, (1 - workers) / 3) if m > 0))


def check(folder):
    """All comparisons of a folder."""
    if not folder.scenario.get("bidders"):
        raise ValueError("only where bodies bid")
    compared, fees = Comparisons(), folder.paid("fee")
    for world in folder.worlds.values():
        World(folder, world, fees, compared).live()
    return compared


def main(path):
    folder = Folder(path)
    return 0 if check(folder).tell("contracts", len(folder.worlds)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
