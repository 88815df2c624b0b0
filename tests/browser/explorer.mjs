// The page of `explore` in headless Chromium: its numbers are those of `compare`, it asks for nothing, it can be read and
// worked by everybody, in both languages. Usage: node explorer.mjs FOLDER PROGRAM (FOLDER holds node_modules)
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, program] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const WORLDS = 6;
const DRAWS = 6;
const faults = [];
const expect = (found, words) => { if (!found) faults.push(words); };
const commonroom = (...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "C", NO_COLOR: "1" } });

writeFileSync(join(folder, "small.toml"), 'title = "A small home <b>&amp;</b>"\nextends = "z-home"\nresidents.population = 1200\n');
commonroom("explore", "small.toml", "-o", "small.html", "-r", String(WORLDS), "-s", "3", "--lang", "en", "--force", "--draws", String(DRAWS));
// By a calibration of one's own, and by chance alone.
writeFileSync(join(folder, "two.toml"), 'title = "Two homes"\nextends = "z-home"\nweeks = 160\n[[communities]]\nname = "Riverside"\nresidents.population = 900\nhome.seats = 20\n[[communities]]\nname = "Station"\nresidents.population = 350\nhome.seats = 7\n');
commonroom("explore", "two.toml", "-o", "two.html", "-r", "3", "-s", "3", "--lang", "en", "--force", "--chance-only");
writeFileSync(join(folder, "own.csv"), "residents.choice.intercept,residents.choice.habit\n-3.2,0.5\n-2.9,0.8\n-2.6,0.9\n");
commonroom("explore", "small.toml", "-o", "own.html", "-r", String(WORLDS), "-s", "3", "--lang", "en", "--force", "--posterior", "own.csv");
commonroom("explore", "small.toml", "-o", "chance.html", "-r", String(WORLDS), "-s", "3", "--lang", "en", "--force", "--chance-only");
commonroom("explore", "-o", "large.html", "--lang", "en", "--force");
const size = statSync(join(folder, "large.html")).size;
expect(size <= 2_500_000, `the page has ${size} bytes`);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(file, hash = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 950 }, ...options });
  const page = await context.newPage();
  const url = "file://" + join(folder, file);
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(url) && !asked.startsWith("data:") && !asked.startsWith("blob:")) faults.push(`${file}${hash} asks for ${asked}`);
  });
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(`${file}${hash}: console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${file}${hash}: ${error.message}`));
  await page.goto(url + hash);
  return page;
}
const whole = (page) => page.waitForFunction(() => typeof complete === "function" && complete() && told?.pairs >= data.worlds && (!changed() || told.effects.length) && allKnown() && (!lives() || told.draws) && !telling && !stale && drawn === told, null, { timeout: 120_000 });
const dense = (text) => text.replace(/\s+/g, "");
const nothing = async (page, what) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const v of violations) faults.push(`${what}: axe ${v.id}: ${v.help} (${v.nodes.length}×, first ${v.nodes[0].html.slice(0, 160)})`);
};

