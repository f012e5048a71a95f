/**
 * Runs exercises in the page: each run has a fresh Python of its own, which is made ready while
 * the reader writes. This module has no imports, so that a page can load it as it is.
 *
 * @typedef {{id: string, version: string, files: Record<string, string>, test: {name: string, text: string}, limit: number, stub?: Record<string, string>}} Job
 *   files: the reader's, by their paths; stub: what the reader was given, for tests that compare
 * @typedef {{name: string, outcome: 'passed' | 'failed' | 'skipped', message: string}} TestResult
 * @typedef {{verdict: 'passed' | 'failed' | 'not verified', reason: string, tests: TestResult[], output: string, seconds: number}} Result
 * @typedef {{kind: 'collected', tests: string[]} | {kind: 'started', test: string} | ({kind: 'test'} & TestResult)} RunEvent
 * @typedef {{loaded: number, total: number}} Progress
 * @typedef {{file: string, bytes: number, modules: string[], imports: string[]}} Package
 * @typedef {{version: string, policy: string, pieces: Record<'frame' | 'worker' | 'runtime' | 'python', {file: string, bytes: number}>, packages: Record<string, Package>}} Manifest
 */

/** Seconds that a test may take where the whole check may take `USUAL_LIMIT`; and the seconds after
 * which a run is ended that goes on although its test was told to fail. */
const PATIENCE = { testSeconds: 5, graceSeconds: 15 };
const USUAL_LIMIT = 30;
/** Milliseconds in which the frame must end a worker; else the frame itself is broken. */
const FRAME_ANSWERS = 2000;
/** Milliseconds in which a Python must be ready, on the slowest of devices. */
const BOOT = 90_000;
/** Milliseconds until a file is asked for once more: a network that changes breaks off what is on its way. */
const ASK_AGAIN = 500;
/** What pytest runs beside a task's own tests: it shows that failing still works. */
const CANARY = 'canary';
/** The name of a module that is imported at the beginning of a line. */
const IMPORT = /^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gm;
/** Characters of output that are kept; the rest is cut in the middle, as the tool does it. */
const OUTPUT_KEPT = 20_000;
const STOPPED = 'stopped';
/** What a shell calls a process that was ended by SIGABRT. */
const ABORTED = -6;

/** One Python in a worker, reached through a port. */
class Python {
  static #count = 0;

  /**
   * @param {Frame} frame
   * @param {'check' | 'judge'} role
   * @param {Memory} memory
   */
  constructor(frame, role, memory) {
    this.role = role;
    /** The memory that it begins with. */
    this.memory = memory.content;
    this.id = ++Python.#count;
    this.frame = frame;
    /** What to do with each kind of message. @type {Record<string, (message: any) => void>} */
    this.on = {};
    this.broken = '';
    this.ready = new Promise((resolve, reject) => {
      this.on.memory = (message) => {
        memory.content ??= new Uint8Array(message.memory);
      };
      this.on.ready = (message) => {
        // From now on an answer may be in it, whose memory nobody wants.
        delete this.on.memory;
        resolve(message);
      };
      this.on.broken = ({ message }) => {
        this.broken = message;
        reject(new Error(`Python can not be started: ${message}`));
        this.onBroken?.();
      };
    });
    this.late = setTimeout(() => frame.remove(), BOOT);
    this.ready.catch(() => {}).finally(() => clearTimeout(this.late));
    /** @type {(() => void) | undefined} */
    this.onBroken = undefined;
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }) => this.on[data.kind]?.(data);
    frame.start(this, port2);
  }

  /**
   * @param {object} message
   * @param {Transferable[]} [transfer]
   */
  tell(message, transfer = []) {
    this.port.postMessage(message, transfer);
  }

  /** Whether it can still be of use. */
  get alive() {
    return !this.broken && this.frame.alive;
  }

  end() {
    clearTimeout(this.late);
    this.port.close();
    this.frame.end(this);
  }
}

