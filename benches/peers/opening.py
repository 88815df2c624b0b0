"""Opening hours under an organization, and what carried-out matters add to them, from docs/model.md 7.5, 7.6
and 7.17; one home.
"""

from math import exp

SLOTS = ["on weekdays", "in the evening", "at weekends"]
GROUPS = ["the young", "the working", "carers", "elders"]


def subject(words):
    """What a sentence says that a matter is about: kind, who gains, who loses."""
    about = words.split("a matter of ")[1].split(";")[0].removesuffix(" is carried out")
    kind, _, rest = about.partition(": ")
    if kind == "hours":
        more, _, less = rest.removeprefix("longer ").partition(", not ")
        return kind, SLOTS.index(more), SLOTS.index(less) if less else None
    if kind == "programme":
        more, less = rest.removeprefix("more for ").split(", less for ")
        return kind, GROUPS.index(more), GROUPS.index(less)
    return kind, None, None


class Stock:
    """What carried-out matters added to hours by slot, to the fit by group and to outreach, and what of it is
    left.
    """

    def __init__(self, scenario):
        self.u, self.scale = scenario["union"], scenario["residents"]["population"] / 10_000
        self.hours, self.fit, self.outreach = [0.0] * 3, [0.0] * 4, 0.0

    def added(self, about):
        """(7.153): of the same kind ever less is won; 0 for money and rules."""
        kind, more, _ = about
        if kind not in ("hours", "programme", "outreach"):
            return 0.0
        unit = self.u["fit" if kind == "programme" else kind]
        stands = {
            "hours": lambda: self.hours[more],
            "programme": lambda: self.fit[more],
            "outreach": lambda: self.outreach,
        }[kind]()
        return unit / (1 + max(0, stands) / (self.u["saturation"] * unit)) / max(1, self.scale)

    def carry_out(self, about):
        """(7.173)–(7.175)"""
        (kind, more, less), added = about, self.added(about)
        if kind == "outreach":
            self.outreach += added
        elif kind == "programme":
            self.fit[more] += added
            self.fit[less] -= self.u["fit_lost"] * added
        elif kind == "hours":
            self.hours[more] += added
            if less is not None:
                self.hours[less] -= added

    def fade(self):
        """(7.178)"""
        left = 1 - self.u["fading"]
        self.hours, self.fit = [left * x for x in self.hours], [left * x for x in self.fit]
        self.outreach *= left


class Opening:
    """How long a home is open for so many managers."""

    def __init__(self, scenario):
        self.s, self.f, self.l = scenario, scenario["organization"]["offering"], scenario["levers"]
        self.scale = scenario["residents"]["population"] / 10_000
        self.nominal = scenario["home"]["nominal_hours"]
        self.seats = scenario["home"]["seats"] * self.l["support"]["rooms_released"]  # (7.219)
        # Managers at work follow from recorded wages, which are whole fen: what a fen makes of hours at most.
        organization = scenario["organization"]
        self.step = (
            0.01
            / abs(organization["manager_wage"] - organization["worker_wage"])
            * 4
            * self.f["hours_per_manager"]
        )

    def answer(self, use_seen):
        """(7.215)"""
        return min(max(use_seen ** self.f["hours_elasticity"], self.f["hours_least"]), self.f["hours_most"])

    def enough(self, managers, volunteers):
        """(7.218): managers at work, and last week's hours of volunteers."""
        f = self.f
        return (
            managers >= f["managers_for_evenings"] * self.scale - 1e-9
            or volunteers >= f["volunteers_for_evenings"] * self.scale
        )

    def wished(self, managers, factor, cooperation, council=(0, 0, 0)):
        """(7.214), (7.217) by slot: hours before hands limit them; factor is the answer to use, or what a bid
        promised.
        """
        f = self.f
        total = (f["hours_base"] + f["hours_per_manager"] * managers / max(self.scale, 1)) * factor
        total = max(0, total * (1 - f["friction"] * (1 - cooperation)) + self.l["support"]["hours"])
        parts = f["share_day"], f["share_evening"], 1 - f["share_day"] - f["share_evening"]
        return [max(0, total * part + more) for part, more in zip(parts, council)]

    def hours(self, wished, most, enough):
        """(7.217) by slot: as far as there are hands at all, then the first slot only where they are not
        enough (7.218).
        """
        hours = [one * min(1, most / sum(wished)) if sum(wished) else 0.0 for one in wished]
        return hours if enough else [hours[0], 0.0, 0.0]

    def believed(self, managers, volunteers, factor, cooperation):
        """h of (7.395): hours that a body believes to open."""
        return sum(
            self.hours(
                self.wished(managers, factor, cooperation), self.nominal, self.enough(managers, volunteers)
            )
        )

    def most(self, hands, volunteers):
        """(7.216): hands at work in full-time equivalents, and last week's hours of volunteers."""
        return min(
            self.nominal, (hands * self.s["organization"]["net_hours"] + volunteers) / max(self.scale, 1)
        )


def at_work(scenario, wages_factor, row, last, begins):
    """Managers and all hands at work (7.187), from the posts and wages that a week records; wages_factor is that
    of the body, which begins in this week or not.
    """
    o = scenario["organization"]
    manager, worker = o["manager_wage"] * wages_factor, o["worker_wage"] * wages_factor
    managers = (row.wage_bill - worker * row.staff) / (manager - worker)
    rate = at_rate(o, unpaid(scenario, row, last, begins))
    return managers * rate, row.staff * rate


def unpaid(scenario, row, last, begins):
    """(7.181): what was owed at the end of last week, in weeks of the plan of this week; all kinds are cut alike,
    and what goes beyond the wished posts are social workers (7.109).
    """
    if begins or not last.weeks_unpaid:
        return 0.0
    o, wished = scenario["organization"], scenario["levers"]["operator"]

    def wages(posts):
        all_ = wished["managers"] + wished["social_workers"]
        part = min(1, posts / all_)
        usual = wished["managers"] * o["manager_wage"] + wished["social_workers"] * o["worker_wage"]
        return part * usual + max(0, posts - all_) * o["worker_wage"]

    return last.weeks_unpaid * wages(last.posts) / wages(row.posts)


def at_rate(organization, weeks):
    """(7.187): how much people work who have not been paid for so many weeks."""
    labour = organization["labour"]
    return exp(-max(0, weeks - labour["patience"]) / labour["slack"])
