/** What this browser keeps for the reader. Where it may keep nothing, the open page remembers. */

/** @type {Map<string, string>} */
const remembered = new Map();

/** @returns {Storage | null} */
function kept() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @returns {string | null}
 */
export function read(key) {
  return remembered.get(key) ?? kept()?.getItem(key) ?? null;
}

/**
 * Keep a text; tell whether it outlives the page.
 * @param {string} key
 * @param {string} text
 * @returns {boolean}
 */
export function write(key, text) {
  try {
    const storage = kept();
    if (storage) {
      storage.setItem(key, text);
      remembered.delete(key);
      return true;
    }
  } catch {
    // The browser is full, or forbids it.
  }
  remembered.set(key, text);
  return false;
}

/** @param {string} key */
export function remove(key) {
  remembered.delete(key);
  kept()?.removeItem(key);
}

/**
 * The keys that begin with a prefix.
 * @param {string} prefix
 * @returns {string[]}
 */
export function keys(prefix) {
  const all = new Set([...remembered.keys(), ...Object.keys(kept() ?? {})]);
  return [...all].filter((key) => key.startsWith(prefix));
}
