/**
 * Makes a classic worker fit for Pyodide, which refuses to run where `importScripts` works. A
 * sandboxed frame can start no other kind: browsers load no module there.
 */
Object.assign(self, {
  importScripts() {
    throw new TypeError('Nothing is loaded here');
  },
});