// Numbers: five settings, in the page and on the command line.
const SETTINGS = [
  ["en", "support.hours=8", "chance.html", "--chance-only"],
  ["zh", "preset=support&stress=funding-cut", "own.html", "--draws 3 --posterior own.csv"],
  ["en", "preset=full-package&funding.grant=250000@3&council.charter=false"],
  ["zh", "assessment.weights.satisfaction=0.6&assessment.audit=0.3&disclosure.fee=5@4"],
  ["en", "preset=adaptive&operator.managers=1&capacity.management=0.4"],
];
for (const [lang, parts, file = "small.html", flags = `--draws ${DRAWS}`] of SETTINGS) {
  const page = await open(file, `#base=small&seed=3&lang=${lang}&${parts}`);
  await whole(page);
  expect(await page.locator("#notice").isHidden(), `${parts}: ${await page.locator("#notice").textContent()}`);
  const title = await page.locator("#title").textContent();
  const said = [title, ...(await page.locator("#answers dt, #answers dd").allTextContents())];
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#effects-take a").first().click()]);
  const csv = readFileSync(await download.path(), "utf8");
  await page.click("#export");
  const [toml, command] = [await page.locator("#toml").textContent(), await page.locator("#command").textContent()];
  await page.click("#dialog-close");
  writeFileSync(join(folder, "package.toml"), toml);
  expect(command === `commonroom compare small.toml package.toml -r ${WORLDS} -s 3 ${flags}`, `the command is ${command}`);
  const words = command.split(" ").slice(1);
  const brief = dense(commonroom(...words, "-q", "--lang", lang, "--no-ledger", "--no-report", "-o", "compared", "--force"));
  for (const sentence of said) expect(brief.includes(dense(sentence)), `${parts}: compare does not say "${sentence}"`);
  const { scenarios, effects } = JSON.parse(commonroom(...words, "-q", "--json"));
  const last = scenarios[0].effects.filter((effect) => effect.window === "last-year");
  const rows = csv.replace(/^\ufeff/, "").trim().split("\r\n").slice(1).map((row) => row.split(","));
  expect(rows.length === 11, `${parts}: ${rows.length} measures`);
  for (const [measure, diff, low, high, better, pairs, ...draws] of rows) {
    const one = last.find((effect) => effect.measure === measure);
    const same = (cell, value) => (cell === "" ? value === null : Number(cell) === value);
    expect(one && same(diff, one.diff) && same(low, one.ci_low) && same(high, one.ci_high) && same(better, one.p_better) && same(pairs, one.n_pairs),
      `${parts}: ${measure} is ${[diff, low, high, better, pairs]} in the page and ${JSON.stringify(one)} of compare`);
    const known = effects?.find((effect) => effect.measure === measure && effect.window === "last-year")?.knowledge;
    const [mean, from, to, share] = draws;
    expect(flags === "--chance-only" ? draws.length === 0 : known && same(mean, known.mean) && same(from, known.low) && same(to, known.high) && same(share, known.share_better),
      `${parts}: ${measure} over draws is ${draws} in the page and ${JSON.stringify(known)} of compare`);
  }
  await page.close();
  console.log(`${parts}: ${title}`);
}

// Languages, light and dark, widths.
for (const lang of ["en", "zh"]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open("small.html", `#base=small&seed=3&lang=${lang}&preset=support&support.hours=10`, { colorScheme });
    await whole(page);
    await page.waitForFunction(() => !document.getElementById("picture").hidden, null, { timeout: 60_000 });
    // A dot of the picture, and what was decided when the organization took over.
    await page.click("#picture", { position: { x: 90, y: 120 } });
    await page.waitForFunction(() => document.querySelectorAll("#resident .terms tbody tr").length > 4);
    const rated = await page.evaluate(() => told.stories[0].find((event) => event.kind === "rated").week);
    await page.click(`#story .why[data-week="${rated}"]`);
    await page.waitForSelector("#dialog .decision table");
    await nothing(page, `${lang} ${colorScheme} decisions`);
    if (lang === "zh") expect(!/[A-Za-z]{2}/.test(await page.locator("#dialog-body").textContent()), `English: ${await page.locator("#dialog-body").textContent()}`);
    await page.click("#dialog-close");
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    for (const width of [1440, 820, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide <= width, `${lang}: ${wide} px wide at ${width} px`);
      await nothing(page, `${lang} ${colorScheme} ${width}`);
    }
    await page.click("#tour-open");
    await nothing(page, `${lang} ${colorScheme} tour`);
    await page.click("#export");
    await nothing(page, `${lang} ${colorScheme} dialog`);
    await page.click("#dialog-close");
    if (lang === "zh") {
      const found = await page.evaluate(() => {
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          if (node.parentElement.closest("script,style,noscript,pre,#lang")) continue;
          const words = node.textContent.replace(/A small home <b>&amp;<\/b>/g, "").match(/[A-Za-z’']{2,}(?:[ ,;:]+[A-Za-z’']{2,})+/);
          if (words) found.push(words[0]);
        }
        for (const element of document.querySelectorAll("[aria-label],[title],[aria-valuetext]")) {
          for (const name of ["aria-label", "title", "aria-valuetext"]) {
            const words = (element.getAttribute(name) ?? "").match(/[A-Za-z’']{2,}(?:[ ,;:]+[A-Za-z’']{2,})+/);
            if (words) found.push(`${name}: ${words[0]}`);
          }
        }
        return found;
      });
      for (const words of found) faults.push(`English on the Chinese page: "${words}"`);
    }
    await page.close();
  }
}

