"""The residents' weeks of commonroom once more, from docs/model.md alone.

An independent second program: NumPy only, its own random numbers, no line of the Rust code. It reads what `examples/offers.rs`
prints (settings, and the home's offer of every week), founds a community from the same settings and lives it on those offers.
Single residents differ from the Rust program's, for the chance is another; means over replicates must not.

Section numbers in the comments are those of docs/model.md. Only worlds with every switch of `mechanisms.*` on are replayed.
"""

import math

import numpy as np

F = np.float32
SIGNS, WORD, BRAND, REFERRAL = range(4)  # channels by which somebody learned of the home
SHIFTS = np.array([0, 1 / 52, 2.5 / 52, 12 / 52, 1, 2])  # shifts a week by class of volunteering, 7.3
CLASSES = np.array([0.255, 0.619, 0.815, 0.909])
QUARTERS = np.array([0.20, 0.44, 0.75])  # demand within the hours of a slot, 7.7
INTERESTS = np.array(
    [
        [0.2, 0.4, -0.6, 0.8, -0.2, -0.6],
        [0.0, 0.2, -0.4, 0.0, 0.4, 0.1],
        [0.1, 0.0, 0.2, 0.8, 0.1, 0.0],
        [0.4, 0.2, 0.8, -0.2, -0.6, 0.1],
    ]
)


def weeks_mask(weeks):
    """The newest `weeks` bits of the 64 weeks that a resident remembers."""
    return np.uint64((1 << weeks) - 1)


def logistic(x):
    """1 / (1 + exp(-x))."""
    return 1 / (1 + np.exp(-x))


def quantiles(density, low, high):
    """Quantiles of a density at the normal scores -4, -4 + 1/64 ... 4, by trapezoids over 1,500 cells (7.3)."""
    x = np.linspace(low, high, 1501)
    f = density(x)
    below = np.concatenate([[0], np.cumsum((f[:-1] + f[1:]) / 2)])
    scores = -4 + np.arange(513) / 64
    target = np.array([0.5 * math.erfc(-z / math.sqrt(2)) for z in scores]) * below[-1]
    return scores, np.interp(target, below, x)


def lowest(tickets, places):
    """Which of the tickets are among the `places` lowest."""
    if len(tickets) <= places:
        return np.ones(len(tickets), bool)
    inside = np.zeros(len(tickets), bool)
    if places > 0:
        inside[np.argpartition(tickets, places - 1)[:places]] = True
    return inside


