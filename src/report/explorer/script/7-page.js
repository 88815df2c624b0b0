// The page: buttons, dialog, tour, beginning.

/** Texts that never change but with the language. */
function drawWords() {
  document.documentElement.lang = chinese ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(/** @type {any} */ (element).dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(/** @type {any} */ (element).dataset.label));
  const title = say(data.base.titles);
  document.title = `commonroom · ${title}`;
  $("strap").textContent = word("strap");
  $("lang").textContent = word("other-language");
  $("lang").lang = chinese ? "en" : "zh-CN";
  $("course-words").textContent = word("course-words");
  $("effects-title").textContent = word("effects-title");
  $("story-title").textContent = word("story");
  $("story-words").textContent = word("story-words");
  $("paper").textContent = word("paper", data.version, title, seed, grouped(data.base.residents), data.base.weeks);
  const option = (/** @type {Offered} */ one) => `<option value="${one.name}" ${one === shownMeasure ? "selected" : ""}>${escaped(say(one.label))}</option>`;
  $("measure").innerHTML = data.courses.map((group) => `<optgroup label="${escaped(say(group.name))}">${group.measures.map(option).join("")}</optgroup>`).join("");
  const places = data.base.places;
  $("place-row").hidden = places.length < 2;
  $("place").innerHTML = places.map((place, at) => `<option value="${at}" ${at === shownPlace ? "selected" : ""}>${escaped(word("place-of", place.name, grouped(place.residents)))}</option>`).join("");
  $("world").innerHTML = numbers(data.worlds).map((n) => `<option value="${n}" ${n === shownWorld ? "selected" : ""}>${n}</option>`).join("");
  drawResident();
  drawTour();
}

/** Something that must be read. @param {string[]} sentences */
function notice(sentences) {
  $("notice").hidden = sentences.length === 0;
  retitle("notice", sentences.join("\n"));
}

/** @param {string} title @param {string} body */
function showDialog(title, body) {
  $("dialog-title").textContent = title;
  $("dialog-body").innerHTML = body;
  $("dialog-copy").textContent = word("copy");
  $("dialog-copy").hidden = !$("dialog-body").querySelector("pre");
  $("dialog").showModal();
}

/** Copy a text, as far as the browser lets a page do that. @param {string} words */
async function copy(words) {
  try { await navigator.clipboard.writeText(words); return true; } catch { return false; }
}

/** A word of a command as a shell reads it. @param {string} text */
const shellWord = (text) => /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;

/** The settings as a scenario file, and the command. */
function showExport() {
  const without = stopped ? [word(stopped.words)] : !changed() ? [word("export-none")] : faulted !== null ? [word("cannot-export"), faulted] : toml ? [] : [word("export-wait")];
  if (without.length) return showDialog(word("export-title"), without.map((words) => `<p class="as-said">${escaped(words)}</p>`).join(""));
  const file = data.base.text ? `${data.base.name}.toml` : data.base.name;
  const command = `commonroom compare ${shellWord(file)} package.toml -r ${data.worlds} -s ${seed} ${data.flags}`;
  const base = data.base.text ? `<details><summary>${escaped(word("export-base", file))}</summary><pre tabindex="0">${escaped(data.base.text)}</pre></details>` : "";
  showDialog(word("export-title"), `<pre id="toml" tabindex="0">${escaped(toml)}</pre><p>${escaped(word("export-words"))}</p><pre id="command" tabindex="0">${escaped(command)}</pre>${base}`);
}

let step = 0;
/** What each step of the tour shows, and what it sets. @type {{shows: string, sets?: Partial<Settings>}[]} */
const TOUR = [
  { shows: "answer", sets: NOTHING },
  { shows: "aside", sets: { ...NOTHING, preset: "support" } },
  { shows: "effects" },
  { shows: "story" },
  { shows: "stress", sets: { stress: ["funding-cut"] } },
];
/** How many settings lie behind, right after the tour put some aside: what it sets next joins them, so that one undo brings them back. */
let tourPast = -1;
let ownAside = false;

/** The words of the step that is shown. */
function drawTour() {
  if (step === 0) return;
  const handover = told?.course.handover, parts = step === 1 ? [data.base.seats, grouped(data.base.residents), handover > 1 ? word("tour-run", Math.ceil(handover / YEAR)) : ""] : [];
  $("tour-title").textContent = word(`tour-${step}`);
  $("tour-words").textContent = [word(`tour-${step}-words`, ...parts), ownAside && step <= 2 ? word("tour-aside") : ""].filter(Boolean).join(chinese ? "" : " ");
  $("tour-step").textContent = word("tour-step", step, TOUR.length);
}

