"use strict";
// What the page knows: its data, its language, and what the user has set.

/** @typedef {[string, string]} Both */
/** @typedef {number | boolean | string} Value */
/** @typedef {{path: string, label: Both, unit: Both, price: Both, grade: Both, meaning: string, first: boolean, percent: boolean, kind: string, choices: string[], span: [number, number, number] | null, range: [number, number] | null, base: Value, needs: string | null}} Lever */
/** @typedef {{name: string, title: Both, summary: string, stress: boolean, values: Record<string, Value>}} Preset */
/** @typedef {{name: string, residents: number, seats: number}} Place */
/** A measure whose course can be shown; whether every run brings its course along. */
/** @typedef {{name: string, label: Both, unit: Both, carried: boolean}} Offered */
/** @typedef {{name: string, titles: Both, text: string | null, weeks: number, residents: number, seats: number, places: Place[]}} Base */
/** @typedef {{paths: string[], draws: number[][], there: number, own: boolean, first?: number[][], per_draw?: number}} Draws */
/** @typedef {{version: string, lang: string, base: Base, seed: string, worlds: number, draws: Draws | null, flags: string, groups: {name: Both, levers: Lever[]}[], presets: Preset[], courses: {name: Both, measures: Offered[]}[], words: Record<string, Both>}} Data */
/** @typedef {{preset: string, stress: string[], values: Record<string, Value>, from: Record<string, number>}} Settings */

/** @type {Data} */
const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? "");
/** @type {Lever[]} */
const levers = data.groups.flatMap((group) => group.levers);
const WEIGHTS = "levers.assessment.weights.";
const YEAR = 52;
/** The last year from whose first week on a lever can still act: a change dated in the very last week is refused. */
const lastYear = () => Math.floor((data.base.weeks - 2) / YEAR) + 1;

let chinese = data.lang === "zh";
let seed = data.seed;
/** @type {Settings} */
let settings = { preset: "", stress: [], values: {}, from: {} };
/** @type {string[]} */
let past = [];
let shownMeasure = data.courses[0].measures[0];
let shownWorld = 1;
/** The community whose residents and home are shown. */
let shownPlace = 0;

/** The element of that id. @param {string} id @returns {any} */
const $ = (id) => document.getElementById(id);
/** @param {Both} both */
const say = (both) => both[chinese ? 1 : 0];
/** A fixed text, with what stands in its places. @param {string} key @param {...(string | number)} parts */
const word = (key, ...parts) => say(data.words[key]).replace(/\{(\d)\}/g, (_, n) => String(parts[n]));
/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
/** @param {number} value @param {number} [digits] */
const grouped = (value, digits = 0) => value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** The measure of that name. @param {string} name */
const offeredOf = (name) => /** @type {Offered} */ (data.courses.flatMap((group) => group.measures).find((one) => one.name === name));
/** @param {string} path */
const leverOf = (path) => levers.find((lever) => lever.path === path);
const preset = () => data.presets.find((one) => one.name === settings.preset);
/** The value before anything is moved by hand. @param {Lever} lever @returns {Value} */
const unmoved = (lever) => preset()?.values[lever.path] ?? lever.base;
/** @param {Lever} lever @returns {Value} */
const valueOf = (lever) => settings.values[lever.path] ?? unmoved(lever);
/** @param {Lever} lever */
const moved = (lever) => lever.path in settings.values;
/** @type {Settings} */
const NOTHING = { preset: "", stress: [], values: {}, from: {} };
const weights = levers.filter((lever) => lever.path.startsWith(WEIGHTS));
/** The year from which the five weights hold: one for all, because they are shares of their sum. */
const weightYear = () => weights.map((lever) => settings.from[lever.path]).find(Boolean) ?? 0;
/** Whether the five weights are moved to 0, which has no shares: the engine then keeps those that hold otherwise. */
const weightless = () => weights.some(moved) && weights.every((lever) => Number(valueOf(lever)) === 0);
const changed = () => settings.preset !== "" || settings.stress.length > 0 || Object.keys(settings.values).length > 0;

/** A value of a lever in words. @param {Lever} lever @param {Value} value */
function valueWords(lever, value) {
  if (typeof value === "boolean") return word(value ? "yes" : "no");
  if (typeof value === "string") return data.words[value] ? word(value) : value;
  if (lever.percent) {
    const percents = `${+(value * 100).toFixed(1)}%`;
    return lever.unit[0] === "share/year" ? word("yearly", percents) : percents;
  }
  const number = grouped(value, Number.isInteger(value) ? 0 : Math.min(3, (String(value).split(".")[1] ?? "").length));
  const unit = say(lever.unit);
  return chinese ? number + unit : `${number} ${unit}`.trim();
}

/** What the engine is to try; nothing for the baseline alone. */
function packageOf() {
  if (!changed()) return null;
  /** @type {{path: string, value: Value, week: number | null}[]} */
  const changes = [];
  const reweighted = weights.some(moved) && !weightless();
  for (const lever of levers) {
    const weight = lever.path.startsWith(WEIGHTS);
    if (weight ? !reweighted : !moved(lever)) continue;
    const year = weight ? weightYear() : settings.from[lever.path];
    changes.push({ path: lever.path, value: valueOf(lever), week: year ? (year - 1) * YEAR + 1 : null });
  }
  const layers = [...(settings.preset ? [settings.preset] : []), ...settings.stress];
  return { title: word("package"), layers, changes };
}

