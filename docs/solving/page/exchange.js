/** Progress as a file: what `galka progress export --format json` writes. */

import { lessonState, standing } from './standing.js';

/** @typedef {import('./events.js').Event} Event */

/**
 * @param {Record<string, string[]>} course the tasks of each lesson, in the course's order
 * @param {Event[]} events oldest first
 * @returns {string}
 */
export function exported(course, events) {
  const reached = standing(events);
  const lessons = Object.entries(course);
  const content = {
    format: 1,
    lessons: Object.fromEntries(
      lessons.map(([lesson, tasks]) => [lesson, lessonState(reached, lesson, tasks)]),
    ),
    tasks: Object.fromEntries(
      lessons.flatMap(([, tasks]) =>
        tasks.map((task) => [task, reached.tasks.get(task) ?? 'open']),
      ),
    ),
    events,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