// Keys: the tour by keyboard alone, every control reached, undo.
{
  const page = await open("small.html");
  await whole(page);
  await page.focus("#tour-open");
  await page.keyboard.press("Enter");
  for (let step = 1; step <= 5; step += 1) {
    expect((await page.locator("#tour-step").textContent()) === `step ${step} of 5`, `step ${step} of the tour`);
    const title = await page.evaluate(() => document.activeElement.id);
    expect(title === "tour-title", `the tour's step ${step} has the focus on ${title}`);
    for (let i = 0; i < 3 && (await page.evaluate(() => document.activeElement.id)) !== (step < 5 ? "tour-next" : "tour-end"); i += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  }
  expect(await page.locator("#tour").isHidden(), "the tour does not end by keyboard");
  expect((await page.evaluate(() => settings.stress.join())) === "funding-cut" && (await page.evaluate(() => settings.preset)) === "support", "the tour sets support and a cut");
  // Nothing may be drawn anew meanwhile.
  await whole(page);
  await page.waitForFunction(() => seen.get("package") && seen.get("base"), null, { timeout: 60_000 });
  const controls = await page.evaluate(() => [...document.querySelectorAll("button,select,input,summary,a[href]")].filter((one) => one.checkVisibility() && !one.disabled).length);
  await page.evaluate(() => document.activeElement.blur());
  const reached = new Set();
  for (let i = 0; i < controls + 12; i += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => { const all = [...document.querySelectorAll("*")]; return all.indexOf(document.activeElement); }));
  }
  const missed = await page.evaluate((reached) => {
    const all = [...document.querySelectorAll("*")];
    return all.filter((one, at) => one.matches("button,select,input,summary,a[href]") && one.checkVisibility() && !one.disabled && !reached.includes(at)).map((one) => one.outerHTML.slice(0, 90));
  }, [...reached]);
  for (const one of missed) faults.push(`not reached by keyboard: ${one}`);
  await page.keyboard.press("Control+z");
  expect((await page.evaluate(() => settings.stress.join())) === "", "undo takes the last move back");
  await page.click("#reset");
  expect(!(await page.evaluate(() => changed())), "reset is the baseline");
  await page.close();
}

// Links that say what is not here.
{
  const page = await open("small.html", "#base=other&seed=x&lang=en&preset=nothing&stress=fee,rain,fee&support.hours=99&funding.grant=many&no.lever=1&council.seats=0.4@77&support.cooperation=0.9&disclosure.fee=2@5");
  await page.waitForFunction(() => !document.getElementById("notice").hidden);
  const said = await page.locator("#notice").textContent();
  for (const words of ["other", "“x”", "“nothing”", "“rain”", "99", "“many”", "“no.lever”", "“0.4@77”"]) expect(said.includes(words), `a link with ${words} is not told of: ${said}`);
  expect((await page.evaluate(() => JSON.stringify(settings))) === '{"preset":"","stress":["fee"],"values":{"levers.support.cooperation":0.9,"levers.disclosure.fee":2},"from":{"levers.disclosure.fee":5}}', `what a link sets: ${await page.evaluate(() => JSON.stringify(settings))}`);
  // The last year can be chosen, and the link says so; the largest seed is one.
  expect((await page.locator('[data-from="levers.disclosure.fee"] option:checked').textContent()) === "from year 5", "a lever from the last year on");
  const seeds = await page.evaluate(() => ["18446744073709551615", "18446744073709551616"].map((one) => { const said = readLink(`seed=${one}`); return [seed, said.length]; }));
  expect(JSON.stringify(seeds) === '[["18446744073709551615",0],["18446744073709551615",1]]', `seeds of a link: ${JSON.stringify(seeds)}`);
  await page.close();
}

