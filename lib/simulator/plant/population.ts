/** The services of a world by name, each with the minutes it has lived through. */
import type { Minute } from './minute.ts';
import { pastOf } from './past.ts';
import { beginRun, type ServiceRun } from './service-run.ts';
import type { ServiceSetup } from './setup.ts';
import type { Third } from './third.ts';
import { createWindow, type Window } from './window.ts';

/** CloudWatch keeps points of less than a minute for three hours. */
const thirdsKept = 3 * 180;

export type ServiceName = { readonly cluster: string; readonly name: string };

export type Entry = {
  readonly run: ServiceRun;
  readonly minutes: Window<Minute>;
  readonly thirds: Window<Third>;
  /** Of before the world began. */
  readonly past: readonly Minute[];
};

export type Population = {
  readonly all: () => readonly Entry[];
  readonly find: (service: ServiceName) => Entry | undefined;
  /** Throws for a service that is not there, and names those that are. */
  readonly get: (service: ServiceName) => Entry;
  /** Those that a target group sends requests to. */
  readonly behind: (targetGroup: string) => readonly Entry[];
  readonly add: (setup: ServiceSetup, seed: number, nowMs: number) => void;
  /** The service as it is from now on. */
  readonly put: (run: ServiceRun) => void;
  readonly remove: (service: ServiceName) => void;
};

const keyOf = ({ cluster, name }: ServiceName): string => `${cluster}/${name}`;

export const createPopulation = (historyMinutes: number): Population => {
  const entries = new Map<string, Entry>();
  /** By target group: of thousands of services, looking through all for each metric would take minutes. */
  const groups = new Map<string, Set<string>>();

  const get = (service: ServiceName): Entry => {
    const entry = entries.get(keyOf(service));
    if (entry !== undefined) return entry;
    const known = [...entries.keys()].join(', ');
    throw new Error(`The world has no service ${keyOf(service)}; it has: ${known}`);
  };

  return {
    all: () => [...entries.values()],
    find: (service) => entries.get(keyOf(service)),
    get,
    behind: (targetGroup) =>
      [...(groups.get(targetGroup) ?? [])].flatMap((key) => entries.get(key) ?? []),
    add: (setup, seed, nowMs) => {
      const key = keyOf(setup);
      if (entries.has(key)) {
        throw new Error(`The world already has a service ${key}: name it otherwise`);
      }
      const minutes = createWindow<Minute>(historyMinutes);
      const thirds = createWindow<Third>(thirdsKept);
      const run = beginRun(setup, seed, nowMs);
      entries.set(key, { run, minutes, thirds, past: pastOf(setup, nowMs) });
      const group = setup.targetGroup?.name;
      if (group !== undefined) groups.set(group, (groups.get(group) ?? new Set()).add(key));
    },
    put: (run) => {
      entries.set(keyOf(run.setup), { ...get(run.setup), run });
    },
    remove: (service) => {
      const { setup } = get(service).run;
      entries.delete(keyOf(setup));
      groups.get(setup.targetGroup?.name ?? '')?.delete(keyOf(setup));
    },
  };
};
