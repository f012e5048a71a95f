/**
 * What an exercise needs once somebody works on it: its data, the editor, Python, verdicts.
 *
 * This is a bundle of its own: what the browser keeps is read and written by the exercise, so that
 * one module alone remembers it.
 */

import { load } from './loading.js';
import { keepOffline } from './offline.js';
import { Runner } from '../runner.js';
import { plainField } from './field.js';
import { announced, VerdictView } from './verdicts.js';

/** @typedef {import('./exercise.js').Exercise} Exercise */
/** @typedef {import('./verdicts.js').Result} Result */
/** @typedef {import('../runner.js').Job} Job */

export class Solving {
  /** @type {Map<string, Promise<Record<string, Job>>>} */
  #jobs = new Map();
  /** @type {Map<Exercise, Promise<boolean>>} */
  #loading = new Map();
  /** @type {Exercise | undefined} */
  #running;
  /** Whether the reader has stopped this run: while Python loads, the runner knows of none. */
  #stopped = false;
  /** Ends the wait of this run for Python; what loads goes on. */
  #stopWaiting = () => {};

  /**
   * @param {string} base the address of the folder with the editor
   * @param {Runner} runner
   */
  constructor(base, runner) {
    this.base = base;
    this.runner = runner;
  }

  /**
   * Get an exercise ready, once its reader has come to it.
   * @param {Exercise} exercise
   */
  async take(exercise) {
    exercise.takeStub((await this.#job(exercise)).files);
    // An editor that can not come must not keep anybody from solving.
    void this.setEditor(exercise).catch(() =>
      exercise.say('The plain editor stays: the other could not be loaded.'),
    );
    void this.#load(exercise);
  }

  /**
   * Load what the exercise needs, unless that is on its way already.
   * @param {Exercise} exercise
   * @returns {Promise<boolean>} whether all is there
   */
  async #load(exercise) {
    const job = await this.#answer(exercise);
    let loading = this.#loading.get(exercise);
    if (!loading) {
      const from = (/** @type {any} */ onProgress, /** @type {AbortSignal} */ signal) =>
        this.runner.load(onProgress, signal, job);
      const { loading: box, runButton } = exercise;
      loading = load(from, box, (text) => exercise.say(text), runButton);
      this.#loading.set(exercise, loading);
      void loading.then(() => this.#loading.delete(exercise));
    }
    return loading;
  }

  /**
   * The job with the reader's own files.
   * @param {Exercise} exercise
   */
  async #answer(exercise) {
    const job = await this.#job(exercise);
    return { ...job, stub: job.files, files: exercise.files };
  }

  /**
   * @param {Exercise} exercise
   * @returns {Promise<Job>}
   */
  async #job(exercise) {
    const address = new URL(exercise.dataset.source ?? '', document.baseURI).href;
    let jobs = this.#jobs.get(address);
    if (!jobs) {
      jobs = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
        return answer.json();
      });
      this.#jobs.set(address, jobs);
      jobs.catch(() => this.#jobs.delete(address));
    }
    const job = (await jobs)[exercise.task];
    if (job?.version !== exercise.version) {
      throw new Error(
        'the site has a newer version of this task; your code is kept, reload the page',
      );
    }
    return job;
  }

  /**
   * Show the editor that the reader wants; the text, the cursor and the focus stay.
   * @param {Exercise} exercise
   */
  async setEditor(exercise) {
    const plain = exercise.plain.checked;
    const make = plain
      ? plainField
      : (await import(new URL('editor.js', this.base).href)).richField;
    if (plain !== exercise.plain.checked) return;
    for (const [name, field] of exercise.fields) {
      const focused =
        exercise.shadowRoot?.activeElement &&
        field.element.contains(exercise.shadowRoot.activeElement);
      const fresh = make(
        { ...exercise.fieldSettings(name, field.text), selection: field.selection() },
        exercise.shadowRoot,
      );
      field.element.replaceWith(fresh.element);
      field.end();
      exercise.fields.set(name, fresh);
      if (focused) fresh.focus();
    }
    exercise.explainKeys(!plain);
  }

  /**
   * Run the tests of an exercise on the reader's files.
   * @param {Exercise} exercise
   */
  async run(exercise) {
    if (this.#running) {
      exercise.say(`The tests of ${this.#running.heading} are running. Stop ends them.`);
      return;
    }
    this.#running = exercise;
    this.#stopped = false;
    exercise.handOut();
    exercise.busy = true;
    const stop = new Promise((/** @type {(loaded: false) => void} */ resolve) => {
      this.#stopWaiting = () => resolve(false);
    });
    // Where another exercise of the page loads Python, that one shows how far it is.
    exercise.say('The tests run as soon as Python is ready.');
    try {
      const loaded = await Promise.race([this.#load(exercise), stop]);
      if (this.#stopped) exercise.say('Stopped, before the tests began.');
      else if (loaded) await this.#judge(exercise);
    } catch (error) {
      exercise.say(`The run broke off: ${error instanceof Error ? error.message : error}`);
    } finally {
      this.#running = undefined;
      exercise.busy = false;
    }
  }

  /** @param {Exercise} exercise */
  async #judge(exercise) {
    exercise.say('The tests are running.');
    const view = new VerdictView(exercise.verdict);
    view.begin();
    const result = await this.runner.run(await this.#answer(exercise), (event) => view.take(event));
    view.finish(result);
    exercise.announce(announced(result));
    if (result.reason !== 'stopped') exercise.noteVerdict(result.verdict);
    void keepOffline(this.base).then((kept) => kept && exercise.tellOffline());
  }

  stop() {
    this.#stopped = true;
    this.#stopWaiting();
    this.runner.stop();
  }
}

/**
 * @param {string} base the address of the folder that this script came from
 */
export function begin(base) {
  return new Solving(base, new Runner(new URL(`../../py/${RUNTIME}/`, base)));
}
