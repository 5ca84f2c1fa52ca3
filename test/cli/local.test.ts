/** `flyball local` as somebody types it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['bin/flyball.js', 'local', ...args], { cwd: root });
  let said = '';
  const take = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return { child, said: () => said };
};

const ended = async (child: ChildProcess): Promise<unknown> => {
  const [code] = await once(child, 'exit');
  return code;
};

const fileWith = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

test('it says where it is, tells what it does, and Ctrl-C stops it in good order', async () => {
  const { child, said } = start('--port', '0', '--speed', '600');
  await expect.poll(said, { timeout: 30_000 }).toContain('Watch it');
  const [, url = ''] = /Watch it\s+(\S+)/.exec(said()) ?? [];
  expect((await fetch(url)).status).toBe(200);
  expect(said()).toContain(`AWS_ENDPOINT_URL=${url.replace(/\/$/, '')}`);
  await expect.poll(said, { timeout: 30_000 }).toMatch(/shop\/storefront +\d+ → \d+ +Scale/);
  child.kill('SIGINT');
  expect(await ended(child)).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test('Ctrl-C while it starts ends it without complaint', async () => {
  const { child, said } = start('--port', '0');
  await expect.poll(said, { timeout: 30_000 }).toContain('Starting');
  child.kill('SIGINT');
  expect(await ended(child)).toBe(0);
  expect(said()).not.toContain('flyball:');
});

test('a service of a trace is scaled by its tag, with no fleet file at all', async () => {
  const trace = await fileWith('load.csv', 'seconds,shop/own\n0,400\n3600,400\n');
  const { child, said } = start('--port', '0', '--speed', '600', '--trace', trace);
  await expect.poll(said, { timeout: 30_000 }).toMatch(/shop\/own +\d+ → \d+ +Scale out/);
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
});

test('a taken port is named, with what to do', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { child, said } = start('--port', String(port));
  expect(await ended(child)).toBe(1);
  expect(said()).toContain(`port ${port} is taken; stop what listens there, or choose another`);
  server.close();
});

test('a bad fleet file, a bad trace row and a bad option are told by name', async () => {
  const fleet = await fileWith('bad.yaml', 'services:\n  - { cluster: a, name: b, max: -1 }\n');
  const trace = await fileWith('bad.csv', 'seconds,shop/own\n0,400\n60,lots\n');
  const runs = [
    { args: ['--fleet', fleet], code: 1, says: 'services[0].max' },
    { args: ['--trace', trace], code: 1, says: 'line 3, column shop/own is "lots"' },
    { args: ['--fleet', 'nowhere.yaml'], code: 1, says: 'there is no file nowhere.yaml' },
    { args: ['--data', fleet], code: 1, says: `the data directory ${fleet} cannot be used` },
    { args: ['--speed', '0'], code: 2, says: '--speed is 0, but must be a whole number from 1' },
  ].map(async ({ args, code, says }) => {
    const { child, said } = start(...args);
    expect(await ended(child)).toBe(code);
    expect(said()).toContain(says);
  });
  await Promise.all(runs);
});
