"""A tender among named bodies once more, from docs/model.md 7.2, 7.4, 7.6 and 7.17 alone: what each body
believes, bids, promises and is given points for, and who wins. One home, without rules and dated levers.
`follow.py` holds one after another against a folder of results.
"""

import math
from dataclasses import dataclass

from draws import TENDER, folded, normal, words
from opening import Opening


@dataclass
class Body:
    """A body that may bid, and what it remembers (7.4)."""

    number: int
    traits: dict
    capabilities: list
    cost_belief: float
    reputation: float
    union: float
    trust: float
    years: int = 0


def bodies(scenario):
    """In the order of their names, as they are at first."""
    kinds, found = scenario["organization"]["kinds"], []
    for number, entry in enumerate(sorted(scenario["bidders"], key=lambda b: b["name"].encode()), 1):
        t = kinds[entry["kind"].replace("-", "_")] | entry
        skills = [t["management"], t["fundraising"], t["service"]]
        trust = scenario["organization"]["trust"]
        found.append(
            Body(number, t, skills, t["cost_belief"], t["reputation"], scenario["union"]["trust"], trust)
        )
    return found


@dataclass
class Before:
    """What the week before a tender left: its row, the fee in yuan, matters carried out in 52 weeks,
    cooperation, λ, the body in place and its mean own income in yuan a week, and instalments of the grant on
    their way in yuan.
    """

    row: object
    fee: float
    carried: float
    cooperation: float
    role: float
    in_place: Body | None = None
    own: float = 0.0
    coming: float = 0.0


@dataclass
class Bid:
    """A bid: price in yuan a year, posts, managers and social workers of the plan, points; hours against
    usual ones, fee on top, share for workers' topics, hours told and points of content.
    """

    body: Body
    price: float
    posts: float
    plan: list
    score: float
    content: tuple
    hours: float
    content_points: float | None


