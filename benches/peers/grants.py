"""What an agreed price becomes, from docs/model.md 7.4 alone: the grant of each contract year by rating and
reported use, in instalments.
"""

from math import floor


def nearest(x):
    """The nearest whole number, halves away from zero (7.1); of what is not negative."""
    return floor(x + 0.5)


class Grants:
    """The grant of the body in place, in whole fen; without a budget of the bureau, and without grants by
    need and trust.
    """

    def __init__(self, scenario):
        self.s, self.g, self.l = scenario, scenario["government"], scenario["levers"]
        bureau = self.g["bureau"]
        if bureau["budget"] < 1e12 or bureau["need"] or bureau["trust"]:
            raise ValueError("only without a budget of the bureau, and without grants by need and trust")
        self.sent = []
        self.begin(None)

    def begin(self, start):
        """Another body begins: it has no verdict (7.70)."""
        self.start, self.verdict, self.added = start, None, 0

    def assess(self, week, weeks, told):
        """What counts of an assessment: the rating, and the use that was reported (7.114), (7.132)."""
        if not told:
            return
        lived = min(week - self.start, 52)
        visits = sum(row.visits for row in weeks[week - lived : week]) * 52 / lived
        inflation = 0.0 if any("inflated" in words for words in told) else weeks[week - 1].inflation
        use = visits / self.s["residents"]["population"] * (1 + inflation)
        self.verdict = int(weeks[week].tier), use

    def amount(self, price):
        """(7.113), (7.114): fen of a contract year that begins now, at a price in yuan."""
        factor = 1.0
        if self.verdict:
            (tier, use), most = self.verdict, self.g["use_most"]
            answer = min(max((use / self.g["use_expected"]) ** self.g["use_elasticity"], 1 - most), 1 + most)
            factor = 1 + self.g[f"bonus_{tier}"] * self.l["funding"]["stake"] / self.g["stake_usual"]
            factor *= answer if self.s["mechanisms"]["reaction"] else 1
        return nearest(100 * price * factor) + nearest(100 * self.added)

    def year(self, week, price):
        """(7.115): a contract year begins."""
        year, n = self.amount(price), self.l["funding"]["instalments"]
        edges = [nearest(year * k / n) for k in range(n + 1)]  # (7.5)
        for k in range(n):
            sent = week + 52 * k // n
            self.sent.append((sent, sent + self.l["funding"]["lag"], edges[k + 1] - edges[k]))

    def coming(self, week):
        """Instalments on their way before this week's money, in fen."""
        return sum(fen for sent, at, fen in self.sent if sent < week <= at)

    def arrives(self, week):
        """Fen of a week."""
        return sum(fen for _, at, fen in self.sent if at == week)

    def close(self, week):
        """The body goes: what is on its way arrives at once (7.69), and nothing of the year after that is
        paid.
        """
        self.sent = [(sent, min(at, week), fen) for sent, at, fen in self.sent if sent < week]
