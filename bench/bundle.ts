/**
 * What a cold start has to load: `node bench/bundle.ts`. The size of the deployed bundle and the time to import it,
 * beside the bare SDK clients bundled alike, each in a fresh process.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleLambda } from '#lib/bundle.ts';
import { variablesFor } from './function-variables.ts';
import { median, printTable, type Row } from './table.ts';

const run = promisify(execFile);
const imports = 21;
const kilobyte = 1000;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const subjects = [
  { name: 'nothing', entry: null },
  { name: 'the bare SDK clients', entry: here('./sdk-clients.ts') },
  { name: 'the tick function', entry: here('../lambdas/tick/handler.ts') },
] as const;

/** Nobody listens there, and nothing is called on import. */
const env = variablesFor('http://127.0.0.1:9');

const importMs = async (file: string): Promise<number> => {
  const script = `const startMs = performance.now();
await import(${JSON.stringify(pathToFileURL(file).href)});
console.log(performance.now() - startMs);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    env,
  });
  return Number(stdout);
};

const bundleInto = async (folder: string, entry: string | null): Promise<string> => {
  await mkdir(folder);
  await writeFile(join(folder, 'fleet.yaml'), '');
  if (entry !== null) return bundleLambda(entry, folder);
  const file = join(folder, 'index.mjs');
  await writeFile(file, 'export {};\n');
  return file;
};

type Bundle = { readonly name: string; readonly file: string; readonly times: number[] };

const rowOf = async ({ name, file, times }: Bundle): Promise<Row> => {
  const code = await readFile(file);
  const zipped = gzipSync(code).length / kilobyte;
  return [name, code.length / kilobyte, zipped, median(times), Math.min(...times)];
};

const folder = await mkdtemp(join(tmpdir(), 'flyball-bench-'));
try {
  const bundles: Bundle[] = [];
  for (const [index, { name, entry }] of subjects.entries()) {
    bundles.push({ name, file: await bundleInto(join(folder, String(index)), entry), times: [] });
  }
  // In turns, so that whatever else the machine does hits all alike.
  for (let turn = 0; turn < imports; turn += 1) {
    for (const { file, times } of bundles) times.push(await importMs(file));
  }
  printTable(`Import in a fresh process, ${imports} times, Node ${process.version}`, [
    ['bundle', 'kB', 'kB gzipped', 'ms (median)', 'ms (best)'],
    ...(await Promise.all(bundles.map(rowOf))),
  ]);
} finally {
  await rm(folder, { recursive: true });
}
