/** What events add up to; the tool's rules (src/galka/progress/standing.py) in this language. */

/** @typedef {import('./events.js').Event} Event */
/**
 * @typedef {{tasks: Map<string, string>, handedOut: Map<string, string>,
 *   hints: Map<string, number>, claimed: Set<string>}} Standing
 */

/** The states of a lesson, from nothing to all. */
export const STATES = ['open', 'started', 'claimed', 'solved'];

/**
 * @param {Event[]} events oldest first
 * @returns {Standing}
 */
export function standing(events) {
  /** @type {Standing} */
  const reached = { tasks: new Map(), handedOut: new Map(), hints: new Map(), claimed: new Set() };
  for (const { event, subject, details } of events) {
    if (event === 'handed-out') {
      reached.handedOut.set(subject, String(details?.digest ?? ''));
    } else if (event === 'checked' && details?.verdict === 'passed') {
      settle(reached, subject, 'solved');
    } else if (event === 'revealed') {
      settle(reached, subject, 'revealed');
    } else if (event === 'hinted') {
      const number = Number(details?.number ?? 0);
      reached.hints.set(subject, Math.max(number, reached.hints.get(subject) ?? 0));
    } else if (event === 'claimed') {
      reached.claimed.add(subject);
    } else if (event === 'unclaimed') {
      reached.claimed.delete(subject);
    }
  }
  return reached;
}

/**
 * Once solved is solved for ever, and once revealed stays revealed.
 * @param {Standing} reached
 * @param {string} task
 * @param {string} state
 */
function settle(reached, task, state) {
  if (!reached.tasks.has(task)) reached.tasks.set(task, state);
}

/**
 * @param {Standing} reached
 * @param {string} lesson
 * @param {string[]} tasks the ids of its tasks
 * @returns {string}
 */
export function lessonState(reached, lesson, tasks) {
  const states = tasks.map((task) => reached.tasks.get(task) ?? 'open');
  if (tasks.length && states.every((state) => state === 'solved')) return 'solved';
  if (reached.claimed.has(lesson)) return 'claimed';
  const touched = tasks.some((task) => reached.handedOut.has(task));
  return touched || states.some((state) => state !== 'open') ? 'started' : 'open';
}
