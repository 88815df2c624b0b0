// The page of `explore` in headless Firefox: it works without a word on the console, and says what `compare` says, in
// both languages. Usage: node firefox.mjs FOLDER PROGRAM (FOLDER holds node_modules and the pages of explorer.mjs)
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, program] = process.argv.slice(2);
const puppeteer = createRequire(join(folder, "package.json"))("puppeteer-core");
const faults = [];
const expect = (found, words) => { if (!found) faults.push(words); };
const dense = (text) => text.replace(/\s+/g, "");

const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: true });
for (const lang of ["en", "zh"]) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 950 });
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && faults.push(`${lang}: console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${lang}: ${error.message}`));
  await page.goto(`file://${join(folder, "small.html")}#base=small&seed=3&lang=${lang}&preset=support&support.hours=10`);
  await page.waitForFunction("complete() && allKnown() && told?.draws && !telling && !stale && drawn === told && seen.get('package')", { timeout: 120_000 });
  const said = await page.evaluate("[told.title, ...told.answers.flat()]");
  await page.click("#export");
  const [toml, command] = await page.evaluate("[document.getElementById('toml').textContent, document.getElementById('command').textContent]");
  await page.click("#dialog-close");
  writeFileSync(join(folder, "package.toml"), toml);
  const words = [...command.split(" ").slice(1), "-q", "--lang", lang, "--no-ledger", "--no-report", "-o", "in-firefox", "--force"];
  const brief = dense(execFileSync(program, words, { cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "C", NO_COLOR: "1" } }));
  for (const sentence of said) expect(brief.includes(dense(sentence)), `${lang}: compare does not say "${sentence}"`);
  // A resident is asked, by its number.
  await page.evaluate("document.getElementById('who').value = '12'");
  await page.click("#ask");
  await page.waitForFunction("document.querySelectorAll('#resident .terms tbody tr').length > 4", { timeout: 30_000 });
  console.log(`Firefox, ${lang}: ${said[0]}`);
  await page.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.length ? `Firefox: ${faults.length} faults` : "Firefox: no fault");
process.exit(faults.length ? 1 : 0);
