// Who lives the worlds: workers that hold an engine each, and one more engine that tells what came of them. A world
// always goes to the same worker, which keeps its beginning; the newest settings win.

/** A world to live, a world to look at, or a life with a draw of what is not known. */
/** @typedef {{generation: number, of: "base" | "package", world: number, kind: "live" | "look" | "know"}} Job */
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
/** @type {any} */
let told = null;
/** @type {Map<string, any>} Sights by side and world. */
let seen = new Map();
let telling = false, stale = false, msOfWorld = 0, movedAt = 0, draftMs = 0, fullMs = 0;
/** @type {string} */
let toml = "";
/** @type {((fault: string) => void)} */
let onFault = () => {};
/** @type {(() => void)} */
let onTold = () => {};

const json = JSON.stringify;
const tryRequest = () => json({ do: "try", package: packageOf() });
const beginRequest = () => json({ do: "begin", base: data.base.name, text: data.base.text, weeks: null, seed, draws: data.draws });
/** Worlds of each draw, and lives of all draws. */
const PER_DRAW = 2;
const lives = () => changed() && data.draws ? data.draws.draws.length * PER_DRAW : 0;
/** Questions about one world that somebody waits for. @type {Map<string, (answer: string) => void>} */
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
    one.onerror = (event) => onFault(word("broken", event.message));
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
function live() {
  generation += 1;
  queue = [];
  lived.package = new Set();
  lived.known = new Set();
  seen.delete("package");
  toml = "";
  movedAt = performance.now();
  draftMs = fullMs = 0;
  teller.postMessage({ id: "try", requests: [tryRequest()] });
  for (const world of numbers(DRAFT)) want("base", world);
  if (changed()) for (const world of numbers(DRAFT)) want("package", world);
  for (const world of numbers(data.worlds)) {
    want("base", world);
    if (changed()) want("package", world);
  }
  // What is not known comes last: each life is that of both.
  for (let life = 1; life <= lives(); life += 1) queue.push({ generation, of: "package", world: life, kind: "know" });
  stale = true;
  telling = false;
  deal();
  ask();
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
  hands.forEach((hand, at) => {
    if (hand.job) return;
    const next = queue.findIndex((job) => (job.world - 1) % hands.length === at);
    if (next < 0) return;
    const [job] = queue.splice(next, 1);
    const request = job.kind === "know" ? { do: "know", life: job.world } : { do: job.kind, of: job.of, world: job.world };
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
  const hand = hands[(request.world - 1) % hands.length], id = `question ${questions += 1}`;
  return new Promise((resolve) => {
    replies.set(id, (answer) => resolve(fault(answer) ? null : JSON.parse(answer)));
    hand.worker.postMessage({ id, requests: asked(hand, of, { of, ...request }) });
  });
}

/** @param {Hand} hand @param {{id: string, answer: string, broken: boolean, ms: number}} message */
function take(hand, message) {
  if (message.id === "begin") return fault(message.answer);
  if (message.broken) hand.tried = -1;
  const reply = replies.get(message.id);
  if (reply) {
    replies.delete(message.id);
    return reply(message.answer);
  }
  const job = hand.job;
  hand.job = null;
  const current = job && (job.of === "base" || job.generation === generation);
  if (current && !fault(message.answer)) {
    if (job.kind === "know") {
      lived.known.add(job.world);
      const values = message.answer.slice('{"known":'.length, -1);
      teller.postMessage({ id: "take", requests: [`{"do":"take-known","life":${job.world},"values":${values}}`] });
      if (allKnown()) { stale = true; ask(); }
      drawStatus();
    } else if (job.kind === "look") {
      seen.set(job.of, { world: job.world, ...JSON.parse(message.answer).sights });
      onTold();
    } else {
      msOfWorld = message.ms;
      lived[job.of].add(job.world);
      // The run goes on as the text that it is: only the teller reads it.
      const run = message.answer.slice('{"run":'.length, -1);
      teller.postMessage({ id: "take", requests: [`{"do":"take","of":"${job.of}","world":${job.world},"run":${run}}`] });
      stale = true;
      ask();
    }
  }
  deal();
}

/** Whether an answer is a fault; then it is said, and nothing more is tried with these settings. @param {string} answer */
function fault(answer) {
  if (!answer.startsWith('{"fault"')) return false;
  queue = queue.filter((job) => job.of === "base");
  onFault(JSON.parse(answer).fault);
  return true;
}

/** Worlds of both. */
const pairs = () => [...lived.base].filter((world) => !changed() || lived.package.has(world)).length;
const complete = () => pairs() >= data.worlds;
/** Whether all that is not known was drawn. */
const allKnown = () => lived.known.size >= lives();

/** Ask what came of it: at the draft, now and then, and at the end. */
function ask() {
  if (telling || !stale || pairs() < Math.min(DRAFT, data.worlds)) return;
  telling = true;
  stale = false;
  const charts = complete() && changed() ? ["deficiency", "groups"] : [];
  const request = { do: "tell", lang: chinese ? "zh" : "en", title: word("package"), measure: shownMeasure, world: shownWorld, charts };
  teller.postMessage({ id: `tell ${generation} ${pairs()}`, requests: [json(request)] });
}

/** @param {{id: string, answer: string, broken: boolean}} message */
function hear(message) {
  if (message.id === "begin" || message.id === "take") return void fault(message.answer);
  if (message.id === "try") {
    if (!fault(message.answer)) toml = JSON.parse(message.answer).tried.text;
    return;
  }
  const [, of, count] = message.id.split(" ");
  if (+of !== generation) return;
  if (!fault(message.answer)) {
    told = JSON.parse(message.answer).told;
    told.pairs = +count;
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
    const known = seen.get(of)?.world === shownWorld;
    const asked = [...queue, ...hands.map((hand) => hand.job)].some((job) => job?.kind === "look" && job.of === of && job.world === shownWorld && job.generation === generation);
    if (!known && !asked) queue.unshift({ generation, of, world: shownWorld, kind: "look" });
  }
  deal();
}
