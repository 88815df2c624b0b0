"use strict";
// One engine. It gets the compiled module and the request with which it begins; then lists of requests, of which the
// answer to the last one, or the first fault, goes back as text. `tried` says that the answer is that to a package.
// Within a block, because a type checker reads this file beside those of the page, which have names of their own.
{
  /** @typedef {{memory: WebAssembly.Memory, room: (length: number) => number, answer: () => number, answered: () => number}} Engine */
  /** @type {WebAssembly.Module} */
  let module;
  /** @type {string} */
  let begin;
  /** @type {Engine} */
  let engine;
  const encoder = new TextEncoder(), decoder = new TextDecoder();
  /** @param {string} text */
  const ask = (text) => {
    const bytes = encoder.encode(text);
    const room = engine.room(bytes.length);
    new Uint8Array(engine.memory.buffer, room, bytes.length).set(bytes);
    const answer = engine.answer();
    return decoder.decode(new Uint8Array(engine.memory.buffer, answer, engine.answered()));
  };
  const start = () => {
    engine = /** @type {any} */ (new WebAssembly.Instance(module).exports);
    return ask(begin);
  };
  onmessage = ({ data }) => {
    const from = performance.now();
    let answer = "", broken = false, tried = false;
    try {
      if (data.module) {
        ({ module, begin } = data);
        answer = start();
      }
      for (const request of data.requests ?? []) {
        answer = ask(request);
        tried = request.startsWith('{"do":"try"');
        if (answer.startsWith('{"fault"')) break;
      }
    } catch (error) {
      // What the engine cannot survive ends it; the page then says so.
      answer = JSON.stringify({ fault: String(error) });
      broken = true;
    }
    postMessage({ id: data.id, answer, broken, tried, ms: performance.now() - from });
  };
}
