/** What the reader chose once, for every exercise. */

import * as storage from './storage.js';

const PLAIN = 'galka plain editor';

/** @returns {boolean} */
export function wantsPlainEditor() {
  return storage.read(PLAIN) === 'yes';
}

/** @param {boolean} plain */
export function setPlainEditor(plain) {
  if (plain) storage.write(PLAIN, 'yes');
  else storage.remove(PLAIN);
}
