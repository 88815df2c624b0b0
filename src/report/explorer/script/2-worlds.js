// Who lives the worlds: workers that hold an engine each, and one more engine that tells what came of them. A world
// always goes to the same worker, which keeps its beginning; the newest settings win.

/** A world to live, a world to look at, or a life with a draw of what is not known. */
/** @typedef {{generation: number, of: "base" | "package", world: number, kind: "live" | "look" | "know", place?: number}} Job */
/** @typedef {{worker: Worker, tried: number, job: Job | null}} Hand */

const DRAFT = 2;
const HANDS = Math.max(1, Math.min(4, navigator.hardwareConcurrency || 2));
/** @type {Hand[]} */
let hands = [];
/** @type {Worker} */
let teller;
let generation = 0;
/** @type {Job[]} */
let queue = [];
/** @type {{base: Set<number>, package: Set<number>, known: Set<number>}} */
let lived = { base: new Set(), package: new Set(), known: new Set() };
/** Worlds of which the teller took the shown course, where no run brings it along. @type {{base: Set<number>, package: Set<number>}} */
let courses = { base: new Set(), package: new Set() };
/** @type {any} */
let told = null;
/** @type {Map<string, any>} Sights by side and world. */
let seen = new Map();
let telling = false, stale = false, msOfWorld = 0, movedAt = 0, draftMs = 0, fullMs = 0;
/** @type {string} */
let toml = "";
/** What the engine says that one should know of the settings. @type {string[]} */
let warnings = [];
/** Why the settings cannot be lived; nothing where they can. @type {string | null} */
let faulted = null;
/** What ended the model for good, by the key of its words, and what the browser says of it. @type {{words: string, cause: string} | null} */
let stopped = null;
/** Between a move and its being handed out nothing is asked: the teller still holds the package before it. */
let moving = false;
let attempts = 0;
/** What follows from a fault, from an end of the model, from what is said of the settings. @type {(() => void)} */
let onState = () => {};
/** @type {(() => void)} */
let onTold = () => {};

const json = JSON.stringify;
const language = () => chinese ? "zh" : "en";
const tryRequest = () => json({ do: "try", package: packageOf(), lang: language() });
const beginRequest = () => json({ do: "begin", base: data.base.name, text: data.base.text, weeks: null, seed, draws: data.draws });
/** Weeks that a worker lives before it hears whether newer settings have come. */
const PART = 26;
/** Worlds of each draw, and lives of all draws. */
const PER_DRAW = 2;
const lives = () => changed() && data.draws ? data.draws.draws.length * PER_DRAW : 0;
/** Questions about one world that somebody waits for. @type {Map<string, (message: {answer: string, tried: boolean}) => void>} */
const replies = new Map();
let questions = 0;

