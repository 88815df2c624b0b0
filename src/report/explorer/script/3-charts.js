// Charts that follow the moves: courses over weeks, paired differences, the home. Colours stand in the marks, so that
// a picture that is taken away is whole.

/** @typedef {{ink: string, quiet: string, grid: string, base: string, you: string, bg: string, good: string, bad: string}} Palette */
const dark = matchMedia("(prefers-color-scheme:dark)");
/** Paper is light, whatever the screen is; before it is printed, no media query says so yet. */
let printing = false;
const isDark = () => dark.matches && !printing && !matchMedia("print").matches;
/** @returns {Palette} */
const palette = () => isDark()
  ? { ink: "#e6edf3", quiet: "#9da7b1", grid: "#21262d", base: "#8b949e", you: "#58a6ff", bg: "#0d1117", good: "#56d3a8", bad: "#f0a35e" }
  : { ink: "#1f2328", quiet: "#57606a", grid: "#e6e9ec", base: "#5f6770", you: "#0072B2", bg: "#fff", good: "#00705a", bad: "#a84a00" };

/** @param {number} x @param {number} y @param {string} words @param {string} ink @param {string} [more] */
const text = (x, y, words, ink, more = "") => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${ink}" ${more}>${escaped(words)}</text>`;
/** @param {number[]} from @param {number[]} to @param {string} ink @param {string} [more] */
const rule = (from, to, ink, more = "") => `<line x1="${from[0].toFixed(1)}" y1="${from[1].toFixed(1)}" x2="${to[0].toFixed(1)}" y2="${to[1].toFixed(1)}" stroke="${ink}" ${more}/>`;
/** @param {number} width @param {number} height @param {string} title @param {string} marks */
const picture = (width, height, title, marks) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="'Source Sans 3',system-ui,sans-serif" font-size="12"><title>${escaped(title)}</title>${marks}</svg>`;

/** A round number at or above. @param {number} value */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return ([1, 2, 2.5, 5, 10].find((times) => times * power >= value * 0.9999) ?? 10) * power;
}
/** @param {number} value */
const plain = (value) => grouped(value, value === 0 || Math.abs(value) >= 10 ? 0 : Math.abs(value) >= 1 ? 1 : 2).replace("-", "−");
/** A number on an axis of such steps: with as many digits as tell small steps apart. @param {number} value @param {number} step */
const onAxis = (value, step) => step >= 0.01 || value === 0 ? plain(value) : value.toFixed(Math.min(8, Math.ceil(-Math.log10(step)) + (String(+step.toPrecision(2)).endsWith("25") ? 1 : 0))).replace("-", "−");
/** Three digits that count, so that factors multiply to what is said of them. @param {number} value */
const plain3 = (value) => value.toLocaleString("en", { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
/** @param {number} value */
const signed = (value) => (value > 0 ? "+" : "") + plain(value);

/** How wide something may be drawn. @param {HTMLElement} element */
const room = (element) => Math.max(280, Math.floor(element.clientWidth || 320));

/** Weeks into words. @param {number} week */
const when = (week) => word("year-week", Math.ceil(week / YEAR), ((week - 1) % YEAR) + 1);

/** A line with gaps where there is no value. Of the weeks that share a pixel the smallest and the largest value are drawn, in their order: no peak is lost, and a line never has more than two points a pixel. @param {(number | null)[]} values @param {(w: number) => number} x @param {(v: number) => number} y */
function path(values, x, y) {
  let line = "", pen = "M", pixel = -1;
  /** Weeks of the smallest and of the largest value in the pixel. @type {number[]} */
  let ends = [];
  const flush = () => {
    for (const week of ends[0] === ends[1] ? ends.slice(1) : ends.sort((a, b) => a - b)) {
      line += `${pen}${x(week).toFixed(1)} ${y(/** @type {number} */ (values[week])).toFixed(1)}`;
      pen = "L";
    }
    ends = [];
  };
  values.forEach((value, week) => {
    const at = Math.floor(x(week));
    if (value === null || at !== pixel) flush();
    pixel = at;
    if (value === null) { pen = "M"; return; }
    if (ends.length === 0) { ends = [week, week]; return; }
    const [low, high] = ends;
    if (value < /** @type {number} */ (values[low])) ends[0] = week;
    if (value >= /** @type {number} */ (values[high])) ends[1] = week;
  });
  flush();
  return line;
}

/** The smallest and the largest of many values and 0: more of them than a call takes as arguments. @param {Iterable<number | null>[]} lists */
function extent(lists) {
  let least = 0, most = 0;
  for (const list of lists) {
    for (const value of list) {
      if (value === null) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return [least, most];
}

/** Where a week stands in the drawn course. @type {(week: number) => number} */
let courseX = () => 0;
/** Mark the shown week: the lines stay as they are. */
function markWeek() {
  const mark = $("course").querySelector(".at"), x = courseX(+$("week").value).toFixed(1);
  mark?.setAttribute("x1", x);
  mark?.setAttribute("x2", x);
}

/** The course of the shown measure. */
function drawCourse() {
  const { course } = told, p = palette(), width = room($("course")), height = 312;
  const narrow = width < 480, top = 30, bottom = height - 26, offered = offeredOf(course.measure), title = word("course-title", say(offered.label));
  const weeks = data.base.weeks, scale = course.scale;
  const [least, most] = extent([course.base, course.package, ...course.worlds]).map((v) => v * scale), step = nice((most - least || 1) / 4);
  const low = Math.floor(least / step) * step, high = Math.ceil(most / step - 1e-9) * step || step;
  const longest = Math.max(...[low, high, low + step].map((v) => onAxis(v, step).length));
  const left = Math.max(40, 12 + 7 * longest), right = width - (narrow ? Math.max(74, 14 + 8 * longest) : Math.max(120, 104 + 8 * longest));
  const x = (/** @type {number} */ week) => left + (right - left) * week / weeks;
  const y = (/** @type {number} */ v) => bottom - (bottom - top) * (v * scale - low) / (high - low);
  let marks = "";
  for (let v = low; v <= high + step / 2; v += step) {
    marks += rule([left, y(v / scale)], [right, y(v / scale)], p.grid) + text(left - 6, y(v / scale) + 4, onAxis(v, step), p.quiet, 'text-anchor="end"');
  }
  marks += text(0, 12, say(offered.unit), p.quiet);
  const every = Math.max(1, Math.ceil(weeks / YEAR / (narrow ? 3 : 6)));
  for (let year = 0; year * YEAR <= weeks; year += every) marks += text(x(year * YEAR), height - 8, year ? word("year", year) : word("start"), p.quiet, 'text-anchor="middle"');
  if (course.handover) marks += rule([x(course.handover), top - 6], [x(course.handover), bottom], p.quiet, 'stroke-dasharray="2 3"') + text(x(course.handover) + 4, top - 6, word("handover"), p.quiet);
  const mine = course.package.length > 0;
  for (const world of course.worlds) marks += `<path d="${path(world, x, y)}" fill="none" stroke="${mine ? p.you : p.base}" stroke-width="0.8" opacity="0.28"/>`;
  marks += `<path d="${path(course.base, x, y)}" fill="none" stroke="${p.base}" stroke-width="2" stroke-dasharray="5 4"/>`;
  if (mine) marks += `<path d="${path(course.package, x, y)}" fill="none" stroke="${p.you}" stroke-width="2.6"/>`;
  const end = (/** @type {(number|null)[]} */ values) => values.findLast((v) => v !== null);
  const ends = [{ v: end(course.base), words: word("today"), ink: p.base }, ...(mine ? [{ v: end(course.package), words: word("yours"), ink: p.you }] : [])].filter((one) => one.v !== null && one.v !== undefined);
  const places = ends.map((one) => y(/** @type {number} */ (one.v)) + 4);
  if (places.length === 2 && Math.abs(places[0] - places[1]) < 15) {
    const middle = (places[0] + places[1]) / 2, up = places[0] < places[1] ? 0 : 1;
    places[up] = middle - 8;
    places[1 - up] = middle + 8;
  }
  ends.forEach((one, i) => marks += text(right + 6, places[i], `${onAxis(/** @type {number} */ (one.v) * scale, step / 10)} ${narrow ? "" : one.words}`.trim(), one.ink, 'font-weight="700"'));
  const week = +$("week").value;
  courseX = x;
  marks += rule([x(week), top], [x(week), bottom], p.ink, 'class="at" opacity="0.5"');
  $("course-title").textContent = title;
  const empty = [course.base, course.package].every((values) => values.every((/** @type {number | null} */ v) => v === null));
  $("course").innerHTML = empty ? `<p>${escaped(word("course-empty"))}</p>` : picture(width, height, title, marks);
}

/** Paired differences, a dot for each world. */
function drawEffects() {
  const p = palette(), width = room($("effects")), narrow = width < 560;
  const names = narrow ? 0 : 230, words = narrow ? 0 : 236, line = narrow ? 44 : 27;
  /** @type {Record<string, any[]>} */
  const blocks = {};
  for (const effect of told.effects) (blocks[effect.measure.endsWith("cost") ? "yuan" : effect.scale === 1000 ? "people" : "points"] ??= []).push(effect);
  let marks = "", at = 0;
  const rows = [["measure-word", "difference", "verdict"].map((key) => word(key))];
  for (const [unit, effects] of Object.entries(blocks)) {
    const times = unit === "yuan" ? 1 : effects[0].scale;
    const ends = (/** @type {any} */ one) => [...one.dots.map((/** @type {[number, number]} */ d) => d[1]), one.known?.low ?? 0, one.known?.high ?? 0];
    const far = Math.max(...extent(effects.map(ends)).map((v) => Math.abs(v * times)), 1e-9), end = nice(far);
    const left = names + 14, right = width - words - 14, x = (/** @type {number} */ v) => left + (right - left) * (v * times + end) / (2 * end);
    marks += text(0, at + 13, word(unit), p.quiet);
    if (!narrow) for (const v of [-end, 0, end]) marks += text(x(v / times), at + 13, v ? signed(v) : "0", p.quiet, 'text-anchor="middle"');
    at += 20;
    marks += rule([x(0), at], [x(0), at + line * effects.length], p.quiet);
    for (const effect of effects) {
      const middle = at + (narrow ? 32 : line / 2), verdict = verdictOf(effect), ink = verdict === "better" ? p.good : verdict === "worse" ? p.bad : p.quiet;
      marks += rule([left, middle], [right, middle], p.grid) + text(0, narrow ? at + 15 : middle + 4, effect.label, p.ink, 'font-size="13"');
      if (effect.known) marks += rule([x(effect.known.low), middle], [x(effect.known.high), middle], p.base, 'stroke-width="7" opacity="0.35"');
      effect.dots.forEach((/** @type {[number, number]} */ [world, diff]) => marks += `<circle cx="${x(diff).toFixed(1)}" cy="${(middle + ((world * 7) % 5 - 2) * 1.9).toFixed(1)}" r="2.4" fill="${p.you}" opacity="0.5"/>`);
      marks += rule([x(effect.numbers.diff), middle - 8], [x(effect.numbers.diff), middle + 8], p.ink, 'stroke-width="2"');
      const known = effect.known?.share_better != null ? effect.known : null;
      const said = known && verdict === "open" ? word("in-draws", Math.round(known.share_better * 100))
        : known ? `${word("range", signed(known.low * times), signed(known.high * times))} ${word(verdict)}`
        : verdict === "open" ? word("open") : `${effect.words} ${word(verdict)}`;
      marks += text(width, narrow ? at + 15 : middle + 4, said, ink, 'text-anchor="end" font-weight="600" font-size="13"');
      rows.push([effect.label, `${signed(effect.numbers.diff * times)} (${word(unit)})`, word(verdict)]);
      at += line;
    }
    at += 12;
  }
  $("effects-words").textContent = told.draws ? word("effects-known", told.draws) : word("effects-words");
  $("effects").innerHTML = told.effects.length ? picture(width, at, word("effects-title"), marks) : `<p>${escaped(word("no-package"))}</p>`;
  // The same for who does not see the picture.
  $("effects-table").innerHTML = told.effects.length ? `<caption>${escaped(word("effects-title"))}</caption>${tableMarkup(rows)}` : "";
}

/** Whether a difference is better or worse: by draws of what is not known where they are lived, else by worlds. @param {any} effect @returns {string} */
function verdictOf({ known, verdict }) {
  const share = known?.share_better;
  if (share === null || share === undefined) return verdict;
  return share >= 0.95 ? "better" : share <= 0.05 ? "worse" : "open";
}

/** The sight of a side in the shown week. @param {"base" | "package"} of */
function sight(of) {
  const sights = seen.get(of);
  if (!sights || sights.world !== shownWorld || sights.place !== shownPlace) return null;
  return sights.sights.findLast((/** @type {any} */ one) => one.week <= +$("week").value) ?? sights.sights[0];
}

/** Seats and hours of the home. */
function drawHome() {
  const now = sight(changed() ? "package" : "base"), base = sight("base"), p = palette(), width = Math.min(460, room($("home")));
  $("home-title").hidden = !now || !base;
  if (!now || !base) { $("home-title").textContent = ""; $("home").innerHTML = ""; return; }
  $("home-title").textContent = word("home-title", Math.round(now.seats), data.base.places[shownPlace].seats);
  const most = nice(Math.max(...now.hours, ...base.hours, 1)), left = 124, right = width - 52;
  let marks = "";
  now.hours.forEach((/** @type {number} */ hours, /** @type {number} */ slot) => {
    const y = slot * 25 + 4, wide = (/** @type {number} */ h) => (right - left) * h / most;
    marks += text(0, y + 12, word(`slot-${slot}`), p.ink) + `<rect x="${left}" y="${y + 1}" width="${wide(hours).toFixed(1)}" height="13" fill="${p.you}"/>`;
    marks += rule([left + wide(base.hours[slot]), y - 3], [left + wide(base.hours[slot]), y + 18], p.ink, 'stroke-width="2"');
    marks += text(width, y + 12, word("hours", Math.round(hours)), p.quiet, 'text-anchor="end"');
  });
  $("home").innerHTML = picture(width, 80, $("home-title").textContent, marks);
}

let pictureSize = [1, 1];
/** Where a resident stands in the picture: near inside, far outside, else by chance, the same in every week. @param {number} who @param {boolean} near */
function placeOf(who, near) {
  const mixed = (/** @type {number} */ salt) => {
    let x = Math.imul(who + 1, 0x9e3779b1) ^ salt;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
  };
  const [width, height] = pictureSize, angle = mixed(0x51ed) * 2 * Math.PI, u = mixed(0xa3c1);
  const far = near ? Math.sqrt(0.035 + u * 0.42) : Math.sqrt(0.46 + u * 0.54);
  return [width / 2 + far * Math.cos(angle) * (width / 2 - 5), height / 2 + far * Math.sin(angle) * (height / 2 - 5)];
}

/** The ties of the resident who was asked, of everybody where few are shown. @param {CanvasRenderingContext2D} g @param {string} places @param {number} each @param {Palette} p */
function drawTies(g, places, each, p) {
  if (!resident) return;
  const nearOf = (/** @type {number} */ who) => who % each === 0 ? places[who / each] === "n" : null;
  const own = placeOf(resident.who, resident.near);
  for (const tie of resident.ties) {
    const [left, top] = placeOf(tie.who, nearOf(tie.who) ?? tie.near);
    g.strokeStyle = tie.came ? p.you : p.quiet;
    g.lineWidth = tie.came ? 1.6 : 0.7;
    g.beginPath(); g.moveTo(own[0], own[1]); g.lineTo(left, top); g.stroke();
    if (tie.who % each === 0) continue;
    g.beginPath(); g.arc(left, top, 1.8, 0, 7); g.fillStyle = tie.user ? p.you : p.quiet; g.fill();
  }
  g.strokeStyle = p.ink; g.lineWidth = 1.6;
  g.beginPath(); g.arc(own[0], own[1], 6, 0, 7); g.stroke();
}

/** The residents of one world as dots, and the home. */
function drawPicture() {
  const of = changed() ? "package" : "base", now = sight(of), canvas = $("picture");
  canvas.hidden = !now;
  $("key").innerHTML = "";
  $("picture-title").textContent = word("picture-title", $("week").value);
  const { places: all } = data.base, where = all.length > 1 ? `${chinese ? "" : " "}${word("place-shown", all[shownPlace].name, all.length)}` : "";
  $("picture-words").textContent = now ? word("picture-words", seen.get(of).residents_per_mark, shownWorld) + where : word("picture-wait");
  if (!now) return;
  const p = palette(), width = Math.min(420, room(canvas.parentElement)), height = Math.round(width * 0.78), dots = window.devicePixelRatio || 1;
  canvas.width = width * dots; canvas.height = height * dots; canvas.style.width = `${width}px`;
  const g = canvas.getContext("2d"), inks = isDark() ? ["", "#4a525c", "#2f6f9f", "#58a6ff", "#f0883e"] : ["", "#c3cad1", "#8fbfe0", "#0072B2", "#D55E00"];
  g.scale(dots, dots);
  g.clearRect(0, 0, width, height);
  pictureSize = [width, height];
  const each = seen.get(of).residents_per_mark, places = seen.get(of).places;
  drawTies(g, places, each, p);
  [...places].forEach((place, i) => {
    const mark = +now.marks[i];
    if (Number.isNaN(mark)) return;
    const [left, top] = placeOf(i * each, place === "n");
    g.beginPath();
    g.arc(left, top, [1.3, 1.4, 1.9, 2.6, 2.6][mark], 0, 7);
    if (mark) { g.fillStyle = inks[mark]; g.fill(); } else { g.strokeStyle = isDark() ? "#30363d" : "#dde1e6"; g.lineWidth = 0.8; g.stroke(); }
  });
  g.fillStyle = p.ink;
  g.fillRect(width / 2 - 9, height / 2 - 4, 18, 12);
  g.beginPath(); g.moveTo(width / 2 - 13, height / 2 - 4); g.lineTo(width / 2, height / 2 - 15); g.lineTo(width / 2 + 13, height / 2 - 4); g.fill();
  const shares = now.shares.map((/** @type {number} */ share, /** @type {number} */ mark) => `${word(`mark-${mark}`)} ${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`);
  $("key").innerHTML = shares.map((/** @type {string} */ words, /** @type {number} */ mark) => `<li><i style="background:${inks[mark] || "transparent"}"></i>${escaped(words)}</li>`).join("");
  canvas.setAttribute("aria-label", shares.join(", "));
}
