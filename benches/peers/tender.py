"""The first tender of a scenario once more, from docs/model.md 7.2, 7.4 and 7.6 alone: what each body believes, bids and is given
points for, and who wins; compared with the events of a folder of results.

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

    def __init__(self, scenario, key, week):
        self.s, self.key, self.week = scenario, key, week
        self.o, self.l = scenario["organization"], scenario["levers"]
        self.scale = scenario["residents"]["population"] / 10_000
        self.grant = self.l["funding"]["grant"]
        self.usual = self.o["usual_grant"] * 10_000 * self.scale
        self.posts = self.l["operator"]["managers"], self.l["operator"]["social_workers"]
        kinds = self.o["kinds"]
        self.bodies = [kinds[b["kind"].replace("-", "_")] | b for b in sorted(scenario["bidders"], key=lambda b: b["name"].encode())]

    def seat_hours(self):
        """(7.202)–(7.207) for the wished managers, without volunteers and council."""
        f, m = self.o["offering"], self.posts[0]
        coop = min(max(self.l["support"]["cooperation"] * self.s["government"]["trust_committee"], 0), 1)
        total = (f["hours_base"] + f["hours_per_manager"] * m / max(self.scale, 1)) * (1 - f["friction"] * (1 - coop))
        total = min(max(total + self.l["support"]["hours"], 0), self.s["home"]["nominal_hours"])
        if m < f["managers_for_evenings"] * self.scale - 1e-9:
            total *= f["share_day"]
        return total * self.s["home"]["seats"] * self.l["support"]["rooms_released"]

    def wages(self, body, cost, price):
        """(7.91)–(7.96), (7.78): yuan a week for wages at a price."""
        o, l = self.o, self.l
        concept = self.s["prices"]["concept"] * self.scale * l["operator"]["concept"] / self.s["prices"]["concept_usual"] / 52
        bills = o["utilities"] * self.seat_hours() / o["utilities_seats"] + o["administration"] * body["overhead"] * self.scale + concept
        root = math.sqrt(max(0, price / self.usual) * o["programme_budget"] / o["offering"]["budget_reference"])
        planned = o["offering"]["events"] * self.scale * o["usual_effort"]["events"] / o["response"]["events_effort"] * root
        steep = min(1, o["giving"]["crowd_out_spend"] * o["usual_grant"] * 10_000 / (52 * o["fundraising_spend"]))
        spend = o["fundraising_spend"] * math.exp(-steep * (price / self.usual - 1)) * self.scale
        running = bills * cost + o["event_cost"] * planned + spend + body["charge"] * price / 52
        income = price * (1 + l["union"]["matching"]) / 52
        advance = (1 - o["trust"]) * max(0, l["funding"]["lag"] - self.s["prices"]["usual_lag"]) * price / 52
        spread, prudence = o["labour"]["spread"], o["prudence"]
        free = body["own_means"] * self.scale - advance - prudence * running
        return (income - running + free / spread) / (1 + prudence / spread)

    def wished(self, body):
        return (self.posts[0] * self.o["manager_wage"] + self.posts[1] * self.o["worker_wage"]) * body["wages"]

    def estimate(self, body):
        """(7.79), (7.80): what running bills are believed to be, and the least price; None for who does not bid."""
        error = self.o["bidding"]["cost_error"]
        who = folded(body["name"]) ^ folded("home")
        word = philox([who, 0, self.week, 40], self.key)[0]
        cost = body["cost_belief"] * math.exp(error * normal(word) - error * error / 2)
        needed = self.o["labour"]["least_posts"] * self.wished(body)
        if self.wages(body, cost, self.grant) < needed:
            return cost, None
        low, high = 0.0, self.grant
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (low, middle) if self.wages(body, cost, middle) >= needed else (middle, high)
        return cost, high

    def bids(self):
        """(7.81)–(7.84): number, price, posts, points of each that bids."""
        t, found = self.l["tender"], []
        reckoned = [(n, body, *self.estimate(body)) for n, body in enumerate(self.bodies, 1)]
        willing = [one for one in reckoned if one[3] is not None]
        for n, body, cost, least in willing:
            wished = self.wished(body)
            a, b = t["price"] / self.grant, t["promise"] / (52 * wished)
            price = self.grant - (self.grant - least) * (1 - 1 / len(willing)) * (a / (a + b) if a > 0 else 0)
            wages = self.wages(body, cost, price)
            part = min(max(wages / wished, 0), 1)
            over = self.o["offering"]["grant_to_staff"] * max(0, wages - wished) / (self.o["worker_wage"] * body["wages"])
            posts = part * sum(self.posts) + over
            skill = (body["management"] + body["fundraising"] + body["service"]) / 3

            def points(weight, trust):
                kept = min(1, posts / sum(self.posts))
                sum_ = weight * (1 - price / self.grant) + t["promise"] * kept + t["record"] * trust + t["capability"] * skill
                return sum_ / (weight + t["promise"] + t["record"] + t["capability"])

            role = self.l["union"]["decision_role"]
            score = role * points(0, self.s["union"]["trust"]) + (1 - role) * points(t["price"], body["reputation"])
            found.append((n, price, posts, score))
        return found


def main(folder):
    folder = Path(folder)
    scenario = tomllib.loads(next((folder / "scenarios").glob("*.toml")).read_text())
    seed = int(json.loads((folder / "manifest.json").read_text())["seed"])
    week = scenario["levers"]["operator"]["from"]
    told = {}
    for row in csv.DictReader((folder / "events.csv").open()):
        if int(row["week"]) == week and row["kind"] in ("bid", "awarded"):
            told.setdefault(int(row["replicate"]), []).append(row)
    compared, wrong = 0, []
    for replicate, rows in told.items():
        bids = Tender(scenario, world_key(seed, replicate), week).bids()
        expected = [f"bidder {n} asks for {price:.0f} yuan a year with {posts:.2f} posts: {score:.3f} points" for n, price, posts, score in bids]
        first = max(bids, key=lambda bid: bid[3])[0]
        numbers = lambda text: [float(x) for x in re.findall(r"\d+(?:\.\d+)?", text)]
        recorded = [row["words"] for row in rows if row["kind"] == "bid"]
        for text, by_hand in zip(recorded, expected, strict=True):
            # Numbers as they are rounded there; a last digit may fall the other way.
            compared += 1
            if any(abs(a - b) > step for a, b, step in zip(numbers(text), numbers(by_hand), (0, 1, 0.0101, 0.00101), strict=True)):
                wrong.append(f"replicate {replicate}: recorded “{text}”, by the document “{by_hand}”")
        award = next(row["words"] for row in rows if row["kind"] == "awarded")
        compared += 1
        if numbers(award)[0] != first:
            wrong.append(f"replicate {replicate}: recorded “{award}”, by the document bidder {first}")
    print(f"{compared} comparisons of the first tender in {len(told)} worlds, {len(wrong)} failed")
    print(*wrong[:20], sep="\n")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
