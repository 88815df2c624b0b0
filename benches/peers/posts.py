"""Posts that a body in place plans for, from docs/model.md 7.4 alone: what its money pays for, what it asks
for, and when the plan moves.
"""


class Posts:
    """The plan of a body in place, managers and social workers, and the price of the week before, of which
    its charge is a part.
    """

    def __init__(self, plan, price):
        self.plan, self.price = plan, price

    def money(self, tender, body, promised):
        """(7.101)–(7.106): yuan a week for wages at a promised grant of the year."""
        return tender.wages(body, 1.0, promised, None, self.price)

    def asks(self, tender, body, promised, before):
        """(7.107), (7.108) at a renewal, with so much added before: whether it goes on, what it asks for and
        what is added, yuan a year.
        """
        needed, matching = (
            tender.o["labour"]["least_posts"] * tender.wished(body),
            tender.l["union"]["matching"],
        )
        lacks = max(0.0, needed - self.money(tender, body, promised))
        most = tender.s["government"]["most_added"] * body.reputation * tender.grant - before
        asked = lacks * 52 / (1 + matching)
        added = max(0.0, min(asked, most))
        return asked - added <= 1e-9 * needed * 52 / (1 + matching), asked, added

    def wages(self, tender, body, plan):
        """Of a plan, yuan a week."""
        return (plan[0] * tender.o["manager_wage"] + plan[1] * tender.o["worker_wage"]) * body.traits["wages"]

    def insolvent(self, tender, body):
        """(7.111): what is owed in yuan, and of how many weeks these are the fixed bills, where that is too
        much; else nothing.
        """
        bills = tender.bills(body, None) + body.traits["charge"] * self.price / 52
        fixed = max(1, self.wages(tender, body, self.plan) + bills)
        row, coming = tender.before.row, tender.before.coming
        lacks = row.arrears - row.trust_organization * coming
        return [row.arrears, row.arrears / fixed] if lacks > tender.o["labour"]["insolvent"] * fixed else []

    def review(self, tender, body, promised, first_of_year):
        """(7.109), (7.110)"""
        o, money, wished = tender.o, self.money(tender, body, promised), tender.wished(body)
        part, own = min(max(money / wished, 0), 1), o["worker_wage"] * body.traits["wages"]
        over = o["offering"]["grant_to_staff"] * max(0, money - wished) / own
        plan = [part * tender.posts[0], part * tender.posts[1] + over]
        old, new = self.wages(tender, body, self.plan), self.wages(tender, body, plan)
        if abs(new - old) > o["labour"]["tolerance"] * old and (first_of_year or new < old):
            self.plan = plan
