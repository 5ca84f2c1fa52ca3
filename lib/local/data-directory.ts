/**
 * The folder that keeps the tables between runs. It is checked and claimed before the embedded DynamoDB opens it,
 * which waits for ever where it cannot write and throws where nobody catches when another process holds the files.
 */
import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalSetupError } from './local-setup-error.ts';
import type { TearDown } from './tear-down.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, but is somebody else's.
    return codeOf(error) === 'EPERM';
  }
};

/** One level only: where none can be made, as in /proc, Node 24 tries to make a whole path for ever. */
const ensureThere = async (directory: string): Promise<void> => {
  try {
    await mkdir(directory);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

const ensureWritable = async (directory: string): Promise<void> => {
  try {
    await ensureThere(directory);
    // The slash at the end makes a file of that name an error.
    await access(join(directory, '/'), constants.W_OK);
  } catch (cause) {
    throw new LocalSetupError(
      `the data directory ${directory} cannot be used (${codeOf(cause)}); name a folder that you may write to, in one that exists`,
      { cause },
    );
  }
};

/** Who claimed it and lives; a claim that a crash left behind counts for nothing. */
const holderOf = async (claim: string): Promise<number | null> => {
  try {
    const pid = Number(await readFile(claim, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid) ? pid : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

export const claimDataDirectory = async (directory: string, ends: TearDown): Promise<void> => {
  await ensureWritable(directory);
  const claim = join(directory, 'flyball.pid');
  const holder = await holderOf(claim);
  if (holder !== null) {
    throw new LocalSetupError(
      `the data directory ${directory} is in use by process ${holder}; stop that one, or name another folder`,
    );
  }
  await writeFile(claim, String(process.pid));
  ends.add(() => rm(claim, { force: true }));
};
