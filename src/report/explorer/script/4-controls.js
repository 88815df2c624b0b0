// Levers, presets, stresses: made from the declarations.

/** @param {Lever} lever */
const idOf = (lever) => "x-" + lever.path.replace(/[._]/g, "-");

/** The ends of a slider, widened to the value that stands there; by whole steps, so that what stood on its grid still does. @param {Lever} lever */
function spanOf(lever) {
  const [low, high, step] = lever.span ?? [0, 1, 0.05];
  const values = [valueOf(lever), unmoved(lever)].map(Number), least = Math.min(low, ...values), most = Math.max(high, ...values);
  const steps = (/** @type {number} */ wide) => +(Math.ceil(wide / step - 1e-9) * step).toPrecision(12);
  return [+(low - steps(low - least)).toPrecision(12), +(low + steps(most - low)).toPrecision(12), step];
}

/** What a slider says as a value: what may be set, and within half a step the very value that holds unmoved, which may stand between two steps. @param {Lever} lever @param {number} value */
function snapped(lever, value) {
  const own = Number(unmoved(lever)), [low, high] = lever.range ?? [-Infinity, Infinity], [, , step] = spanOf(lever);
  return Math.abs(value - own) < step / 2 ? own : Math.min(high, Math.max(low, value));
}

/** What a lever takes. @param {Lever} lever */
function input(lever) {
  const id = idOf(lever), value = valueOf(lever);
  if (lever.kind === "flag") return `<input type="checkbox" id="${id}" data-path="${lever.path}" ${value ? "checked" : ""}>`;
  if (lever.kind === "choice") {
    const option = (/** @type {string} */ choice) => `<option value="${choice}" ${choice === value ? "selected" : ""}>${escaped(data.words[choice] ? word(choice) : choice)}</option>`;
    return `<select id="${id}" data-path="${lever.path}">${lever.choices.map(option).join("")}</select>`;
  }
  const [low, high, step] = spanOf(lever), at = (Number(unmoved(lever)) - low) / (high - low || 1);
  return `<div class="track"><input type="range" id="${id}" data-path="${lever.path}" min="${low}" max="${high}" step="${step}" value="${value}" aria-valuetext="${escaped(valueWords(lever, value))}"><i style="left:calc(8px + ${at.toFixed(4)} * (100% - 16px))"></i></div>`;
}

/** Price, span and what else is declared. @param {Lever} lever */
function notes(lever) {
  const price = say(lever.price), needed = lever.needs ? leverOf(lever.needs) : null;
  const facts = [price ? word("price", price) : "", word("known", say(lever.grade))];
  if (moved(lever)) facts.push(word("base-mark", valueWords(lever, lever.base)));
  if (lever.path.startsWith(WEIGHTS)) facts.push(word("share-of-sum"));
  if (needed) facts.push(word("needs", say(needed.label)));
  const all = facts.filter(Boolean).join(chinese ? "；" : "; ");
  return `${chinese ? "" : `<small>${escaped(lever.meaning)}</small>`}<small>${escaped(all)}</small>`;
}

/** What may be set, and from where it starts. @param {Lever} lever */
const limits = (lever) => [lever.range ? word("span", valueWords(lever, lever.range[0]), valueWords(lever, lever.range[1])) : "", word("default", valueWords(lever, lever.base)), word("grade", say(lever.grade))].filter(Boolean).join(chinese ? "；" : "; ");

/** Whether a lever cannot act as things are set. @param {Lever} lever */
const idle = (lever) => Boolean(lever.needs) && !(Number(valueOf(/** @type {Lever} */ (leverOf(/** @type {string} */ (lever.needs))))) > 0);

/** From when what is moved holds. @param {string} path @param {string} label @param {number} chosen @param {boolean} shown */
function fromMarkup(path, label, chosen, shown) {
  const years = [0, ...Array.from({ length: Math.max(0, lastYear() - 1) }, (_, i) => i + 2)];
  const option = (/** @type {number} */ year) => `<option value="${year}" ${chosen === year ? "selected" : ""}>${year === 0 ? word("from-start") : word("from-year", year)}</option>`;
  return `<select data-from="${path}" aria-label="${escaped(label)}${chinese ? "：" : ": "}${word("from")}" ${shown && years.length > 1 ? "" : "hidden"}>${years.map(option).join("")}</select>`;
}

/** One lever. @param {Lever} lever */
function leverMarkup(lever) {
  const id = idOf(lever), weight = lever.path.startsWith(WEIGHTS), off = idle(lever);
  const from = weight ? "" : fromMarkup(lever.path, say(lever.label), settings.from[lever.path] ?? 0, moved(lever));
  // The five weights are shares of one sum: one date for all, behind the last of them.
  const shared = lever === weights[weights.length - 1] ? fromMarkup(WEIGHTS, word("weights"), weightYear(), weights.some(moved)) : "";
  return `<div class="lever ${moved(lever) ? "moved" : ""}"><div class="top"><label title="${escaped(limits(lever))}" for="${id}">${escaped(say(lever.label))}</label><output for="${id}">${escaped(valueWords(lever, valueOf(lever)))}</output></div>${off ? input(lever).replace("data-path", "disabled data-path") : input(lever)}${notes(lever)}${from}</div>${shared && `<div class="lever shared" ${weights.some(moved) ? "" : "hidden"}><small>${escaped(word("weights"))}</small>${shared}</div>`}`;
}

