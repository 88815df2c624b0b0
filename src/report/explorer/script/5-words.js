// The answer in words: headline, answers, ranking, the story of the institutions, what can be taken away.

/** Rows as a table. @param {string[][]} rows */
const tableMarkup = ([head, ...rows]) => `<thead><tr>${head.map((cell) => cell ? `<th scope="col">${escaped(cell)}</th>` : "<td></td>").join("")}</tr></thead><tbody>${rows.map((row) => `<tr><th scope="row">${escaped(row[0])}</th>${row.slice(1).map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("")}</tbody>`;

/** What is being done. */
function drawStatus() {
  const n = pairs(), parts = [];
  if (!told) parts.push(word("loading"));
  else parts.push(word("worlds-of", n, data.worlds));
  if (told && n < data.worlds) parts.push(word("draft"));
  if (told && complete() && lives()) parts.push(word("draws-of", Math.floor(lived.known.size / PER_DRAW), data.draws?.draws.length ?? 0, data.draws?.there ?? 0));
  if (msOfWorld) parts.push(word("ms", Math.round(msOfWorld)));
  $("status").textContent = parts.join(" · ");
}

/** Headline, answers, ranking. */
function drawAnswer() {
  $("title").textContent = told.title;
  const open = levers.filter((lever) => moved(lever) || lever.path in (preset()?.values ?? {}));
  const assumed = open.filter((lever) => lever.grade[0] === "assumption").length;
  const rest = !changed() ? word("move") : open.length ? word("assumptions", assumed, open.length) : "";
  $("lead").textContent = [told.lead, rest].filter(Boolean).join(chinese ? "" : " ");
  $("answers").innerHTML = told.answers.map((/** @type {[string, string]} */ [question, words]) => `<div><dt>${escaped(question)}</dt><dd>${escaped(words)}</dd></div>`).join("");
  $("ranking").innerHTML = told.ranking.length > 2 ? tableMarkup(told.ranking) : "";
  $("ranking").parentElement.hidden = told.ranking.length <= 2;
  $("separation").textContent = changed() ? told.separation : "";
}

/** Today beside yours. */
function drawStory() {
  const week = +$("week").value, [base, mine] = told.stories;
  const line = (/** @type {any} */ event) => `${event.actor}${chinese ? "：" : ": "}${event.words}`;
  const at = (/** @type {any[]} */ story, /** @type {number} */ w) => story.filter((event) => event.week === w).map(line).join("\n");
  const weeks = [...new Set([...base, ...(mine ?? [])].map((event) => event.week))].sort((a, b) => a - b);
  const cell = (/** @type {string} */ words) => escaped(words || "–").replace(/\n/g, "<br>");
  const rows = weeks.map((w) => {
    const [a, b] = [at(base, w), mine ? at(mine, w) : ""], same = mine && a === b;
    return `<tr class="${w > week ? "later" : ""}"><th scope="row">${when(w)} <button type="button" class="why" data-week="${w}" aria-label="${escaped(word("why-week", when(w)))}">${word("why")}</button></th><td>${cell(a)}</td>${mine ? `<td class="${same ? "same" : ""}">${same ? word("the-same") : cell(b)}</td>` : ""}</tr>`;
  });
  $("story").innerHTML = `<thead><tr><th scope="col">${word("when")}</th><th scope="col">${word("today")}</th>${mine ? `<th scope="col">${word("yours")}</th>` : ""}</tr></thead><tbody>${rows.join("")}</tbody>`;
  const heads = [word("event"), word("today"), ...(mine ? [word("yours")] : [])];
  $("often").innerHTML = tableMarkup([heads, ...told.often.map((/** @type {[string, number, number]} */ [name, a, b]) => [name, word("worlds-n", a, told.worlds), ...(mine ? [word("worlds-n", b, told.worlds)] : [])])]);
}

/** Charts of the report, drawn by the model's own program; those of the last settings stay until new ones are there. */
function drawReportCharts() {
  if (changed() && told.charts.length === 0) return;
  $("charts").innerHTML = told.charts.map((/** @type {any} */ chart) => `<section class="chart"><h2>${escaped(chart.title)}</h2><p class="quiet">${escaped(chart.desc)}</p><div class="report"><div class="w">${chart.wide}</div><div class="n">${chart.narrow}</div></div><p class="row take">${taken(`${chart.id}.csv`, "text/csv", () => "\ufeff" + chart.csv)} ${taken(`${chart.id}.svg`, "image/svg+xml", () => chart.wide)}</p></section>`).join("");
}

/** What can be taken away, by name: its kind and what makes its content. @type {Record<string, [string, () => string]>} */
const files = {};
/** A link to a file that is made when it is asked for. @param {string} name @param {string} kind @param {() => string} content */
function taken(name, kind, content) {
  files[name] = [kind, content];
  return `<a download="${name}" data-file="${name}" href="data:,">${name.split(".")[1].toUpperCase()} <span>${name.split(".")[0]}</span></a>`;
}
/** The address of a file. @param {string} name */
const fileUri = (name) => `data:${files[name][0]};charset=utf-8,${encodeURIComponent(files[name][1]())}`;
/** @param {(string | number | null)[][]} rows */
const csv = (rows) => "\ufeff" + rows.map((row) => row.map((cell) => cell === null || cell === undefined ? "" : /[",\n]/.test(String(cell)) ? `"${String(cell).replace(/"/g, '""')}"` : String(cell)).join(",")).join("\r\n") + "\r\n";

