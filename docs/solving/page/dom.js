/** Small helpers that make elements; text never becomes markup. */

/**
 * Make an element: `make("button", {type: "button", onclick: stop}, "Stop")`. A name that the
 * element has as a property is set as one, every other becomes an attribute.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any>} [settings]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, settings = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (key in element) Object.assign(element, { [key]: value });
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} label
 * @param {(event: Event) => void} onclick
 * @param {Record<string, any>} [settings]
 */
export function button(label, onclick, settings = {}) {
  return make('button', { type: 'button', onclick, ...settings }, label);
}

/**
 * Say why something failed. What browsers say of a network that is not there are words for
 * programmers, and other ones in each of them.
 * @param {unknown} error
 */
export function reason(error) {
  if (error instanceof TypeError) return 'the network does not answer';
  return error instanceof Error ? error.message : String(error);
}
