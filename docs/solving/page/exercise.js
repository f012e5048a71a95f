/**
 * An exercise that can be solved here: `<galka-exercise>` around what the page says of it.
 *
 * What it adds stands in a shadow tree: the page's own text stays what it is without scripts. Only
 * the first touch of an editor, or Run, loads the rest (solving.js).
 */

import { button, make, reason } from './dom.js';
import * as drafts from './drafts.js';
import * as events from './events.js';
import { plainField } from './field.js';
import { setPlainEditor, wantsPlainEditor } from './settings.js';
import { standing } from './standing.js';
import { filesOnPage } from './stub.js';
import { Tabs } from './tabs.js';

/** @typedef {import('./field.js').Field} Field */
/** @typedef {import('./drafts.js').Files} Files */
/** @typedef {import('./solving.js').Solving} Solving */

const KEYS_PLAIN = 'Ctrl+Enter runs the tests. Tab leaves the editor.';
const KEYS_RICH =
  'Ctrl+Enter runs the tests. Tab indents; to leave the editor press Escape, then Tab.';

export class Exercise extends HTMLElement {
  /** @type {() => Promise<Solving>} */
  static load = () => Promise.reject(new Error('no loader'));
  /** @type {() => void} */
  static changed = () => {};
  /** @type {CSSStyleSheet[]} */
  static styles = [];

