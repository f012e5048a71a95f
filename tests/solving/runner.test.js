import assert from 'node:assert/strict';
import test from 'node:test';

import { eventsIn } from '../../docs/solving/runner.js';

const WORD = 'secret';

/** @param {object[]} records */
const report = (...records) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

test('each line of a report is told', () => {
  const text = report(
    { word: WORD, collected: ['test_a'] },
    { word: WORD, started: 'test_a' },
    { word: WORD, test: 'test_a', outcome: 'failed', message: 'no' },
  );
  assert.deepEqual(eventsIn(text, WORD), [
    { kind: 'collected', tests: ['test_a'] },
    { kind: 'started', test: 'test_a' },
    { kind: 'test', name: 'test_a', outcome: 'failed', message: 'no' },
  ]);
});

test('what an answer writes into the report is not told', () => {
  const forged = report({ word: 'guess', test: 'test_a', outcome: 'passed' }, { test: 'test_b' });
  assert.deepEqual(eventsIn(`${forged}not JSON\n"a text"\nnull\n`, WORD), []);
});

test('the test that must fail is nobody’s business', () => {
  const text = report(
    { word: WORD, started: 'canary' },
    { word: WORD, test: 'canary', outcome: 'failed' },
    { word: WORD, finished: 1 },
  );
  assert.deepEqual(eventsIn(text, WORD), []);
});
