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
  $("measure").innerHTML = data.courses.map((one) => `<option value="${one.name}" ${one.name === shownMeasure ? "selected" : ""}>${escaped(say(one.label))}</option>`).join("");
  $("world").innerHTML = numbers(data.worlds).map((n) => `<option value="${n}" ${n === shownWorld ? "selected" : ""}>${n}</option>`).join("");
  if (!told) $("title").textContent = word("living");
  drawResident();
}

/** Something that must be read. @param {string[]} sentences */
function notice(sentences) {
  $("notice").hidden = sentences.length === 0;
  $("notice").textContent = sentences.join("\n");
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

/** The settings as a scenario file, and the command. */
function showExport() {
  if (!changed() || !toml) return showDialog(word("export-title"), `<p>${escaped(word("export-none"))}</p>`);
  const file = data.base.text ? `${data.base.name}.toml` : data.base.name;
  const command = `commonroom compare ${file} package.toml -r ${data.worlds} -s ${seed} ${data.flags}`;
  const base = data.base.text ? `<details><summary>${escaped(word("export-base", file))}</summary><pre tabindex="0">${escaped(data.base.text)}</pre></details>` : "";
  showDialog(word("export-title"), `<pre id="toml" tabindex="0">${escaped(toml)}</pre><p>${escaped(word("export-words"))}</p><pre id="command" tabindex="0">${escaped(command)}</pre>${base}`);
}

let step = 0;
/** What each step of the tour shows, and what it sets. @type {{shows: string, sets?: Partial<Settings>}[]} */
const TOUR = [
  { shows: "answer", sets: { preset: "", stress: [], values: {}, from: {} } },
  { shows: "aside", sets: { preset: "support", stress: [], values: {}, from: {} } },
  { shows: "effects" },
  { shows: "story" },
  { shows: "stress", sets: { stress: ["funding-cut"] } },
];

/** Show a step of the tour; 0 ends it. @param {number} to */
function tour(to) {
  for (const element of document.querySelectorAll(".shown")) element.classList.remove("shown");
  step = to;
  $("tour").hidden = step === 0;
  if (step === 0) return $("tour-open").focus();
  const { shows, sets } = TOUR[step - 1];
  if (sets && (!sets.preset || data.presets.some((one) => one.name === sets.preset))) { set(sets); drawControls(); settled(); }
  $("tour-title").textContent = word(`tour-${step}`);
  $("tour-words").textContent = word(`tour-${step}-words`);
  $("tour-step").textContent = word("tour-step", step, TOUR.length);
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
  if (!told) return;
  drawCourse();
  drawStory();
  drawWeek();
  askLater();
}

/** Take over another language. */
function turn() {
  chinese = !chinese;
  drawWords();
  drawControls();
  if (step) { $("tour-title").textContent = word(`tour-${step}`); $("tour-words").textContent = word(`tour-${step}-words`); $("tour-step").textContent = word("tour-step", step, TOUR.length); }
  notice([]);
  history.replaceState(null, "", link());
  stale = true;
  ask();
  drawStatus();
}

function wire() {
  wireControls();
  wireWhy();
  $("lang").onclick = turn;
  $("undo").onclick = undo;
  $("reset").onclick = () => { set({ preset: "", stress: [], values: {}, from: {} }); drawControls(); settled(); };
  $("link").onclick = async () => {
    history.replaceState(null, "", link());
    if (await copy(location.href)) $("status").textContent = word("link-copied");
    else showDialog(word("link-here"), `<pre tabindex="0">${escaped(location.href)}</pre>`);
  };
  $("export").onclick = showExport;
  $("dialog-close").onclick = () => $("dialog").close();
  $("dialog-copy").onclick = async () => { if (await copy($("dialog-body").querySelector("pre").textContent)) $("dialog-copy").textContent = word("copied"); };
  $("measure").onchange = () => { shownMeasure = $("measure").value; stale = true; ask(); };
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
  addEventListener("beforeprint", drawTold);
  addEventListener("hashchange", () => { if (location.hash !== link()) location.reload(); });
}

onTold = drawTold;
onFault = (fault) => {
  // In Chinese no sentence in English: which levers, by their names.
  const named = levers.filter((lever) => fault.includes(lever.path.replace("levers.", "")) || fault.includes("`" + lever.path)).map((lever) => say(lever.label));
  $("title").textContent = word("cannot");
  $("lead").textContent = $("status").textContent = "";
  notice([ chinese ? named.join("、") || Object.keys(settings.values).map((path) => say(/** @type {Lever} */ (leverOf(path)).label)).join("、") : fault]);
  $("notice").scrollIntoView({ block: "nearest" });
};

async function begin() {
  const said = readLink(location.hash);
  $("week").max = data.base.weeks;
  $("week").value = data.base.weeks;
  drawWords();
  drawControls();
  wire();
  $("undo").disabled = true;
  drawStatus();
  try {
    await startWorlds();
  } catch (error) {
    $("title").textContent = word("no-engine", String(error));
    return;
  }
  live();
  notice(said);
}
begin();
