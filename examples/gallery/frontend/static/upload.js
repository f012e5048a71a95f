// @ts-check
// Sends the chosen photos, one request each, and shows how far each of them has come: the answer
// says that it is stored, and a WebSocket tells the rest. Without this script the form works too.

import { follow, refresh } from './cards.js';

/** @typedef {{photo: string, stage: 'stored'|'thumbnail'|'ready'|'failed', percent: number}} Progress */

const LANES = 2; // requests at the same time: more would only share the same line
const PERCENT_STORED = 33; // of the way, as the back end counts it
const CREATED = 201;
const WORDS = { stored: 'is stored', thumbnail: 'is made smaller', ready: 'is ready', failed: 'failed' };

const form = /** @type {HTMLFormElement} */ (document.getElementById('upload'));
const list = /** @type {HTMLElement} */ (document.getElementById('sent'));
const row = /** @type {HTMLTemplateElement} */ (document.getElementById('row'));
const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
const input = /** @type {HTMLInputElement} */ (form.querySelector('[type="file"]'));

/** @type {Map<string, HTMLElement>} */
const cards = new Map();
/** What came before the answer that tells which card it is about. @type {Map<string, Progress>} */
const early = new Map();
/** @type {WebSocket | undefined} */
let socket;

/** @param {string} name */
function addCard(name) {
  const content = /** @type {DocumentFragment} */ (row.content.cloneNode(true));
  const card = /** @type {HTMLElement} */ (content.firstElementChild);
  find(card, '.name').textContent = name;
  list.prepend(card);
  return card;
}

/**
 * @param {HTMLElement} card
 * @param {string} selector
 */
function find(card, selector) {
  return /** @type {HTMLElement} */ (card.querySelector(selector));
}

/**
 * @param {HTMLElement} card
 * @param {string} stage
 * @param {number} percent
 */
function show(card, stage, percent) {
  find(card, '.stage').textContent = stage;
  /** @type {HTMLProgressElement} */ (find(card, 'progress')).value = percent;
}

/** @param {Progress} progress */
function hear(progress) {
  const card = cards.get(progress.photo);
  if (!card) {
    early.set(progress.photo, progress);
    return;
  }
  if (card.querySelector('.stage')) {
    show(card, WORDS[progress.stage], progress.percent);
  }
  if (progress.stage === 'ready' || progress.stage === 'failed') {
    refresh(card).then((fresh) => cards.set(progress.photo, fresh));
  }
}

/** Open the WebSocket; where that fails the cards are asked for instead. */
async function listen() {
  if (socket?.readyState === WebSocket.OPEN) {
    return; // since an earlier upload from this page
  }
  const token = /** @type {HTMLInputElement} */ (form.elements.namedItem('csrf_token')).value;
  const headers = { 'X-CSRFToken': token, Accept: 'application/json' };
  const response = await fetch(form.dataset.ticket ?? '', { method: 'POST', headers });
  const { path } = await response.json();
  const address = new URL(path, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const opened = new WebSocket(address);
  opened.addEventListener('message', (message) => hear(JSON.parse(message.data)));
  await new Promise((resolve, reject) => {
    opened.addEventListener('open', resolve);
    opened.addEventListener('error', reject);
  });
  socket = opened;
}

/**
 * Post a form; `fetch` would not tell how much of it has been sent.
 * @param {FormData} content
 * @param {(share: number) => void} onProgress
 * @returns {Promise<XMLHttpRequest>} with the answer
 */
function post(content, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', (sent) => onProgress(sent.loaded / sent.total));
    request.addEventListener('load', () => resolve(request));
    request.addEventListener('error', () => reject(new Error('the connection broke off')));
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.send(content);
  });
}

/**
 * @param {File} file
 * @param {HTMLElement} card
 */
async function send(file, card) {
  const content = new FormData(form);
  content.set(input.name, file);
  const request = await post(content, (share) => show(card, 'is sent', share * PERCENT_STORED));
  // What a proxy refuses is no JSON.
  const answer = request.response ?? { title: `${request.status}` };
  if (request.status !== CREATED) {
    throw new Error(answer.detail || answer.title);
  }
  card.dataset.card = answer.card;
  card.dataset.status = 'waiting';
  cards.set(answer.id, card);
  hear(early.get(answer.id) ?? { photo: answer.id, stage: 'stored', percent: PERCENT_STORED });
  // The net below the WebSocket: a message that got lost must not leave a card waiting for ever.
  follow(card);
}

/** @param {[File, HTMLElement][]} waiting */
async function sendAll(waiting) {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [file, card] = next;
    try {
      await send(file, card);
    } catch (problem) {
      card.dataset.status = 'failed';
      show(card, `was refused: ${/** @type {Error} */ (problem).message}`, 0);
    }
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  /** @type {[File, HTMLElement][]} */
  const waiting = Array.from(input.files ?? [], (file) => [file, addCard(file.name)]);
  await listen().catch((problem) => console.warn('no live progress:', problem));
  await Promise.all(Array.from({ length: LANES }, () => sendAll(waiting)));
  input.value = '';
  button.disabled = false;
});
