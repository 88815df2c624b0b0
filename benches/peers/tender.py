"""The first tender of a scenario once more, from docs/model.md 7.2, 7.4, 7.6 and 7.17 alone: what each body believes, bids, promises and
is given points for, and who wins; compared with the events of a folder of results.

    commonroom run tender -r 20 --weeks 60 -o DIR; python3 tender.py DIR

Only for one community that the government runs before, without rules and dated levers. Ends with 1 on a disagreement.
"""

import csv
import json
import math
import re
import sys
import tomllib
from pathlib import Path
from statistics import NormalDist

MASK = 0xFFFFFFFF


def philox(counter, key):
    """(7.10), (7.11): ten rounds."""
    c, k = list(counter), list(key)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & MASK, (p0 >> 32) ^ c[3] ^ k[1], p0 & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


def world_key(seed, replicate):
    """(7.9)"""
    return philox([seed & MASK, seed >> 32, replicate, 0x636F6D6D], [0x726F6F6D, 0x6B657973])[:2]


def normal(word):
    """(7.14), (7.15)"""
    at = lambda k: NormalDist().inv_cdf(min(max(k / 4096, 1e-9), 1 - 1e-9))
    cell = word >> 20
    if cell in (0, 4095):
        return NormalDist().inv_cdf((word + 0.5) / 2**32)
    return at(cell) + (word & 0xFFFFF) / 2**20 * (at(cell + 1) - at(cell))


def folded(text):
    """f(h(text)) of 7.2."""
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return (h >> 32) ^ (h & MASK)


