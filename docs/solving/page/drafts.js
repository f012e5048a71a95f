/**
 * The reader's own files of a task, kept in this browser with the version of the task.
 *
 * Each version has a key of its own: when a task changes, the files of then stay where they are.
 */

import * as storage from './storage.js';

/** @typedef {Record<string, string>} Files */
/** @typedef {{version: string, at: string, files: Files}} Draft */

/** @param {string} task */
const place = (task) => `galka code ${task} `;
/** @param {string} task */
const undoPlace = (task) => `galka undo ${task} `;

/**
 * @param {string} task
 * @param {string} version
 * @returns {Files | null}
 */
export function draft(task, version) {
  return parsed(storage.read(place(task) + version))?.files ?? null;
}

/**
 * The files of other versions of a task, the latest first.
 * @param {string} task
 * @param {string} version
 * @returns {Draft[]}
 */
export function older(task, version) {
  const found = [];
  for (const key of storage.keys(place(task))) {
    const known = parsed(storage.read(key));
    const name = key.slice(place(task).length);
    if (known && name !== version) found.push({ version: name, ...known });
  }
  return found.sort((one, other) => (one.at < other.at ? 1 : -1));
}

/**
 * Keep the files; tell whether they outlive the page.
 * @param {string} task
 * @param {string} version
 * @param {Files} files
 * @returns {boolean}
 */
export function keep(task, version, files) {
  return storage.write(place(task) + version, JSON.stringify({ at: now(), files }));
}

/**
 * Set files aside before they are replaced.
 * @param {string} task
 * @param {string} version
 * @param {Files} files
 */
export function setAside(task, version, files) {
  storage.write(undoPlace(task) + version, JSON.stringify({ at: now(), files }));
}

/**
 * The files that were set aside last.
 * @param {string} task
 * @param {string} version
 * @returns {Files | null}
 */
export function aside(task, version) {
  return parsed(storage.read(undoPlace(task) + version))?.files ?? null;
}

/**
 * Forget the files of one version.
 * @param {string} task
 * @param {string} version
 */
export function forget(task, version) {
  storage.remove(place(task) + version);
}

/**
 * Tell whether a key of the storage is the place of these files.
 * @param {string | null} key
 * @param {string} task
 * @param {string} version
 */
export function isPlace(key, task, version) {
  return key === place(task) + version;
}

/**
 * @param {string | null} text
 * @returns {{at: string, files: Files} | null}
 */
function parsed(text) {
  try {
    const { at, files } = JSON.parse(text ?? '');
    const texts = Object.values(files).every((code) => typeof code === 'string');
    return texts ? { at: String(at), files } : null;
  } catch {
    return null;
  }
}

function now() {
  return new Date().toISOString();
}
