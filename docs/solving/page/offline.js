/** After the first run everything is kept in the browser, so that all works without a network. */

/**
 * Let the service worker of the site keep its files. The worker lies at the top of the site, and
 * the version's folder three levels below it.
 * @param {string} base
 * @returns {Promise<boolean>} whether everything is kept
 */
export async function keepOffline(base) {
  try {
    await navigator.serviceWorker.register(new URL('../../../sw.js', base).href);
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    // Without it everything works as before, as long as there is a network.
    return false;
  }
}