class Tender:
    """A tender in the week of the handover."""

    def __init__(self, scenario, key, week, visits):
        self.s, self.key, self.week, self.visits = scenario, key, week, visits
        self.o, self.l = scenario["organization"], scenario["levers"]
        self.scale = scenario["residents"]["population"] / 10_000
        self.grant = self.l["funding"]["grant"]
        self.usual = self.o["usual_grant"] * 10_000 * self.scale
        self.posts = self.l["operator"]["managers"], self.l["operator"]["social_workers"]
        kinds = self.o["kinds"]
        self.bodies = [kinds[b["kind"].replace("-", "_")] | b for b in sorted(scenario["bidders"], key=lambda b: b["name"].encode())]

    def hours(self, m, e):
        """(7.395): (7.214)–(7.218) for so many managers, without volunteers and council."""
        f = self.o["offering"]
        coop = min(max(self.l["support"]["cooperation"] * self.s["government"]["trust_committee"], 0), 1)
        total = (f["hours_base"] + f["hours_per_manager"] * m / max(self.scale, 1)) * e * (1 - f["friction"] * (1 - coop))
        total = min(max(total + self.l["support"]["hours"], 0), self.s["home"]["nominal_hours"])
        if m < f["managers_for_evenings"] * self.scale - 1e-9:
            total *= f["share_day"]
        return total

    def seats(self):
        """(7.219)"""
        return self.s["home"]["seats"] * self.l["support"]["rooms_released"]

    def come(self, fee):
        """(7.396), after a week without a fee."""
        choice = self.s["residents"]["choice"]
        return self.visits * (math.exp(-choice["fee_cliff"] - choice["fee_slope"] * fee / 10) if fee > 0 else 1)

    def wished_share(self):
        """(7.250)"""
        f, union = self.o["offering"], self.l["union"]
        return f["workers_topics"] + f["workers_priority"] * union["decision_role"] * union["worker_priority"]

    def liked(self, body):
        """(7.397): hours against the usual ones, fee on top, share for workers' topics."""
        f, t = self.o["offering"], self.l["tender"]
        if not t["content"]:
            return 1.0, 0.0, None
        return (
            min(max(body["hours"], f["hours_least"]), f["hours_most"]),
            min(body["fee"], max(0, t["fee_most"] - self.l["disclosure"]["fee"])),
            body["workers"],
        )

    def ways(self, body):
        """a, b of (7.82), c of (7.399)."""
        t, wished = self.l["tender"], self.wished(body)
        a, b = t["price"] / self.grant, t["promise"] / (52 * wished)
        if not t["content"]:
            return a, b, 0.0
        w = wished / (self.o["net_hours"] * sum(self.posts))
        an_hour = w * max(self.scale, 1) + self.o["utilities"] * self.seats() / self.o["utilities_seats"]
        return a, b, t["hours"] / max(1, 52 * self.hours(self.posts[0], 1) * an_hour)

    def worth(self, fee, a):
        """(7.400)"""
        posted, t = self.l["disclosure"]["fee"], self.l["tender"]
        brings = self.come(posted + fee) * (posted + fee) - self.come(posted) * posted
        return fee > 0 and 52 * a * brings >= t["fee"] * fee / t["fee_most"]

    def wages(self, body, cost, price, content):
        """(7.101)–(7.106), (7.79), (7.398): yuan a week for wages at a price."""
        o, l = self.o, self.l
        concept = self.s["prices"]["concept"] * self.scale * l["operator"]["concept"] / self.s["prices"]["concept_usual"] / 52
        bills = o["utilities"] * self.hours(self.posts[0], content[0]) * self.seats() / o["utilities_seats"] + o["administration"] * body["overhead"] * self.scale + concept
        root = math.sqrt(max(0, price / self.usual) * o["programme_budget"] / o["offering"]["budget_reference"])
        planned = o["offering"]["events"] * self.scale * o["usual_effort"]["events"] / o["response"]["events_effort"] * root
        steep = min(1, o["giving"]["crowd_out_spend"] * o["usual_grant"] * 10_000 / (52 * o["fundraising_spend"]))
        spend = o["fundraising_spend"] * math.exp(-steep * (price / self.usual - 1)) * self.scale
        running = bills * cost + o["event_cost"] * planned + spend + body["charge"] * price / 52
        income = price * (1 + l["union"]["matching"]) / 52
        if l["tender"]["content"]:
            fee = l["disclosure"]["fee"] + content[1]
            income += self.come(fee) * fee
        advance = (1 - o["trust"]) * max(0, l["funding"]["lag"] - self.s["prices"]["usual_lag"]) * price / 52
        spread, prudence = o["labour"]["spread"], o["prudence"]
        free = body["own_means"] * self.scale - advance - prudence * running
        return (income - running + free / spread) / (1 + prudence / spread)

    def wished(self, body):
        return (self.posts[0] * self.o["manager_wage"] + self.posts[1] * self.o["worker_wage"]) * body["wages"]

    def estimate(self, body):
        """(7.80), (7.81): what running bills are believed to be, and the least price; None for who does not bid."""
        error = self.o["bidding"]["cost_error"]
        who = folded(body["name"]) ^ folded("home")
        word = philox([who, 0, self.week, 40], self.key)[0]
        cost = body["cost_belief"] * math.exp(error * normal(word) - error * error / 2)
        needed = self.o["labour"]["least_posts"] * self.wished(body)
        liked = self.liked(body)
        if self.wages(body, cost, self.grant, liked) < needed:
            return cost, None
        low, high = 0.0, self.grant
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (low, middle) if self.wages(body, cost, middle, liked) >= needed else (middle, high)
        return cost, high

    def bids(self):
        """(7.82)–(7.85), (7.401)–(7.404): number, price, posts, points of each that bids, and what it promises."""
        t, found = self.l["tender"], []
        reckoned = [(n, body, *self.estimate(body)) for n, body in enumerate(self.bodies, 1)]
        willing = [one for one in reckoned if one[3] is not None]
        for n, body, cost, least in willing:
            wished = self.wished(body)
            (a, b, c), pressed = self.ways(body), 1 - 1 / len(willing)
            price = self.grant - (self.grant - least) * pressed * (a / (a + b + c) if a > 0 else 0)
            content = e, f, p = self.liked(body)
            if t["content"]:
                most, g = self.o["offering"]["hours_most"], t["programme"]
                more = (
                    e + (most - e) * pressed * (c / (a + b + c) if c > 0 else 0),
                    f if pressed == 0 or self.worth(f, a) else 0.0,
                    p + (self.wished_share() - p) * pressed * (g / (g + body["mission"]) if g > 0 else 0),
                )
                if self.wages(body, cost, price, more) >= self.o["labour"]["least_posts"] * wished:
                    content = more
            wages = self.wages(body, cost, price, content)
            part = min(max(wages / wished, 0), 1)
            over = self.o["offering"]["grant_to_staff"] * max(0, wages - wished) / (self.o["worker_wage"] * body["wages"])
            posts = part * sum(self.posts) + over
            open_, fee, share = self.hours(part * self.posts[0], content[0]), self.l["disclosure"]["fee"] + content[1], content[2]
            weights, got = (t["hours"], t["fee"], t["programme"]), (0.0, 0.0, 0.0)
            if t["content"]:
                free = max(0, 1 - fee / t["fee_most"]) if t["fee_most"] > 0 else float(fee <= 0)
                got = open_ / self.s["home"]["nominal_hours"], free, 1 - abs(share - self.wished_share())
            all_ = sum(weights) if t["content"] else 0.0
            weighed = sum(x * y for x, y in zip(weights, got))
            skill = (body["management"] + body["fundraising"] + body["service"]) / 3

            def points(weight, trust):
                kept = min(1, posts / sum(self.posts))
                sum_ = weight * (1 - price / self.grant) + t["promise"] * kept + t["record"] * trust + t["capability"] * skill + weighed
                return sum_ / (weight + t["promise"] + t["record"] + t["capability"] + all_)

            role = self.l["union"]["decision_role"]
            score = role * points(0, self.s["union"]["trust"]) + (1 - role) * points(t["price"], body["reputation"])
            promise = (open_, fee, 100 * share, weighed / all_ if all_ else 0.0) if t["content"] else None
            found.append((n, price, posts, score, promise))
        return found


