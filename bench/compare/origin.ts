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

/** The page itself is about to change, and says nothing about the code. */
const isChanged = async (page: string): Promise<boolean> =>
  (await git('status', '--porcelain', '--', '.', `:(exclude)${page}`)) !== '';

export const originOf = async (command: string, page: string): Promise<Origin> => {
  const commit = await git('rev-parse', '--short=12', 'HEAD');
  const processors = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return {
    command,
    commit: (await isChanged(page)) ? `${commit}, with changes` : commit,
    machine: `${processors.length} × ${processors[0]?.model ?? 'unknown'}, ${memoryGb} GB, Node ${process.versions.node}`,
  };
};
