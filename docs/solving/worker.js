/**
 * One Python. It comes up beforehand and waits. Then it checks one answer, and is ended; or it
 * judges what such checks have left, and no answer is ever in it.
 *
 * It has no way to any host: everything it works with comes through `boot`, and the policy of the
 * frame that starts it allows no connection.
 */
import './classic.js';

import { loadPyodide } from 'pyodide';
import createPyodideModule from 'pyodide/pyodide.asm.mjs';

/** @typedef {{module: WebAssembly.Module, python: Uint8Array, role: 'check' | 'judge', memory?: Uint8Array}} Boot memory: of a Python that had come up */
/** @typedef {{name: string, packed: ArrayBuffer, imports: string[]}} Package */
/** @typedef {{id: string, test: string, files: Record<string, string>, stub: Record<string, string>, word: string, testSeconds: number, packages: Package[]}} Check */
/** @typedef {{number: number, id: string, test: string, raw: string, limit: number, seconds: number}} Judgement */

/** The memory that Python may use; what wants more gets a MemoryError. */
const MOST_MEMORY = 512 * 2 ** 20;
/** The bytes that all files may have together. */
const MOST_IN_FILES = 256 * 2 ** 20;
/** What POSIX calls ENOSPC, as Emscripten numbers it. */
const NO_SPACE_LEFT = 51;
/** What the group and others may not do with a new file. */
const MASK = 0o022;
/** The number of SIGALRM, which tells Python that a test has taken too long. */
const ALARM = 14;
/** The exit code of a process that was ended by SIGABRT. */
const ABORTED = -6;
/** Bytes that WebAssembly's memory grows by. */
const PAGE = 2 ** 16;
/** Bytes of output that are sent on; the page keeps less. */
const MOST_OUTPUT = 2 ** 20;

/** @type {MessagePort} */
let port;
/** @type {any} */
let python;

/** Whether Python wanted more memory than it may use. */
let refused = false;

/** @param {object} message */
const tell = (message) => port.postMessage(message);

/**
 * Python looks at element 0 of this "buffer" every few instructions, to see whether a signal has
 * come. A shared buffer would need headers that a host of pages does not send.
 */
const clock = {
  at: Infinity,
  get 0() {
    if (performance.now() < this.at) return 0;
    this.at = Infinity;
    return ALARM;
  },
  set 0(_) {
    // Python takes the signal back: nothing is kept.
  },
};

/** @param {number} seconds from now; 0 for never */
const arm = (seconds) => {
  clock.at = seconds ? performance.now() + seconds * 1000 : Infinity;
};

/**
 * Give Pyodide what it would fetch.
 * @param {Boot} boot
 */
function provide({ module, python: zip, memory }) {
  self.fetch = async (address) =>
    new Response(String(address).endsWith('.zip') ? /** @type {BlobPart} */ (zip) : null);
  WebAssembly.instantiateStreaming = async (_, imports = {}) => {
    const { env } = /** @type {Record<string, any>} */ (imports);
    const grow = env.emscripten_resize_heap;
    env.emscripten_resize_heap = (/** @type {number} */ size) => {
      if (size >>> 0 <= MOST_MEMORY) return grow(size);
      refused = true;
      return 0;
    };
    const instance = await WebAssembly.instantiate(module, imports);
    if (memory) makeRoom(/** @type {WebAssembly.Memory} */ (instance.exports.memory), memory.length);
    return { module, instance };
  };
}

/**
 * @param {WebAssembly.Memory} memory
 * @param {number} bytes
 */
function makeRoom(memory, bytes) {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
}

/** @param {Boot} boot */
async function start(boot) {
  provide(boot);
  python = await loadPyodide({
    indexURL: 'galka:/python/',
    stdLibURL: 'galka:/python/python.zip',
    // Pyodide's own packages are not needed, only what its list says of Pyodide itself.
    lockFileContents: { info: PYODIDE, packages: {} },
    createPyodideModule,
    enableRunUntilComplete: false,
    checkAPIVersion: false,
    // Python's `js` module is empty: an answer has no business with this worker.
    jsglobals: Object.create(null),
    stdin: () => null,
    ...(boot.memory ? { _loadSnapshot: boot.memory } : { _makeSnapshot: true }),
  });
  writeOut(1);
  writeOut(2);
  keepReport();
  limitFiles();
  maskModes();
  if (boot.memory) call('settle');
  else wakeUp();
  if (boot.role === 'judge') return;
  if (boot.memory) call('warm_up');
  written = 0;
  python.setInterruptBuffer(clock);
}

/** @param {string} name of a function in in_page.checking */
function call(name) {
  const checking = python.pyimport('in_page.checking');
  checking[name]();
  checking.destroy();
}

/**
 * Import what is needed, and give away the memory as it is then: the next Python begins with it,
 * instead of doing the same again. No answer has been in it.
 */
function wakeUp() {
  call('prepare');
  python.pyimport('in_page.judging').destroy();
  try {
    const { buffer } = python.makeMemorySnapshot();
    port.postMessage({ kind: 'memory', memory: buffer }, [buffer]);
  } catch {
    // Then the next one comes up as this one has.
  }
}

let written = 0;

