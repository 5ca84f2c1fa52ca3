/** Where numbers come from: who wants to check them needs the command, the commit and the machine. */
import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';

export type Origin = {
  readonly command: string;
  readonly commit: string;
  readonly machine: string;
};

const git = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('git', [...args], { timeout: 10_000 })).stdout.trim();

/** The page that an earlier run wrote says nothing about the code. */
const isChanged = async (): Promise<boolean> =>
  (await git('status', '--porcelain', '--', '.', ':(exclude)docs/BENCHMARKS.md')) !== '';

export const originOf = async (command: string): Promise<Origin> => {
  const commit = await git('rev-parse', '--short=12', 'HEAD');
  const processors = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return {
    command,
    commit: (await isChanged()) ? `${commit}, with changes` : commit,
    machine: `${processors.length} × ${processors[0]?.model ?? 'unknown'}, ${memoryGb} GB, Node ${process.versions.node}`,
  };
};
