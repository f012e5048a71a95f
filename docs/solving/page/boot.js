/** The one script that a page asks for: ticks, and exercises that wait to be touched. */

import { Exercise } from './exercise.js';
import { Progress } from './progress.js';
import page from './page.css';
import shadow from '../solving.css';
import { fillTicks } from './ticks.js';

const base = new URL('.', import.meta.url).href;

/** @param {string} text */
function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

document.adoptedStyleSheets.push(sheet(page));
const styles = [sheet(shadow)];

/** @type {Promise<import('./solving.js').Solving> | undefined} */
let solving;

Exercise.styles = styles;
Exercise.changed = fillTicks;
Exercise.load = () => {
  solving ??= import(new URL('solving.js', base).href).then((module) => module.begin(base));
  solving.catch(() => {
    solving = undefined;
  });
  return solving;
};
Progress.styles = styles;
Progress.changed = fillTicks;
Progress.course = new URL('../../../course.json', base).href;

customElements.define('galka-exercise', Exercise);
customElements.define('galka-progress', Progress);
fillTicks();
addEventListener('storage', fillTicks);
addEventListener('pageshow', fillTicks);

/** Where a new version of the site waits to be kept in this browser, this may be its turn. */
async function offerTurn() {
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.waiting?.postMessage(import.meta.url);
}

offerTurn().catch(() => {});