/** The sandboxed frame that the workers live in. */
class Frame {
  /**
   * @param {Manifest} manifest
   * @param {Record<string, ArrayBuffer>} pieces
   */
  constructor(manifest, pieces) {
    /** @type {Map<number, Python>} */
    this.pythons = new Map();
    /** @type {Map<number, ReturnType<typeof setTimeout>>} */
    this.ending = new Map();
    this.dead = false;
    /** What Pythons begin with here. @type {Uint8Array | undefined} */
    this.memory = undefined;
    const script = new TextDecoder().decode(pieces.frame);
    this.element = document.createElement('iframe');
    this.element.setAttribute('sandbox', 'allow-scripts');
    this.element.hidden = true;
    this.element.title = 'Python';
    this.element.srcdoc =
      '<!doctype html><meta charset="utf-8">' +
      `<meta http-equiv="Content-Security-Policy" content="${manifest.policy}">` +
      `<script>${script}</script>`;
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }) => this.#hear(data);
    const { runtime, python, worker } = pieces;
    port1.postMessage({ do: 'prepare', packed: { runtime, python, worker } });
    this.element.onload = () => this.element.contentWindow?.postMessage(null, '*', [port2]);
    document.body.append(this.element);
  }

  get alive() {
    return !this.dead && this.element.isConnected;
  }

  /**
   * @param {Python} python
   * @param {MessagePort} port
   */
  start(python, port) {
    this.pythons.set(python.id, python);
    const { id, role, memory } = python;
    if (memory !== this.memory) this.port.postMessage({ do: 'remember', memory });
    this.memory = memory;
    this.port.postMessage({ do: 'start', id, role }, [port]);
  }

  /** @param {Python} python */
  end({ id }) {
    if (!this.pythons.delete(id)) return;
    this.port.postMessage({ do: 'end', id });
    this.ending.set(
      id,
      setTimeout(() => this.remove(), FRAME_ANSWERS),
    );
  }

  remove() {
    this.dead = true;
    this.element.remove();
    for (const timer of this.ending.values()) clearTimeout(timer);
    for (const python of [...this.pythons.values()])
      python.on.broken({ message: 'the frame does not answer' });
  }

  /** @param {{kind: string, id: number, message?: string}} message */
  #hear({ kind, id, message }) {
    if (kind === 'broken') this.pythons.get(id)?.on.broken({ message });
    else clearTimeout(this.ending.get(id));
  }
}

/**
 * What is in the memory of a Python that has come up and imported pytest. All others begin with it:
 * that is several times as fast. The browser keeps it, for the next page.
 */
class Memory {
  /** @type {Uint8Array | undefined} */
  content;
  #kept = false;

  /** @param {URL} base */
  constructor(base) {
    this.name = `galka python ${new URL('..', base)}`;
    // Another release of the browser may lay out its functions in another way.
    this.address = new URL(`memory?${encodeURIComponent(navigator.userAgent)}`, base).href;
  }

  /** Take what the browser keeps, if it does. */
  async recall() {
    await this.#try(async (cache) => {
      const found = await cache.match(this.address);
      if (!found) return;
      this.content ??= new Uint8Array(await found.arrayBuffer());
      this.#kept = true;
    });
  }

  /** Have the browser keep it, and nothing of other versions. */
  async keep() {
    const { content } = this;
    if (this.#kept || !content) return;
    this.#kept = true;
    await this.#try(async (cache) => {
      for (const old of await cache.keys()) await cache.delete(old);
      await cache.put(this.address, new Response(/** @type {BlobPart} */ (content)));
    });
  }

  /** Forget it: no Python came up with it. */
  async forget() {
    this.content = undefined;
    this.#kept = false;
    await this.#try((cache) => cache.delete(this.address));
  }

  /**
   * A browser may keep nothing: where the page is not secure, or its reader wants it so.
   * @param {(cache: Cache) => Promise<unknown>} act
   */
  async #try(act) {
    try {
      await act(await caches.open(this.name));
    } catch {
      // Then each page makes its own.
    }
  }
}

export class Runner {
  #judgements = 0;
  /** @type {Manifest | undefined} */
  #manifest;
  /** The files as they came, compressed. @type {Record<string, ArrayBuffer>} */
  #pieces = {};
  /** @type {Frame | undefined} */
  #frame;
  /** The one that will check the next answer. @type {Python | undefined} */
  #spare;
  /** The one that judges: no answer is ever in it. @type {Python | undefined} */
  #judging;
  /** The packages that the last run needed: the next one is likely to need them too. @type {string[]} */
  #usual = [];
  /** @type {Promise<void> | undefined} */
  #loading;
  /** @type {(() => void) | undefined} */
  #stop;

  /**
   * @param {string | URL} base the folder with the files: `_static/py/<version>/`
   * @param {Partial<typeof PATIENCE>} [patience]
   */
  constructor(base, patience = {}) {
    this.base = new URL(base, document.baseURI);
    this.patience = { ...PATIENCE, ...patience };
    this.memory = new Memory(this.base);
  }

  /**
   * Load what a run needs; resolves when Python is ready.
   * @param {(progress: Progress) => void} [onProgress]
   * @param {AbortSignal} [signal]
   * @param {Job} [job] what is about to be run: packages that it imports are loaded, too
   * @returns {Promise<void>}
   */
  async load(onProgress = () => {}, signal, job) {
    while (this.#loading) await this.#loading.catch(() => {});
    this.#loading = this.#fetchAll(onProgress, signal, job);
    try {
      await this.#loading;
    } finally {
      this.#loading = undefined;
    }
    await this.#comeUp();
    // It begins with the memory of the other one, and comes up while that one checks.
    this.#getJudge();
  }

  /** Have a Python ready. */
  async #comeUp() {
    const spare = this.#getSpare();
    try {
      await spare.ready;
    } catch (error) {
      spare.end();
      if (!spare.memory) throw error;
      await this.memory.forget();
      await this.#getSpare().ready;
    }
  }

