"""Votes on matters, week by week, from docs/model.md 7.5 alone: what arises, who proposes what, who supports
it, what is adopted, decided jointly and carried out; compared with a folder of results.

    commonroom run union-council -r 20 -o DIR; python3 votes.py DIR

One home that the government runs before, without bodies that bid, rules and dated levers. How many came to
the meetings is recorded, not of which groups: a vote of residents counts as open where it depends on that,
and then one of both outcomes must be the recorded one. Ends with 1 on a disagreement.
"""

import math
import sys

from draws import world_key
from folder import Comparisons, Folder, numbers
from matters import RESIDENTS, Matters, State, joint
from operated import Operated
from opening import subject

BODIES = ["the union", "the funding bureau", "the committee", "the organization", "residents"]


class World:
    """A world as it is followed, and what was compared."""

    def __init__(self, folder, world, compared):
        self.s, self.told, self.compared = folder.scenario, world, compared
        self.u, self.l, self.key = self.s["union"], self.s["levers"], world_key(folder.seed, world.replicate)
        self.matters, self.home = Matters(self.s, self.key), Operated(self.s, compared)
        self.runs, self.start, self.usual, self.operators = False, None, 0.0, 0
        self.own_trust = self.s["organization"]["trust"]
        self.attendance, self.represented, self.waiting = 0, 0, []
        # Under government what arises is decided by the agency alone; weeks of the warm start count too.
        self.decided = {week: (len(self.matters.arise(week)), 0) for week in range(-51, 1) if week % 4 == 0}
        self.open = 0

    def live(self):
        """All weeks."""
        for week in range(1, len(self.told.weeks)):
            row, last = self.told.weeks[week], self.told.weeks[week - 1]
            self.contract(week)
            if self.runs:
                self.meetings(week, row, last)
                self.carry_out(week, row, last)
                self.operate(week, row, last)
            elif week % 4 == 0:
                self.decided[week] = len(self.matters.arise(week)), 0
            if week % 4 == 0:
                self.year(week, row)
            self.home.stock.fade()

    def where(self, week):
        """For a sentence."""
        return f"world {self.told.replicate}, week {week}"

    def contract(self, week):
        """Who runs the home: as told (7.69), (7.70)."""
        if self.told.told(week, "handover"):
            self.runs, self.start, self.usual, self.operators = True, week, 0.0, self.operators + 1
            self.home.begin()
        elif self.told.told(week, "not-renewed", "withdrawn", "wound-up", "taken-back"):
            self.runs, self.waiting = False, []
            self.home.lost()

    def cash(self, row, last):
        """Cash with this week's grant and match, before what is carried out brings the union's money."""
        other = row.reserve - last.reserve - row.grant - row.match - row.own_income + row.spending
        brought = sum(
            1 for words in self.told.told(int(row.week), "carried-out") if subject(words)[0] == "money"
        )
        return last.reserve + other + row.grant + row.match - brought * self.u["money"]

    def state(self, week, row, last):
        """What the bodies know; of an organization that begins, what it comes with."""
        most, o, g = self.s["organization"]["runway_most"], self.s["organization"], self.s["government"]
        runway = min(most, self.cash(row, last) / self.usual) if self.usual else most
        need = max(0, 1 - runway / o["response"]["need_weeks"])
        bureau, home = last.trust_agency, self.home
        if any("found inflated" in words for words in self.told.told(week, "rated")):  # (7.145)
            bureau = max(0, bureau - g["trust_found"])
        routines, own, partners = last.routines, last.trust_organization, last.partners
        if week == self.start:  # (7.73)–(7.75)
            routines = o["routines"] if self.operators == 1 else 0.0
            own, partners = self.own_trust, round(self.s["partners"]["at_start"] * max(self.matters.scale, 1))
        trust = [
            last.trust_union,
            bureau,
            last.trust_committee,
            own,
            0.5 if last.trust is None else last.trust,
            0.5,
            0.5,
        ]
        seen = last.visits, home.hours, last.awareness, home.stock, home.cooperation(last)
        return State(*seen, need, routines, trust, partners, home.role(), self.represented)

    def meetings(self, week, row, last):
        """(7.146)–(7.150), and the votes of the week."""
        if last.affairs_attendance is not None:
            came = last.affairs_attendance * sum(self.matters.people.adults)
            self.compared.same(
                "who came to a meeting is a whole number", self.where(week), came, float(round(came)), 1e-6
            )
            self.attendance += round(came)
        if week % 4:
            return
        arisen, before = list(enumerate(self.matters.arise(week))), self.represented
        if self.matters.meets(week):
            residents = self.matters.proposed(week, self.attendance)
            arisen += [(10**6 + n, RESIDENTS) for n in range(residents)]
            self.represented, self.attendance = self.attendance, 0
        told = self.told.told(week, "matter")
        self.compared.same(
            "matters of a month", self.where(week), [len(told), row.proposals], [len(arisen)] * 2
        )
        state, jointly = self.state(week, row, last), 0
        for (number, proposer), words in zip(arisen, told):
            # Who came is represented from the meeting on: what arose without residents was voted on before.
            state.represented = self.represented if proposer == RESIDENTS else before
            jointly += self.vote(week, number, proposer, words, state)
        self.decided[week] = len(arisen), jointly

    def vote(self, week, number, proposer, words, state):
        """(7.151)–(7.170): whether it was decided jointly."""
        where, about = f"{self.where(week)}, matter {number}", subject(words)
        self.compared.found(
            "proposer",
            words.startswith(BODIES[proposer] + " propose"),
            f"{where}: “{words}”, by the document {BODIES[proposer]}",
        )
        chosen = self.matters.chosen(proposer, self.matters.ideas(week, number), state)
        self.compared.found(
            "what is proposed", about in chosen, f"{where}: “{words}”, by the document {chosen}"
        )
        weights, supports = self.matters.votes(week, number, proposer, about, state)
        ways = (
            [[vote if v is None else v for v in supports] for vote in (True, False)]
            if None in supports
            else [supports]
        )
        recorded = numbers(words)[-1] / 100
        for_it = [sum(w for w, v in zip(weights, way) if v) for way in ways]
        fits = [way for way, sum_ in zip(ways, for_it) if abs(sum_ - recorded) <= 0.00501]
        self.open += len(ways) == 2 and weights[RESIDENTS] > 0
        self.compared.found(
            "who supports it",
            bool(fits),
            f"{where}: “{words}”, by the document {for_it} of {supports}, weights {weights}",
        )
        adopted, jointly = joint(weights, fits[0] if fits else ways[0], proposer)
        self.compared.found(
            "outcome", adopted == ("; adopted" in words), f"{where}: “{words}”, by the document {adopted}"
        )
        if "; adopted" in words:
            two = self.u["delay_two_masters"] * 4 * state.role * (1 - state.role) * (1 - state.cooperation)
            self.waiting.append((week + math.floor(self.u["delay"] + two + 0.5), about))
        return jointly

    def carry_out(self, week, row, last):
        """(7.172)–(7.177)"""
        self.waiting = [(due, about) for due, about in self.waiting if week <= due + 52]
        may = math.floor(self.cash(row, last) / self.u["cost"]) if self.u["cost"] else len(self.waiting)
        now = [one for one in self.waiting if one[0] <= week][: max(0, may)]
        told = [subject(words) for words in self.told.told(week, "carried-out")]
        if now or told:
            by_hand = [about for _, about in now]
            self.compared.found(
                "carried out",
                told == by_hand,
                f"{self.where(week)}: carried out {told}, by the document {by_hand}",
            )
        self.compared.same("number carried out", self.where(week), row.proposals_carried, len(now))
        for one in now:
            self.waiting.remove(one)
            self.home.stock.carry_out(one[1])

    def operate(self, week, row, last):
        """Hours by slot, and what the organization usually spends (7.192), (7.337)."""
        self.home.open(self.where(week), row, last, 1.0, week == self.start)
        o = self.s["organization"]
        self.usual = (
            (1 - o["spending_new"]) * self.usual + o["spending_new"] * row.spending
            if self.usual
            else row.spending
        )
        runway = min(o["runway_most"], row.reserve / self.usual) if self.usual else o["runway_most"]
        self.compared.same("runway", self.where(week), row.runway_weeks, runway, 1e-6)
        self.home.learn(self.where(week), week, row)

    def year(self, week, row):
        """Share of what was decided jointly, over the last 52 weeks."""
        lived = [self.decided.get(w, (0, 0)) for w in range(week - 51, week + 1)]
        decided, jointly = (sum(one[k] for one in lived) for k in (0, 1))
        share = jointly / decided if decided else None
        self.compared.same("decided jointly", self.where(week), row.joint_decisions, share)


def check(folder):
    """All comparisons of a folder, and how many votes of residents were open."""
    if folder.scenario.get("bidders"):
        raise ValueError("only without bodies that bid")
    compared, open_votes = Comparisons(), 0
    for world in folder.worlds.values():
        one = World(folder, world, compared)
        one.live()
        open_votes += one.open
    return compared, open_votes


def main(path):
    folder = Folder(path)
    compared, open_votes = check(folder)
    print(f"votes of residents that depend on who is represented: {open_votes}")
    return 0 if compared.tell("votes", len(folder.worlds)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