/** What the charts of this page give away. */
function drawTaken() {
  const { course, effects } = told, mine = course.package.length > 0;
  const weeks = () => course.base.map((/** @type {number|null} */ base, /** @type {number} */ week) => [week, base, ...(mine ? [course.package[week]] : []), ...course.worlds.map((/** @type {any[]} */ one) => one[week])]);
  const head = ["week", "base", ...(mine ? ["package"] : []), ...course.worlds.map((/** @type {any} */ _, /** @type {number} */ i) => `world_${i + 1}`)];
  const svg = (/** @type {string} */ id) => $(id).querySelector("svg")?.outerHTML ?? "";
  $("course-take").innerHTML = `${taken("course.csv", "text/csv", () => csv([head, ...weeks()]))} ${taken("course.svg", "image/svg+xml", () => svg("course"))}`;
  const knows = (/** @type {any} */ known) => told.draws ? [known?.mean, known?.low, known?.high, known?.share_better] : [];
  const rows = effects.map((/** @type {any} */ one) => [one.measure, one.numbers.diff, one.numbers.ci_low, one.numbers.ci_high, one.numbers.p_better, one.numbers.n_pairs, ...knows(one.known)]);
  const numbersHead = ["measure", "diff", "ci_low", "ci_high", "p_better", "n_pairs", ...(told.draws ? ["known_mean", "known_low", "known_high", "known_share_better"] : [])];
  $("effects-take").innerHTML = effects.length ? `${taken("differences.csv", "text/csv", () => csv([numbersHead, ...rows]))} ${taken("differences.svg", "image/svg+xml", () => svg("effects"))}` : "";
}

/** What was told and is drawn. @type {any} */
let drawn = null;
let drawing = 0;
/** Everything that follows from what was told, part by part, so that no frame waits for all of it. */
function drawTold() {
  drawStatus();
  if (!told) return;
  const now = ++drawing, telling = told;
  const parts = [drawAnswer, drawCourse, drawEffects, drawStory, drawReportCharts, drawTaken, drawWeek, () => { drawn = telling; }];
  const next = () => {
    if (now !== drawing) return;
    parts.shift()?.();
    if (parts.length) setTimeout(next, 0);
  };
  next();
}

/** What follows the week alone. */
function drawWeek() {
  $("week-label").textContent = word("week", $("week").value);
  $("decisions").textContent = word("decisions", $("week").value);
  $("week").setAttribute("aria-valuetext", when(+$("week").value));
  drawPicture();
  drawHome();
}
