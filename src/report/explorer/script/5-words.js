// The answer in words: headline, answers, ranking, the story of the institutions, what can be taken away.

/** Rows as a table. @param {string[][]} rows */
const tableMarkup = ([head, ...rows]) => `<thead><tr>${head.map((cell) => cell ? `<th scope="col">${escaped(cell)}</th>` : "<td></td>").join("")}</tr></thead><tbody>${rows.map((row) => `<tr><th scope="row">${escaped(row[0])}</th>${row.slice(1).map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("")}</tbody>`;

/** Whether what is drawn belongs to settings before these. */
const older = () => Boolean(drawn) && drawn.generation !== generation;

/** What is being done. Not read aloud: it changes with every world. */
function drawStatus() {
  const n = pairs(), parts = [];
  if (faulted !== null || stopped) { $("status").textContent = ""; return; }
  if (!told) parts.push(word("loading"));
  else parts.push(word("worlds-of", n, data.worlds));
  if (told && n < data.worlds) parts.push(word("draft"));
  if (older()) parts.push(word("older"));
  if (told && complete() && lives()) parts.push(word("draws-of", Math.floor(lived.known.size / PER_DRAW), data.draws?.draws.length ?? 0, data.draws?.there ?? 0));
  if (msOfWorld) parts.push(word("ms", Math.round(msOfWorld)));
  $("status").textContent = parts.join(" · ");
}

/** So many notes stand open. */
const FEW_NOTES = 2;
let noted = "";
/** What is known of the settings as a whole: whether they can be lived, what the engine notes, whether the answer is theirs. */
function drawState() {
  drawStatus();
  document.body.classList.toggle("older", older() && faulted === null && !stopped);
  const sentences = [...warnings, ...(weightless() ? [word("weights-zero")] : [])];
  const list = faulted === null && !stopped ? sentences.map((one) => `<li>${escaped(one)}</li>`).join("") : "";
  if (noted !== list) {
    $("notes-list").innerHTML = noted = list;
    $("notes-title").textContent = word("notes", sentences.length);
    // A package over a baseline of one's own sets many values anew: such a list is there for who wants it.
    $("notes").open = sentences.length <= FEW_NOTES;
  }
  $("notes").hidden = !list;
  if (faulted === null && !stopped) {
    // Behind a sentence that something cannot be lived no older answer may stand.
    if ($("body").hidden || !told) { retitle("title", word("living")); retitle("lead", ""); }
    return;
  }
  $("body").hidden = true;
  retitle("title", word(stopped ? stopped.words : "cannot"));
  retitle("lead", "");
  const cause = stopped ? [chinese ? "" : stopped.cause] : [faulted ?? "", concerned(faulted ?? "")];
  notice(cause.filter(Boolean));
}

/** The levers that a fault names, or else those that are moved. @param {string} fault */
function concerned(fault) {
  const named = levers.filter((lever) => fault.includes(lever.path.replace("levers.", "")) || fault.includes("`" + lever.path));
  const labels = (named.length ? named : levers.filter(moved)).map((lever) => say(lever.label));
  return labels.length ? word("concerned", labels.join(chinese ? "、" : ", ")) : "";
}

/** Another text, if it is another one: what stays is not read aloud again. @param {string} id @param {string} words */
function retitle(id, words) {
  if ($(id).textContent !== words) $(id).textContent = words;
}

/** Something that is read aloud once. @param {string} words */
function announce(words) {
  $("heard").textContent = words;
}

/** Headline, answers, ranking. */
function drawAnswer() {
  // Read aloud are the draft and the answer of all worlds, none between.
  $("answer").setAttribute("aria-busy", String(!complete() && drawn?.generation === generation));
  retitle("title", told.title);
  const open = levers.filter((lever) => moved(lever) || lever.path in (preset()?.values ?? {}));
  const assumed = open.filter((lever) => lever.grade[0] === "assumption").length;
  const rest = !changed() ? word("move") : open.length ? word("assumptions", assumed, open.length) : "";
  retitle("lead", [told.lead, rest].filter(Boolean).join(chinese ? "" : " "));
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
    return `<tr data-week="${w}" class="${w > week ? "later" : ""}"><th scope="row">${when(w)} <button type="button" class="why" data-week="${w}" aria-label="${escaped(word("why-week", when(w)))}">${word("why")}</button></th><td>${cell(a)}</td>${mine ? `<td class="${same ? "same" : ""}">${same ? word("the-same") : cell(b)}</td>` : ""}</tr>`;
  });
  $("story").innerHTML = `<thead><tr><th scope="col">${word("when")}</th><th scope="col">${word("today")}</th>${mine ? `<th scope="col">${word("yours")}</th>` : ""}</tr></thead><tbody>${rows.join("")}</tbody>`;
  const heads = [word("event"), word("today"), ...(mine ? [word("yours")] : [])];
  $("often").innerHTML = tableMarkup([heads, ...told.often.map((/** @type {[string, number, number]} */ [name, a, b]) => [name, word("worlds-n", a, told.worlds), ...(mine ? [word("worlds-n", b, told.worlds)] : [])])]);
}

/** What lies behind the shown week. */
function markLater() {
  const week = +$("week").value;
  for (const row of $("story").querySelectorAll("tr[data-week]")) row.classList.toggle("later", Number(row.dataset.week) > week);
}

/** Charts of the report, drawn by the model's own program; those of the last settings stay until new ones are there. */
function drawReportCharts() {
  const waiting = changed() && told.charts.length === 0;
  $("charts").classList.toggle("older", waiting);
  $("charts-older").textContent = waiting && $("charts").innerHTML ? word("charts-older") : "";
  if (waiting) return;
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
/** The settings of which it was read aloud that all worlds are lived. */
let heardOf = -1;
/** Everything that follows from what was told. */
function partsTold() {
  const shown = told;
  const all = () => {
    $("body").hidden = false;
    drawn = shown;
    drawState();
    if (step === 1) drawTour();
    if (!complete() || heardOf === generation) return;
    heardOf = generation;
    announce(word("worlds-of", pairs(), data.worlds));
  };
  return [drawAnswer, drawCourse, drawEffects, drawStory, drawReportCharts, drawTaken, drawWeek, all];
}
/** Part by part, so that no frame waits for all of it. */
function drawTold() {
  drawState();
  if (!told || faulted !== null || stopped || told.generation !== generation) return;
  // What is hidden has no width to be drawn in.
  $("body").hidden = false;
  const now = ++drawing, parts = partsTold();
  const next = () => {
    if (now !== drawing) return;
    parts.shift()?.();
    if (parts.length) setTimeout(next, 0);
  };
  next();
}
/** All parts at once: paper does not wait. @param {boolean} paper */
function drawPrinted(paper) {
  printing = paper;
  if (!drawn || faulted !== null || stopped) return;
  drawing += 1;
  for (const part of partsTold()) part();
}

/** What follows the week alone. */
function drawWeek() {
  $("week-label").textContent = word("week", $("week").value);
  $("decisions").textContent = word("decisions", $("week").value);
  $("week").setAttribute("aria-valuetext", when(+$("week").value));
  drawPicture();
  drawHome();
}
