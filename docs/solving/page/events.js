/**
 * The tool's own log of events (src/galka/progress/log.py), kept in this browser.
 *
 * Each event lies under a key of its own, so two open pages can write at once and lose nothing, and
 * a merge is a union by id.
 */

import * as storage from './storage.js';

/**
 * @typedef {{v: number, at: string, id: string, event: string, subject: string,
 *   details?: Record<string, string | number>}} Event
 */

const PREFIX = 'galka event ';
const VERSION = 1;
let last = 0;
const KINDS = new Set([
  'started',
  'handed-out',
  'checked',
  'hinted',
  'revealed',
  'reset',
  'undone',
  'claimed',
  'unclaimed',
]);

/**
 * Write down what happens now.
 * @param {string} kind
 * @param {string} subject
 * @param {Record<string, string | number>} [details]
 */
export function record(kind, subject, details) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // No two events of a page at the same time: their order is what they mean.
  last = Math.max(Date.now(), last + 1);
  const at = new Date(last).toISOString().replace('Z', '+00:00');
  keep({ v: VERSION, at, id, event: kind, subject, ...(details ? { details } : {}) });
}

/** @param {Event} event */
function keep(event) {
  return storage.write(PREFIX + event.id, JSON.stringify(event));
}

/**
 * All events, oldest first.
 * @returns {Event[]}
 */
export function all() {
  const found = [];
  for (const key of storage.keys(PREFIX)) {
    try {
      found.push(understood(JSON.parse(storage.read(key) ?? '')));
    } catch {
      // Another program wrote under this name; it is left alone.
    }
  }
  return found.sort((one, other) => compare(one.at, other.at) || compare(one.id, other.id));
}

/**
 * Add the events of an exported file; tell how many were new, and whether all outlive the page.
 * @param {string} text
 * @returns {{count: number, kept: boolean}}
 */
export function merge(text) {
  const content = json(text);
  if (!Array.isArray(content?.events)) throw new Error('there are no events in it');
  const brought = content.events.map(understood);
  const had = new Set(storage.keys(PREFIX));
  const fresh = brought.filter((/** @type {Event} */ event) => !had.has(PREFIX + event.id));
  const kept = fresh.map(keep).every(Boolean);
  return { count: new Set(fresh.map((/** @type {Event} */ event) => event.id)).size, kept };
}

/** @param {string} text */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    // What browsers say of it are words for programmers.
    throw new Error('it is not JSON');
  }
}

/**
 * Check that something is an event, as strictly as the tool does.
 * @param {any} entry
 * @returns {Event}
 */
function understood(entry) {
  const { at, id, event, subject, details = {} } = entry ?? {};
  const texts = [at, id, event, subject];
  const { number = 0 } = details ?? {};
  if (
    texts.some((text) => typeof text !== 'string') ||
    !KINDS.has(event) ||
    Object.prototype.toString.call(details) !== '[object Object]' ||
    !Number.isInteger(number)
  ) {
    throw new Error('something in it is not an event');
  }
  const more = Object.keys(details).length ? { details } : {};
  return { v: VERSION, at, id, event, subject, ...more };
}

/**
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
