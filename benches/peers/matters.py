"""Matters of union and council, from docs/model.md 7.2, 7.3 and 7.5 alone: what they are, what they bring to
whom, and how bodies vote.
"""

import math
from dataclasses import dataclass

import numpy as np

from draws import MATTER, PROPOSAL, poisson, uniform, words

UNION, BUREAU, COMMITTEE, ORGANIZATION, RESIDENTS, SOCIAL_POWER, UNIVERSITY = range(7)
KINDS = ["hours", "programme", "money", "rules", "outreach"]
TRAITS, MORE_TRAITS = 1, 2


class People:
    """How many residents and adults there are in each group, and members among the working."""

    def __init__(self, residents, key):
        """(7.28)–(7.31), (7.42)"""
        everybody = np.arange(int(residents["population"]), dtype=np.uint64)
        v = uniform(words(key, everybody, 0, 0, TRAITS)[0])
        working = 1 - residents["child_teen"] - residents["carer"] - residents["elder"]
        edges = np.cumsum([residents["child_teen"], working, residents["carer"]]).astype(np.float32)
        group = np.searchsorted(edges, v, side="right")
        self.number = np.bincount(group, minlength=4).tolist()
        young = v[group == 0] / edges[0] > residents["ages"]["child_below_15"]
        self.adults = [int(young.sum()), *self.number[1:]]
        member = (group == 1) & (
            uniform(words(key, everybody, 0, 0, MORE_TRAITS)[2]) < residents["union_member"]
        )
        self.members = float(member.sum() / max(1, self.number[1]))


@dataclass
class State:
    """What bodies know in a week of matters: last week's visits, hours by slot and awareness, the stock of
    what was carried out, cooperation, need of the home for money, routines, trust by body, partners, λ, and
    how many are represented.
    """

    visits: float
    hours: list
    awareness: float
    stock: object
    cooperation: float
    need: float
    routines: float
    trust: list
    partners: float
    role: float
    represented: float


