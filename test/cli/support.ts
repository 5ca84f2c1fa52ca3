/** The CLI in a world of memory: what it printed, what it complained of, and its exit code. */
import { createMemoryHistories } from '#adapters/memory/histories.ts';
import { createMemoryWorld, type MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { runCli } from '#cli/run.ts';
import type { OpenScreen } from '#cli/top/screen.ts';
import type { CliWorld, ConnectOptions } from '#cli/world.ts';
import type { Registration } from '#lib/registration.ts';
import type { ServiceHistories, ServiceHistory } from '#lib/service-history.ts';
import { endless, home, startMs } from '../tick/support.ts';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

type Setting = {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly aws?: MemoryWorld;
  readonly connect?: CliWorld['connect'];
  readonly colour?: boolean;
  /** What is written, by path. */
  readonly written?: Map<string, string>;
  /** What progress was shown, line by line. */
  readonly progress?: string[];
  readonly registration?: Registration;
  readonly history?: ServiceHistory;
  /** Where histories were read, and with whose credentials. */
  readonly readIn?: Parameters<CliWorld['histories']>[];
  /** In place of one history for every service. */
  readonly histories?: ServiceHistories;
  /** What somebody at the terminal answers; left out, nobody is there. */
  readonly answer?: boolean;
  /** Who watches, and types. */
  readonly openScreen?: OpenScreen;
  readonly wait?: CliWorld['wait'];
};

/** A line is split at its spaces; who needs one inside an argument gives the arguments themselves. */
export const run = async (
  line: string | readonly string[],
  setting: Setting = {},
): Promise<Ran> => {
  const { env = {}, files = {}, aws = createMemoryWorld(), colour = false } = setting;
  const out: string[] = [];
  const err: string[] = [];
  const connect = async (_: ConnectOptions) => ({
    home,
    reach: () => createMemoryPorts(aws),
    operator: createMemoryOperatorPorts(aws),
  });
  const argv = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
  const code = await runCli(argv, {
    env,
    nowMs: () => startMs,
    readText: async (path) => files[path] ?? null,
    writeText: async (path, text) => {
      setting.written?.set(path, text);
    },
    showProgress: (line) => setting.progress?.push(line),
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    colour,
    startDeadline: () => endless,
    connect: setting.connect ?? connect,
    histories: async (...where) => {
      setting.readIn?.push(where);
      return (
        setting.histories ?? createMemoryHistories(setting.history ?? { usage: [], counts: [] })
      );
    },
    openScreen: setting.openScreen ?? null,
    wait: setting.wait ?? (async () => {}),
    ask: setting.answer === undefined ? null : async () => setting.answer === true,
    registrations: async () => ({ read: async () => setting.registration ?? null }),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
};
