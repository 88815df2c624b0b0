// Asks an engine what stands in a file, a request in each line, and prints the answers. Usage: node check.mjs ENGINE REQUESTS
// ENGINE is WebAssembly, or gzip of it as base64 text.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const [engine, requests] = process.argv.slice(2);
const bytes = engine.endsWith(".b64") ? gunzipSync(Buffer.from(readFileSync(engine, "latin1"), "base64")) : readFileSync(engine);
const module = new WebAssembly.Module(bytes);
const asked = WebAssembly.Module.imports(module);
if (asked.length) throw new Error(`the engine asks for ${JSON.stringify(asked)}`);
const { memory, room, answer, answered } = new WebAssembly.Instance(module).exports;
for (const request of readFileSync(requests, "utf8").split("\n").filter(Boolean)) {
  const text = Buffer.from(request);
  const at = room(text.length);
  new Uint8Array(memory.buffer, at, text.length).set(text);
  const out = answer();
  process.stdout.write(Buffer.from(new Uint8Array(memory.buffer, out, answered())));
  process.stdout.write("\n");
}