class Tender:
    """A tender in a week."""

    def __init__(self, scenario, key, week, before, all_bodies):
        self.s, self.key, self.week, self.before, self.bodies = scenario, key, week, before, all_bodies
        self.o, self.l, self.t = scenario["organization"], scenario["levers"], scenario["levers"]["tender"]
        self.opening = Opening(scenario)
        self.scale, self.grant = self.opening.scale, self.l["funding"]["grant"]
        self.usual = self.o["usual_grant"] * 10_000 * self.scale  # (7.180)
        self.posts = self.l["operator"]["managers"], self.l["operator"]["social_workers"]

    def hours(self, managers, volunteers, factor):
        """(7.395)"""
        return self.opening.believed(managers, volunteers, factor, self.before.cooperation)

    def come(self, fee):
        """V(f) of (7.396)."""
        choice = self.s["residents"]["choice"]
        price = lambda f: choice["fee_cliff"] + choice["fee_slope"] * f / 10 if f > 0 else 0.0
        return self.before.row.visits * math.exp(price(self.before.fee) - price(fee))

    def wished_share(self):
        """(7.250)"""
        f, union = self.o["offering"], self.l["union"]
        return f["workers_topics"] + f["workers_priority"] * union["decision_role"] * union["worker_priority"]

    def liked(self, body):
        """(7.397): hours against the usual ones, fee on top, share for workers' topics."""
        f, t, own = self.o["offering"], self.t, body.traits
        if not t["content"]:
            return None
        hours = min(max(own["hours"], f["hours_least"]), f["hours_most"])
        return hours, min(own["fee"], max(0, t["fee_most"] - self.l["disclosure"]["fee"])), own["workers"]

    def ways(self, body):
        """a, b of (7.82), c of (7.399)."""
        t, wished = self.t, self.wished(body)
        a, b = t["price"] / self.grant, t["promise"] / (52 * wished)
        if not t["content"]:
            return a, b, 0.0
        w = wished / (self.o["net_hours"] * sum(self.posts))
        an_hour = (
            w * max(self.scale, 1) + self.o["utilities"] * self.opening.seats / self.o["utilities_seats"]
        )
        return a, b, t["hours"] / max(1, 52 * self.hours(self.posts[0], 0, 1) * an_hour)

    def worth(self, fee, a):
        """(7.400)"""
        posted = self.l["disclosure"]["fee"]
        brings = self.come(posted + fee) * (posted + fee) - self.come(posted) * posted
        return fee > 0 and 52 * a * brings >= self.t["fee"] * fee / self.t["fee_most"]

    def runs(self, body):
        """Whether it runs the home."""
        return self.before.in_place is body

    def seat_hours(self, content):
        """(7.79), (7.398): those of the promise, else of last week, and as the wished managers would open
        where nobody runs the home.
        """
        if content is None and self.before.in_place:
            return self.before.row.open_hours * self.opening.seats
        return self.hours(self.posts[0], 0, content[0] if content else 1) * self.opening.seats

    def bills(self, body, content):
        """Running bills (7.101) with (7.77), yuan a week, but for what goes to others."""
        o, prices = self.o, self.s["prices"]
        concept = (
            prices["concept"] * self.scale * self.l["operator"]["concept"] / prices["concept_usual"] / 52
        )
        bills = o["utilities"] * self.seat_hours(content) / o["utilities_seats"] + concept
        return bills + o["administration"] * body.traits["overhead"] * self.scale

    def running(self, body, cost, price, content, agreed):
        """(7.102) with (7.77), (7.79): yuan a week but for wages; a part of the agreed price, or of this one,
        goes to others.
        """
        o, b = self.o, self.before
        effort = b.row.effort_events if self.runs(body) else o["usual_effort"]["events"]
        root = math.sqrt(
            max(0, price / self.usual) * o["programme_budget"] / o["offering"]["budget_reference"]
        )
        planned = (
            o["offering"]["events"] * self.scale * effort / o["response"]["events_effort"] * root
        )  # (7.208)
        steep = min(
            1, o["giving"]["crowd_out_spend"] * o["usual_grant"] * 10_000 / (52 * o["fundraising_spend"])
        )
        spend = o["fundraising_spend"] * math.exp(-steep * (price / self.usual - 1)) * self.scale  # (7.317)
        others = body.traits["charge"] * (price if agreed is None else agreed) / 52
        return (
            self.bills(body, content) * cost
            + o["event_cost"] * planned
            + self.s["union"]["cost"] * b.carried / 52
            + spend
            + others
        )

    def wages(self, body, cost, price, content, agreed=None):
        """(7.103)–(7.106), (7.79), (7.398): yuan a week for wages at a price."""
        o, b, runs = self.o, self.before, self.runs(body)
        running = self.running(body, cost, price, content, agreed)
        income = price * (1 + self.l["union"]["matching"]) / 52 + (b.own if runs else 0)
        if content is not None:
            fee = self.l["disclosure"]["fee"] + content[1]
            income += self.come(fee) * fee - (b.row.visits * b.fee if runs else 0)
        spread, prudence = o["labour"]["spread"], o["prudence"]
        if runs:
            free = b.row.reserve - b.row.arrears + b.row.trust_organization * b.coming
        else:
            late = max(0, self.l["funding"]["lag"] - self.s["prices"]["usual_lag"])
            free = body.traits["own_means"] * self.scale - (1 - body.trust) * late * price / 52
        return (income - running + (free - prudence * running) / spread) / (1 + prudence / spread)

    def wished(self, body):
        """Wages of the wished posts, yuan a week (7.76)."""
        return (self.posts[0] * self.o["manager_wage"] + self.posts[1] * self.o["worker_wage"]) * body.traits[
            "wages"
        ]

    def believed(self, body):
        """(7.80): running bills against what they come to."""
        error = self.o["bidding"]["cost_error"] / math.sqrt(1 + body.years)
        who = folded(body.traits["name"]) ^ folded("home")
        return body.cost_belief * math.exp(
            error * normal(words(self.key, who, 0, self.week, TENDER)[0]) - error * error / 2
        )

    def least(self, body, cost, needed, content):
        """(7.81), (7.91): the least price that brings so much for wages, None if the grant does not."""
        if self.wages(body, cost, self.grant, content) < needed:
            return None
        low, high = 0.0, self.grant
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (low, middle) if self.wages(body, cost, middle, content) >= needed else (middle, high)
        return high

    def bids(self, among=None):
        """(7.81)–(7.83), (7.401)–(7.403): of these bodies, or of all."""
        willing = []
        for body in among if among is not None else self.bodies:
            cost, needed = self.believed(body), self.o["labour"]["least_posts"] * self.wished(body)
            least = self.least(body, cost, needed, self.liked(body))
            if least is not None:
                willing.append((body, cost, needed, least))
        return [self.bid(*one, 1 - 1 / len(willing)) for one in willing]

    def bid(self, body, cost, needed, least, pressed):
        """One bid, under the pressure 1 − 1/n of the others."""
        a, b, c = self.ways(body)
        price = self.grant - (self.grant - least) * pressed * (a / (a + b + c) if a > 0 else 0)
        content = self.liked(body)
        if content:
            more = self.pressed(body, content, pressed, (a, b, c))
            content = more if self.wages(body, cost, price, more) >= needed else content
        wages, wished = self.wages(body, cost, price, content), self.wished(body)
        part = min(max(wages / wished, 0), 1)  # (7.107), (7.109)
        over = (
            self.o["offering"]["grant_to_staff"]
            * max(0, wages - wished)
            / (self.o["worker_wage"] * body.traits["wages"])
        )
        plan = [part * self.posts[0], part * self.posts[1] + over]
        bid = Bid(body, price, sum(plan), plan, 0.0, content, 0.0, None)
        self.judge(bid)
        return bid

    def pressed(self, body, content, pressed, ways):
        """(7.401), (7.402)"""
        (e, f, p), (a, b, c), g = content, ways, self.t["programme"]
        hours = e + (self.o["offering"]["hours_most"] - e) * pressed * (c / (a + b + c) if c > 0 else 0)
        fee = f if pressed == 0 or self.worth(f, a) else 0.0
        return (
            hours,
            fee,
            p + (self.wished_share() - p) * pressed * (g / (g + body.traits["mission"]) if g > 0 else 0),
        )

    def judge(self, bid):
        """(7.84), (7.85), (7.404)"""
        t, body, weighed, weights = self.t, bid.body, 0.0, 0.0
        if bid.content:
            bid.hours = self.hours(bid.plan[0], self.before.row.volunteer_hours, bid.content[0])
            fee = self.l["disclosure"]["fee"] + bid.content[1]
            free = max(0, 1 - fee / t["fee_most"]) if t["fee_most"] > 0 else float(fee <= 0)
            near = 1 - abs(bid.content[2] - self.wished_share())
            weights = t["hours"] + t["fee"] + t["programme"]
            weighed = t["hours"] * bid.hours / self.opening.nominal + t["fee"] * free + t["programme"] * near
            bid.content_points = weighed / weights if weights else 0.0

        def points(weight, trust):
            kept = min(1, bid.posts / sum(self.posts))
            got = weight * (1 - bid.price / self.grant) + t["promise"] * kept + t["record"] * trust
            all_ = weight + t["promise"] + t["record"] + t["capability"] + weights
            return (got + t["capability"] * sum(body.capabilities) / 3 + weighed) / all_ if all_ else 0.0

        role = self.before.role
        bid.score = role * points(0, body.union) + (1 - role) * points(t["price"], body.reputation)
        bid.score += t["incumbency"] * self.runs(body)