class Matters:
    """What can be worked out about them in a world."""

    def __init__(self, scenario, key):
        self.s, self.key = scenario, key
        self.u, self.i, self.l = scenario["union"], scenario["union"]["interests"], scenario["levers"]
        self.people = People(scenario["residents"], key)
        self.population = sum(self.people.number)
        self.scale = self.population / 10_000
        choice = scenario["residents"]["choice"]
        self.opening = choice["opening"]
        slots = "daytime", "evening", "weekend"
        self.free = [
            [choice[f"{group}_{slot}"] for slot in slots] for group in ("child", "working", "carer", "elder")
        ]

    def arise(self, week):
        """(7.147): who proposes each of the matters that arise without residents."""
        u = self.u
        count = math.floor(u["matters"] * self.scale + uniform(words(self.key, 1001, 0, week, PROPOSAL)[0]))
        edges = np.cumsum([u["proposes_union"], u["proposes_agency"], u["proposes_committee"]])
        draw = lambda n: uniform(words(self.key, n, 0, week, PROPOSAL)[0])
        return [sum(1 for edge in edges if edge <= draw(n)) for n in range(count)]

    def meets(self, week):
        """(7.148)"""
        month, meets = week // 4, self.l["council"]["meets"]
        return month * meets // 13 != (month - 1) * meets // 13

    def proposed(self, week, attendance):
        """(7.149): how many matters residents propose."""
        mean = min(self.u["proposals"] * attendance * self.l["council"]["seats"], 1e6)
        return min(poisson(self.key, 1000, 0, week, PROPOSAL, mean), math.ceil(self.u["agenda"] * self.scale))

    def ideas(self, week, number):
        """(7.151), (7.152)"""
        found = []
        for j in range(int(self.i["ideas"])):
            d = words(self.key, number, 0, week, MATTER, 2 + j)
            kind, more, less = KINDS[d[0] % 5], None, None
            if kind == "hours":
                more, less = d[1] % 3, d[2] % 3
                less = None if less == more else less
            elif kind == "programme":
                more = d[1] % 4
                less = (more + 1 + d[2] % 3) % 4
            found.append((kind, more, less))
        return found

    def visits_by_group(self, state):
        """F and visits of (7.154)"""
        fits = [sum(a * h for a, h in zip(free, state.hours)) for free in self.free]
        could = [n * f**self.opening for n, f in zip(self.people.number, fits)]
        return fits, [state.visits * one / sum(could) if sum(could) else 0.0 for one in could]

    def brings(self, about, state):
        """(7.155)–(7.158): Δ by group, what it brings to all, and hours added and taken."""
        (kind, more, less), added, g = about, state.stock.added(about), self.s["government"]
        fits, visits = self.visits_by_group(state)
        change, all_, taken = [0.0] * 4, 0.0, 0.0
        if kind == "hours":
            taken = 0.0 if less is None else min(added, state.hours[less])
            for group, free in enumerate(self.free):
                moved = free[more] * added - (free[less] * taken if less is not None else 0)
                change[group] = visits[group] * self.opening * moved / fits[group] if fits[group] else 0.0
        elif kind == "programme":
            change[more], change[less] = visits[more] * added, -visits[less] * self.u["fit_lost"] * added
        elif kind == "outreach" and state.awareness:
            cooperation = self.l["support"]["cooperation"] * state.cooperation
            referred = g["referrals"] * g["coordinator_hours"] * cooperation * self.scale
            aware = state.awareness * self.population
            change = [v / aware * added * referred * (1 - state.awareness) * 52 for v in visits]
        elif kind == "money":
            all_ = self.u["fading"] * self.u["money"] * (1 + self.i["need"] * state.need)
        elif kind == "rules":
            all_ = self.i["rule"] * (1 - state.routines)
        return change, all_, (added, taken) if kind == "hours" else (0.0, 0.0)

    def borne(self, about, moved, state):
        """(7.159), (7.162): what each body bears, yuan a week."""
        o, u, (kind, more, less), (added, taken) = self.s["organization"], self.u, about, moved
        seats = self.s["home"]["seats"] * self.l["support"]["rooms_released"]
        costs = u["fading"] * u["cost"] + (added - taken) * o["utilities"] * seats / o["utilities_seats"]
        work = (
            (u["fading"] * u["staff_hours"] + (added - taken) * max(1, self.scale))
            * o["manager_wage"]
            / o["net_hours"]
        )
        share = self.l["union"]["matching"] / (1 + self.l["union"]["matching"])
        late = (added if more in (1, 2) else 0) - (taken if less in (1, 2) else 0) if kind == "hours" else 0.0
        union = share * costs + (u["fading"] * u["money"] if kind == "money" else 0)
        return [union, (1 - share) * costs, self.i["burden"] * late, work + state.need * costs, 0.0, 0.0, 0.0]

    def gains(self, about, state):
        """(7.160), (7.161) by body; of residents the gains if all who are represented were of one group, of
        each that has adults.
        """
        change, all_, moved = self.brings(about, state)
        _, visits = self.visits_by_group(state)
        part = [v / state.visits if state.visits else 0.0 for v in visits]
        of_group = [self.i["visit"] * d + all_ * p for d, p in zip(change, part)]
        others, m = self.i["others"], self.people.members
        weights = [[1.0] * 4 for _ in range(7)]
        weights[UNION] = [others, m + (1 - m) * others, others, others]
        counts = [1.0] * 7
        if about[0] == "rules":
            counts[UNIVERSITY], counts[SOCIAL_POWER] = self.i["rule_university"], 0.0
        elif about[0] == "outreach":
            counts[SOCIAL_POWER] = self.i["outreach_social_power"]
        trusting = [(1 + self.i["trust"] * (2 * t - 1)) * c for t, c in zip(state.trust, counts)]
        borne = self.borne(about, moved, state)
        found = [
            f * sum(w * x for w, x in zip(ws, of_group)) - b for f, ws, b in zip(trusting, weights, borne)
        ]
        if state.represented:
            groups = [g for g in range(4) if self.people.adults[g]]
            share = [n / self.population for n in self.people.number]
            found[RESIDENTS] = [trusting[RESIDENTS] * of_group[g] / share[g] for g in groups]
        else:
            found[RESIDENTS] = [found[RESIDENTS]]
        return found

    def chosen(self, proposer, ideas, state):
        """(7.151): what the proposer puts forward; of residents all that some composition of those
        represented could prefer.
        """
        gains = [self.gains(idea, state)[proposer] for idea in ideas]
        if proposer != RESIDENTS:
            return [ideas[gains.index(max(gains))]]
        beaten = lambda one: any(all(x > y for x, y in zip(other, one)) for other in gains)
        return [idea for idea, gain in zip(ideas, gains) if not beaten(gain)]

    def weights(self, council, state):
        """(7.164), (7.165)"""
        u, c, role = self.u, self.l["council"], state.role
        four = [role] + [u[f"weight_{body}"] * (1 - role) for body in ("agency", "committee", "organization")]
        seats = [c["seats"], c["social_power"], c["university"]] if council else [0.0] * 3
        all_ = sum(seats)
        seats = [seat / all_ for seat in seats] if all_ > 1 else seats
        return [(1 - min(all_, 1)) * weight for weight in four] + seats

    def votes(self, week, number, proposer, about, state):
        """(7.163)–(7.166): weights of the bodies, and who supports it; of residents None where it rests on
        who is represented.
        """
        rows = [words(self.key, number, 0, week, MATTER, block) for block in (0, 1)]
        council = self.l["council"]["meets"] > 0 and uniform(rows[0][0]) < self.l["council"]["may_decide"]
        draws = [uniform(word) for word in rows[0][1:] + rows[1]]
        doubt = self.i["doubt"]
        sure = lambda gain: (1 / (1 + math.exp(min(-gain / doubt, 700)))) if doubt else float(gain > 0)
        supports = []
        for body, (gain, draw) in enumerate(zip(self.gains(about, state), draws)):
            votes = {draw < sure(one) for one in (gain if body == RESIDENTS else [gain])}
            vote = votes.pop() if len(votes) == 1 else None
            if body == SOCIAL_POWER and not state.partners:
                vote = False
            supports.append(True if body == proposer else vote)
        return self.weights(council, state), supports


def joint(weights, supports, proposer):
    """(7.168), (7.169): whether it is adopted, and whether that counts as decided jointly."""
    total = lambda votes: sum(weight for weight, vote in zip(weights, votes) if vote)
    adopted = total(supports) > 0.5
    turned = lambda k: (total([not v if n == k else v for n, v in enumerate(supports)]) > 0.5) != adopted
    first = weights.index(max(weights))
    another = any(turned(k) for k, weight in enumerate(weights) if weight > 0 and k != first)
    several = sum(1 for weight in weights if weight > 0) >= 2
    return adopted, several and (another or proposer == RESIDENTS and adopted)