/** What a stress is, with the values that it sets from the start. @param {Preset} one */
function stressAbout(one) {
  const values = Object.entries(one.values).map(([path, value]) => [leverOf(path), value]).filter(([lever]) => lever);
  const said = values.map(([lever, value]) => `${say(/** @type {Lever} */ (lever).label)}${chinese ? "：" : " = "}${valueWords(/** @type {Lever} */ (lever), /** @type {Value} */ (value))}`);
  return [chinese ? "" : one.summary, word("stress-sets-values"), said.length ? word("stress-sets", said.join(chinese ? "；" : "; ")) : ""].filter(Boolean).join(chinese ? "" : " ");
}

/** Draw presets, stresses and levers anew. */
function drawControls() {
  // Whatever is set otherwise than by a lever ends its move: the next one is undone by itself.
  movedLast = "";
  const open = new Set([...document.querySelectorAll("#levers details[open]")].map((one) => /** @type {HTMLElement} */ (one).dataset.group));
  const focused = document.activeElement?.id;
  const button = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {string} */ title, /** @type {boolean} */ on, /** @type {string} */ about) => `<button type="button" data-${kind}="${name}" aria-pressed="${on}" title="${escaped(about)}">${escaped(title)}</button>`;
  $("presets").innerHTML = button("preset", "", word("as-it-is"), settings.preset === "", "") + data.presets.filter((one) => !one.stress).map((one) => button("preset", one.name, say(one.title), settings.preset === one.name, chinese ? "" : one.summary)).join("");
  $("stress").innerHTML = data.presets.filter((one) => one.stress).map((one) => button("stress", one.name, say(one.title).replace(/^(Stress: |压力情景：|压力：)/, ""), settings.stress.includes(one.name), stressAbout(one))).join("");
  $("levers").innerHTML = data.groups.filter((group) => group.levers.length).map((group, at) => {
    const first = group.levers.filter((lever) => lever.first), rest = group.levers.filter((lever) => !lever.first), name = say(group.name);
    const shown = open.has(String(at)) || rest.some(moved);
    return `<fieldset><legend>${escaped(name[0].toUpperCase() + name.slice(1))}</legend>${first.map(leverMarkup).join("")}<details data-group="${at}" ${shown ? "open" : ""}><summary>${word("more")} (${rest.length})</summary>${rest.map(leverMarkup).join("")}</details></fieldset>`;
  }).join("");
  if (focused) $(focused)?.focus();
}

let movedLast = "", movedWhen = 0, waiting = 0;

/** Something was set: live it soon, and remember it in the address. */
function settled() {
  supersede();
  $("undo").disabled = past.length === 0;
  history.replaceState(null, "", link());
  if (!stopped) notice([]);
  forgetResident();
  clearTimeout(waiting);
  waiting = setTimeout(live, 40);
  drawState();
}

/** A lever was moved. @param {any} target */
function moveLever(target) {
  const lever = /** @type {Lever} */ (leverOf(target.dataset.path));
  const value = lever.kind === "flag" ? target.checked : lever.kind === "choice" ? target.value : snapped(lever, Number(target.value));
  const joined = movedLast === lever.path && performance.now() - movedWhen < 900;
  set({ values: { ...settings.values, [lever.path]: value } }, joined);
  [movedLast, movedWhen] = [lever.path, performance.now()];
  const box = target.closest(".lever");
  box.classList.toggle("moved", moved(lever));
  box.querySelector("output").textContent = valueWords(lever, value);
  const from = lever.path.startsWith(WEIGHTS) ? $("levers").querySelector(`[data-from="${WEIGHTS}"]`) : box.querySelector("[data-from]");
  from.hidden = from.options.length < 2 || !(lever.path.startsWith(WEIGHTS) ? weights.some(moved) : moved(lever));
  from.value = String((lever.path.startsWith(WEIGHTS) ? weightYear() : settings.from[lever.path]) || 0);
  from.closest(".shared")?.toggleAttribute("hidden", from.hidden);
  if (target.type === "range") target.setAttribute("aria-valuetext", valueWords(lever, value));
  // Not drawn anew: the slider under the pointer must stay.
  for (const other of levers) if (other.needs === lever.path) $(idOf(other)).disabled = idle(other);
  settled();
}

/** Wire what stands in the aside. */
function wireControls() {
  $("aside").addEventListener("input", (/** @type {any} */ event) => { if (event.target.dataset.path) moveLever(event.target); });
  $("aside").addEventListener("change", (/** @type {any} */ event) => {
    const path = event.target.dataset.from;
    if (!path) return;
    setFrom(path, Number(event.target.value));
    movedLast = "";
    settled();
  });
  $("aside").addEventListener("click", (/** @type {any} */ event) => {
    const { preset: name, stress } = event.target.dataset;
    if (name !== undefined) set({ preset: name, values: {}, from: {} });
    else if (stress !== undefined) set({ stress: settings.stress.includes(stress) ? settings.stress.filter((one) => one !== stress) : [...settings.stress, stress] });
    else return;
    drawControls();
    $("aside").querySelector(name !== undefined ? `[data-preset="${name}"]` : `[data-stress="${stress}"]`).focus();
    settled();
  });
}
