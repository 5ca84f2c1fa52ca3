/** The real world of the CLI: this process, its files and AWS. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectToAws, historiesIn, registrationsIn } from './connect.ts';
import { terminalScreen } from './top/terminal-screen.ts';
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

/** Who has not answered by then has left. */
const answerWithinMs = 300_000;

const ask = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(question, {
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    throw new Error('the question was not answered; nothing was done', { cause: error });
  } finally {
    terminal.close();
  }
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

const isWatched = (): boolean => process.stdin.isTTY === true && process.stdout.isTTY === true;

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
  histories: historiesIn,
  openScreen: isWatched()
    ? terminalScreen({ input: process.stdin, output: process.stdout, process })
    : null,
  wait: (ms, signal) => sleep(ms, undefined, { signal }),
  ask: process.stdin.isTTY === true ? ask : null,
});
