// What esbuild puts in.

/** The name of the folder with Python. */
declare const RUNTIME: string;

declare module '*.css' {
    const text: string;
    export default text;
}
