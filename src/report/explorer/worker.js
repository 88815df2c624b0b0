"use strict";
// One engine. It gets the compiled module and the request with which it begins; then lists of requests, of which the
// answer to the last one, or the first fault, goes back as text.
let module, begin, engine;
const encoder = new TextEncoder(), decoder = new TextDecoder();
function ask(text) {
  const bytes = encoder.encode(text);
  const room = engine.room(bytes.length);
  new Uint8Array(engine.memory.buffer, room, bytes.length).set(bytes);
  const answer = engine.answer();
  return decoder.decode(new Uint8Array(engine.memory.buffer, answer, engine.answered()));
}
function start() {
  engine = new WebAssembly.Instance(module).exports;
  return ask(begin);
}
onmessage = ({ data }) => {
  const from = performance.now();
  let answer = "", broken = false;
  try {
    if (data.module) {
      ({ module, begin } = data);
      answer = start();
    }
    for (const request of data.requests ?? []) {
      answer = ask(request);
      if (answer.startsWith('{"fault"')) break;
    }
  } catch (error) {
    // What the engine cannot survive ends it; another one begins.
    answer = JSON.stringify({ fault: String(error) });
    broken = true;
    try { start(); } catch { /* the next request says so again */ }
  }
  postMessage({ id: data.id, answer, broken, ms: performance.now() - from });
};
