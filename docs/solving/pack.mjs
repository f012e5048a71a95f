/**
 * Packs what the page's Python imports: `node pack.mjs PLAN`. Pyodide itself does it here in node,
 * so that code is compiled by the Python that will run it, and compressed by the same zlib
 * whatever this machine has: equal input gives equal bytes.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , planFile] = process.argv;
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const entry = createRequire(planFile).resolve('pyodide/pyodide.mjs');
const { loadPyodide } = await import(pathToFileURL(entry).href);

// A fixed seed: what is compiled must not depend on the order of a set.
const python = await loadPyodide({ indexURL: dirname(entry), env: { PYTHONHASHSEED: '0' } });
python.FS.mkdirTree('/machine');
python.mountNodeFS('/machine', '/');
python.runPython(readFileSync(plan.packing, 'utf8'));
python.globals.get('pack')(JSON.stringify(plan));
