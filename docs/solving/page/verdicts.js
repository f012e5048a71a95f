/** The verdict of a run: test by test as they finish, and then the failing message first. */

import { make } from './dom.js';

/** @typedef {{name: string, outcome: string, message: string}} TestResult */
/**
 * @typedef {{verdict: string, reason: string, tests: TestResult[], output: string,
 *   seconds: number}} Result
 */

/** A sign and a word: nothing is told by colour alone. */
const SIGNS = new Map([
  ['passed', '✓'],
  ['failed', '✗'],
  ['skipped', '–'],
  ['running', '▸'],
  ['waiting', '·'],
]);
/** How pytest heads the account of a test, what was captured of it, and the next part. */
const TEST_HEAD = /^_{3,} (?<name>.+?) _{3,}$/;
const CAPTURED_HEAD = /^-{3,} Captured (?<what>.+?) -{3,}$/;
const OTHER_HEAD = /^(?:_{3,}|={3,}|-{3,}) .* (?:_{3,}|={3,}|-{3,})$/;
/** More than anybody reads; a browser has to lay it out. */
const MOST_OUTPUT = 20_000;

export class VerdictView {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    /** @type {Map<string, HTMLElement>} */
    this.lines = new Map();
    this.list = make('ol', { className: 'tests' });
  }

  begin() {
    this.lines.clear();
    this.list.replaceChildren();
    this.section.hidden = false;
    this.section.replaceChildren(this.list);
  }

  /** @param {any} event */
  take(event) {
    if (event.kind === 'collected') {
      for (const name of event.tests) this.#line(name, 'waiting');
    } else if (event.kind === 'started') this.#line(event.test, 'running');
    else if (event.kind === 'test') this.#line(event.name, event.outcome);
  }

  /** @param {Result} result */
  finish(result) {
    for (const test of result.tests) this.#line(test.name, test.outcome);
    for (const [name, line] of this.lines) {
      if (['waiting', 'running'].includes(line.className))
        this.#line(name, 'skipped', 'did not end');
    }
    const failing = result.tests.filter((test) => test.outcome !== 'passed' && test.message);
    const [first, ...others] = failing;
    this.section.replaceChildren(
      make('h4', {}, summary(result)),
      ...(first ? [message(first)] : []),
      this.list,
      ...(others.length ? [folded('The other messages', ...others.map(message))] : []),
      ...(printed(result) ? [folded('Output', output(printed(result)))] : []),
    );
  }

  /**
   * @param {string} name
   * @param {string} outcome
   * @param {string} [word]
   */
  #line(name, outcome, word = outcome) {
    let line = this.lines.get(name);
    if (!line) {
      line = make('li');
      this.lines.set(name, line);
      this.list.append(line);
    }
    line.className = outcome;
    line.replaceChildren(
      make('span', { className: 'sign', 'aria-hidden': 'true' }, SIGNS.get(outcome) ?? '?'),
      make('code', {}, name),
      make('span', { className: 'word' }, word),
    );
  }
}

/**
 * What was printed while the failing tests ran; all that pytest said where no test was reached.
 * @param {Result} result
 * @returns {string}
 */
export function printed(result) {
  if (!result.tests.length) return result.output.trim();
  const kept = [];
  let test = '';
  let capturing = false;
  for (const line of result.output.split('\n')) {
    const captured = CAPTURED_HEAD.exec(line);
    if (captured) kept.push(`${test}, ${captured.groups?.what}:`);
    else if (capturing && !OTHER_HEAD.test(line)) kept.push(line);
    test = TEST_HEAD.exec(line)?.groups?.name ?? test;
    capturing = Boolean(captured) || (capturing && !OTHER_HEAD.test(line));
  }
  return kept.join('\n').trim();
}

/**
 * One line that says all: what a screen reader announces.
 * @param {Result} result
 * @returns {string}
 */
export function summary(result) {
  const count = result.tests.length;
  const passed = result.tests.filter((test) => test.outcome === 'passed').length;
  const time = `${result.seconds.toFixed(1)} s`;
  if (result.reason === 'stopped') return '– No verdict: the run was stopped';
  if (result.verdict === 'passed') return `✓ Passed: ${passed} of ${count} tests in ${time}`;
  if (result.verdict === 'failed') {
    const reason = count && passed < count ? `${passed} of ${count} tests passed` : result.reason;
    return `✗ Failed: ${reason} in ${time}`;
  }
  return `– Not verified: ${result.reason}`;
}

/**
 * What to announce beside the summary: the first failing test and the first line of its message.
 * @param {Result} result
 * @returns {string}
 */
export function announced(result) {
  const first = result.tests.find((test) => test.outcome !== 'passed' && test.message);
  const why = first ? `. ${first.name}: ${first.message.trim().split('\n')[0]}` : '';
  return summary(result) + why;
}

/** @param {TestResult} test */
function message(test) {
  return make(
    'div',
    { className: 'message' },
    make('p', {}, make('code', {}, test.name), ` ${test.outcome}`),
    make('pre', {}, test.message.trim()),
  );
}

/** @param {string} text */
function output(text) {
  const shown =
    text.length > MOST_OUTPUT ? `[the last of a long output]\n${text.slice(-MOST_OUTPUT)}` : text;
  return make('pre', {}, shown);
}

/**
 * @param {string} title
 * @param {...Node} content
 */
function folded(title, ...content) {
  return make('details', {}, make('summary', {}, title), ...content);
}
