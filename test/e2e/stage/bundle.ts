/** The tick function as the stack bundles it, with a fleet file beside it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile, bundleLambda } from '#lib/bundle.ts';

const entry = fileURLToPath(new URL('../../../lambdas/tick/handler.ts', import.meta.url));

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'flyball-e2e-'));

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true });

const bundle = async (): Promise<string> => {
  const folder = await newFolder();
  try {
    return await readFile(await bundleLambda(entry, folder), 'utf8');
  } finally {
    await remove(folder);
  }
};

/** Half a second of work, so it is done once for all stories of a file. */
let bundled: Promise<string> | null = null;

/** What CDK would upload. */
export type Asset = { readonly file: string; readonly remove: () => Promise<void> };

export const makeAsset = async (fleetYaml: string): Promise<Asset> => {
  bundled ??= bundle();
  const code = await bundled;
  const folder = await newFolder();
  const file = join(folder, bundleFile);
  await writeFile(file, code);
  await writeFile(join(folder, 'fleet.yaml'), fleetYaml);
  return { file, remove: () => remove(folder) };
};
