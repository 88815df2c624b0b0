"use strict";
// One engine. It gets the compiled module and the request with which it begins; then lists of requests, of which the
// answer to the last one, or the first fault, goes back as text. `tried` says that the answer is that to a package.
// A request that goes on is asked again until it is answered, unless `drop` has come in between: then `dropped` says so.
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
  /** @typedef {{id: string, module?: WebAssembly.Module, begin?: string, requests?: string[], dropped?: boolean}} Message */
  /** @type {Message[]} What waits, and first of all what is answered now. */
  const waiting = [];
  /** What has come meanwhile is heard. */
  const hear = () => new Promise((heard) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = heard;
    channel.port2.postMessage(0);
  });
  /** @param {Message} message */
  const answerTo = async (message) => {
    const from = performance.now();
    let answer = "", broken = false, tried = false;
    try {
      if (message.module) {
        module = message.module;
        begin = message.begin ?? "";
        answer = start();
      }
      for (const request of message.requests ?? []) {
        if (message.dropped) break;
        answer = ask(request);
        tried = request.startsWith('{"do":"try"');
        while (answer === '"going"' && !message.dropped) {
          await hear();
          if (!message.dropped) answer = ask(request);
        }
        if (answer.startsWith('{"fault"')) break;
      }
    } catch (error) {
      // What the engine cannot survive ends it; the page then says so.
      answer = JSON.stringify({ fault: String(error) });
      broken = true;
    }
    postMessage({ id: message.id, answer, broken, tried, dropped: message.dropped === true, ms: performance.now() - from });
  };
  onmessage = async ({ data }) => {
    if (data.id === "drop") {
      for (const message of waiting) if (message.id === "job") message.dropped = true;
      return;
    }
    waiting.push(data);
    if (waiting.length > 1) return;
    for (; waiting.length > 0; waiting.shift()) await answerTo(waiting[0]);
  };
}
