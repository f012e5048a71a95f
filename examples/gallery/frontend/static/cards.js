// @ts-check
// Cards whose thumbnail is not there yet are asked for again until it is.

const PAUSE = 1000; // milliseconds between two looks
const LOOKS = 60; // a thumbnail that takes a minute will be there at the next visit

/**
 * Put the card's present state in its place.
 * @param {HTMLElement} card
 * @returns {Promise<HTMLElement>} the card that stands there now
 */
export async function refresh(card) {
  const response = await fetch(card.dataset.card ?? '', { headers: { Accept: 'text/html' } });
  if (!response.ok) {
    return card;
  }
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.querySelector('.card');
  if (!(fresh instanceof HTMLElement) || fresh.dataset.status === card.dataset.status) {
    return card;
  }
  card.replaceWith(fresh);
  return fresh;
}

/**
 * Look again and again until the thumbnail is there or has failed.
 * @param {HTMLElement} card
 */
export async function follow(card) {
  let current = card;
  for (let look = 0; look < LOOKS && current.dataset.status === 'waiting'; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    current = await refresh(current);
  }
}

document.querySelectorAll('.card[data-status="waiting"]').forEach((card) => {
  follow(/** @type {HTMLElement} */ (card));
});
