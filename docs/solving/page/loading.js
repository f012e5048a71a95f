/** Loading, shown in bytes, with a way to cancel it. */

import { button, make, reason } from './dom.js';

/** @typedef {{loaded: number, total: number}} Progress */
/** @typedef {(onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<void>} Load */

const MEGABYTE = 1e6;

/**
 * Load, and show how it goes in a box as soon as bytes are to come.
 * @param {Load} from
 * @param {HTMLElement} box
 * @param {(text: string) => void} say
 * @param {HTMLElement} next what gets the focus, where the box has it and goes
 * @returns {Promise<boolean>} whether all is there
 */
export async function load(from, box, say, next) {
  const controller = new AbortController();
  const bar = make('progress', { 'aria-label': 'Loading Python' });
  const bytes = make('span', { className: 'bytes' });
  const cancel = button('Cancel loading', () => controller.abort());
  const show = (/** @type {Progress} */ { loaded, total }) => {
    if (!total || controller.signal.aborted) return;
    if (!bar.isConnected) {
      box.replaceChildren(bar, bytes, cancel);
      box.hidden = false;
      say('Python is loading. You can write meanwhile.');
    }
    bar.max = total;
    bar.value = loaded;
    const sofar = `Loading Python: ${megabytes(loaded)} of ${megabytes(total)} MB`;
    bytes.textContent = loaded < total ? sofar : `${sofar}. It is starting …`;
  };
  try {
    await Promise.race([from(show, controller.signal), cancelled(controller.signal)]);
    if (bar.isConnected) say('Python is loaded.');
    return true;
  } catch (error) {
    if (controller.signal.aborted) say('Loading was cancelled. Run starts it again.');
    else say(`Python could not be loaded (${reason(error)}). Run tries again.`);
    return false;
  } finally {
    if (cancel.matches(':focus')) next.focus();
    box.hidden = true;
    box.replaceChildren();
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<never>}
 */
function cancelled(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cancelled')));
  });
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1);
}
