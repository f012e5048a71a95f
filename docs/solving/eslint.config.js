import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-implicit-globals': 'error',
      'no-shadow': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/worker.js', '**/classic.js'],
    languageOptions: { globals: { ...globals.worker, PYODIDE: 'readonly' } },
  },
  {
    files: ['**/sw.js'],
    languageOptions: { globals: globals.serviceworker },
  },
  { files: ['**/page/**'], languageOptions: { globals: { RUNTIME: 'readonly' } } },
  { files: ['**/*.mjs', '**/*.test.js'], languageOptions: { globals: globals.node } },
];
