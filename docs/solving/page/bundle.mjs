/**
 * Bundles the page's scripts: `node bundle.mjs MODULES OUT VERSION RUNNER`. MODULES is a folder
 * node_modules, VERSION the name of the folder with Python, RUNNER the module that runs tests.
 *
 * boot.js is what every page asks for; solving.js and editor.js come when a reader touches an
 * exercise. Each is one file: a chunk that two of them share would be one more request.
 */

import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [modules, out, version, runner] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const { build } = createRequire(join(resolve(modules), 'index.js'))('esbuild');

await build({
    entryPoints: ['boot.js', 'solving.js', 'editor.js'].map((name) => join(here, name)),
    outdir: resolve(out),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'eof',
    loader: { '.css': 'text' },
    nodePaths: [resolve(modules)],
    absWorkingDir: here,
    logLevel: 'warning',
    define: { RUNTIME: JSON.stringify(version) },
    plugins: [
        {
            name: 'runner',
            setup: (/** @type {import('esbuild').PluginBuild} */ bundling) => {
                bundling.onResolve({ filter: /\/runner\.js$/ }, () => ({ path: resolve(runner) }));
            },
        },
    ],
});
