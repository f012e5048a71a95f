/**
 * Stands in for docs/solving/runner.js where only the page is tested: no Python, the same events.
 *
 * A file that holds the word `solved` passes; `forever` runs until it is stopped.
 */
/** What pytest says of a failing test that printed something. */
const OUTPUT = [
  '.FF                                     [100%]',
  '================ FAILURES ================',
  '______________ test_second _______________',
  'Traceback (most recent call last):',
  '---------- Captured stdout call ----------',
  'a line that was printed',
  '________________ canary __________________',
  'AssertionError: the canary',
  '======== short test summary info =========',
  '',
].join('\n');
const TOTAL = 8_000_000;
const STEP = 20;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Runner {
  #loaded = 0;
  #stop = () => {};

  async load(onProgress = () => {}, signal) {
    while (this.#loaded < TOTAL) {
      await pause(globalThis.slowly ?? STEP);
      if (signal?.aborted) throw new Error('aborted');
      this.#loaded += TOTAL / 8;
      onProgress({ loaded: this.#loaded, total: TOTAL });
    }
  }

  async run(job, onEvent = () => {}) {
    const stopped = new Promise((resolve) => {
      this.#stop = () => resolve(true);
    });
    const text = Object.values(job.files).join('\n');
    const good = text.includes('solved');
    const names = ['test_first', 'test_second', 'test_third'];
    const tests = [];
    onEvent({ kind: 'collected', tests: names });
    for (const [number, name] of names.entries()) {
      onEvent({ kind: 'started', test: name });
      if (await Promise.race([stopped, pause(text.includes('forever') ? 1e6 : STEP)])) {
        return { verdict: 'failed', reason: 'stopped', tests, output: '', seconds: 1 };
      }
      const failed = !good && number > 0;
      const message = failed
        ? `Expected the word in ${Object.keys(job.files)[0]}.\n  Look there.`
        : '';
      tests.push({ name, outcome: failed ? 'failed' : 'passed', message });
      onEvent({ kind: 'test', ...tests.at(-1) });
    }
    return {
      verdict: good ? 'passed' : 'failed',
      reason: good ? '' : 'test_second failed',
      tests,
      output: OUTPUT,
      seconds: 0.2,
    };
  }

  stop() {
    this.#stop();
  }
}
