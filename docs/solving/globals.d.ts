// What docs/bundles.py gives the worker: the head of Pyodide's list of packages.
declare const PYODIDE: import('pyodide').LockfileInfo;

declare module 'pyodide/pyodide.asm.mjs' {
  const createPyodideModule: NonNullable<import('pyodide').PyodideConfig['createPyodideModule']>;
  export default createPyodideModule;
}