/** Show a step of the tour; 0 ends it. @param {number} to */
function tour(to) {
  for (const element of document.querySelectorAll(".shown")) element.classList.remove("shown");
  if (step === 0) { tourPast = -1; ownAside = changed(); }
  step = to;
  $("tour").hidden = step === 0;
  if (step === 0) return $("tour-open").focus();
  const { shows, sets } = TOUR[step - 1];
  if (sets && (!sets.preset || data.presets.some((one) => one.name === sets.preset)) && json({ ...settings, ...sets }) !== json(settings)) {
    const joined = past.length === tourPast;
    set(sets, joined);
    tourPast = past.length;
    drawControls();
    settled();
  }
  drawTour();
  $("tour-back").disabled = step === 1;
  $("tour-next").disabled = step === TOUR.length;
  $(shows).classList.add("shown");
  $(shows).scrollIntoView({ block: "center" });
  $("tour").scrollIntoView({ block: "nearest" });
  $("tour-title").focus({ preventScroll: true });
}

/** One step back. */
function undo() {
  const last = past.pop();
  if (last === undefined) return;
  settings = JSON.parse(last);
  drawControls();
  settled();
}

let playing = 0;
function play() {
  const stop = () => { clearInterval(playing); playing = 0; $("play").textContent = word("play"); };
  if (playing) return stop();
  const week = $("week");
  if (+week.value >= data.base.weeks) week.value = 1;
  $("play").textContent = word("stop");
  playing = setInterval(() => {
    week.value = Math.min(+week.value + 4, data.base.weeks);
    showWeek();
    if (+week.value >= data.base.weeks) stop();
  }, 150);
}

function showWeek() {
  if (!drawn) return;
  markWeek();
  markLater();
  drawWeek();
  askLater();
}

/** Take over another language. */
function turn() {
  chinese = !chinese;
  drawWords();
  // The levers after the words, so that no frame waits for both.
  setTimeout(drawControls, 0);
  if (!stopped) notice([]);
  history.replaceState(null, "", link());
  stale = true;
  drawState();
  tryAgain();
  ask();
}

function wire() {
  wireControls();
  wireWhy();
  $("lang").onclick = turn;
  $("undo").onclick = undo;
  $("reset").onclick = () => { set(NOTHING); drawControls(); settled(); };
  $("link").onclick = async () => {
    history.replaceState(null, "", link());
    if (await copy(location.href)) { $("status").textContent = word("link-copied"); announce(word("link-copied")); }
    else showDialog(word("link-here"), `<pre tabindex="0">${escaped(location.href)}</pre>`);
  };
  $("export").onclick = showExport;
  $("dialog-close").onclick = () => $("dialog").close();
  $("dialog-copy").onclick = async () => { if (await copy($("dialog-body").querySelector("pre").textContent)) $("dialog-copy").textContent = word("copied"); };
  $("measure").onchange = () => showMeasure(offeredOf($("measure").value));
  $("place").onchange = () => { shownPlace = +$("place").value; forgetResident(); if (complete()) look(); drawWeek(); };
  $("world").onchange = () => { shownWorld = +$("world").value; stale = true; forgetResident(); ask(); drawWeek(); };
  $("week").oninput = showWeek;
  $("play").onclick = play;
  $("tour-open").onclick = () => tour(1);
  $("tour-back").onclick = () => tour(step - 1);
  $("tour-next").onclick = () => tour(step + 1);
  $("tour-end").onclick = () => tour(0);
  addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); undo(); } });
  let resizing = 0;
  addEventListener("resize", () => { cancelAnimationFrame(resizing); resizing = requestAnimationFrame(drawTold); });
  addEventListener("click", (event) => {
    const link = /** @type {any} */ (event.target).closest?.("a[data-file]");
    if (link) link.href = fileUri(link.dataset.file);
  });
  dark.addEventListener("change", drawTold);
  addEventListener("beforeprint", () => drawPrinted(true));
  addEventListener("afterprint", () => drawPrinted(false));
  addEventListener("hashchange", () => { if (location.hash !== link()) location.reload(); });
}

onTold = drawTold;
onState = () => {
  drawState();
  if (faulted !== null || stopped) $("notice").scrollIntoView({ block: "nearest" });
};

async function begin() {
  // A browser that is too old for this script never comes here, and the sentence stays.
  $("old").remove();
  const said = readLink(location.hash);
  $("week").max = data.base.weeks;
  $("week").value = data.base.weeks;
  drawWords();
  drawControls();
  wire();
  $("undo").disabled = true;
  drawState();
  try {
    await startWorlds();
  } catch (error) {
    return endModel("no-engine", String(error));
  }
  live();
  notice(said);
}
begin();
