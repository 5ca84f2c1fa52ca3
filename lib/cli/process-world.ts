/** The real world of the CLI: this process, its files and AWS. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { connectToAws, registrationsIn } from './connect.ts';
import type { CliWorld } from './world.ts';

const readText = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`cannot read ${path}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
};

const writeText = async (path: string, text: string): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new Error(`cannot write ${path}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
};

/** Back to the start of the line, and clear it. */
const overwrite = '\r\u001B[2K';

const showProgress = (line: string): void => {
  if (process.stderr.isTTY === true) process.stderr.write(`${overwrite}${line}`);
};

const wantsColour = ({ NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean =>
  process.stdout.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';

/** Containers often set no USER; who runs the process is known all the same, unless the id has no name. */
const accountName = (): string | undefined => {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
};

export const processWorld = (): CliWorld => ({
  env: { ...process.env, USER: process.env['USER'] ?? accountName() },
  nowMs: () => Date.now(),
  readText,
  writeText,
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  showProgress,
  colour: wantsColour(process.env),
  startDeadline: (ms) => {
    const endMs = performance.now() + ms;
    return { remainingMs: () => endMs - performance.now(), signal: AbortSignal.timeout(ms) };
  },
  connect: connectToAws,
  registrations: registrationsIn,
});
