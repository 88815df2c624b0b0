"""The books of commonroom once more: every payment of a week from docs/model.md 7.4, 7.6 and 7.10, to the fen.

What the recorded offers and records say about the institutions (effort, staff, partners, visits ...) is taken from there; every
amount of money is worked out anew and compared with the recorded ledger. Only for one community, where no levers change but wages,
prices (7.18) and the number of residents (7.3), and up to the week in which a contract is lost.
"""

import copy
import math
from collections import Counter, defaultdict

BONUS = [-0.20, -0.10, 0.0, 0.05, 0.10]  # by tier 1 ... 5, 7.4
PUBLIC = ("Agency", "Committee", "Union")
RETURNS = ("OwnMeans", "Clawback")
OWN = ("Gift", "Fee", "PartnerMoney")
# What wages and what prices multiply, 7.18, as far as money hangs on it.
WAGES = ("organization.setup.manager_wage", "organization.setup.worker_wage", "government.caretaker", "prices.cooperation")
COSTS = (
    *(f"organization.setup.{name}" for name in ("event_cost", "utilities", "administration", "fundraising_spend")),
    *("organization.offering.budget_reference", "government.event_cost", "union.cost"),
    *(f"prices.{name}" for name in ("council_meeting", "management", "fundraising", "institution", "training", "audit")),
    *(f"prices.{name}" for name in ("third_party", "university_hour", "social_power", "concept", "seed", "disclosure")),
)


def fen(yuan):
    """Yuan to whole fen, halves away from zero."""
    return int(math.copysign(math.floor(abs(yuan) * 100 + 0.5), yuan))


def even_split(amount, parts):
    """Part i is round(amount * W_i) - round(amount * W_(i-1)), the last the remainder."""
    ends = [0] + [math.floor(amount * (i + 1) / parts + 0.5) for i in range(parts - 1)] + [amount]
    return [b - a for a, b in zip(ends, ends[1:])]


