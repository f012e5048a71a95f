/**
 * The room that answers run in: a frame of its own, with no way to this site or to any other.
 *
 * Its page is sandboxed, so it has nothing of the reader's: no progress, no cookies, no storage.
 * Its policy allows no connection, and a worker that is made here inherits it. Everything comes
 * from the page above, through the port that the first message brings.
 */
'use strict';

(() => {
  /** @type {Map<number, Worker>} */
  const workers = new Map();
  /** @type {Promise<{module: WebAssembly.Module, python: ArrayBuffer, script: string}>} */
  let materials;
  /** What each Python begins with. @type {Uint8Array | undefined} */
  let memory;
  /** @type {MessagePort} */
  let page;

  /** @param {ArrayBuffer} packed */
  const unpack = (packed) =>
    new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));

  /** @param {{runtime: ArrayBuffer, python: ArrayBuffer, worker: ArrayBuffer}} packed */
  const prepare = async ({ runtime, python, worker }) => {
    const headers = { 'Content-Type': 'application/wasm' };
    const [module, unpacked, script] = await Promise.all([
      WebAssembly.compileStreaming(new Response(unpack(runtime).body, { headers })),
      unpack(python).arrayBuffer(),
      unpack(worker).blob(),
    ]);
    const typed = new Blob([script], { type: 'text/javascript' });
    return { module, python: unpacked, script: URL.createObjectURL(typed) };
  };

  /**
   * @param {number} id
   * @param {string} role
   * @param {MessagePort} port
   */
  const start = async (id, role, port) => {
    const { module, python, script } = await materials;
    const worker = new Worker(script);
    workers.set(id, worker);
    worker.onerror = (event) => page.postMessage({ kind: 'broken', id, message: event.message });
    const boot = { module, python: new Uint8Array(python), role, memory };
    worker.postMessage(boot, [port]);
  };

  /** @type {Record<string, (message: any, ports: readonly MessagePort[]) => void>} */
  const deeds = {
    prepare: ({ packed }) => {
      materials = prepare(packed);
    },
    remember: (message) => {
      memory = message.memory;
    },
    start: ({ id, role }, [port]) => {
      start(id, role, port).catch((error) =>
        page.postMessage({ kind: 'broken', id, message: String(error) }),
      );
    },
    end: ({ id }) => {
      workers.get(id)?.terminate();
      workers.delete(id);
      page.postMessage({ kind: 'gone', id });
    },
  };

  addEventListener(
    'message',
    ({ ports }) => {
      [page] = ports;
      page.onmessage = ({ data, ports: given }) => deeds[data.do](data, given);
    },
    { once: true },
  );
})();
