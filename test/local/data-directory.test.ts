import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimDataDirectory } from '#local/data-directory.ts';
import { tearDown } from '#local/tear-down.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-data-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** No process has this number: Linux ends at 4,194,304. */
const deadPid = 2 ** 22 + 1;

test('a folder that is not there is made, claimed, and let go of', async () => {
  const directory = join(folder, 'new');
  const ends = tearDown();
  await claimDataDirectory(directory, ends);
  expect(await readdir(directory)).toEqual(['flyball.pid']);
  await ends.run();
  expect(await readdir(directory)).toEqual([]);
});

test('a folder that another process works in is refused, by its number', async () => {
  await writeFile(join(folder, 'flyball.pid'), String(process.ppid));
  await expect(claimDataDirectory(folder, tearDown())).rejects.toThrow(
    `in use by process ${process.ppid}; stop that one`,
  );
});

test.each([String(deadPid), '', 'lots'])(
  'a claim of %j, which nobody holds, is taken over',
  async (claim) => {
    await writeFile(join(folder, 'flyball.pid'), claim);
    const ends = tearDown();
    await claimDataDirectory(folder, ends);
    await ends.run();
  },
);

test.each([
  ['a file', () => join(folder, 'file'), 'ENOTDIR'],
  ['in a folder that is not there', () => join(folder, 'nowhere/deeper'), 'ENOENT'],
  ['under a file', () => join(folder, 'file/deeper'), 'ENOTDIR'],
])('what is no folder is refused: %s', async (_, where, why) => {
  await writeFile(join(folder, 'file'), '');
  await expect(claimDataDirectory(where(), tearDown())).rejects.toThrow(
    `${where()} cannot be used (${why}); name a folder that you may write to, in one that exists`,
  );
});
