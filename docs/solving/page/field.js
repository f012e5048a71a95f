/** A file's text in a plain text area: what every reader has first, and who wants it keeps. */

import { make } from './dom.js';

/**
 * @typedef {object} Field what an editor of a file can do
 * @property {HTMLElement} element
 * @property {string} text
 * @property {() => void} focus
 * @property {() => [number, number]} selection
 * @property {() => void} end
 */

/** @typedef {{name: string, text: string, describedBy: string, onInput: () => void, selection?: [number, number]}} FieldSettings */

/**
 * @param {FieldSettings} settings
 * @returns {Field}
 */
export function plainField({ name, text, describedBy, onInput, selection = [0, 0] }) {
  const area = make('textarea', {
    className: 'code',
    'aria-label': name,
    'aria-describedby': describedBy,
    spellcheck: false,
    autocapitalize: 'off',
    autocomplete: 'off',
    autocorrect: 'off',
    value: text,
  });
  const fit = () => {
    area.rows = Math.min(Math.max(area.value.split('\n').length + 1, 6), 30);
  };
  fit();
  area.setSelectionRange(...selection);
  area.addEventListener('input', () => {
    fit();
    onInput();
  });
  return {
    element: area,
    get text() {
      return area.value;
    },
    set text(value) {
      area.value = value;
      fit();
    },
    focus: () => area.focus(),
    selection: () => [area.selectionStart, area.selectionEnd],
    end: () => {},
  };
}
