/** The deployed bundle: built once the way CDK does it and once the way the tests and `npm start` do. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FlyballStack } from '#infra/flyball-stack.ts';
import { projectRoot } from '#infra/project-root.ts';
import { bundleLambda } from '#lib/bundle.ts';

const run = promisify(execFile);
const mebibyte = 1024 * 1024;
const fleetText = 'defaults:\n  max: 20 # "quotes" and $HOME stay as they are\n';

const environment = {
  AWS_REGION: 'us-east-1',
  FLYBALL_ACCOUNT: '123456789012',
  FLYBALL_STACK: 'Flyball',
  FLYBALL_TABLE: 'flyball',
  FLYBALL_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:flyball',
};

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-bundle-'));
  bundle = await bundleLambda(join(projectRoot, 'lambdas/tick/handler.ts'), folder);
});

afterAll(() => rm(folder, { recursive: true }));

/** A difference of two files of a megabyte tells nobody anything. */
const digestOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

const importBundle = (changes: Readonly<Record<string, string>> = {}) => {
  const code = `console.log(typeof (await import('${pathToFileURL(bundle)}')).handler)`;
  const env = { PATH: process.env['PATH'], ...environment, ...changes };
  return run('node', ['--input-type=module', '--eval', code], { env, timeout: 30_000 });
};

const synthAssets = async (): Promise<readonly string[]> => {
  const outdir = join(folder, 'cdk.out');
  // A name that a shell would take apart.
  const fleetFile = join(folder, "it's a $fleet.yaml");
  await writeFile(fleetFile, fleetText);
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  new FlyballStack(app, 'Flyball', { fleetFile });
  app.synth();
  const assets = (await readdir(outdir)).filter((name) => name.startsWith('asset.'));
  return assets.map((name) => join(outdir, name));
};

describe('the bundle of the tick', () => {
  it('is at most 1 MiB', async () => {
    expect((await stat(bundle)).size).toBeLessThanOrEqual(mebibyte);
  });

  it('has a handler once it is told where it is', async () => {
    await writeFile(join(folder, 'fleet.yaml'), '');
    expect((await importBundle()).stdout).toBe('function\n');
  });

  it('refuses to start with every problem of its environment at once', async () => {
    const broken = importBundle({ FLYBALL_TABLE: '', FLYBALL_CPU_TARGET: '0', FLYBALL_TYPO: '1' });
    const failure = await broken.catch((error: unknown) =>
      String(Reflect.get(Object(error), 'stderr')),
    );
    for (const name of ['FLYBALL_TABLE', 'FLYBALL_CPU_TARGET', 'FLYBALL_TYPO'])
      expect(failure).toContain(name);
  });

  it('refuses to start with every problem of its fleet file at once', async () => {
    await writeFile(join(folder, 'fleet.yaml'), 'defaults:\n  min: -1\n  colour: red\n');
    await expect(importBundle()).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /defaults\.min[\s\S]*defaults\.colour|defaults\.colour[\s\S]*defaults\.min/,
      ),
    });
  });

  it('is the code that CDK deploys, with the fleet file beside it', async () => {
    const assets = await synthAssets();
    const digests = await Promise.all(assets.map((asset) => digestOf(join(asset, 'index.mjs'))));
    expect(digests).toContain(await digestOf(bundle));
    for (const asset of assets) {
      expect(await readFile(join(asset, 'fleet.yaml'), 'utf8')).toBe(fleetText);
    }
  });
});
