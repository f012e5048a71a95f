/** `<galka-progress>`: the reader's progress as one file, out of this browser and into it. */

import { button, make, reason } from './dom.js';
import { all, merge } from './events.js';
import { exported } from './exchange.js';

export class Progress extends HTMLElement {
  /** The address of the map of the course. */
  static course = '';
  /** @type {() => void} */
  static changed = () => {};
  /** @type {CSSStyleSheet[]} */
  static styles = [];

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = Progress.styles;
    this.status = make('p', { className: 'status', role: 'status' });
    const chosen = make('input', { type: 'file', accept: '.json,application/json', id: 'file' });
    chosen.addEventListener('change', () => void this.#import(chosen));
    root.append(
      make(
        'section',
        { className: 'progress', 'aria-labelledby': 'title' },
        make('h2', { id: 'title' }, 'Your progress in this browser'),
        make(
          'p',
          {},
          'Ticks are kept in this browser alone. Carry them as one file: at home ',
          make('code', {}, 'galka progress merge FILE'),
          ' takes it, and what ',
          make('code', {}, 'galka progress export --format json'),
          ' writes can be imported here. Both ways only add.',
        ),
        make(
          'div',
          { className: 'toolbar' },
          button('Export progress', () => void this.#export()),
          make('label', { htmlFor: 'file', className: 'file' }, 'Import progress ', chosen),
        ),
        this.status,
      ),
    );
  }

  async #export() {
    const events = all();
    try {
      const answer = await fetch(Progress.course);
      if (!answer.ok) throw new Error(String(answer.status));
      const text = exported(await answer.json(), events);
      const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      make('a', { href: address, download: 'galka-progress.json' }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.#say(`galka-progress.json holds ${events.length} events.`);
    } catch (error) {
      this.#say(`Nothing was exported: ${reason(error)}.`);
    }
  }

  /** @param {HTMLInputElement} chosen */
  async #import(chosen) {
    const [file] = chosen.files ?? [];
    if (!file) return;
    try {
      const { count, kept } = merge(await file.text());
      const until = kept ? '' : ' until you leave this page: your browser keeps nothing';
      const added = count === 1 ? '1 new event was' : `${count} new events were`;
      this.#say(`${file.name}: ${added} added${until}.`);
      Progress.changed();
    } catch (error) {
      const why = error instanceof Error ? error.message : error;
      this.#say(`${file.name}: this is no export of galka (${why}). Nothing was changed.`);
    }
    chosen.value = '';
  }

  /** @param {string} text */
  #say(text) {
    if (this.status) this.status.textContent = text;
  }
}
