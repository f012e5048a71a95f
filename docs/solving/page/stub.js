/** The files that a task gives, read from the page that already shows them. */

/** @typedef {import('./drafts.js').Files} Files */

/**
 * @param {Element} exercise
 * @returns {Files}
 */
export function filesOnPage(exercise) {
  const names = exercise.querySelectorAll('.galka-files > p > code');
  const codes = exercise.querySelectorAll('.galka-files pre');
  const pairs = Array.from(names, (name, number) => {
    const code = codes[number]?.textContent ?? '';
    return [name.textContent ?? '', code === '\n' ? '' : code];
  });
  return Object.fromEntries(pairs);
}
