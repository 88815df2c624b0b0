// Why: what went into the odds of one resident in a week, and into the decisions of a week.

/** @typedef {{who: number, near: boolean, aware: boolean, user: boolean, came: boolean}} Tie */
/** @typedef {{who: number, week: number, near: boolean, group: string, age: string, distance: number, by: string | null, deed: string, wish: [number, number], slot: number | null, odds: number, terms: [string, number][], obstacles: [string, number][], ties: Tie[]}} Resident */
/** The resident who was asked; none at first. @type {Resident | null} */
let resident = null;
let askWaits = 0, residentAsked = 0, weekAsked = 0;

const sideShown = () => /** @type {"base" | "package"} */ (changed() ? "package" : "base");
/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)}%`;

/** Ask a resident about the shown week. What comes late, for other settings, another world or before a newer question, is dropped. @param {number} who @param {boolean} [aloud] it is read aloud */
async function askResident(who, aloud = false) {
  const now = generation, of = sideShown(), world = shownWorld, place = shownPlace, asking = residentAsked += 1;
  const answer = await question(of, { do: "ask", world, week: +$("week").value, place, who });
  if (now !== generation || world !== shownWorld || place !== shownPlace || asking !== residentAsked) return;
  resident = answer?.asked ?? null;
  if (resident) $("who").value = resident.who;
  drawResident();
  if (!resident) $("resident").innerHTML = `<p>${escaped(answer ? word("resident-nobody", who) : word("no-answer"))}</p>`;
  if (aloud) announce($("resident").firstElementChild?.innerText ?? "");
  drawPicture();
}

/** Ask again once the week stands still. */
function askLater() {
  if (!resident) return;
  const { who } = resident;
  clearTimeout(askWaits);
  askWaits = setTimeout(() => askResident(who), 250);
}

/** Other settings, or another world: what was said holds no more. */
function forgetResident() {
  clearTimeout(askWaits);
  residentAsked += 1;
  resident = null;
  drawResident();
}

/** What is told of the resident. */
function drawResident() {
  $("resident-hint").hidden = Boolean(resident);
  if (!resident) { $("resident").innerHTML = ""; return; }
  const { who, week, group, age, distance, by, deed, wish, slot, odds, terms, obstacles, ties } = resident;
  const count = (/** @type {(tie: Tie) => boolean} */ is) => ties.filter(is).length;
  const person = word("resident-is", grouped(who), word(`group-${group}`), word(`age-${age}`), distance.toFixed(1));
  const knows = by ? word("resident-knows", word(`by-${by}`)) : word("resident-unaware");
  const tied = word("resident-ties", ties.length, count((tie) => tie.aware), count((tie) => tie.user), count((tie) => tie.came));
  const did = word(`deed-${deed}`), chance = by ? word("resident-chance", percent(wish[0])) : word("resident-chance-if", percent(wish[1]));
  const most = Math.max(...terms.map(([, logit]) => Math.abs(logit)), 1e-9);
  const rows = [...terms].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).map(([name, logit]) => {
    const wide = (Math.abs(logit) / most * 46).toFixed(1), side = logit < 0 ? `right:50%` : `left:50%`;
    return `<tr><th scope="row">${escaped(word(`term-${name}`))}</th><td class="bar"><i class="${logit < 0 ? "less" : "more"}" style="${side};width:${wide}%"></i></td><td>×${plain3(Math.exp(logit))}</td></tr>`;
  });
  const table = slot === null ? `<p>${escaped(word("resident-closed"))}</p>`
    : `<p class="quiet">${escaped(word("resident-terms", word(`slot-${slot}`), plain3(odds)))}</p><table class="terms"><thead><tr><th scope="col">${word("term")}</th><td></td><th scope="col">${word("factor")}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
  const ways = [...obstacles].sort((a, b) => b[1] - a[1]).filter(([, gained]) => gained >= 0.0005).map(([name, gained]) => word("without", word(`way-${name}`), (gained * 100).toFixed(1)));
  const stands = ways.length ? `<p>${escaped(word("in-the-way"))} ${ways.map(escaped).join(chinese ? "；" : "; ")}</p>` : "";
  const said = `<p>${[person, knows, tied].map(escaped).join(chinese ? "" : " ")}</p><p><b>${word("in-week", week)}${chinese ? "" : " "}${escaped(did)}</b> ${escaped(chance)}</p>${stands}`;
  $("resident").innerHTML = `<div>${said}</div><div>${table}</div>`;
}

/** What the institutions decided in a week, on both sides. @param {number} week */
async function showDecisions(week) {
  if (faulted !== null || stopped) return showDialog(word("decided", when(week)), `<p>${escaped(word(stopped ? stopped.words : "cannot-decide"))}</p>`);
  const of = /** @type {("base" | "package")[]} */ (changed() ? ["base", "package"] : ["base"]);
  const now = generation, world = shownWorld, asking = weekAsked += 1;
  const answers = await Promise.all(of.map((side) => question(side, { do: "weigh", world, week, lang: language() })));
  if (now !== generation || world !== shownWorld || asking !== weekAsked) return;
  const decision = (/** @type {any} */ one) => {
    const rows = one.terms.map((/** @type {[string, string]} */ [what, how]) => `<tr><th scope="row">${escaped(what)}</th><td>${escaped(how)}</td></tr>`);
    return `<section class="decision"><p><b>${escaped(one.actor)}</b>${chinese ? "：" : ": "}${escaped(one.words)}</p>${rows.length ? `<table>${rows.join("")}</table>` : ""}${one.turns ? `<p class="quiet">${escaped(one.turns)}</p>` : ""}</section>`;
  };
  const parts = answers.map((answer, i) => {
    if (!answer) return `<p>${escaped(word("no-answer"))}</p>`;
    const all = answer.weighed;
    const head = of.length > 1 ? `<h3>${word(of[i] === "base" ? "today" : "yours")}</h3>` : "";
    return head + (all.length ? all.map(decision).join("") : `<p>${escaped(word("nothing-decided"))}</p>`);
  });
  showDialog(word("decided", when(week)), parts.join(""));
}

function wireWhy() {
  $("ask").onclick = () => { const who = Number($("who").value); if (Number.isInteger(who) && who >= 0) askResident(who, true); };
  $("who").onkeydown = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter") $("ask").click(); };
  $("decisions").onclick = () => showDecisions(+$("week").value);
  $("story").addEventListener("click", (/** @type {any} */ event) => { const week = event.target.dataset?.week; if (week) showDecisions(+week); });
  $("picture").addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const sights = seen.get(sideShown());
    if (!sights || sights.place !== shownPlace) return;
    const box = $("picture").getBoundingClientRect(), at = [event.clientX - box.left, event.clientY - box.top].map((v, i) => v * pictureSize[i] / [box.width, box.height][i]);
    let best = -1, closest = 14 ** 2;
    [...sights.places].forEach((place, i) => {
      const [left, top] = placeOf(i * sights.residents_per_mark, place === "n"), far = (left - at[0]) ** 2 + (top - at[1]) ** 2;
      if (far < closest) [best, closest] = [i, far];
    });
    if (best >= 0) askResident(best * sights.residents_per_mark, true);
  });
}