/** Unpack the engine and start everybody. */
async function startWorlds() {
  const packed = Uint8Array.from(atob($("engine").textContent.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(await new Response(stream).arrayBuffer());
  const url = URL.createObjectURL(new Blob([$("worker").textContent], { type: "text/javascript" }));
  const worker = () => {
    const one = new Worker(url);
    one.onerror = (event) => endModel("broken", event.message);
    one.postMessage({ id: "begin", module, begin: beginRequest() });
    return one;
  };
  teller = worker();
  teller.onmessage = ({ data: message }) => hear(message);
  hands = Array.from({ length: HANDS }, () => ({ worker: worker(), tried: -1, job: null }));
  for (const hand of hands) hand.worker.onmessage = ({ data: message }) => take(hand, message);
  URL.revokeObjectURL(url);
}

/** The settings have changed: what was asked for them before is not wanted any more. */
function supersede() {
  generation += 1;
  queue = [];
  // What is lived of the old settings ends where it is.
  for (const hand of hands) if (hand.job && (hand.job.of === "package" || hand.job.kind === "know")) hand.worker.postMessage({ id: "drop" });
  lived.package = new Set();
  lived.known = new Set();
  courses.package = new Set();
  seen.delete("package");
  toml = "";
  warnings = [];
  faulted = null;
  moving = stale = true;
  telling = false;
  movedAt = performance.now();
  draftMs = fullMs = 0;
}

/** Live the settings that stand now. */
function live() {
  if (stopped) return;
  moving = false;
  teller.postMessage({ id: `try ${attempts += 1}`, requests: [tryRequest()] });
  for (const world of numbers(DRAFT)) want("base", world);
  if (changed()) for (const world of numbers(DRAFT)) want("package", world);
  for (const world of numbers(data.worlds)) {
    want("base", world);
    if (changed()) want("package", world);
  }
  fetchCourses();
  // What is not known comes last: each life is that of both.
  for (let life = 1; life <= lives(); life += 1) queue.push({ generation, of: "package", world: life, kind: "know" });
  deal();
  ask();
}

/** Another language: what is said of the settings is asked once more. Of a hand, because the teller would lose what it took. */
function tryAgain() {
  if (stopped || moving || hands.length === 0) return;
  const id = `try ${attempts += 1}`, hand = hands[0];
  replies.set(id, (message) => attempted(id, message.answer));
  hand.tried = generation;
  hand.worker.postMessage({ id, requests: [tryRequest()] });
}

/** What came of a try; the newest alone counts. @param {string} id @param {string} answer */
function attempted(id, answer) {
  if (id !== `try ${attempts}` || moving) return;
  if (isFault(answer)) return cannot(answer);
  ({ text: toml, warnings } = JSON.parse(answer).tried);
  onState();
}

/** @param {number} n */
const numbers = (n) => Array.from({ length: Math.min(n, data.worlds) }, (_, at) => at + 1);

/** @param {"base" | "package"} of @param {number} world */
function want(of, world) {
  const busy = hands.some(({ job }) => job?.kind === "live" && job.of === of && job.world === world && (of === "base" || job.generation === generation));
  const queued = queue.some((job) => job.of === of && job.world === world && job.kind === "live");
  if (!lived[of].has(world) && !busy && !queued) queue.push({ generation, of, world, kind: "live" });
}

/** Hand out what waits. */
function deal() {
  if (moving || stopped) return;
  hands.forEach((hand, at) => {
    if (hand.job) return;
    const next = queue.findIndex((job) => (job.world - 1) % hands.length === at);
    if (next < 0) return;
    const [job] = queue.splice(next, 1);
    const request = job.kind === "know" ? { do: "know", life: job.world, weeks: PART } : job.kind === "look" ? { do: "look", of: job.of, world: job.world, place: job.place } : { do: "live", of: job.of, world: job.world, weeks: PART };
    hand.job = job;
    hand.worker.postMessage({ id: "job", requests: asked(hand, job.of, request) });
  });
}

/** A request, behind what tells a worker the newest package where it must know it. @param {Hand} hand @param {"base" | "package"} of @param {any} request */
function asked(hand, of, request) {
  const requests = [json(request)];
  if (of === "package" && hand.tried !== generation) {
    requests.unshift(tryRequest());
    hand.tried = generation;
  }
  return requests;
}

/** Ask about one world of one side; what is answered, or nothing where that is a fault. @param {"base" | "package"} of @param {any} request @returns {Promise<any>} */
function question(of, request) {
  if (faulted !== null || stopped || hands.length === 0) return Promise.resolve(null);
  const hand = hands[(request.world - 1) % hands.length], id = `question ${questions += 1}`, now = generation;
  return new Promise((resolve) => {
    replies.set(id, ({ answer, tried }) => {
      if (isFault(answer) && tried && now === generation) cannot(answer);
      resolve(isFault(answer) ? null : JSON.parse(answer));
    });
    hand.worker.postMessage({ id, requests: asked(hand, of, { of, ...request }) });
  });
}

/** @param {Hand} hand @param {{id: string, answer: string, broken: boolean, tried: boolean, dropped: boolean, ms: number}} message */
function take(hand, message) {
  if (message.broken || (message.id === "begin" && isFault(message.answer))) return endModel("broken", JSON.parse(message.answer).fault);
  if (message.id === "begin") return;
  const reply = replies.get(message.id);
  if (reply) {
    replies.delete(message.id);
    return reply(message);
  }
  const job = hand.job;
  hand.job = null;
  const current = job && !message.dropped && (job.of === "base" || (job.generation === generation && faulted === null));
  if (current && isFault(message.answer)) {
    // What can be lived is refused by no world: all else is no fault of the settings.
    if (message.tried) cannot(message.answer); else return endModel("broken", JSON.parse(message.answer).fault);
  } else if (current) {
    if (job.kind === "know") {
      lived.known.add(job.world);
      const values = message.answer.slice('{"known":'.length, -1);
      teller.postMessage({ id: "take", requests: [`{"do":"take-known","life":${job.world},"values":${values}}`] });
      if (allKnown()) { stale = true; ask(); }
      drawStatus();
    } else if (job.kind === "look") {
      seen.set(job.of, { world: job.world, place: job.place, ...JSON.parse(message.answer).sights });
      onTold();
    } else {
      msOfWorld = message.ms;
      lived[job.of].add(job.world);
      // The run goes on as the text that it is: only the teller reads it.
      const run = message.answer.slice('{"run":'.length, -1);
      teller.postMessage({ id: "take", requests: [`{"do":"take","of":"${job.of}","world":${job.world},"run":${run}}`] });
      stale = true;
      fetchCourses();
      ask();
    }
  }
  deal();
}

/** @param {string} answer */
const isFault = (answer) => answer.startsWith('{"fault"');

/** These settings cannot be lived: only the baseline goes on. @param {string} answer */
function cannot(answer) {
  queue = queue.filter((job) => job.of === "base");
  faulted = JSON.parse(answer).fault.trim();
  onState();
}

/** The model is at its end, whatever the settings: nothing more is asked. @param {string} words @param {string} cause */
function endModel(words, cause) {
  if (stopped) return;
  queue = [];
  stopped = { words, cause };
  onState();
}

/** Worlds of both. */
const paired = () => [...lived.base].filter((world) => !changed() || lived.package.has(world));
const pairs = () => paired().length;
const complete = () => pairs() >= data.worlds;
/** Whether all that is not known was drawn. */
const allKnown = () => lived.known.size >= lives();

/** Courses that are on their way: side, world, measure, settings. @type {Set<string>} */
const fetching = new Set();
/** Get the shown course of the worlds that were lived, where no run brings it along: their hands have kept it. */
function fetchCourses() {
  if (shownMeasure.carried || faulted !== null || stopped) return;
  for (const of of /** @type {("base" | "package")[]} */ (["base", "package"])) {
    for (const world of lived[of]) {
      const measure = shownMeasure, now = generation, one = `${of} ${world} ${measure.name} ${of === "base" ? "" : now}`;
      if (courses[of].has(world) || fetching.has(one)) continue;
      fetching.add(one);
      question(of, { do: "course", world, measure: measure.name }).then((answer) => {
        fetching.delete(one);
        if (!answer || measure !== shownMeasure || (of === "package" && now !== generation)) return;
        teller.postMessage({ id: "take", requests: [json({ do: "take-course", of, world, measure: measure.name, course: answer.course })] });
        courses[of].add(world);
        ask();
      });
    }
  }
}
/** Whether the teller has the shown course of every world of both. */
const coursesThere = () => shownMeasure.carried || paired().every((world) => courses.base.has(world) && (!changed() || courses.package.has(world)));

/** Show the course of another measure. @param {Offered} measure */
function showMeasure(measure) {
  shownMeasure = measure;
  courses = { base: new Set(), package: new Set() };
  stale = true;
  fetchCourses();
  ask();
}

/** Ask what came of it: at the draft, now and then, and at the end. */
function ask() {
  if (moving || faulted !== null || stopped || telling || !stale || pairs() < Math.min(DRAFT, data.worlds) || !coursesThere()) return;
  telling = true;
  stale = false;
  const charts = complete() && changed() ? ["deficiency", "groups"] : [];
  const request = { do: "tell", lang: language(), title: word("package"), measure: shownMeasure.name, world: shownWorld, charts };
  teller.postMessage({ id: `tell ${generation} ${pairs()}`, requests: [json(request)] });
}

/** @param {{id: string, answer: string, broken: boolean}} message */
function hear(message) {
  const [what, of, count] = message.id.split(" ");
  if (message.broken || (isFault(message.answer) && what !== "try")) return endModel("broken", JSON.parse(message.answer).fault);
  if (what === "try") return attempted(message.id, message.answer);
  if (what !== "tell" || +of !== generation) return;
  if (faulted === null) {
    told = JSON.parse(message.answer).told;
    told.pairs = +count;
    told.generation = generation;
    if (!draftMs) draftMs = performance.now() - movedAt;
    if (told.pairs >= data.worlds && !fullMs) fullMs = performance.now() - movedAt;
    onTold();
    if (complete()) look();
  }
  // Not at every world: words that change five times a second cannot be read.
  setTimeout(() => { if (+of === generation) { telling = false; ask(); } }, complete() ? 0 : 400);
}

/** The picture comes after the worlds: it lives one once more, from its start. */
function look() {
  for (const of of /** @type {("base" | "package")[]} */ (changed() ? ["package", "base"] : ["base"])) {
    const known = seen.get(of)?.world === shownWorld && seen.get(of)?.place === shownPlace;
    const asked = [...queue, ...hands.map((hand) => hand.job)].some((job) => job?.kind === "look" && job.of === of && job.world === shownWorld && job.place === shownPlace && job.generation === generation);
    if (!known && !asked) queue.unshift({ generation, of, world: shownWorld, kind: "look", place: shownPlace });
  }
  deal();
}