/** From which year a lever holds, 0 being the start; the weights together. @param {string} path @param {number} year */
function setFrom(path, year) {
  const from = { ...settings.from };
  for (const one of path.startsWith(WEIGHTS) ? weights.map((lever) => lever.path) : [path]) {
    delete from[one];
    if (year && one in settings.values) from[one] = year;
  }
  set({ from });
}

/** Change the settings, with a way back. @param {Partial<Settings>} next @param {boolean} [joined] one move with the last */
function set(next, joined = false) {
  if (!joined) past.push(JSON.stringify(settings));
  settings = { ...settings, ...next };
  const year = weightYear();
  if (year) settings.from = { ...settings.from, ...Object.fromEntries(weights.filter(moved).map((lever) => [lever.path, year])) };
  for (const path of Object.keys(settings.values)) {
    const lever = leverOf(path);
    if (lever && settings.values[path] === unmoved(lever) && !settings.from[path]) delete settings.values[path];
  }
  for (const path of Object.keys(settings.from)) if (!(path in settings.values)) delete settings.from[path];
}

/** A short mark of the baseline's text, nothing where it is a shipped scenario: baselines that a command changes have one name. */
const textMark = () => {
  let mark = 0x811c9dc5;
  for (const letter of data.base.text ?? "") mark = Math.imul(mark ^ /** @type {number} */ (letter.codePointAt(0)), 0x01000193);
  return data.base.text === null ? "" : (mark >>> 0).toString(16).padStart(8, "0");
};

/** Everything that a link holds. */
function link() {
  const parts = [`base=${encodeURIComponent(data.base.name)}`, `seed=${seed}`, `lang=${chinese ? "zh" : "en"}`];
  if (textMark()) parts.splice(1, 0, `text=${textMark()}`);
  if (settings.preset) parts.push(`preset=${settings.preset}`);
  if (settings.stress.length) parts.push(`stress=${settings.stress.join(",")}`);
  for (const [path, value] of Object.entries(settings.values)) {
    const year = settings.from[path];
    parts.push(`${path.replace("levers.", "")}=${value}${year ? `@${year}` : ""}`);
  }
  return "#" + parts.join("&");
}

/** A value of a lever as a link says it; a sentence where it is none. @param {Lever} lever @param {string} text @returns {{value?: Value, fault?: string}} */
function readValue(lever, text) {
  const label = say(lever.label);
  if (lever.kind === "flag") return text === "true" || text === "false" ? { value: text === "true" } : { fault: word("link-value", label, text) };
  if (lever.kind === "choice") return lever.choices.includes(text) ? { value: text } : { fault: word("link-value", label, text) };
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || (lever.kind === "integer" && !Number.isInteger(value))) return { fault: word("link-value", label, text) };
  const [low, high] = lever.range ?? [-Infinity, Infinity];
  if (value < low || value > high) return { fault: word("link-range", label, grouped(value, 2), word("span", grouped(low, 2), grouped(high, 2))) };
  return { value };
}

/** Take over what a link holds; what it says that is not here comes back in sentences. @param {string} hash */
function readLink(hash) {
  const pairs = hash.replace(/^#/, "").split("&").filter(Boolean).map((part) => {
    const at = part.indexOf("=");
    const [key, value] = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    try { return [decodeURIComponent(key), decodeURIComponent(value)]; } catch { return [key, value]; }
  });
  /** @type {string[]} */
  const said = [];
  const language = pairs.find(([key]) => key === "lang");
  if (language?.[1] === "zh" || language?.[1] === "en") chinese = language[1] === "zh";
  /** @type {Settings} */
  const next = { ...NOTHING, values: {}, from: {} };
  /** @type {Set<string>} */
  const stress = new Set();
  for (const [key, value] of pairs) {
    const lever = leverOf("levers." + key);
    if (key === "lang") { if (value !== "zh" && value !== "en") said.push(word("link-unknown", `lang=${value}`)); }
    else if (key === "base") { if (value !== data.base.name) said.push(word("link-base", value, data.base.name)); }
    else if (key === "text") { if (value !== textMark() && pairs.some(([key, value]) => key === "base" && value === data.base.name)) said.push(word("link-text", data.base.name)); }
    else if (key === "seed") {
      if (/^\d{1,20}$/.test(value) && BigInt(value) < 2n ** 64n) seed = BigInt(value).toString(); else said.push(word("link-seed", value, seed));
    } else if (key === "preset") {
      if (data.presets.some((one) => one.name === value && !one.stress)) next.preset = value; else said.push(word("link-unknown", value));
    } else if (key === "stress") {
      for (const name of value.split(",").filter(Boolean)) {
        if (data.presets.some((one) => one.name === name && one.stress)) stress.add(name); else said.push(word("link-unknown", name));
      }
    } else if (!lever) said.push(word("link-unknown", key));
    else {
      const [text, year] = value.split("@");
      const read = readValue(lever, text);
      if (read.fault) { said.push(read.fault); continue; }
      // A value whose date is none is left out with it: from the start it would be another one.
      if (year !== undefined && !(/^\d+$/.test(year) && +year >= 2 && +year <= lastYear())) {
        said.push(word("link-value", say(lever.label), `${text}@${year}`));
        continue;
      }
      next.values[lever.path] = /** @type {Value} */ (read.value);
      if (year !== undefined) next.from[lever.path] = +year;
    }
  }
  settings = { ...next, stress: [...stress] };
  const dates = new Set(weights.filter(moved).map((lever) => settings.from[lever.path] ?? 0));
  if (dates.size > 1) said.push(word("link-weights", weightYear()));
  set({}, true);
  return said;
}
