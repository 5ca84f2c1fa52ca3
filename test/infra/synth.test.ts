/** The whole app with CDK's own rules and those of cdk-nag, which a synthesis fails on. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectRoot } from '#infra/project-root.ts';
import cdkJson from '../../cdk.json' with { type: 'json' };

const run = promisify(execFile);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-synth-'));
});

afterEach(() => rm(folder, { recursive: true }));

const synthesise = async (context: Readonly<Record<string, string>>) => {
  const all = { ...cdkJson.context, ...context, 'aws:cdk:bundling-stacks': [] };
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(all) };
  await run(process.execPath, ['bin/app.ts'], { cwd: projectRoot, env });
  return (await readdir(folder)).filter((file) => file.endsWith('.template.json'));
};

it('a spoke stack breaks no rule, and is made without the other', async () => {
  expect(await synthesise({ hubAccount: '111111111111' })).toEqual(['FlyballSpoke.template.json']);
});

it('a stack that reaches other accounts breaks no rule', async () => {
  const fleet = join(folder, 'fleet.yaml');
  await writeFile(fleet, "accounts: [{ account: '222222222222', regions: [eu-west-1] }]");
  expect(await synthesise({ fleet })).toEqual(['Flyball.template.json']);
});