class Community:
    """Residents of one community and their home's seats."""

    def __init__(self, settings, rng):
        """Founds the residents (7.3): traits, ties, first state."""
        if not all(settings["mechanisms"].values()):
            raise ValueError("only worlds with all mechanisms on are replayed")
        self.s, self.r, self.rng = settings, settings["residents"], rng
        self.n = int(self.r["people"]["population"])
        self._traits()
        self._ties()
        self._first_state()

    def _traits(self):
        r, n, rng = self.r, self.n, self.rng
        people, traits = r["people"], r["traits"]
        normal = lambda: rng.standard_normal(n)

        working = 1 - people["child_teen"] - people["carer"] - people["elder"]
        edges = np.cumsum([people["child_teen"], working, people["carer"]])
        v = rng.random(n)
        self.group = group = np.searchsorted(edges, v, side="right")
        low, high = np.concatenate([[0], edges]), np.concatenate([edges, [1]])
        x = np.clip((v - low[group]) / (high - low)[group], 0, 1)
        band = np.select(
            [group == 0, group == 1, group == 2],
            [0, np.searchsorted([0.30, 0.77], x, side="right"), np.where(x < 0.60, 1, 2)],
            np.where(x < 0.30, 2, 3),
        )
        self.adult = (group != 0) | (x > 0.915)
        self.adults = int(self.adult.sum())

        # Civic trait and propensity to go out, correlated through normal scores.
        self.civic = normal()
        shape = traits["propensity_shape"]
        scores, ln_g = quantiles(lambda y: np.exp(shape * y - shape * np.exp(y)), -20, 2.5)
        e = np.exp(-(scores**2) / 2)
        mean, square = (e * ln_g).sum() / e.sum(), (e * ln_g**2).sum() / e.sum()
        carried = (e * scores * ln_g).sum() / e.sum() / math.sqrt(max(1e-12, square - mean**2))
        rho = min(0.99, traits["civic_correlation"] / carried)
        propensity = np.interp(rho * self.civic + math.sqrt(1 - rho**2) * normal(), scores, ln_g)
        propensity = np.clip(propensity, -8, 2.5)

        a = traits["distance_scale"]
        distance = np.interp(normal(), *quantiles(lambda d: d * np.exp(-d / a), 0, 12 * a))
        self.going = propensity - distance / traits["reach"]

        sd = traits["price_sd"]
        self.price = np.where(group >= 2, traits["price_poor"], 1) * np.exp(sd * normal() - 0.5 * sd * sd)
        self.price = self.price.astype(F)
        self.member = (group == 1) & (rng.random(n) < people["union_member"])
        self.kind = 2 * group + self.member  # the eight classes of 7.7

        b, e = r["volunteering"]["civic"], r["volunteering"]["elsewhere"]
        a = math.log(max(e / (1 - e), 1e-9)) * math.sqrt(1 + 0.35 * b * b)
        self.elsewhere = self.adult & (rng.random(n) < logistic(a + b * self.civic))

        interest = INTERESTS[group]
        interest[np.ix_(self.member, [1, 4, 5])] += 0.3
        interest += rng.standard_normal((n, 6))
        self.interest = np.trunc(np.clip(32 * interest, -127, 127)).T.astype(F) / F(32)

        m, sd = people["belief"], people["belief_sd"]
        size = max(0.2, m * (1 - m) / sd**2 - 1)
        alpha, beta = m * size, (1 - m) * size
        density = lambda x: np.exp(
            (alpha - 1) * np.log(np.maximum(x, 1e-9)) + (beta - 1) * np.log(np.maximum(1 - x, 1e-9))
        )
        belief = np.interp(normal(), *quantiles(density, 1e-4, 1 - 1e-4))
        self.disposition = (np.floor(255 * belief + 0.5) / 255).astype(F)
        affairs = r["affairs"]
        self.civic_base = affairs["intercept"] + self.civic
        self.civic_base += np.array([affairs["young"], 0, affairs["older"], affairs["old"]])[band]

    def _ties(self):
        """Near ties within the neighbourhood, far ties to residents before it; both mutual, none twice."""
        net, n, rng = self.r["network"], self.n, self.rng
        size = net["neighbourhood"]
        who = np.arange(n)
        place = who % size
        sociable = np.where(rng.random(n) < net["peripheral"], net["peripheral_factor"], 1.0)
        ends = []
        for back in range(1, size):
            i = who[place >= back]
            i = i[rng.random(len(i)) < net["near"] * sociable[i] * sociable[i - back]]
            ends.append((i, i - back))
        before = who - place
        mean = net["far"] * sociable
        number = np.minimum(np.floor(mean) + (rng.random(n) < mean % 1), 3)
        for k in range(3):
            i = who[(number > k) & (before > 0)]
            reach = np.minimum(before[i], net["span"])
            ends.append((i, before[i] - 1 - np.floor(rng.random(len(i)) * reach).astype(int)))
        one, other = (np.concatenate(e) for e in zip(*ends))
        pairs = np.unique(np.concatenate([one * n + other, other * n + one]))
        self.tie_from, self.tie_to = pairs // n, pairs % n
        self.ties = np.bincount(self.tie_from, minlength=n)
        self.first_tie = np.concatenate([[0], np.cumsum(self.ties)])
        self.civic_base = (self.civic_base + self.r["affairs"]["tie"] * (self.ties - 6)).astype(F)
        affairs = self.r["affairs"]
        selection = logistic(self.civic_base + F(affairs["efficacy"] * affairs["first_efficacy"]))
        self.selection = selection

    def _first_state(self):
        n = self.n
        self.aware = self.rng.random(n) < self.r["talk"]["aware_at_start"]
        self.channel = np.full(n, SIGNS, np.int8)
        self.weeks = np.zeros(n, np.uint64)  # weeks with a visit, bit 0 the newest
        self.visits_ever = np.zeros(n, np.int32)
        self.habit = np.zeros(n, F)
        self.expectation = np.full(n, self.r["memory"]["first_expectation"], F)
        self.satisfaction = np.full(n, 0.5, F)
        self.trust = np.full(n, 0.5, F)
        self.belief = self.disposition.copy()
        self.efficacy = np.full(n, self.r["affairs"]["first_efficacy"], F)
        self.volunteer = np.zeros(n, np.int8)
        self.asked = np.zeros(n, np.int32)
        self.user_before = np.zeros(n, bool)
        # Marks of the end of last week, which is all that others see.
        self.mark_came = np.zeros(n, bool)
        self.mark_user = np.zeros(n, bool)
        self.mark_aware = self.aware.copy()
        self.pull = np.zeros(n, F)

    def _newcomers(self, who):
        """Somebody else in the place of each of `who`: traits and ties stay."""
        self.aware[who] = False
        self.channel[who] = SIGNS
        self.weeks[who] = 0
        self.visits_ever[who] = 0
        self.habit[who] = 0
        self.expectation[who] = self.r["memory"]["first_expectation"]
        self.satisfaction[who] = 0.5
        self.trust[who] = 0.5
        self.belief[who] = self.disposition[who]
        self.efficacy[who] = self.r["affairs"]["first_efficacy"]
        self.volunteer[who] = 0
        self.asked[who] = 0
        self.user_before[who] = False

    # The week, 7.7-7.9

    def live(self, offer):
        """Lives one week on an offer and returns the week's sums."""
        sums = dict.fromkeys(("by_staff", "by_friend", "by_self", "stopped"), 0)
        if offer["new_programme"]:
            mix = np.array(offer["mix"])
            weight = mix / max(np.sqrt((mix**2).sum()), 1e-6) * self.r["traits"]["match_sd"]
            self.pull = np.exp(self.going + weight @ self.interest).astype(F)
        marks = self.mark_came + 256 * self.mark_user + 65536 * (self.mark_aware & ~self.mark_user)
        seen = np.bincount(self.tie_from, weights=marks[self.tie_to], minlength=self.n).astype(np.int64)
        ties_came, ties_user, ties_informed = seen & 255, seen >> 8 & 255, seen >> 16

        stays = self._move_hear_forget(offer, ties_user, ties_informed, sums)
        friends = self._lend_a_hand(offer, stays, sums)
        drop_ins, guests = self._wish(offer, ties_came, sums)
        self._friends_answer(offer, friends, sums)
        self._admit(offer, drop_ins, guests, sums)
        if offer["handover"]:
            self.user_before = (self.weeks & weeks_mask(13)) != 0
        came = self._take_away(offer, drop_ins, guests)
        self._fade(offer, came)
        self._meet(offer, sums)
        self.mark_came = came
        self.mark_user = (self.weeks & weeks_mask(13)) != 0
        self.mark_aware = self.aware.copy()
        return self._add_up(offer, sums)

    def _move_hear_forget(self, offer, ties_user, ties_informed, sums):
        """7.7, 1. Returns who did not move away this week."""
        talk = self.r["talk"]
        moving = self.r["arrival"]["moving"]
        u = self.rng.random(self.n)
        moves = u < moving
        forgets = self.aware & ~moves & (u < moving + talk["forgetting"])
        forgets &= ((self.weeks & weeks_mask(52)) == 0) & (self.volunteer == 0)
        i = np.flatnonzero(~self.aware & ~moves)
        word = offer["word"]
        told = self.ties[i] >= 9 if offer["seed_central"] else np.ones(len(i), bool)
        misses = [
            np.full(len(i), 1 - offer["hear_signs"]),
            (1 - word) ** ties_user[i] * (1 - word * talk["word_of_informed"]) ** ties_informed[i],
            np.full(len(i), 1 - offer["hear_brand"]),
            (1 - offer["hear_referral"])
            * (1 - offer["hear_workplace"] * self.member[i])
            * (1 - offer["hear_seeding"] * told),
        ]
        hears = u[i] - moving < 1 - misses[0] * misses[1] * misses[2] * misses[3]
        i = i[hears]
        if len(i):
            hazard = np.array([1 - m[hears] for m in misses])
            weight = np.cumsum(hazard * (1 + hazard / 2), axis=0)
            self.channel[i] = (weight <= self.rng.random(len(i)) * weight[-1]).sum(axis=0).clip(0, 3)
        self.aware[forgets] = False
        self.aware[i] = True
        i = np.flatnonzero(moves)
        sums["stopped"] += int((self.volunteer[i] > 0).sum())
        self._newcomers(i)
        return ~moves

    def _accepts(self, offer, who):
        """Whoever is asked remembers it, and accepts or not. Returns who accepts."""
        v = self.r["volunteering"]
        self.asked[who] = v["asked_weeks"] + 1  # fades at the end of this week too
        logit = v["accept"] + v["civic"] * self.civic[who]
        logit = logit + v["satisfaction"] * (self.satisfaction[who] - 0.5) + v["concept"] * offer["concept"]
        logit = logit + v["trust"] * (self.trust[who] - 0.5)
        return who[self.rng.random(len(who)) < logistic(logit)]

    def _begin(self, who):
        """Gives a class of volunteering to new volunteers."""
        self.volunteer[who] = 1 + np.searchsorted(CLASSES, self.rng.random(len(who)), side="right")

    def _lend_a_hand(self, offer, stays, sums):
        """7.7, 2. Returns the friends whom volunteers ask."""
        v = self.r["volunteering"]
        sums["hours_offered"] = 0.0
        helping = np.flatnonzero((self.volunteer > 0) & stays)
        users = self.adult & stays & (self.volunteer == 0) & ((self.weeks & weeks_mask(13)) != 0)
        friends = []
        if len(helping):
            stop = v["stop"] * (1 + v["overload"] * offer["overload"])
            stop = np.clip(stop * (1.5 - offer["quality"]) * (1.3 - 0.6 * offer["voice"]), 0, 1)
            worn = np.array(offer["worn"])
            stop = np.minimum(1, stop * (1 + v["wear_stop"] * worn[self.volunteer[helping]]))
            stops = self.rng.random(len(helping)) < stop
            if not offer["volunteering"]:
                stops[:] = True
            sums["stopped"] += int(stops.sum())
            self.volunteer[helping[stops]] = 0
            helping = helping[~stops]
            sums["hours_offered"] = float(
                (SHIFTS * (1 - v["wear_hours"] * worn))[self.volunteer[helping]].sum() * v["shift"]
            )
            friends = [self.tie_to[self.first_tie[i] : self.first_tie[i + 1]] for i in helping]
        friends = np.concatenate([np.zeros(0, int), *friends])
        friends = np.unique(friends[self.rng.random(len(friends)) < v["friend_ask"]])
        if offer["volunteering"]:
            i = np.flatnonzero(users)
            u = self.rng.random(len(i))
            by_staff = u < offer["ask"]
            q = v["step_forward"] * np.exp(v["civic"] * np.minimum(self.civic[i], 4.5))
            alone = ~by_staff & (u >= 1 - np.minimum(q, 1 - offer["ask"])) & ((self.weeks[i] & weeks_mask(4)) != 0)
            new = self._accepts(offer, i[by_staff])
            self._begin(new)
            self._begin(i[alone])
            sums["by_staff"] += len(new)
            sums["by_self"] += int(alone.sum())
        return friends

    def _friends_answer(self, offer, friends, sums):
        """7.7, 4."""
        if len(friends):
            can = self.aware[friends] & self.adult[friends] & (self.volunteer[friends] == 0)
            new = self._accepts(offer, friends[can])
            self._begin(new)
            sums["by_friend"] += len(new)

    def _wish(self, offer, ties_came, sums):
        """7.7, 3. Returns the wishes to drop in and to go to an event."""
        c, rng = self.r["choice"], self.rng
        hours = np.array(offer["hours"])
        i = np.flatnonzero(self.aware)
        free = np.array(
            [[c[f"{g}_{s}"] for s in ("daytime", "evening", "weekend")] for g in ("child", "working", "carer", "elder")]
        )
        fits = free[np.arange(8) // 2] * hours
        total = fits.sum(axis=1, keepdims=True)
        common = c["intercept"] + c["intention"] * offer["concept"] + offer["calendar"] + offer["novelty"]
        # The eight classes are groups, each without and with membership.
        common = common - math.log1p(offer["rival"]) + offer["programme_fit"] + np.array(offer["group_fit"])[np.arange(8) // 2]
        open_to = common - offer["closed_to_others"] * (np.arange(8) % 2 == 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            t = np.exp(open_to)[:, None] * (total / c["opening_reference"]) ** c["opening"] * fits / total
        t = np.where(total > 0, t, 0).astype(F)
        fits = free[np.arange(8) // 2] * np.array(offer["reference_hours"])
        total = fits.sum(axis=1, keepdims=True)
        more = c["intention"] * max(0, offer["reference_concept"] - offer["concept"])
        reference = (np.exp(common + more)[:, None] * (total / c["opening_reference"]) ** c["opening"] * fits / total).astype(F)
        crowd = np.exp(-np.array(offer["crowding"])).astype(F)

        fee = offer["fee"]
        logit = F(c["quality"]) * (self.expectation[i] - F(0.5)) + F(c["habit"]) * self.habit[i]
        logit += F(c["norm"]) * (ties_came[i] / np.maximum(self.ties[i], 1)).astype(F)
        posted = (c["fee_cliff"] + c["fee_slope"] * fee / 10) if fee > 0 else 0
        if fee > 0:
            imagined = F(c["imagined_price"]) * self.belief[i] * bool(offer["operator"])
            logit -= self.price[i] * (F(posted) + imagined)
        elif offer["operator"]:
            imagined = F(c["imagined_price"]) * self.belief[i] * (self.visits_ever[i] == 0)
            logit -= self.price[i] * imagined
        own = self.pull[i] * np.exp(logit)
        free_own = own * np.exp(self.price[i] * F(posted)) * F(math.exp(offer["prize"]))
        e = own * t[self.kind[i]].T
        if (crowd < 1).any():
            e = np.where((self.weeks[i] & weeks_mask(13)) != 0, e * crowd[:, None], e)
        plain, e = e, e * F(math.exp(offer["prize"]))

        at_least_one = lambda odds: 1 - 1 / ((1 + odds[0]) * (1 + odds[1]) * (1 + odds[2]))
        # Everybody who knows of the home, not only those who wish (7.374).
        sums["in_need"] = float(at_least_one(free_own * reference[self.kind[i]].T).sum(dtype=np.float64))
        u = rng.random(len(i), F)
        drops = np.flatnonzero(u < at_least_one(e))
        for_prize = u[drops] >= at_least_one(plain[:, drops])
        p = e[:, drops] / (1 + e[:, drops])
        u0, u1, u2 = rng.random((3, len(drops)))
        g = (1 - p[1]) * (1 - p[2])
        first = u0 * (1 - (1 - p[0]) * g) < p[0]
        second = np.where(first, u1 < p[1], u1 * (1 - g) < p[1])
        third = np.where(first | second, u2 < p[2], True)
        slot, k = np.nonzero(np.array([first, second, third]))
        quarter = np.searchsorted(QUARTERS, rng.random(len(k)), side="right")
        step = np.array([-1, 1, 0, 0])[rng.integers(0, 4, len(k))]
        drop_ins = dict(
            who=i[drops][k],
            slot=slot,
            ticket=rng.random(len(k)),
            quarter=quarter,
            other=np.clip(quarter + step * np.where((quarter + step < 0) | (quarter + step > 3), -1, 1), 0, 3),
            prize=for_prize[k],
            admitted=np.zeros(len(k), bool),
        )

        events = np.array(offer["events"])
        on_offer = np.argwhere(events)
        guests = dict(who=np.zeros(0, int), event=np.zeros(0, int))
        if len(on_offer):
            rates = []
            for service, s in on_offer:
                odds = e[s] * np.exp(F(c["event_match"]) * self.interest[service][i] + F(c["event"]))
                rates.append(F(events[service, s] * offer["announced"]) * odds / (1 + odds))
            running = np.cumsum(rates, axis=0)
            goes = np.flatnonzero(rng.random(len(i), F) < -np.expm1(-running[-1]))
            which = (running[:, goes] <= rng.random(len(goes)) * running[-1, goes]).sum(axis=0)
            guests = dict(who=i[goes], event=which.clip(0, len(on_offer) - 1))
        guests["ticket"] = rng.random(len(guests["who"]))
        guests["admitted"] = np.zeros(len(guests["who"]), bool)
        guests["on_offer"] = on_offer
        return drop_ins, guests

    def _admit(self, offer, drop_ins, guests, sums):
        """7.8: the home admits guests of events, then drop-ins by quarter, then by second quarter."""
        events, seats = np.array(offer["events"]), offer["seats"]
        places_each = min(self.s["home"]["event_places"], seats)
        for s in range(3):
            capacity = int(seats * offer["hours"][s] / 4 / self.s["home"]["stay"])
            free = [capacity] * 4
            for number, (service, slot) in enumerate(guests["on_offer"]):
                if slot != s:
                    continue
                k = np.flatnonzero(guests["event"] == number)
                places = min(int(places_each * events[service, s]), sum(free))
                inside = lowest(guests["ticket"][k], places)
                guests["admitted"][k] = inside
                left = int(inside.sum())
                for q in range(4):
                    seated = min(math.ceil(left / (4 - q)), free[q])
                    free[q] -= seated
                    left -= seated
                for q in range(4):
                    seated = min(left, free[q])
                    free[q] -= seated
                    left -= seated
            of_slot = drop_ins["slot"] == s
            for choice in ("quarter", "other"):
                waiting = of_slot & ~drop_ins["admitted"]
                for q in range(4):
                    k = np.flatnonzero(waiting & (drop_ins[choice] == q))
                    inside = lowest(drop_ins["ticket"][k], free[q])
                    drop_ins["admitted"][k] = inside
                    free[q] -= int(inside.sum())
        sums["event_attendance"] = int(guests["admitted"].sum())
        sums["visits"] = sums["event_attendance"] + int(drop_ins["admitted"].sum())
        sums["dropped_in"] = len(np.unique(drop_ins["who"][drop_ins["admitted"]]))
        sums["turned_away"] = len(drop_ins["who"]) + len(guests["who"]) - sums["visits"]

    def _take_away(self, offer, drop_ins, guests):
        """7.9 up to fading: what those who wished to come take home. Returns who came."""
        m, n = self.r["memory"], self.n
        count = lambda who: np.bincount(who, minlength=n)
        dropped = count(drop_ins["who"][drop_ins["admitted"]])
        at_event = count(guests["who"][guests["admitted"]])
        refused = count(drop_ins["who"][~drop_ins["admitted"]]) + count(guests["who"][~guests["admitted"]])
        admitted = dropped + at_event

        i = np.flatnonzero(refused)
        self.expectation[i] = np.maximum(0, self.expectation[i] - m["turned_away"] * refused[i])
        i = np.flatnonzero(admitted)
        for_prize = count(drop_ins["who"][drop_ins["admitted"] & drop_ins["prize"]])[i]
        z = np.minimum(offer["prize_cap"], for_prize)
        lacking = (1 - m["habit_gain"] * m["habit_for_prize"]) ** z * (1 - m["habit_gain"]) ** (admitted[i] - z)
        self.habit[i] = 1 - (1 - self.habit[i]) * lacking

        i = np.flatnonzero(dropped)
        quality, expectation = offer["quality"], self.expectation[i]
        felt = np.clip(0.5 + (quality - expectation) + 0.5 * (quality - 0.5), 0, 1)
        self.satisfaction[i] += m["learning"] * (felt - self.satisfaction[i])
        self.expectation[i] += m["learning"] * (quality - expectation)
        if offer["operator"]:
            if offer["fee"] > 0:
                self.belief[i] += m["belief_fee"] * (1 - self.belief[i])
            else:
                self.belief[i] -= m["belief_visit"] * self.belief[i]
            aim = 0.3 * self.satisfaction[i] + 0.5 * (1 - self.belief[i]) + 0.2
            self.trust[i] += m["trust_learning"] * (aim - self.trust[i])
        i = np.flatnonzero((at_event > 0) & (dropped == 0))
        felt = np.clip(0.5 + 1.5 * (offer["event_quality"] - 0.5), 0, 1)
        self.satisfaction[i] += 0.5 * m["learning"] * (felt - self.satisfaction[i])

        came = admitted > 0
        self.visits_ever += came
        return came

    def _fade(self, offer, came):
        m = self.r["memory"]
        self.weeks = (self.weeks << np.uint64(1)) | came.astype(np.uint64)
        self.habit[~came] *= F(1 - m["habit_loss"])
        relax, lost = m["belief_relax"], np.zeros(self.n, F)
        if offer["operator"]:
            seen = m["belief_disclosure"] * offer["visible"] + m["belief_brand"] * offer["brand"]
            knowing = np.bincount(self.tie_from, weights=self.aware[self.tie_to], minlength=self.n)
            lost = (seen + m["belief_told"] * offer["status_known"] * knowing).astype(F)
        self.belief *= np.where(self.aware, np.maximum(0, F(1 - relax) - lost), F(1 - relax))
        self.belief += self.disposition * F(relax)
        self.asked = np.maximum(self.asked - 1, 0)

    def _willing(self):
        """Probability to be willing to take part in public affairs."""
        a = self.r["affairs"]
        user = (self.weeks & weeks_mask(13)) != 0
        logit = self.civic_base + F(a["spillover"]) * user + F(a["efficacy"]) * self.efficacy
        return logistic(logit + F(a["asked"]) * (self.asked > 0))

    def _meet(self, offer, sums):
        sums["attending"] = 0
        if not offer["meeting"]:
            return
        a = self.r["affairs"]
        p = self._willing() * logistic(F(a["attend"]) + F(a["attend_efficacy"]) * self.efficacy)
        present = self.adult & (self.rng.random(self.n, F) < p)
        sums["attending"] = int(present.sum())
        if offer["carried_share"] is not None:
            rate = np.where(present, a["learning_present"], np.where(self.adult & self.aware, a["learning_aware"], 0))
            self.efficacy += rate.astype(F) * (F(offer["carried_share"]) - self.efficacy)

    def _add_up(self, offer, sums):
        """The sums of 7.9, named as in the records of the Rust program."""
        user, adult, aware = self.mark_user, self.adult, self.aware
        four = (self.weeks & weeks_mask(4)) != 0
        year = np.bitwise_count(self.weeks & weeks_mask(52))
        willing = self._willing()
        add = lambda values, where: float(values[where].sum(dtype=np.float64))
        volunteers = self.volunteer > 0
        aware_adults = aware & adult
        return {
            "population": self.n,
            "adults": self.adults,
            "came": int(self.mark_came.sum()),
            "came_4_weeks": int(four.sum()),
            "visits": sums["visits"],
            "event_attendance": sums["event_attendance"],
            "turned_away": sums["turned_away"],
            "ever": int((self.visits_ever > 0).sum()),
            "regular": int((year >= 6).sum()),
            "member": int((year >= 9).sum()),
            "used_seat_hours": sums["visits"] * self.s["home"]["stay"],
            "nominal_seat_hours": self.s["home"]["seats"] * self.s["home"]["nominal_hours"],
            "aware": int(aware.sum()),
            "aware_adults": int(aware_adults.sum()),
            "users": int(user.sum()),
            "users_by_word": int((user & (self.channel == WORD)).sum()),
            "users_by_brand": int((user & (self.channel == BRAND)).sum()),
            "users_by_referral": int((user & (self.channel == REFERRAL)).sum()),
            "satisfaction_users": add(self.satisfaction, user),
            "trust_users": add(self.trust, user),
            "belief_aware_adults": add(self.belief, aware_adults),
            "belief_users": add(self.belief, user),
            "doubt_aware_adults": add(np.minimum(1, (255 * self.belief + 0.25) / (255 * self.disposition + 0.25)), aware_adults),
            "in_need": sums["in_need"],
            "dropped_in": sums["dropped_in"],
            "can_name_operator": int((aware_adults & ((self.visits_ever >= 3) | (self.channel == BRAND))).sum()),
            "volunteers": int(volunteers.sum()),
            "volunteers_anywhere": int((adult & (volunteers | self.elsewhere)).sum()),
            "volunteers_by_staff": sums["by_staff"],
            "volunteers_by_friend": sums["by_friend"],
            "volunteers_by_self": sums["by_self"],
            "volunteer_exits": sums["stopped"],
            "volunteer_hours": min(sums["hours_offered"], offer["hours_wanted"]),
            "willing": add(willing, adult),
            "adult_users": int((adult & user).sum()),
            "willing_users": add(willing, adult & user),
            "stayers": int((adult & user & self.user_before).sum()),
            "willing_stayers": add(willing, adult & user & self.user_before),
            "willing_by_selection": add(self.selection, adult),
            "efficacy_adults": add(self.efficacy, adult),
            "attending": sums["attending"],
            "union_members": int(self.member.sum()),
            "union_members_came_4_weeks": int((self.member & four).sum()),
        }


def live(settings, offers, seed, replicate):
    """Lives all recorded weeks; returns the sums of week 0 and later, one dictionary a week."""
    rng = np.random.default_rng([20261124, seed, replicate])
    community = Community(settings, rng)
    records = []
    for entry in offers:
        sums = community.live(entry["offer"])
        if entry["week"] >= 0:
            records.append(sums | {"week": entry["week"]})
    return records
