/** The tick function, bundled as the stack bundles it, with a fleet file beside it. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleLambda } from '#lib/bundle.ts';

const entry = fileURLToPath(new URL('../../../lambdas/tick/handler.ts', import.meta.url));

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'flyball-e2e-'));

export type Asset = { readonly bundle: string; readonly remove: () => Promise<void> };

let bundled: Promise<string> | null = null;

const bundleOnce = (): Promise<string> => {
  bundled ??= newFolder().then((folder) => bundleLambda(entry, folder));
  return bundled;
};

/** What CDK would upload. */
export const makeAsset = async (fleetYaml: string): Promise<Asset> => {
  const source = await bundleOnce();
  const folder = await newFolder();
  const bundle = join(folder, basename(source));
  await cp(source, bundle);
  await writeFile(join(folder, 'fleet.yaml'), fleetYaml);
  return { bundle, remove: () => rm(folder, { recursive: true }) };
};
