/** The ticks of a page: of lessons, and of the tasks on the page. */

import { all } from './events.js';
import { lessonState, standing, STATES } from './standing.js';

/** Show in every tick of the page what this browser knows; what a server wrote is never lowered. */
export function fillTicks() {
  const reached = standing(all());
  for (const tick of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('span.galka-tick[data-lesson]')
  )) {
    const lesson = tick.dataset.lesson ?? '';
    const tasks = (tick.dataset.tasks ?? '').split(' ').filter(Boolean);
    const state = lessonState(
      reached,
      lesson,
      tasks.map((task) => `${lesson}/${task}`),
    );
    tick.dataset.written ??= tick.dataset.state ?? 'open';
    const shown = higher(tick.dataset.written, state);
    tick.dataset.state = shown;
    tick.textContent = shown;
  }
  for (const element of document.querySelectorAll('galka-exercise')) {
    const task = /** @type {HTMLElement} */ (element).dataset.task ?? '';
    element.dispatchEvent(
      new CustomEvent('galka-standing', { detail: reached.tasks.get(task) ?? 'open' }),
    );
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
function higher(one, other) {
  return STATES.indexOf(one) > STATES.indexOf(other) ? one : other;
}
