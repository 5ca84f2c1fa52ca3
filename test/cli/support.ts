/** The CLI in a world of memory: what it printed, what it complained of, and its exit code. */
import { createMemoryWorld, type MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { runCli } from '#cli/run.ts';
import type { CliWorld, ConnectOptions } from '#cli/world.ts';
import { endless, home, startMs } from '../tick/support.ts';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

type Setting = {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly aws?: MemoryWorld;
  readonly connect?: CliWorld['connect'];
  readonly colour?: boolean;
};

export const run = async (line: string, setting: Setting = {}): Promise<Ran> => {
  const { env = {}, files = {}, aws = createMemoryWorld(), colour = false } = setting;
  const out: string[] = [];
  const err: string[] = [];
  const connect = async (_: ConnectOptions) => ({ home, ports: createMemoryPorts(aws) });
  const code = await runCli(line.split(' ').filter(Boolean), {
    env,
    nowMs: () => startMs,
    readText: async (path) => files[path] ?? null,
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    colour,
    startDeadline: () => endless,
    connect: setting.connect ?? connect,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
};
