/** The page's files: read and bundled once, when the console starts. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type Asset = { readonly type: string; readonly body: string };

const inPage = (name: string): string => fileURLToPath(new URL(`page/${name}`, import.meta.url));

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [inPage(entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of the console's ${entry}`);
  return file.text;
};

export const loadAssets = async (): Promise<ReadonlyMap<string, Asset>> => {
  const [html, css, script] = await Promise.all([
    readFile(inPage('index.html'), 'utf8'),
    bundle('style/main.css'),
    bundle('main.ts'),
  ]);
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/console/style.css', { type: 'text/css; charset=utf-8', body: css }],
    ['/console/main.js', { type: 'text/javascript; charset=utf-8', body: script }],
  ]);
};
