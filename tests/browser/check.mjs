// Opens reports in headless Chromium and looks for what found real faults. Usage: node check.mjs FOLDER FILE…
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

// FILE=N: at least N pictures; 4 where nothing is said. The pages on paper are left in FOLDER as PDF.
const [folder, ...wanted] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const faults = [];

// Labels that overlap, labels and marks outside their picture, marks outside their plot.
function pictures() {
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const name = svg.querySelector("title").textContent;
    const inside = (r, o, slack) =>
      r.left >= o.left - slack && r.right <= o.right + slack && r.top >= o.top - slack && r.bottom <= o.bottom + slack;
    const texts = [...svg.querySelectorAll("text")].filter((t) => t.textContent.trim()).map((t) => {
      const r = t.getBoundingClientRect();
      // The box of a line holds more air than letters.
      const air = r.height * 0.16;
      return { words: t.textContent, left: r.left, right: r.right, top: r.top + air, bottom: r.bottom - air };
    });
    for (const t of texts) if (!inside(t, frame, 2)) found.push(`${name}: "${t.words}" leaves its picture`);
    texts.forEach((a, i) => {
      for (const b of texts.slice(i + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 0.5 && high > 0.5) found.push(`${name}: "${a.words}" overlaps "${b.words}"`);
      }
    });
    for (const mark of svg.querySelectorAll("path,circle,rect,line")) {
      const box = mark.getBoundingClientRect();
      if (!inside(box, frame, 3)) found.push(`${name}: a ${mark.tagName} leaves its picture`);
      const group = mark.closest("g[data-plot]");
      if (!group || mark.tagName === "line") continue;
      const [left, top, right, bottom] = group.dataset.plot.split(" ").map((v) => (v * frame.width) / svg.viewBox.baseVal.width);
      // A dot on the edge of a plot may show half of itself beyond it.
      const slack = mark.tagName === "path" ? 2 : 10;
      const plot = { left: frame.left + left, top: frame.top + top, right: frame.left + right, bottom: frame.top + bottom };
      if (!inside(box, plot, slack)) found.push(`${name}: a ${mark.tagName} stands outside its plot`);
    }
  }
  return found;
}

// English sentences on a Chinese page: three Latin words in a row, but for names of files and of users' scenarios.
function latin() {
  const found = [];
  if (!document.documentElement.lang.startsWith("zh")) return found;
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent.match(/[A-Za-z’']{2,}(?:[ ,;:]+[A-Za-z’']{2,}){2,}/);
    if (words) found.push(`English on a Chinese page: "${words[0]}"`);
  }
  return found;
}

// On paper: what must not be split is said to be kept together, and fits on a page.
function paper() {
  const found = [];
  const page = ((297 - 28) / 25.4) * 96;
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.getBoundingClientRect().width === 0) continue;
    const block = svg.closest("figure");
    const name = svg.querySelector("title").textContent;
    if (getComputedStyle(block).breakInside !== "avoid") found.push(`${name}: may be split`);
    if (block.getBoundingClientRect().height > page) found.push(`${name}: is higher than a page`);
  }
  return found;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

for (const [file, least] of wanted.map((one) => [one.split("=")[0], Number(one.split("=")[1] ?? 4)])) {
  const say = (words) => faults.push(`${file}: ${words}`);
  const size = statSync(join(folder, file)).size;
  if (size > 1_500_000) say(`${size} bytes`);
  const url = "file://" + join(folder, file);
  const open = async (options) => {
    const context = await browser.newContext({ viewport: { width: 1180, height: 900 }, ...options });
    const page = await context.newPage();
    page.on("request", (request) => {
      if (request.url() !== url && !request.url().startsWith("data:")) say(`asks for ${request.url()}`);
    });
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && say(`console: ${message.text()}`));
    page.on("pageerror", (error) => say(`error: ${error.message}`));
    await page.goto(url);
    return page;
  };
  const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));

  const page = await open({});
  for (const [width, height] of [[1440, 900], [1024, 900], [820, 1000], [390, 844]]) {
    await page.setViewportSize({ width, height });
    for (const fault of await page.evaluate(pictures)) say(`${width} px: ${fault}`);
    for (const unfolded of [false, true]) {
      if (unfolded) await unfold(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) say(`${wide} px wide at ${width} px${unfolded ? ", unfolded" : ""}`);
    }
    for (const fault of await page.evaluate(pictures)) say(`${width} px, unfolded: ${fault}`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const v of violations) say(`${width} px: axe ${v.id}: ${v.help} (${v.nodes.length}×, first ${v.nodes[0].html.slice(0, 160)})`);
  }
  for (const fault of await page.evaluate(latin)) say(fault);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const v of dark.violations) say(`dark: axe ${v.id}: ${v.help} (${v.nodes.length}×, first ${v.nodes[0].html.slice(0, 160)})`);
  await page.close();

  const print = await open({ viewport: { width: Math.floor(((210 - 26) / 25.4) * 96), height: 1016 } });
  await print.emulateMedia({ media: "print" });
  for (const fault of [...(await print.evaluate(paper)), ...(await print.evaluate(pictures))]) say(`on paper: ${fault}`);
  const path = join(folder, file.replaceAll("/", "-") + ".pdf");
  const pdf = (await print.pdf({ preferCSSPageSize: true, path })).toString("latin1");
  const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  if (pages < 1 || pages > 10) say(`${pages} pages on paper`);
  await print.close();

  const still = await open({ javaScriptEnabled: false });
  const seen = await still.locator("h1").innerText();
  const drawn = await still.locator("svg:visible").count();
  if (!seen || drawn < least) say(`without JavaScript: title "${seen}", ${drawn} pictures`);
  await still.close();
  console.log(`${file}: ${size} bytes, ${pages} pages on paper, "${seen}"`);
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.length ? `${faults.length} faults` : "no fault");
process.exit(faults.length ? 1 : 0);