// Baselines that a command changes have one name: a link says of which text it is, and a page with another one tells it.
{
  const marks = [];
  for (const seats of [60, 61]) {
    commonroom("explore", "z-home", "--set", `home.seats=${seats}`, "--set", "residents.population=300", "-o", `seats-${seats}.html`, "-r", "2", "--lang", "en", "--force", "--chance-only");
    const page = await open(`seats-${seats}.html`, marks.length ? marks[0] : "");
    await page.waitForFunction(() => hands.length > 0);
    const said = await page.locator("#notice").textContent();
    expect(said.includes("called base too") === marks.length > 0, `a link of another text: ${said}`);
    const own = await page.evaluate(() => link());
    expect(/^#base=base&text=[0-9a-f]{8}&seed=1&lang=en$/.test(own) && !marks.includes(own), `the link is ${own}`);
    expect((await page.evaluate((own) => readLink(own).length, own)) === 0, "a page does not know its own link");
    marks.push(own);
    await page.close();
  }
}

// What cannot be lived together is a sentence in both languages, nothing older stands behind it, and the page goes on.
{
  const page = await open("small.html", "#base=small&seed=3&lang=en");
  await whole(page);
  await page.evaluate(() => { set({ values: { "levers.support.hours": 57 } }); settled(); });
  await page.waitForFunction(() => !document.getElementById("notice").hidden);
  expect((await page.locator("#notice").textContent()).includes("56"), "a value out of range is a sentence");
  expect((await page.locator("#title").textContent()) === "These settings cannot be lived together:", "the headline of a fault");
  expect(await page.locator("#body").isHidden(), "answers of other settings stand behind a fault");
  expect((await page.locator("#status").textContent()) === "", "worlds are counted of what cannot be lived");
  await nothing(page, "fault");
  await page.click("#export");
  expect(/cannot be lived.*56/s.test(await page.locator("#dialog-body").textContent()), "the export says why there is none");
  await page.click("#dialog-close");
  expect(await page.evaluate(async () => { await showDecisions(60); return document.getElementById("dialog-body").textContent.includes("cannot be lived"); }), "decisions of what cannot be lived");
  await page.click("#dialog-close");
  await page.evaluate(() => askResident(7));
  expect((await page.locator("#notice").textContent()).includes("56"), "a question replaces the reason of a fault");
  await page.click("#lang");
  await page.waitForFunction(() => document.getElementById("notice").textContent.includes("56"));
  expect((await page.locator("#title").textContent()) === "这些设置不能同时成立：", "the headline of a fault, turned");
  await page.click("#lang");
  await page.click("#reset");
  await whole(page);
  expect(await page.locator("#notice").isHidden() && await page.locator("#body").isVisible(), "the sentence goes with its cause");

  // "Brand: seeds" is dragged: what needs it is let go while the slider stays under the pointer.
  await page.evaluate(() => { const one = document.getElementById("x-levers-brand-seeds"); one.closest("details").open = true; one.scrollIntoView({ block: "center" }); });
  const box = await page.locator("#x-levers-brand-seeds").boundingBox();
  await page.mouse.move(box.x + 8, box.y + box.height / 2);
  await page.mouse.down();
  for (const share of [0.2, 0.4, 0.6, 0.8]) await page.mouse.move(box.x + 8 + share * (box.width - 16), box.y + box.height / 2);
  // The answer is marked as that of other settings meanwhile.
  expect(await page.evaluate(() => document.body.className === "older" && document.getElementById("status").textContent.includes(word("older"))), "an older answer has no mark");
  await page.mouse.up();
  const dragged = await page.evaluate(() => settings.values["levers.brand.seeds"]);
  expect(dragged >= 15 && dragged <= 17, `dragged to ${dragged}`);
  expect(await page.locator("#x-levers-brand-seeding").isEnabled(), "what needs seeds can be set");
  await whole(page);
  expect(await page.evaluate(() => document.body.className === ""), "the mark goes with the draft");
  await page.click("#undo");
  expect(!(await page.evaluate(() => changed())), "a drag is one move");

  // A lever that was undone and is moved at once again can be undone once more.
  const twice = await page.evaluate(() => {
    const slider = document.getElementById("x-levers-support-hours"), move = (value) => { slider.value = value; slider.dispatchEvent(new Event("input", { bubbles: true })); };
    move(4); undo();
    const again = document.getElementById("x-levers-support-hours");
    again.value = 6; again.dispatchEvent(new Event("input", { bubbles: true }));
    undo();
    return JSON.stringify(settings.values);
  });
  expect(twice === "{}", `undone, moved, undone: ${twice}`);

  // The five weights have one date; five times 0 is told of. A slider comes back to the value as it is.
  const weighed = await page.evaluate(() => {
    const move = (id, value) => { const one = document.getElementById(id); one.value = value; one.dispatchEvent(new Event("input", { bubbles: true })); };
    move("x-levers-assessment-weights-events", 0.5);
    const from = document.querySelectorAll('[data-from^="levers.assessment.weights"]');
    from[0].value = "3";
    from[0].dispatchEvent(new Event("change", { bubbles: true }));
    move("x-levers-assessment-weights-paperwork", 0.1);
    const weeks = packageOf().changes.map((one) => one.week), dates = Object.values(settings.from);
    set({ values: Object.fromEntries(weights.map((one) => [one.path, 0])) }); drawControls(); settled();
    const none = document.getElementById("notes").textContent.includes(word("weights-zero"));
    set(NOTHING); drawControls(); settled();
    move("x-levers-funding-grant", 260000); move("x-levers-funding-grant", 208000);
    return JSON.stringify([from.length, weeks, dates, none, changed()]);
  });
  expect(weighed === "[1,[105,105,105,105,105],[3,3],true,false]", `weights with a date: ${weighed}`);
  await whole(page);

  // A run of very many weeks: a course is drawn at all, with few points, and no peak is lost.
  const long = await page.evaluate(() => {
    const [told0, weeks0] = [told, data.base.weeks], weeks = 60_000, course = Array.from({ length: weeks + 1 }, (_, week) => (week === 31_234 ? 0.9 : 0.2 + (week % 7) / 100));
    data.base.weeks = weeks;
    told = { ...told, course: { ...told.course, base: course, package: [], worlds: [course, course, course] } };
    drawCourse();
    const found = [...document.querySelectorAll("#course path")].map((one) => one.getAttribute("d"));
    const tops = found.map((line) => Math.min(...[...line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((one) => +one[1])));
    [told, data.base.weeks] = [told0, weeks0];
    drawCourse();
    return { points: Math.max(...found.map((line) => line.split("L").length)), high: Math.max(...tops) };
  });
  expect(long.points < 3000 && long.high < 60, `a long course has ${long.points} points and its peak at ${long.high}`);
  await page.close();
}

// Paper is light and drawn anew before it is printed, also from a dark screen; afterwards the screen is as it was.
{
  const page = await open("chance.html", "#base=small&seed=3&lang=en", { colorScheme: "dark" });
  await whole(page);
  const ink = () => document.querySelector("#course svg text").getAttribute("fill");
  const before = await page.evaluate(ink);
  await page.evaluate(`addEventListener("beforeprint", () => { globalThis.printed = (${ink})(); })`);
  await page.pdf();
  const printed = await page.evaluate(() => globalThis.printed);
  expect(before === "#9da7b1" && printed === "#57606a", `on a dark screen the ink is ${before}, on paper ${printed}`);
  expect((await page.evaluate(ink)) === before, "after printing the screen is not as it was");
  await page.close();
}

// A browser without what the page needs is told so in its language, and so is an end of the model; neither is a fault of the settings.
{
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => { delete globalThis.DecompressionStream; });
  await page.goto(`file://${join(folder, "small.html")}#lang=zh&support.hours=4`);
  const title = () => page.locator("#title").textContent();
  await page.waitForFunction(() => stopped);
  expect((await title()).includes("浏览器") && !/[A-Za-z]{2}/.test((await title()) + (await page.locator("#notice").textContent())), `without an engine: ${await title()}`);
  expect((await page.locator("#old").count()) === 0, "a browser that runs the script is called too old");
  await page.click("#lang");
  expect((await title()).startsWith("This browser cannot run the model"), `without an engine, in English: ${await title()}`);
  await context.close();
  const other = await open("chance.html", "#base=small&seed=3&lang=en&support.hours=4");
  await whole(other);
  await other.evaluate(() => take(hands[0], { id: "job", answer: '{"fault":"RuntimeError: unreachable"}', broken: true, tried: false, ms: 0 }));
  expect((await other.locator("#title").textContent()) === "The model stopped; reload the page.", "what ends the model is called a fault of the settings");
  await other.close();
}

// Any measure is shown week by week, also one that no run brings along, in both languages and after every move.
{
  const page = await open("small.html", "#base=small&seed=3&lang=en");
  await whole(page);
  const offered = await page.evaluate(() => [...document.querySelectorAll("#measure option")].map((one) => one.value));
  expect(offered.length > 100 && new Set(offered).size === offered.length, `${offered.length} measures are offered`);
  for (const name of ["staff", "cost_union", "score_awarded"]) {
    await page.selectOption("#measure", name);
    await page.waitForFunction((name) => drawn.course.measure === name, name, { timeout: 20_000 });
    await whole(page);
    const { title, label, unit, lines } = await page.evaluate(() => ({ title: document.getElementById("course-title").textContent, label: say(shownMeasure.label), unit: say(shownMeasure.unit), lines: [...document.querySelectorAll("#course path")].filter((one) => one.getAttribute("d")).length }));
    expect(title.startsWith(label) && lines === WORLDS + 1, `${name}: "${title}" with ${lines} lines`);
    expect((await page.locator("#course svg").textContent()).includes(unit), `${name}: the unit ${unit} is not on its axis`);
  }
  // While a measure is shown that no run brings along, a move is told of as ever.
  await page.evaluate(() => { set({ preset: "support", values: {}, from: {} }); drawControls(); settled(); });
  await whole(page);
  const moved = await page.evaluate(() => [drawn.course.measure, drawn.course.package.length, drawn.course.worlds.length]);
  expect(JSON.stringify(moved) === `["score_awarded",261,${WORLDS}]`, `after a move: ${JSON.stringify(moved)}`);
  // The newest choice wins, whatever was on its way; what every run brings along comes back.
  await page.evaluate(() => { for (const name of ["tier", "brand", "tier", "visits", "reserve"]) showMeasure(offeredOf(name)); });
  await whole(page);
  expect((await page.evaluate(() => drawn.course.measure)) === "reserve", "the newest measure is not shown");
  // What cannot be lived takes nothing away for good.
  await page.evaluate(() => { set({ values: { "levers.support.hours": 57 } }); settled(); });
  await page.waitForFunction(() => !document.getElementById("notice").hidden);
  await page.evaluate(() => { showMeasure(offeredOf("routines")); undo(); });
  await whole(page);
  expect((await page.evaluate(() => drawn.course.measure)) === "routines", "a measure that was chosen behind a fault");
  await page.selectOption("#measure", "bidders");
  await whole(page);
  expect((await page.locator("#course").textContent()) === "In these worlds this measure has no value in any week.", `no tenders: ${await page.locator("#course").textContent()}`);
  await page.click("#lang");
  await whole(page);
  const chinese = await page.evaluate(() => [...document.querySelectorAll("#measure option, #measure optgroup")].map((one) => one.label ?? one.textContent).filter((words) => /[A-Za-z]/.test(words)));
  expect(chinese.length === 0, `English measures: ${chinese}`);
  await page.close();
}

// Several communities: the chooser picks whose residents and home are shown.
{
  const page = await open("two.html", "#base=two&seed=3&lang=en&preset=support");
  await whole(page);
  await page.waitForFunction(() => !document.getElementById("picture").hidden, null, { timeout: 60_000 });
  const shown = () => page.evaluate(() => [seen.get("package").places.length, document.getElementById("home-title").textContent, document.getElementById("picture-words").textContent.includes("Station")]);
  const first = await shown();
  expect(await page.locator("#place").isVisible() && first[0] === 900 && first[1].includes("of 20 seats") && !first[2], `the first community: ${first}`);
  await page.selectOption("#place", "1");
  await page.waitForFunction(() => seen.get("package")?.place === 1 && document.getElementById("home-title").textContent.includes("of 7 seats"), null, { timeout: 60_000 });
  const second = await shown();
  expect(second[0] === 350 && second[1].includes("of 7 seats") && second[2], `the second community: ${second}`);
  await page.evaluate(() => askResident(349));
  expect((await page.locator("#resident").textContent()).startsWith("Resident 349"), "a resident of the second community");
  await page.evaluate(() => askResident(350));
  expect((await page.locator("#resident").textContent()).startsWith("No resident of this community has the number 350"), "nobody of the second community");
  await nothing(page, "two communities");
  await page.setViewportSize({ width: 390, height: 900 });
  expect((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, "two communities at 390 px");
  await page.close();
  const one = await open("chance.html", "#base=small&seed=3&lang=en");
  await whole(one);
  expect(await one.locator("#place-row").isHidden(), "a chooser of one community");
  await one.close();
}

// Posts, leavers and partners are told by their terms, in both languages.
{
  const page = await open("chance.html", "#base=small&seed=3&lang=en&partners.social_power=1&shock.manager_exit=1@4");
  await whole(page);
  for (const kind of ["staff-left", "partner-joined", "partner-left"]) {
    const found = await page.evaluate((kind) => told.stories.flat().find((event) => event.kind === kind)?.week, kind);
    expect(found, `no ${kind} in this world`);
    if (!found) continue;
    for (const lang of ["en", "zh"]) {
      await page.evaluate((week) => showDecisions(week), found);
      await page.waitForSelector("#dialog .decision table");
      const words = await page.locator("#dialog-body").textContent();
      if (lang === "en") expect(/probability|average/.test(words), `${kind}: ${words}`);
      else expect(!/[A-Za-z]{2}/.test(words), `English: ${words}`);
      await page.click("#dialog-close");
      await page.click("#lang");
      await whole(page);
    }
  }
  await page.close();
}

// Speed, reported; no frame waits for a run: no task of the page's own thread works for more than 50 ms. What is counted
// is the time of the thread itself, because on a busy machine a task also waits for a processor.
const MOST_MS = 50;
{
  const page = await open("large.html");
  await whole(page);
  await page.waitForTimeout(1500);
  // All worlds, but not all draws: they take no other path, and long on a busy machine.
  const lived = () => page.waitForFunction(() => complete() && told.pairs >= data.worlds && told.generation === generation && drawn === told && !telling && !stale, null, { timeout: 240_000 });
  const act = async (what, work) => {
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
    await work();
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const pages = new Set(traceEvents.filter((one) => one.name === "thread_name" && one.args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`));
    const tasks = traceEvents.filter((one) => one.name.endsWith("RunTask") && pages.has(`${one.pid} ${one.tid}`) && one.tdur !== undefined);
    const longest = Math.max(...tasks.map((one) => one.tdur / 1000));
    expect(tasks.length > 20, `${what}: the browser tells of ${tasks.length} tasks only`);
    return [what, Math.round(longest)];
  };
  const longest = [await act("a slider", async () => {
    await page.evaluate(() => { const one = document.querySelector('[data-path="levers.support.hours"]'); one.value = "8"; one.dispatchEvent(new Event("input", { bubbles: true })); });
    await page.waitForTimeout(100);
    await lived();
    await page.waitForFunction(() => seen.get("package") && seen.get("base"), null, { timeout: 60_000 });
  })];
  const { draft, full, ms } = await page.evaluate(() => ({ draft: draftMs, full: fullMs, ms: msOfWorld }));
  // What is lived of older settings is given up where it is: a moved lever does not wait for it.
  const givenUp = await page.evaluate(async () => {
    let dropped = 0;
    for (const hand of hands) hand.worker.addEventListener("message", ({ data }) => { if (data.dropped) dropped += 1; });
    const slider = document.querySelector('[data-path="levers.support.hours"]');
    const move = (value) => { slider.value = value; slider.dispatchEvent(new Event("input", { bubbles: true })); };
    const until = async (there) => { for (let turn = 0; turn < 2000 && !there(); turn += 1) await new Promise((next) => setTimeout(next, 1)); };
    move("7");
    await until(() => hands.some((hand) => hand.job?.of === "package" && hand.job.generation === generation));
    const from = performance.now();
    move("6");
    await until(() => dropped > 0);
    return { dropped, ms: Math.round(performance.now() - from) };
  });
  expect(givenUp.dropped > 0, "a life of older settings was not given up");
  await lived();
  longest.push(await act("a package", async () => { await page.click('[data-preset="support"]'); await page.waitForTimeout(100); await lived(); }));
  longest.push(await act("a measure", async () => { await page.selectOption("#measure", "staff"); await page.waitForFunction(() => drawn.course.measure === "staff", null, { timeout: 120_000 }); }));
  longest.push(await act("weeks", async () => { await page.evaluate(() => { document.getElementById("week").value = 1; }); await page.click("#play"); await page.waitForTimeout(2000); await page.click("#play"); }));
  for (const [what, ms] of longest) expect(ms <= MOST_MS, `${what}: a task of the page worked for ${ms} ms`);
  // Reported alone: another language is no run, and the browser lays the whole page out with letters that it may have to load.
  longest.push(await act("a language", async () => { await page.click("#lang"); await page.waitForFunction(() => !telling && !stale && drawn === told, null, { timeout: 120_000 }); }));
  console.log(`10,000 residents: draft after ${Math.round(draft)} ms, 24 worlds after ${Math.round(full)} ms, ${Math.round(ms)} ms a world, an older one given up after ${givenUp.ms} ms, ${size} bytes; longest work of a task of the page in ms: ${longest.map((one) => one.join(" ")).join(", ")}`);
  await page.close();
}

await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.length ? `explorer: ${faults.length} faults` : "explorer: no fault");
process.exit(faults.length ? 1 : 0);