  /** @type {Map<string, Field>} */
  fields = new Map();
  /** @type {Files} */
  stub = {};
  state = make('p', { className: 'state' });
  status = make('p', { className: 'status', role: 'status' });
  notices = make('div', { className: 'notices' });
  loading = make('div', { className: 'loading', hidden: true });
  verdict = make('section', { className: 'verdict', 'aria-label': 'Verdict', hidden: true });
  keys = make('p', { id: 'keys', className: 'keys' }, KEYS_PLAIN);
  offline = make(
    'p',
    { className: 'keys', hidden: true },
    'This site now works without a network, too.',
  );
  runButton = button('Run', () => this.run(), { className: 'main' });
  stopButton = button('Stop', () => this.#solving?.then((it) => it.stop()), { disabled: true });
  undoButton = button('Undo reset', () => this.undo());
  plain = make('input', { type: 'checkbox', checked: wantsPlainEditor() });
  /** @type {HTMLDetailsElement | null} */
  hints = null;
  /** @type {Promise<Solving> | undefined} */
  #solving;
  #edited = false;
  /** Whether the reader was told that this browser keeps nothing: once, not with every key. */
  #warned = false;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.stub = filesOnPage(this);
    this.#build(this.attachShadow({ mode: 'open' }));
    this.#tellOfChange();
    this.addEventListener('galka-standing', (event) => {
      this.#show(/** @type {CustomEvent<string>} */ (event).detail);
    });
    this.addEventListener('keydown', (event) => this.#listen(event));
    window.addEventListener('storage', ({ key }) => {
      // An editor keeps the focus of its page while the reader works in another window.
      const inHand = document.hasFocus() && this.contains(document.activeElement);
      if (drafts.isPlace(key, this.task, this.version) && !inHand) this.#takeOver();
    });
    // A page that Back brings as it was left has heard of nothing meanwhile.
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#takeOver();
    });
    Exercise.changed();
  }

  get task() {
    return this.dataset.task ?? '';
  }

  get version() {
    return this.dataset.version ?? '';
  }

  get heading() {
    return this.dataset.title ?? this.task;
  }

  /** @returns {Files} */
  get files() {
    return Object.fromEntries(Array.from(this.fields, ([name, field]) => [name, field.text]));
  }

  set files(texts) {
    for (const [name, field] of this.fields) {
      const text = texts[name] ?? field.text;
      // The cursor stays where nothing changes.
      if (text !== field.text) field.text = text;
    }
  }

  /** @param {ShadowRoot} root */
  #build(root) {
    root.adoptedStyleSheets = Exercise.styles;
    const [readme, hints] = [make('slot'), make('slot', { name: 'hints' })];
    this.hints = this.querySelector('.galka-hints');
    if (this.hints) {
      this.hints.slot = 'hints';
      this.hints.addEventListener('toggle', (event) => this.#hintWasOpened(event), true);
    }
    this.querySelector('.galka-files')?.setAttribute('slot', 'nowhere');
    const tabs = new Tabs(`${this.heading}: files`);
    tabs.add('README', readme);
    const texts = drafts.draft(this.task, this.version) ?? this.stub;
    for (const name of Object.keys(this.stub)) {
      const field = plainField(this.fieldSettings(name, texts[name] ?? this.stub[name]));
      this.fields.set(name, field);
      tabs.add(name, field.element).addEventListener('focusin', () => void this.#wake());
    }
    root.append(
      make('div', { className: 'head' }, tabs.list, this.state),
      this.notices,
      tabs.panels,
      this.keys,
      this.#toolbar(),
      this.loading,
      this.status,
      this.verdict,
      this.offline,
      hints,
    );
  }

  /**
   * @param {string} name
   * @param {string} text
   * @returns {import('./field.js').FieldSettings}
   */
  fieldSettings(name, text) {
    return { name, text, describedBy: 'keys', onInput: () => this.keep() };
  }

  #toolbar() {
    this.undoButton.hidden = !drafts.aside(this.task, this.version);
    const hint = button('Next hint', () => this.nextHint(), { hidden: !this.hints });
    this.plain.addEventListener('change', () => {
      setPlainEditor(this.plain.checked);
      for (const exercise of document.querySelectorAll('galka-exercise')) {
        if (exercise instanceof Exercise) exercise.takeSetting();
      }
    });
    return make(
      'div',
      { className: 'toolbar', role: 'group', 'aria-label': this.heading },
      this.runButton,
      this.stopButton,
      button('Reset', () => this.reset()),
      this.undoButton,
      hint,
      make('label', {}, this.plain, ' Plain editor'),
    );
  }

  /** Follow what the reader chose, perhaps in another exercise of the page. */
  takeSetting() {
    this.plain.checked = wantsPlainEditor();
    void this.#solving?.then((solving) => solving.setEditor(this));
  }

  /** Load what runs the tests and what colours the code, once. */
  #wake() {
    this.#solving ??= this.#begin();
    this.#solving.catch(() => {});
    return this.#solving;
  }

  async #begin() {
    try {
      const solving = await Exercise.load();
      await solving.take(this);
      return solving;
    } catch (error) {
      this.#solving = undefined;
      this.say(`This could not be loaded: ${reason(error)}. You can write; Run tries again.`);
      throw error;
    }
  }

  /** Whether the tests are running; the focus never stays on a button that stops working. */
  set busy(/** @type {boolean} */ running) {
    if (!running && this.shadowRoot?.activeElement === this.stopButton) this.runButton.focus();
    this.stopButton.disabled = !running;
    this.verdict.setAttribute('aria-busy', String(running));
  }

  /** Say that everything is kept in the browser now. */
  tellOffline() {
    this.offline.hidden = false;
  }

  run() {
    void this.#wake().then(
      (solving) => solving.run(this),
      () => {},
    );
  }

  /** Keep what the reader has typed. */
  keep() {
    this.#edited = true;
    if (!drafts.keep(this.task, this.version, this.files) && !this.#warned) {
      this.#warned = true;
      const text = 'This browser keeps nothing: your code will be lost when you leave the page.';
      this.keys.after(make('p', { className: 'notice', role: 'alert' }, text));
    }
    this.handOut();
  }

  /** Write down, once a version, that the reader works on the task. */
  handOut() {
    const log = events.all();
    if (!log.length) events.record('started', '');
    if (standing(log).handedOut.get(this.task) === this.version) return;
    events.record('handed-out', this.task, { digest: this.version });
    Exercise.changed();
  }

  /**
   * Write down what a run came to.
   * @param {string} verdict
   */
  noteVerdict(verdict) {
    events.record('checked', this.task, { verdict });
    Exercise.changed();
  }

  /**
   * Take the exact files of the task once they are loaded, unless the reader has others.
   * @param {Files} files
   */
  takeStub(files) {
    const own = this.#edited || drafts.draft(this.task, this.version);
    this.stub = files;
    if (own) return;
    for (const [name, field] of this.fields) {
      if (field.text !== files[name]) field.text = files[name] ?? field.text;
    }
  }

  reset() {
    if (!this.#replace(this.stub)) {
      this.say('The files are as you got them already.');
      return;
    }
    events.record('reset', this.task);
    events.record('handed-out', this.task, { digest: this.version });
    this.say('The files are as you got them. Your code is kept: Undo reset brings it back.');
    Exercise.changed();
  }

  undo() {
    const files = drafts.aside(this.task, this.version);
    if (!files) return;
    this.#replace(files);
    events.record('undone', this.task);
    this.say('Your code is back. What it replaced is kept: Undo reset changes them once more.');
    this.undoButton.focus();
  }

  /**
   * Show other files; those that they replace are kept for `undo`.
   * @param {Files} files
   * @returns {boolean} whether anything was replaced
   */
  #replace(files) {
    if (Object.entries(this.files).every(([name, text]) => text === files[name])) return false;
    drafts.setAside(this.task, this.version, this.files);
    this.files = files;
    drafts.keep(this.task, this.version, this.files);
    this.undoButton.hidden = false;
    return true;
  }

  /** Open the next hint, and all that were opened before. */
  nextHint() {
    if (!this.hints) return;
    const each = Array.from(this.hints.querySelectorAll('details'));
    const had = standing(events.all()).hints.get(this.task) ?? 0;
    const number = Math.min(had + 1, each.length);
    this.hints.open = true;
    for (const hint of each.slice(0, number)) hint.open = true;
    this.#noteHint(number, had);
    const summary = each[number - 1]?.querySelector('summary');
    summary?.focus();
    this.say(`Hint ${number} of ${each.length} is open.`);
  }

  /** @param {Event} event */
  #hintWasOpened(event) {
    const each = Array.from(this.hints?.querySelectorAll('details') ?? []);
    const opened = /** @type {HTMLDetailsElement} */ (event.target);
    if (opened.open && each.includes(opened)) {
      const had = standing(events.all()).hints.get(this.task) ?? 0;
      this.#noteHint(each.indexOf(opened) + 1, had);
    }
  }

  /**
   * @param {number} number
   * @param {number} had
   */
  #noteHint(number, had) {
    if (number > had) events.record('hinted', this.task, { number });
  }

  /**
   * Tell the reader something; a screen reader hears it too.
   * @param {string} text
   */
  say(text) {
    this.status.className = 'status';
    this.status.textContent = text;
  }

  /**
   * Tell who hears the page what the others see elsewhere on it.
   * @param {string} text
   */
  announce(text) {
    this.say(text);
    this.status.classList.add('heard');
  }

  /** Say how to use the keyboard in the editor that is shown. @param {boolean} rich */
  explainKeys(rich) {
    this.keys.textContent = rich ? KEYS_RICH : KEYS_PLAIN;
  }

  /** @param {KeyboardEvent} event */
  #listen(event) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.run();
  }

  /** @param {string} state */
  #show(state) {
    const words = new Map([
      ['solved', '✓ solved'],
      ['revealed', 'solution seen'],
    ]);
    this.state.textContent = words.get(state) ?? '';
  }

  /** Say that the task has changed since the reader worked on it, and offer what they wrote. */
  #tellOfChange() {
    const [latest] = drafts.older(this.task, this.version);
    if (!latest) return;
    const notice = make('div', { className: 'notice' });
    const settle = (/** @type {string} */ text) => {
      drafts.forget(this.task, latest.version);
      notice.remove();
      this.say(text);
      this.runButton.focus();
    };
    const strange = Object.keys(latest.files).filter((name) => !this.fields.has(name));
    const put = button('Put my code here', () => {
      this.#replace({ ...this.files, ...latest.files });
      this.handOut();
      if (!strange.length) {
        settle('Your code of then is here. Undo reset brings back what it replaced.');
        return;
      }
      put.remove();
      for (const name of strange) {
        notice.append(make('p', {}, `The task has no ${name} any more. Yours was:`));
        notice.append(make('pre', { tabIndex: 0 }, latest.files[name]));
      }
      this.say('Your code of then is here. What has no place any more is shown below it.');
    });
    const forget = button('Forget my code', () => settle('The code of then is forgotten.'));
    const text =
      'This task has changed since you worked on it. Its new files are here; the code that you ' +
      'wrote then is kept until you say what to do with it.';
    notice.append(make('p', {}, text), make('div', { className: 'toolbar' }, put, forget));
    this.notices.append(notice);
  }

  /** Show the files as another page of this site has left them. */
  #takeOver() {
    const files = drafts.draft(this.task, this.version);
    if (files) this.files = files;
  }
}
