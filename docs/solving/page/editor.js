/** A file's text in CodeMirror: colours, indentation and brackets for who wants them. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { Annotation, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';

/** Marks a change that the page makes, not the reader. */
const silent = Annotation.define();

const LANGUAGES = new Map([['py', python]]);

/**
 * @param {import('./field.js').FieldSettings & {selection: [number, number]}} settings
 * @param {ShadowRoot} root
 * @returns {import('./field.js').Field}
 */
export function richField({ name, text, describedBy, onInput, selection }, root) {
  const language = LANGUAGES.get(name.split('.').pop() ?? '');
  const state = EditorState.create({
    doc: text,
    selection: { anchor: selection[0], head: selection[1] },
    extensions: [
      // The tab key indents until Escape was pressed; then it leaves, as on any other page.
      keymap.of([
        { key: 'Escape', run: leaveWithTab },
        { key: 'Mod-Enter', run: () => true },
        indentWithTab,
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      EditorView.domEventHandlers({ blur: stayWithTab }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        stayWithTab(null, update.view);
        if (update.transactions.some((change) => !change.annotation(silent))) onInput();
      }),
      EditorView.contentAttributes.of({
        'aria-label': name,
        'aria-describedby': describedBy,
        tabindex: '0',
      }),
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      indentUnit.of('    '),
      syntaxHighlighting(classHighlighter),
      EditorView.lineWrapping,
      ...(language ? [language()] : []),
    ],
  });
  const view = new EditorView({ state, root });
  return {
    element: view.dom,
    get text() {
      return view.state.doc.toString();
    },
    set text(value) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: value },
        annotations: silent.of(true),
      });
    },
    focus: () => view.focus(),
    selection: () => [view.state.selection.main.anchor, view.state.selection.main.head],
    end: () => view.destroy(),
  };
}

/** @param {EditorView} view */
function leaveWithTab(view) {
  view.setTabFocusMode(true);
  return false;
}

/**
 * @param {Event | null} _event
 * @param {EditorView} view
 */
function stayWithTab(_event, view) {
  view.setTabFocusMode(false);
  return false;
}