/** @param {1 | 2} descriptor */
function writeOut(descriptor) {
  const decoder = new TextDecoder();
  const write = (/** @type {Uint8Array} */ bytes) => {
    const kept = bytes.subarray(0, Math.max(0, MOST_OUTPUT - written));
    written += kept.length;
    if (kept.length) tell({ kind: 'output', text: decoder.decode(kept, { stream: true }) });
    return bytes.length;
  };
  if (descriptor === 1) python.setStdout({ write });
  else python.setStderr({ write });
}

/** Send on what is written to the report, at once: there may be no later. */
function keepReport() {
  const { FS } = python;
  const device = FS.makedev(90, 0);
  FS.registerDevice(device, {
    write(
      /** @type {unknown} */ _,
      /** @type {Uint8Array} */ buffer,
      /** @type {number} */ offset,
      /** @type {number} */ length,
    ) {
      const text = new TextDecoder().decode(buffer.slice(offset, offset + length));
      tell({ kind: 'report', text });
      return length;
    },
  });
  FS.mkdev('/dev/report', device);
}

/** Make new files as on any machine: Emscripten knows of a mask, and does not use it. */
function maskModes() {
  const { FS } = python;
  const { open, mkdir } = FS;
  FS.open = (/** @type {any} */ path, /** @type {any} */ flags, mode = 0o666) =>
    open(path, flags, mode & ~MASK);
  FS.mkdir = (/** @type {any} */ path, mode = 0o777) => mkdir(path, mode & ~MASK);
}

/** Let a loop that writes end with an error before the browser ends the page. */
function limitFiles() {
  const memory = python.FS.filesystems.MEMFS;
  const { stream } = memory.ops_table.file;
  const { write } = stream;
  const resize = memory.resizeFileStorage;
  // What was taken by files that are gone still counts: who knows when it is given back.
  let taken = 0;

  /**
   * @template T
   * @param {{contents: Uint8Array}} node
   * @param {number} wanted
   * @param {() => T} act
   */
  const counted = (node, wanted, act) => {
    const before = node.contents.length;
    if (wanted > before && taken + wanted - before > MOST_IN_FILES)
      throw new python.FS.ErrnoError(NO_SPACE_LEFT);
    const done = act();
    taken += Math.max(0, node.contents.length - before);
    return done;
  };

  stream.write = (
    /** @type {any} */ file,
    /** @type {unknown} */ buffer,
    /** @type {number} */ offset,
    /** @type {number} */ length,
    /** @type {number} */ position,
    /** @type {boolean} */ canOwn,
  ) =>
    counted(file.node, position + length, () =>
      write(file, buffer, offset, length, position, canOwn),
    );
  memory.resizeFileStorage = (/** @type {any} */ node, /** @type {number} */ size) =>
    counted(node, size, () => resize(node, size));
}

/** The names of the packages that are here. @type {Set<string>} */
const present = new Set();

/** @param {Package[]} packages */
async function add(packages) {
  for (const { name, packed } of packages) {
    if (present.has(name)) continue;
    present.add(name);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    const path = `/lib/${name}.zip`;
    python.FS.writeFile(path, new Uint8Array(await new Response(stream).arrayBuffer()));
    python.runPython(`import sys; sys.path.append(${JSON.stringify(path)})`);
  }
}

/**
 * Import packages beforehand, for a run that is likely to need them.
 * @param {{packages: Package[]}} message
 */
async function prepare({ packages }) {
  await add(packages);
  for (const name of packages.flatMap(({ imports }) => imports)) python.pyimport(name).destroy();
}

/** @param {Check} job */
async function check({ id, test, files, stub, word, testSeconds, packages }) {
  await add(packages);
  tell({ kind: 'begun' });
  let how = { exit: 0, stopped: '' };
  try {
    const run = python.pyimport('in_page.checking').run;
    run(id, test, python.toPy(files), python.toPy(stub), word, testSeconds, arm);
  } catch (error) {
    how = { exit: codeOf(error), stopped: refused ? 'memory' : '' };
  }
  arm(0);
  tell({ kind: 'ended', ...how, changed: isChanged(id, test) });
}

/**
 * @param {any} error
 * @returns {number} what a shell would call the exit code
 */
function codeOf(error) {
  if (typeof error?.status === 'number') return error.status;
  tell({ kind: 'output', text: String(error?.message ?? error) });
  return error?.type ? 1 : ABORTED;
}

/**
 * @param {string} id
 * @param {string} test
 */
function isChanged(id, test) {
  const name = id.slice(id.lastIndexOf('/') + 1);
  try {
    const path = `/course/exercises/${id}/test_${name}.py`;
    return python.FS.readFile(path, { encoding: 'utf8' }) !== test;
  } catch {
    return true;
  }
}

/** @param {Judgement} judgement */
function judge({ number, id, test, raw, limit, seconds }) {
  const text = python.pyimport('in_page.judging').verdict(id, test, raw, limit, seconds);
  tell({ kind: 'judged', number, result: JSON.parse(text) });
}

/** @type {Record<string, (message: any) => unknown>} */
const DEEDS = { check, judge, prepare };
/** Resolves when all is done that was asked before. @type {Promise<unknown>} */
let free;

self.onmessage = ({ data, ports }) => {
  [port] = ports;
  self.onmessage = null;
  free = start(data);
  free.then(
    () => tell({ kind: 'ready' }),
    (error) => tell({ kind: 'broken', message: String(error?.stack ?? error) }),
  );
  port.onmessage = ({ data: message }) => {
    free = free.then(() => DEEDS[message.do](message));
  };
};
