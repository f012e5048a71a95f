import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { all, merge, record } from '../../../docs/solving/page/events.js';
import { lessonState, standing } from '../../../docs/solving/page/standing.js';
import * as drafts from '../../../docs/solving/page/drafts.js';

/** A storage as a browser has one: its keys are its own properties. */
class Kept {
  /** @param {string} key */
  getItem(key) {
    return Object.hasOwn(this, key) ? Reflect.get(this, key) : null;
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  setItem(key, text) {
    Reflect.set(this, key, text);
  }

  /** @param {string} key */
  removeItem(key) {
    Reflect.deleteProperty(this, key);
  }
}

beforeEach(() => {
  Reflect.set(globalThis, 'localStorage', new Kept());
});

test('events come back in the order in which they happened', () => {
  const kinds = ['started', 'handed-out', 'reset', 'undone', 'checked'];
  for (const kind of kinds) record(kind, 'python/slots/one');
  assert.deepEqual(
    all().map(({ event }) => event),
    kinds,
  );
});

test('a merge adds each event once, and all or none of a file', () => {
  record('handed-out', 'a/b/c', { digest: '1' });
  const text = JSON.stringify({ events: all() });
  Reflect.set(globalThis, 'localStorage', new Kept());
  assert.deepEqual(merge(text), { count: 1, kept: true });
  assert.deepEqual(merge(text), { count: 0, kept: true });
  const broken = JSON.stringify({ events: [{ ...all()[0], id: 'new' }, { event: 'invented' }] });
  assert.throws(() => merge(broken), /not an event/);
  assert.throws(() => merge('[]'), /no events/);
  assert.throws(() => merge('no JSON'));
  assert.equal(all().length, 1);
});

test('what is not an event under our name is passed over', () => {
  localStorage.setItem('galka event 1', 'torn {');
  assert.deepEqual(all(), []);
});

test('a lesson is solved when each of its tasks is, and a revealed task never is', () => {
  const tasks = ['a/b/c', 'a/b/d'];
  assert.equal(lessonState(standing(all()), 'a/b', tasks), 'open');
  record('checked', 'a/b/c', { verdict: 'failed' });
  assert.equal(lessonState(standing(all()), 'a/b', tasks), 'open');
  record('checked', 'a/b/c', { verdict: 'passed' });
  assert.equal(lessonState(standing(all()), 'a/b', tasks), 'started');
  record('claimed', 'a/b');
  assert.equal(lessonState(standing(all()), 'a/b', tasks), 'claimed');
  record('checked', 'a/b/d', { verdict: 'passed' });
  assert.equal(lessonState(standing(all()), 'a/b', tasks), 'solved');
  record('revealed', 'a/b/e');
  record('checked', 'a/b/e', { verdict: 'passed' });
  assert.equal(lessonState(standing(all()), 'a/b', [...tasks, 'a/b/e']), 'claimed');
});

test('the files of each version of a task are kept apart', () => {
  drafts.keep('a/b/c', 'old', { 'x.py': 'mine' });
  assert.equal(drafts.draft('a/b/c', 'new'), null);
  assert.deepEqual(drafts.older('a/b/c', 'new')[0].files, { 'x.py': 'mine' });
  drafts.keep('a/b/c', 'new', { 'x.py': 'mine too' });
  assert.deepEqual(drafts.draft('a/b/c', 'old'), { 'x.py': 'mine' });
  assert.deepEqual(drafts.older('a/b/cd', 'new'), []);
});

test('where the browser keeps nothing, the page remembers and says so', () => {
  Reflect.set(globalThis.localStorage, 'setItem', () => {
    throw new Error('full');
  });
  assert.equal(drafts.keep('a/b/c', 'new', { 'x.py': 'mine' }), false);
  assert.deepEqual(drafts.draft('a/b/c', 'new'), { 'x.py': 'mine' });
});
