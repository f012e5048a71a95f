import assert from 'node:assert/strict';
import { test } from 'node:test';

import { announced, printed, summary } from '../../../docs/solving/page/verdicts.js';

const passed = { name: 'test_one', outcome: 'passed', message: '' };
const failed = { name: 'test_two', outcome: 'failed', message: 'Expected 2.\nLook there.' };
const result = (/** @type {object} */ more) => ({
  verdict: 'failed',
  reason: 'test_two failed',
  tests: [passed, failed],
  output: '',
  seconds: 0.25,
  ...more,
});

test('a verdict is told in one line, with the first line of the first message', () => {
  assert.equal(
    announced(result({})),
    '✗ Failed: 1 of 2 tests passed in 0.3 s. test_two: Expected 2.',
  );
});

test('a pass and what was not verified have lines of their own', () => {
  assert.equal(
    summary(result({ verdict: 'passed', tests: [passed] })),
    '✓ Passed: 1 of 1 tests in 0.3 s',
  );
  assert.equal(
    summary(result({ verdict: 'not verified', reason: 'it needs nginx', tests: [] })),
    '– Not verified: it needs nginx',
  );
});

test('a run that the reader stopped is no verdict', () => {
  assert.equal(
    summary(result({ reason: 'stopped', tests: [] })),
    '– No verdict: the run was stopped',
  );
});

test('where all tests passed and the answer did not, the reason is told', () => {
  assert.equal(
    summary(result({ tests: [passed], reason: 'the tests were stopped' })),
    '✗ Failed: the tests were stopped in 0.3 s',
  );
});

test('only what a test printed is shown of what pytest says', () => {
  const output = [
    '======== FAILURES ========',
    '________ test_two ________',
    'Traceback (most recent call last):',
    '---- Captured stdout call ----',
    'printed',
    '',
    '  and more',
    '---- Captured stderr call ----',
    'warned',
    '________ canary ________',
    'AssertionError',
    '==== short test summary info ====',
  ].join('\n');
  assert.equal(
    printed(result({ output })),
    'test_two, stdout call:\nprinted\n\n  and more\ntest_two, stderr call:\nwarned',
  );
});

test('where no test was reached all of it is shown', () => {
  assert.equal(printed(result({ tests: [], output: 'a crash\n' })), 'a crash');
});