  /**
   * Judge an answer.
   * @param {Job} job
   * @param {(event: RunEvent) => void} [onEvent]
   * @returns {Promise<Result>}
   */
  async run(job, onEvent = () => {}) {
    let stopped = false;
    const stop = new Promise((/** @type {(stopped: null) => void} */ resolve) => {
      this.#stop = () => {
        stopped = true;
        resolve(null);
      };
    });
    const result = await Promise.race([stop, this.#judged(job, onEvent, stop, () => stopped)]);
    this.#stop = undefined;
    return result ?? { verdict: 'failed', reason: STOPPED, tests: [], output: '', seconds: 0 };
  }

  /** End the run at once. */
  stop() {
    this.#stop?.();
  }

  /**
   * The packages, by name, that an answer or its test imports.
   * @param {Job} job
   * @returns {string[]}
   */
  packagesOf(job) {
    const texts = [job.test.text, ...Object.values(job.files)];
    const imported = new Set(
      texts.flatMap((text) => [...text.matchAll(IMPORT)].map(([, name]) => name)),
    );
    return Object.entries(this.#manifest?.packages ?? {})
      .filter(([, { modules }]) => modules.some((name) => imported.has(name)))
      .map(([name]) => name);
  }

  /**
   * @param {Job} job
   * @param {(event: RunEvent) => void} onEvent
   * @param {Promise<null>} stop
   * @param {() => boolean} isStopped
   * @returns {Promise<Result>}
   */
  async #judged(job, onEvent, stop, isStopped) {
    await this.load(undefined, undefined, job);
    const python = this.#getSpare();
    this.#spare = undefined;
    this.#usual = this.packagesOf(job);
    void stop.then(() => {
      python.end();
      this.#getSpare();
    });
    if (isStopped()) return /** @type {any} */ (null);
    const left = await this.#check(job, onEvent, python, stop);
    python.end();
    const result = await this.#judge(job, left);
    // The reader has a verdict to read now: time enough for the next one.
    this.#getSpare();
    void this.memory.keep();
    return result;
  }

  /**
   * Have one Python check an answer.
   * @param {Job} job
   * @param {(event: RunEvent) => void} onEvent
   * @param {Python} python
   * @param {Promise<null>} stop
   */
  #check(job, onEvent, python, stop) {
    const word = crypto.getRandomValues(new Uint32Array(4)).join('');
    const raw = { exit: 0, stopped: '', word, report: '', output: '', changed: false };
    const testSeconds = this.patience.testSeconds * Math.max(1, job.limit / USUAL_LIMIT);
    const limit = testSeconds + this.patience.graceSeconds;
    let begun = performance.now();
    return new Promise((/** @type {(left: {raw: typeof raw, limit: number, seconds: number}) => void} */ resolve) => {
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      const end = (/** @type {Partial<typeof raw>} */ how) => {
        clearTimeout(timer);
        Object.assign(raw, how);
        raw.output = shortened(raw.output);
        resolve({ raw, limit, seconds: (performance.now() - begun) / 1000 });
      };
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => end({ stopped: 'time' }), limit * 1000);
      };
      python.on.begun = () => {
        begun = performance.now();
        wait();
      };
      python.on.report = ({ text }) => {
        wait();
        raw.report += text;
        for (const event of eventsIn(text, word)) onEvent(event);
      };
      python.on.output = ({ text }) => {
        raw.output += text;
      };
      python.on.ended = ({ kind: _, ...how }) => end(how);
      python.onBroken = () => end({ exit: ABORTED, output: `${raw.output}${python.broken}` });
      if (python.broken) python.onBroken();
      void stop.then(() => clearTimeout(timer));
      const { id, files, stub = {}, test } = job;
      const packages = this.#packages(this.packagesOf(job));
      python.tell({ do: 'check', id, files, stub, test: test.text, word, testSeconds, packages });
      wait();
    });
  }

  /**
   * Have another Python judge what a check has left.
   * @param {Job} job
   * @param {{raw: object, limit: number, seconds: number}} left
   * @param {boolean} [again] whether to try once more where that Python is gone
   * @returns {Promise<Result>}
   */
  #judge(job, left, again = true) {
    const python = this.#getJudge();
    const { raw, limit, seconds } = left;
    const { id, test } = job;
    const number = ++this.#judgements;
    return new Promise((resolve, reject) => {
      // A run that was stopped while it was judged may still be answered.
      python.on.judged = (said) => {
        if (said.number === number) resolve(said.result);
      };
      // It may be in a frame that is gone with what was checked in it.
      python.onBroken = () =>
        again ? resolve(this.#judge(job, left, false)) : reject(new Error(python.broken));
      const text = JSON.stringify(raw);
      python.tell({ do: 'judge', number, id, test: test.text, raw: text, limit, seconds });
    });
  }

  /** @returns {Python} one that is ready for a check, or about to be */
  #getSpare() {
    if (this.#spare?.alive) return this.#spare;
    this.#spare = new Python(this.#getFrame(), 'check', this.memory);
    if (this.#usual.length)
      this.#spare.tell({ do: 'prepare', packages: this.#packages(this.#usual) });
    return this.#spare;
  }

  /** @returns {Python} */
  #getJudge() {
    if (!this.#judging?.alive)
      this.#judging = new Python(this.#getFrame(), 'judge', this.memory);
    return this.#judging;
  }

  /** @returns {Frame} */
  #getFrame() {
    if (!this.#manifest) throw new Error('Nothing is loaded yet');
    if (!this.#frame?.alive) this.#frame = new Frame(this.#manifest, this.#pieces);
    return this.#frame;
  }

  /** @param {string[]} names */
  #packages(names) {
    return names.map((name) => ({
      name,
      packed: this.#pieces[name],
      imports: this.#manifest?.packages[name].imports,
    }));
  }

  /**
   * @param {(progress: Progress) => void} onProgress
   * @param {AbortSignal | undefined} signal
   * @param {Job | undefined} job
   */
  async #fetchAll(onProgress, signal, job) {
    const recalling = this.memory.content ? undefined : this.memory.recall();
    if (!this.#manifest) {
      const response = await this.#fetch('manifest.json', signal);
      this.#manifest = /** @type {Manifest} */ (await response.json());
    }
    const { pieces, packages } = this.#manifest;
    const wanted = [
      ...Object.entries(pieces),
      ...(job ? this.packagesOf(job) : []).map((name) => /** @type {const} */ ([name, packages[name]])),
    ].filter(([name]) => !(name in this.#pieces));
    const total = wanted.reduce((sum, [, { bytes }]) => sum + bytes, 0);
    let loaded = 0;
    const count = (/** @type {number} */ bytes) => {
      loaded += bytes;
      onProgress({ loaded, total });
    };
    await Promise.all([
      recalling,
      ...wanted.map(async ([name, { file }]) => {
        this.#pieces[name] = await this.#receive(file, signal, count);
      }),
    ]);
  }

  /**
   * @param {string} file
   * @param {AbortSignal | undefined} signal
   * @param {(bytes: number) => void} count
   */
  async #receive(file, signal, count) {
    let had = 0;
    const counted = (/** @type {number} */ bytes) => {
      had += bytes;
      count(bytes);
    };
    try {
      return await received(await this.#fetch(file, signal), counted);
    } catch (error) {
      // A body whose loading was given up breaks off like one that the network has lost.
      signal?.throwIfAborted();
      if (!(error instanceof TypeError)) throw error;
      count(-had);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
      return received(await this.#fetch(file, signal), count);
    }
  }

  /**
   * @param {string} file
   * @param {AbortSignal | undefined} signal
   */
  async #fetch(file, signal) {
    const response = await fetch(new URL(file, this.base), { signal: signal ?? null });
    if (!response.ok) throw new Error(`${file} can not be loaded: ${response.status}`);
    return response;
  }
}

/**
 * @param {Response} response
 * @param {(bytes: number) => void} count is told of each part that comes
 */
async function received(response, count) {
  const counted = new TransformStream({
    transform(part, controller) {
      count(part.length);
      controller.enqueue(part);
    },
  });
  return new Response(response.body?.pipeThrough(counted)).arrayBuffer();
}

/** @param {string} text */
function shortened(text) {
  if (text.length <= OUTPUT_KEPT) return text;
  const half = OUTPUT_KEPT / 2;
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
}

/**
 * What the lines of a report tell the reader. Lines without the word are an answer's own.
 * @param {string} text whole lines
 * @param {string} word
 * @returns {RunEvent[]}
 */
export function eventsIn(text, word) {
  return text
    .split('\n')
    .flatMap((line) => parsed(line))
    .filter((record) => record?.word === word)
    .flatMap((record) => [...eventsOf(record)]);
}

/** @param {string} line */
function parsed(line) {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/**
 * @param {any} record
 * @returns {Generator<RunEvent>}
 */
function* eventsOf({ collected, started, test, outcome, message = '' }) {
  if (collected) yield { kind: 'collected', tests: collected };
  if (started && started !== CANARY) yield { kind: 'started', test: started };
  if (test && test !== CANARY) yield { kind: 'test', name: test, outcome, message };
}