class Books:
    """Follows one world's money week by week."""

    def __init__(self, settings, replicate, schedule=()):
        self.stated, self.schedule = settings, sorted(schedule, key=lambda entry: entry["week"])
        self.levels = None
        self.growth, self.stated_levers = [1.0, 1.0], copy.deepcopy(settings["levers"])
        self.records = replicate["records"]
        self.offers = {e["week"]: e["offer"] for e in replicate["offers"]}
        self.ledger = defaultdict(list)
        for p in replicate["payments"]:
            self.ledger[p["week"]].append(p)
        self.checks, self.faults = Counter(), []
        self.name = replicate["replicate"]
        self.founded = settings["residents"]["people"]["population"]
        self.come_to(0)

    def come_to(self, week):
        """The levers of a week, its prices (7.409) to (7.411), and its residents."""
        levers = self.stated_levers
        for entry in self.schedule:
            if entry["week"] == week:
                for table, values in entry["levers"].items():
                    levers[table].update(values)
        prices = levers["prices"]
        if week >= 1:
            for k, name in enumerate(("wage_growth", "cost_growth")):
                self.growth[k] *= (1 + prices[name]) ** (1 / 52)
        levels = (prices["wages"] * self.growth[0], prices["costs"] * self.growth[1])
        if levels != self.levels:
            self.levels, self.s = levels, copy.deepcopy(self.stated)
            for names, level in zip((WAGES, COSTS), levels):
                for path in names:
                    *tables, name = path.split(".")
                    table = self.s
                    for one in tables:
                        table = table[one]
                    table[name] *= level
        self.s["levers"], self.l, self.o = levers, levers, self.s["organization"]
        self.population = max(1, math.floor(self.founded * levers["place"]["residents"] + 0.5))
        self.scale = self.population / 10_000
        self.usual_grant = self.o["setup"]["usual_grant"] * 10_000 * self.scale

    def equal(self, what, week, found, expected, tolerance=0.0):
        """Counts a comparison and keeps it if it fails."""
        self.checks[what] += 1
        if abs(found - expected) > tolerance * max(1.0, abs(expected)):
            self.faults.append(f"replicate {self.name} week {week}: {what}: recorded {found}, by the document {expected}")

    def check(self):
        """Checks all weeks; returns how many comparisons were made of each kind, and those that failed."""
        self.wages_owed = self.bills_owed = 0
        self.usual_spending = 0.0
        self.due, self.own, self.begin = [], [], None
        self.carried = (0.0, 0.0)
        for week in sorted(w for w in self.offers if w <= 0):  # events carried over from the warm start
            self.events_of_government(week)
        for week in range(len(self.records)):
            self.come_to(week)
            self.equal("residents", week, self.records[week]["population"], self.population)
            self.balances(week)
            if self.records[week]["operator"]:
                self.contract(week)
            else:
                if self.begin is not None:
                    break  # a contract was lost: what a successor inherits is not in the records
                self.government(week)
        return self.checks, self.faults

    # What every week must satisfy

    def balances(self, week):
        """Income = spending + change of reserve to the fen; columns are sums of the ledger."""
        record, ledger = self.records[week], self.ledger[week]
        total = lambda keep: sum(p["amount"] for p in ledger if keep(p))
        purpose = lambda *names: total(lambda p: p["purpose"] in names and p["to"] == "Organization")
        income = total(lambda p: p["to"] == "Organization" and p["purpose"] not in RETURNS)
        spending = total(lambda p: p["from"] == "Organization" and p["purpose"] not in RETURNS)
        moved = total(lambda p: p["to"] == "Organization" and p["purpose"] in RETURNS)
        moved -= total(lambda p: p["from"] == "Organization" and p["purpose"] in RETURNS)
        if week > 0:
            change = fen(record["reserve"]) - fen(self.records[week - 1]["reserve"])
            self.equal("income + own means = spending + change of reserve", week, income + moved, spending + change)
        columns = [
            ("grant", purpose("Grant", "Bridging")),
            ("matching", purpose("Matching")),
            ("gifts", purpose("Gift")),
            ("fees", purpose("Fee")),
            ("partner_money", purpose("PartnerMoney")),
            ("spending", spending),
            ("fundraising_spend", total(lambda p: p["purpose"] == "Fundraising")),
            ("public_cost", total(lambda p: p["from"] in PUBLIC) - total(lambda p: p["to"] in PUBLIC)),
        ]
        for column, amount in columns:
            self.equal(f"column {column}", week, fen(record[column]), amount)
        parts = sum(fen(record[c]) for c in ("grant", "matching", "gifts", "fees", "partner_money"))
        self.equal("income is grant, match, gifts, fees, partners' money", week, income, parts)

    def compare_ledger(self, week, expected):
        """The recorded payments of the week against the expected ones, in order, without those of nothing."""
        found = [((p["from"], p["to"], p["purpose"]), p["amount"]) for p in self.ledger[week]]
        expected = [e for e in expected if e[1] != 0]
        self.checks["order of the week's payments"] += 1
        if [f[0] for f in found] != [e[0] for e in expected]:
            names = lambda entries: " ".join(e[0][2] for e in entries)
            self.faults.append(
                f"replicate {self.name} week {week}: payments: recorded {names(found)}, by the document {names(expected)}"
            )
            return
        for (key, amount), (_, wanted) in zip(found, expected):
            self.equal(f"{key[0]} pays {key[1]}: {key[2]}", week, amount, wanted)

    # Under government

    def events_of_government(self, week):
        """Events that fall due under government; what is over a whole number is carried on (7.6)."""
        self.hold(week, self.s["government"]["events"] * self.scale, 0.0, math.inf)

    def hold(self, week, paid, given, affordable):
        """Whole events, checked against the offer: paid ones as far as the money goes, and those that partners give.

        Returns how many must be paid for; what is over whole numbers is carried on, each kind apart."""
        offer = self.offers[week]
        is_open = sum(offer["hours"]) > 0
        held, carried = [], []
        for before, plan, most in zip(self.carried, (paid, given), (affordable, math.inf)):
            whole = max(0, math.floor(min(before + plan, most) + 1e-9)) if is_open else 0
            held.append(whole)
            carried.append(min(before + plan - whole, 20 * max(self.scale, 1)))
        self.carried = tuple(carried)
        self.equal("events held", week, sum(map(sum, offer["events"])), sum(held))
        return held[0]

    def government(self, week):
        """Caretaker, utilities, events."""
        g, offer = self.s["government"], self.offers[week]
        if week > 0:
            self.events_of_government(week)
        held = sum(map(sum, offer["events"]))
        utilities = self.utilities(offer["seats"] * sum(offer["hours"]))
        expected = [
            (("Agency", "Employees", "Caretaker"), fen(g["caretaker"] * self.scale)),
            (("Agency", "Suppliers", "Utilities"), fen(utilities)),
            (("Agency", "Suppliers", "GovernmentEvents"), fen(g["event_cost"] * held)),
        ]
        self.compare_ledger(week, expected)

    # Under an organization

    def utilities(self, seat_hours):
        """Yuan for so many seat-hours."""
        setup = self.o["setup"]
        return setup["utilities"] * seat_hours / setup["utilities_seats"]

    def promised(self, week):
        """The grant that a contract year would have if it began now."""
        f, before = self.l["funding"], self.records[week - 1]
        bonus = BONUS[int(before["tier"]) - 1] if week > self.begin and before["scored"] else 0.0
        return fen(f["grant"] * self.use_answer() * (1 + bonus * f["stake"] / 0.3)) / 100

    def use_answer(self):
        """How the grant answers to the use that was reported."""
        g = self.s["government"]
        if self.reported_use is None:
            return 1.0
        answer = (self.reported_use / g["use_expected"]) ** g["use_elasticity"]
        return min(max(answer, 1 - g["use_most"]), 1 + g["use_most"])

    def assessed(self, week):
        """What the yearly assessment leaves behind: the use that was reported, and how often it is looked at."""
        g, c, record = self.s["government"], week - self.begin, self.records[week]
        if c % 52 != g["assessed_in"]:
            return
        weeks = min(c, 52)
        visits = sum(r["visits"] for r in self.records[week - weeks : week]) * 52 / weeks / (self.scale * 10_000)
        told = 1.0 if record["found"] else 1 + self.records[week - 1]["inflation"]
        self.reported_use = visits * told
        if record["audited"]:
            factor = g["watch_found"] if record["found"] else g["watch_clean"]
            self.watch = min(max(self.watch * factor, g["watch_least"]), 1 / g["watch_least"])

    def year_grant(self, week):
        """Begins a contract year, and lets instalments fall due."""
        f, c = self.l["funding"], week - self.begin
        if c % 52 == 0:
            self.grant = self.promised(week)
        n = f["instalments"]
        parts = even_split(fen(self.grant), n)
        for k in range(n):
            if c % 52 == 52 * k // n:
                self.due.append((week + f["lag"], parts[k]))

    def university(self, week):
        """Hours of research and those of the students who came: how many it sends the records do not say."""
        hours, paid, price = self.l["partners"], 0, self.s["prices"]["university_hour"]
        for p in self.ledger[week]:
            paid += p["amount"] if p["purpose"] == "University" else 0
        least = fen(price * hours["research_hours"])
        most = fen(price * (hours["research_hours"] + hours["university_hours"]))
        self.equal("the university is paid for research", week, max(0, least - paid), 0)
        self.equal("... and at most for the hours asked for", week, max(0, paid - most), 0)
        return paid

    def public_orders(self, week):
        """What bureau, union and committee buy, 7.4; payments 2 to 9."""
        l, capacity, support = self.l, self.l["capacity"], self.l["support"]
        price = self.s["prices"]
        training = sum(price[name] * capacity[name] for name in ("management", "fundraising", "institution"))
        training += price["training"] * support["training_subsidy"]
        interest = 0.03 * (max(4 - l["funding"]["lag"], 0) * self.grant / 52) / 52
        coordinator = price["cooperation"] * max(0, (support["cooperation"] - 0.5) / 0.5) / 52
        bureau = ("Agency", "Suppliers")
        return [
            ((*bureau, "Audit"), fen(price["audit"] * min(1, l["assessment"]["audit"] * self.watch) / 52)),
            ((*bureau, "ThirdParty"), fen(price["third_party"] * l["assessment"]["accuracy"] / 52)),
            ((*bureau, "University"), self.university(week)),
            ((*bureau, "SocialPower"), fen(price["social_power"] * l["partners"]["social_power"] / 52)),
            ((*bureau, "Training"), fen(training / 52)),
            ((*bureau, "Interest"), fen(interest)),
            (("Union", "Suppliers", "Meetings"), fen(price["council_meeting"] * l["council"]["meets"] / 52)),
            (("Committee", "Employees", "Coordinator"), fen(coordinator)),
        ]

    def wage_budget(self, week, means):
        """Yuan a week that may go into wages, and the wages of the posts that the levers wish for."""
        s, o, l, before = self.s, self.o, self.l, self.records[week - 1]
        setup, offering, labour = o["setup"], o["offering"], o["labour"]
        first = week == self.begin
        grant = self.promised(week)
        own = 0.0 if first or not self.own else sum(self.own) / 100 / len(self.own)
        if first:
            managers, cooperation = l["operator"]["managers"], l["support"]["cooperation"] * before["trust_committee"]
            hours = offering["hours_base"] + offering["hours_per_manager"] * managers / max(self.scale, 1)
            hours = hours * (1 - offering["friction"] * (1 - cooperation)) + l["support"]["hours"]
            hours = min(max(hours, 0), s["home"]["nominal_hours"])
            if managers < offering["managers_for_evenings"] * self.scale - 1e-9:
                hours *= offering["share_day"]
            seat_hours = s["home"]["seats"] * l["support"]["rooms_released"] * hours
            effort = o["usual_effort"]["events"]
        else:
            seat_hours, effort = before["open_seat_hours"], before["effort"][1]
        fixed = self.utilities(seat_hours) + setup["administration"] * self.scale + self.concept()
        events = self.events_planned(effort, grant) * setup["event_cost"]
        carried_out = sum(r["proposals_carried"] for r in self.records[max(0, week - 52) : week])
        running = fixed + events + s["union"]["cost"] * carried_out / 52 + self.fundraising(grant)
        late = max(0, l["funding"]["lag"] - 4)
        advance = (1 - before["trust_organization"]) * late * grant / 52 if first else 0.0
        cash = (fen(before["reserve"]) + means - self.wages_owed - self.bills_owed) / 100 - advance
        cash += before["trust_organization"] * sum(amount for _, amount in self.due) / 100
        spread, prudence = labour["spread"], setup["prudence"]
        free = grant * (1 + l["union"]["matching"]) / 52 + own - running + (cash - prudence * running) / spread
        wished = l["operator"]["managers"] * setup["manager_wage"] + l["operator"]["social_workers"] * setup["worker_wage"]
        return free / (1 + prudence / spread), wished

    def posts(self, week, means):
        """Posts that the budget plans for: in the first week, each year both ways, each quarter downwards."""
        c, l, setup, labour = week - self.begin, self.l["operator"], self.o["setup"], self.o["labour"]
        if c % 52 != 0 and c % labour["review"] != 0:
            return
        wages, wished = self.wage_budget(week, means)
        part = min(max(wages / wished, 0), 1)
        extra = self.o["offering"]["grant_to_staff"] * max(0, wages - wished) / setup["worker_wage"]
        managers, workers = part * l["managers"], part * l["social_workers"] + extra
        # Both plans at the wages of the week.
        cost = lambda plan: plan[0] * setup["manager_wage"] + plan[1] * setup["worker_wage"]
        bill = cost((managers, workers))
        present = cost(self.plan) if c > 0 else 0.0
        if c > 0 and (abs(bill - present) <= labour["tolerance"] * present or (c % 52 != 0 and bill > present)):
            return
        self.cut = c > 0 and bill < present
        self.planned, self.plan = managers + workers, (managers, workers)

    def surplus(self, week):
        """What goes back to the bureau at the end of a contract year, fen."""
        if week == self.begin or (week - self.begin) % 52 != 0:
            return 0
        cash = fen(self.records[week - 1]["reserve"]) - self.wages_owed - self.bills_owed - self.brought
        beyond = cash / 100 - self.o["labour"]["carried"] * self.usual_spending
        return fen(max(0.0, min(beyond, sum(self.public) / 100)))

    def concept(self):
        """Yuan a week that keep the service concept alive."""
        return self.s["prices"]["concept"] * self.scale * (self.l["operator"]["concept"] / 0.3) / 52

    def events_planned(self, effort, grant):
        """Events a week that effort and grant plan for."""
        o, setup = self.o, self.o["setup"]
        planned = o["offering"]["events"] * self.scale * (effort / o["response"]["events_effort"])
        return planned * math.sqrt(grant / self.usual_grant * setup["programme_budget"] / o["offering"]["budget_reference"])

    def fundraising(self, grant):
        """Yuan a week spent on raising funds."""
        o, usual = self.o, self.o["setup"]["fundraising_spend"]
        steep = min(1, o["giving"]["crowd_out_spend"] * o["setup"]["usual_grant"] * 10_000 / (52 * usual))
        return usual * math.exp(-steep * (grant / self.usual_grant - 1)) * self.scale

    def contract(self, week):
        """A week of a contract."""
        before, record, offer = self.records[week - 1], self.records[week], self.offers[week]
        first = self.begin is None
        means = 0
        if first:
            self.begin, self.public = week, []
            self.reported_use, self.watch = None, 1.0
            means = self.brought = fen(self.o["setup"]["reserve"] * self.scale)
        self.cut = False
        self.posts(week, means)
        self.equal("column posts", week, record["posts"], self.planned, 1e-9)
        surplus = self.surplus(week)
        self.year_grant(week)
        arrived = sum(a for w, a in self.due if w <= week)
        self.due = [(w, a) for w, a in self.due if w > week]
        found = {p["purpose"]: p["amount"] for p in self.ledger[week] if p["to"] == "Organization"}

        match = fen(self.grant * self.l["union"]["matching"] / 52)
        matters = record["proposals_carried"]
        extra = sum(p["amount"] for p in self.ledger[week] if p["purpose"] == "Matching") - match
        one = fen(self.s["union"]["money"])
        self.equal("the union's money for matters is whole matters", week, extra % one, 0)
        self.equal("... and at most those carried out", week, max(0, extra // one - matters), 0)
        gifts = found.get("Gift", 0)
        fees = fen(record["visits"] * self.l["disclosure"]["fee"])
        p = self.s["partners"]
        partners = round(p["at_start"] * max(self.scale, 1)) if first else before["partners"]
        partner_money = fen(partners * p["money"] / 52)
        income = [
            (("Operator", "Organization", "OwnMeans"), means),
            (("Organization", "Agency", "Clawback"), surplus),
            (("Union", "Organization", "Matching"), match),
            *self.public_orders(week),
            (("Agency", "Organization", "Grant"), arrived),
            (("Union", "Organization", "Matching"), extra),
            (("Donors", "Organization", "Gift"), gifts),
            (("Visitors", "Organization", "Fee"), fees),
            (("Partners", "Organization", "PartnerMoney"), partner_money),
        ]
        cash_in_phase_1 = fen(before["reserve"]) + means - surplus + match + arrived + extra
        cash = cash_in_phase_1 + gifts + fees + partner_money

        self.assessed(week)

        # Pay in place of notice depends on who held the posts that are cut, which is not recorded.
        notice = sum(p["amount"] for p in self.ledger[week] if p["purpose"] == "Notice")
        self.equal("notice is paid where posts are cut", week, notice > 0 and not self.cut, False)
        outlay = self.outlay(week, record["wage_bill"], notice, (cash_in_phase_1, cash), partners)
        self.compare_ledger(week, income + outlay)
        self.own = (self.own + [gifts + fees + partner_money])[-52:]
        self.public = (self.public + [match + arrived + extra])[-52:]

    def outlay(self, week, wages, notice, cash, partners):
        """Payments 16 to 26 of a week whose wages are known."""
        before, record, offer = self.records[week - 1], self.records[week], self.offers[week]
        o, setup, offering, l = self.o, self.o["setup"], self.o["offering"], self.l
        cash_in_phase_1, cash = cash
        utilities = self.utilities(offer["seats"] * sum(offer["hours"]))
        administration, concept = setup["administration"] * self.scale, self.concept()

        # Events, 7.6.
        effort = record["effort"][1]
        volunteers = before["volunteer_hours"] + partners * self.s["partners"]["hours"]
        planned = self.events_planned(effort, self.grant)
        staffable = effort * setup["net_hours"] * record["staff"] + offering["volunteer_hour"] * volunteers
        staffable /= offering["hours_per_event"]
        free = cash_in_phase_1 / 100 - wages - notice / 100 - self.utilities(before["open_seat_hours"])
        free -= administration + concept
        free -= (self.wages_owed + self.bills_owed) / 100
        affordable = max(0, free) / setup["event_cost"]
        paid, given = min(planned, staffable, affordable), partners * self.s["partners"]["events"]
        paid_for = self.hold(week, paid, given, affordable)

        # Budget of disclosure and brand, 7.10.
        brand = l["brand"]["spend"] + self.s["prices"]["seed"] * l["brand"]["seeds"]
        disclosure = self.s["prices"]["disclosure"] * l["disclosure"]["visible"] / 52
        fixed = wages + utilities + administration + concept
        own = sum(self.own) / 100 / len(self.own) if self.own else 0.0
        carried_out = sum(r["proposals_carried"] for r in self.records[max(0, week - 52) : week])
        room = self.grant * (1 + l["union"]["matching"]) / 52 + own - fixed
        room -= setup["event_cost"] * min(planned, staffable) + self.s["union"]["cost"] * carried_out / 52
        room += (cash / 100 - setup["prudence"] * fixed) / 26
        part = min(1, max(0, room / (brand + disclosure))) if brand + disclosure > 0 else 1.0
        fundraising = self.fundraising(self.grant)

        spent, late, entries = 0, False, []

        def pay(to, purpose, amount):
            """Pays as far as the cash goes; returns what is missing."""
            nonlocal cash, spent
            paid_now = min(amount, max(0, cash))
            cash -= paid_now
            spent += paid_now
            entries.append((("Organization", to, purpose), paid_now))
            return amount - paid_now

        self.wages_owed = pay("Employees", "Wages", self.wages_owed)
        missing = pay("Employees", "Wages", fen(wages))
        late = missing > 0
        self.wages_owed += missing + pay("Employees", "Notice", notice)
        self.bills_owed = pay("Suppliers", "OldBills", self.bills_owed)
        bills = [
            ("Utilities", utilities),
            ("Administration", administration),
            ("Training", concept),
            ("Events", setup["event_cost"] * paid_for),
            ("Matters", self.s["union"]["cost"] * record["proposals_carried"]),
        ]
        for purpose, amount in bills:
            self.bills_owed += pay("Suppliers", purpose, fen(amount))
        pay("Suppliers", "Disclosure", fen(part * disclosure))
        pay("Suppliers", "Brand", fen(part * brand))
        pay("Suppliers", "Fundraising", fen(fundraising))
        spent /= 100
        self.usual_spending = 0.95 * self.usual_spending + 0.05 * spent if self.usual_spending > 0 else spent
        self.equal("column reserve", week, fen(record["reserve"]), cash)
        self.equal("column arrears", week, fen(record["arrears"]), self.wages_owed + self.bills_owed)
        self.equal("column late_wages", week, record["late_wages"], late)
        runway = min(104, cash / 100 / self.usual_spending) if self.usual_spending > 0 else 104
        self.equal("column runway_weeks", week, record["runway_weeks"], runway, 1e-9)
        return entries


def check(settings, replicate, schedule=()):
    """Checks the books of one replicate, whose levers are dated so: comparisons by kind, and the failures in words."""
    return Books(settings, replicate, schedule).check()