def main(folder):
    folder = Path(folder)
    scenario = tomllib.loads(next((folder / "scenarios").glob("*.toml")).read_text())
    seed = int(json.loads((folder / "manifest.json").read_text())["seed"])
    week = scenario["levers"]["operator"]["from"]
    told = {}
    for row in csv.DictReader((folder / "events.csv").open()):
        if int(row["week"]) == week and row["kind"] in ("bid", "awarded", "promised"):
            told.setdefault(int(row["replicate"]), []).append(row)
    visits = {}
    for row in csv.DictReader((folder / "series.csv").open()):
        if int(row["week"]) == week - 1:
            visits[int(row["replicate"])] = float(row["visits"])
    compared, wrong = 0, []
    for replicate, rows in told.items():
        bids = Tender(scenario, world_key(seed, replicate), week, visits[replicate]).bids()
        expected = [f"bidder {n} asks for {price:.0f} yuan a year with {posts:.2f} posts: {score:.3f} points" for n, price, posts, score, _ in bids]
        first = max(bids, key=lambda bid: bid[3])[0]
        numbers = lambda text: [float(x) for x in re.findall(r"\d+(?:\.\d+)?", text)]
        recorded = [row["words"] for row in rows if row["kind"] == "bid"]
        for text, by_hand in zip(recorded, expected, strict=True):
            # Numbers as they are rounded there; a last digit may fall the other way.
            compared += 1
            if any(abs(a - b) > step for a, b, step in zip(numbers(text), numbers(by_hand), (0, 1, 0.0101, 0.00101), strict=True)):
                wrong.append(f"replicate {replicate}: recorded “{text}”, by the document “{by_hand}”")
        promises = [(n, *promise) for n, _, _, _, promise in bids if promise]
        binds = [promise for promise in promises if promise[0] == first]
        recorded = [row["words"] for row in rows if row["kind"] == "promised"]
        for text, by_hand in zip(recorded, promises + binds, strict=True):
            compared += 1
            if any(abs(a - b) > step for a, b, step in zip(numbers(text), by_hand, (0, 0.101, 0.0101, 1.01, 0.00101), strict=True)):
                wrong.append(f"replicate {replicate}: recorded “{text}”, by the document {by_hand}")
        award = next(row["words"] for row in rows if row["kind"] == "awarded")
        compared += 1
        if numbers(award)[0] != first:
            wrong.append(f"replicate {replicate}: recorded “{award}”, by the document bidder {first}")
    print(f"{compared} comparisons of the first tender in {len(told)} worlds, {len(wrong)} failed")
    print(*wrong[:20], sep="\n")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
