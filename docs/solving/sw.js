/**
 * Keeps the site in the browser after the first run, so that all of it works without a network.
 *
 * The build writes `self.SITE` above this text: the version of the site, and each address with the
 * digest of its content. What an address names for ever (a version's folder, a digest in the query)
 * comes from the cache; everything else comes from the network while there is one, so a new version
 * of the site is seen at once. The new worker takes over when the last page of the old one is shut,
 * or when the only open page is of the new version; only then the old files go: no open page ever
 * loses what it may still ask for.
 */

/** @type {{version: string, files: Record<string, string>}} */
const SITE = Reflect.get(self, 'SITE');
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
const PREFIX = `galka ${scope} `;
const NAME = PREFIX + SITE.version;
const INVENTORY = new URL('sw-inventory', scope).href;
const AT_ONCE = 6;
const LOOKS = 40;
const PAUSE = 250;

worker.addEventListener('install', (event) => event.waitUntil(fill()));

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

worker.addEventListener('message', (event) => event.waitUntil(takeTurn(event.data)));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const own = request.url.startsWith(scope);
  if (own && request.method === 'GET') {
    event.respondWith(isFixed(request.url) ? fixed(request) : fresh(request));
  }
});

/**
 * Does an address always have the same content?
 * @param {string} address
 */
function isFixed(address) {
  const { pathname, searchParams } = new URL(address);
  return /\/_static\/(?:page|py)\/[0-9a-f]+\//.test(pathname) || searchParams.has('v');
}

/** @param {Request} request */
async function fixed(request) {
  return (await kept(request.url)) ?? fetch(request);
}

/** @param {Request} request */
async function fresh(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const address = new URL(request.url);
    // A page is the same whatever is asked of it: its script reads the question (search.html?q=).
    if (request.mode === 'navigate') address.search = '';
    if (address.pathname.endsWith('/')) address.pathname += 'index.html';
    address.hash = '';
    const found = await kept(address.href);
    if (!found) throw error;
    return found;
  }
}

/**
 * The answer that is kept for exactly this address: of this version first, then of any other.
 * @param {string} address
 */
async function kept(address) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  for (const name of [NAME, ...names]) {
    const found = names.includes(name) && (await caches.match(address, { cacheName: name }));
    if (found) return found;
  }
  return undefined;
}

/** Fill the cache of this version; what another version has already is not fetched again. */
async function fill() {
  const had = await inventory();
  const cache = await caches.open(NAME);
  const waiting = Object.entries(SITE.files);
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [address, digest] = next;
      const url = new URL(address, scope).href;
      const same = had.get(address) === digest && (await kept(url));
      const answer = same || (await fetch(url, { cache: 'no-cache' }));
      if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
      await cache.put(url, answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await cache.put(INVENTORY, new Response(JSON.stringify(SITE.files)));
}

/** What the caches of other versions hold: the digest of each address. */
async function inventory() {
  const found = await kept(INVENTORY);
  return new Map(Object.entries(found ? await found.json() : {}));
}

/**
 * A page tells the worker that waits for its turn which script it has begun with.
 * @param {string} address
 */
async function takeTurn(address) {
  if (!(address.slice(scope.length) in SITE.files)) return;
  // A page that was left or shut a moment ago is still counted.
  for (let look = 0; look < LOOKS; look += 1) {
    const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    // A host may have other sites beside this one.
    if (pages.filter(({ url }) => url.startsWith(scope)).length === 1) {
      await removeOthers();
      await worker.skipWaiting();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function takeOver() {
  await removeOthers();
  await worker.clients.claim();
}

/**
 * Remove what other versions kept. Chromium may go on with the old worker for minutes after this one
 * asks for its turn; it finds here what it no longer has itself.
 */
async function removeOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  }
}
