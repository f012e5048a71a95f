/** Tabs by the pattern that screen readers know: one stop of the Tab key, arrows between them. */

import { make } from './dom.js';

const STEPS = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
]);

export class Tabs {
  /** @param {string} label what the tabs are, for who hears them */
  constructor(label) {
    this.list = make('div', { role: 'tablist', 'aria-label': label, className: 'tabs' });
    this.panels = make('div', { className: 'panels' });
    this.list.addEventListener('keydown', (event) => this.#move(event));
  }

  /**
   * Add a tab, and the panel that it shows.
   * @param {string} title
   * @param {...Node} content
   * @returns {HTMLElement} the panel
   */
  add(title, ...content) {
    const number = this.list.children.length;
    const tab = make(
      'button',
      { type: 'button', role: 'tab', id: `tab-${number}`, 'aria-controls': `panel-${number}` },
      title,
    );
    tab.addEventListener('click', () => this.show(number));
    const panel = make(
      'div',
      { role: 'tabpanel', id: `panel-${number}`, 'aria-labelledby': tab.id },
      ...content,
    );
    this.list.append(tab);
    this.panels.append(panel);
    if (number) this.#set(number, false);
    else this.#set(0, true);
    return panel;
  }

  /** @param {number} number */
  show(number) {
    for (const other of Array.from(this.list.children).keys()) {
      this.#set(other, other === number);
    }
  }

  /** @returns {number} the tab that is shown */
  get shown() {
    const tabs = Array.from(this.list.children);
    return tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
  }

  /**
   * @param {number} number
   * @param {boolean} shown
   */
  #set(number, shown) {
    const tab = /** @type {HTMLElement} */ (this.list.children[number]);
    tab.setAttribute('aria-selected', String(shown));
    tab.tabIndex = shown ? 0 : -1;
    /** @type {HTMLElement} */ (this.panels.children[number]).hidden = !shown;
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const count = this.list.children.length;
    let number = this.shown + (STEPS.get(event.key) ?? 0);
    if (event.key === 'Home') number = 0;
    else if (event.key === 'End') number = count - 1;
    else if (!STEPS.has(event.key)) return;
    event.preventDefault();
    number = (number + count) % count;
    this.show(number);
    /** @type {HTMLElement} */ (this.list.children[number]).focus();
  }
}
