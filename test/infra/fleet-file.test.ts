import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFleetFile } from '#infra/fleet-file.ts';
import { projectRoot } from '#infra/project-root.ts';

const run = promisify(execFile);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-fleet-'));
});

afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

const twoFaults = 'defaults:\n  min: -1\n  colour: red\n';

describe('the fleet file at synth', () => {
  it('is shipped when valid', async () => {
    const path = await write('good.yaml', 'defaults:\n  max: 20\n');
    expect(findFleetFile(path)).toEqual({ kind: 'valid', path, accounts: [] });
  });

  it('tells which accounts the roles of the stack must reach', async () => {
    const accounts = "accounts: [{ account: '222222222222', regions: [eu-west-1], role: Scaler }]";
    expect(findFleetFile(await write('accounts.yaml', accounts))).toMatchObject({
      kind: 'valid',
      accounts: [{ account: '222222222222', regions: ['eu-west-1'], role: 'Scaler' }],
    });
  });

  it('must exist when it is named', () => {
    const path = join(folder, 'none.yaml');
    expect(findFleetFile(path)).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(`${path} does not exist`),
    });
  });

  it('is refused with all its problems at once', async () => {
    const path = await write('bad.yaml', twoFaults);
    const found = findFleetFile(path);
    expect(found).toMatchObject({ kind: 'invalid', message: expect.stringContaining(path) });
    expect(found).toMatchObject({ message: expect.stringContaining('defaults.min: -1:') });
    expect(found).toMatchObject({ message: expect.stringContaining('defaults.colour: red:') });
  });

  it('fails the app with the problems and without a stack trace', async () => {
    const path = await write('bad.yaml', twoFaults);
    const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ fleet: path }) };
    const failure = run('node', ['bin/app.ts'], { cwd: projectRoot, env });
    await expect(failure).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The fleet file .* is refused:\n( {2}\S.*\n){2}$/),
    });
  });
});
