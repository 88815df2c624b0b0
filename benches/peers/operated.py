"""What a home under an organization carries from week to week and no table records, from docs/model.md 7.5,
7.6 and 7.11: hours by slot, the use that is seen, what the committee gives and what the union shares. One
home.
"""

from opening import Opening, Stock, at_work


class Operated:
    """A home of a world; it compares what is recorded of it."""

    def __init__(self, scenario, compared):
        self.s, self.compared = scenario, compared
        self.opening, self.stock = Opening(scenario), Stock(scenario)
        self.use_seen, self.given, self.shared, self.wished = 1.0, 1.0, 0.0, 0.0
        self.government()

    def government(self):
        """Hours while the government runs the home (7.236)."""
        self.hours = [self.s["home"][f"government_hours_{slot}"] for slot in ("day", "evening", "weekend")]

    def lost(self):
        """A contract is lost (7.69), (7.370)."""
        self.shared = 0.0
        self.government()

    def begin(self):
        """An organization begins (7.190)."""
        self.use_seen, self.shared = 1.0, 0.0

    def role(self):
        """λ of (7.370)"""
        return self.s["levers"]["union"]["decision_role"] * (1 - self.shared)

    def cooperation(self, row):
        """(7.171), at the end of a week; recorded where an organization runs the home."""
        return min(max(self.s["levers"]["support"]["cooperation"] * row.trust_committee * self.given, 0), 1)

    def open(self, where, row, last, wages, begins, promise=None):
        """A week's hours by slot (7.214)–(7.217), for a body that pays so much of usual wages; a promise
        (7.405) is what it factors by and the managers of its plan.
        """
        managers, hands = at_work(self.s, wages, row, last, begins)
        enough = self.opening.enough(managers, last.volunteer_hours)
        factor, managers = promise or (self.opening.answer(self.use_seen), managers)
        wished = self.opening.wished(managers, factor, self.cooperation(last), self.stock.hours)
        self.wished = sum(wished)  # Of (7.407): a want of hands is no excuse.
        self.hours = self.opening.hours(wished, self.opening.most(hands, last.volunteer_hours), enough)
        self.compared.same("open hours", where, row.open_hours, sum(self.hours), self.opening.step)

    def use(self, row):
        """(7.190)"""
        s = self.s
        use = 52 * row.visits / s["residents"]["population"] / s["government"]["use_expected"]
        self.use_seen += s["organization"]["response"]["use_new"] * (use - self.use_seen)

    def learn(self, where, week, row):
        """The end of a week of a contract (7.369), (7.370)."""
        self.use(row)
        if week % 4 == 0 and self.s["mechanisms"]["reaction"]:
            c, u = self.s["government"]["committee"], self.s["union"]
            late = c["burden"] * (sum(self.hours[1:]) / c["late_usual"] - 1)
            aim = min(max(1 + c["benefit"] * (self.use_seen - 1) - late, c["least"]), c["most"])
            self.given += c["speed"] * (aim - self.given)
            self.shared += u["sharing"] * (u["shared_most"] * max(0, 2 * row.trust_union - 1) - self.shared)
        self.compared.same("cooperation", where, row.cooperation, self.cooperation(row), 1e-3)
