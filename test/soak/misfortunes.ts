/** What goes wrong in a soak: drawn from a seed, one after the other, each undone when its time is over. */
import type { WorldCommand } from '#local/console/commands.ts';
import { troubleNames } from '#local/console/troubles.ts';
import { uniform } from '#simulator/plant/random.ts';

export type Misfortune = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly begin: WorldCommand;
  /** `null` for what is over by itself. */
  readonly end: WorldCommand | null;
};

type Kind = (service: string, luck: number) => Pick<Misfortune, 'begin' | 'end'>;

/** Silence makes every tick wait for its deadline in real time: 50 s each, for nothing new learnt. */
const affordable = troubleNames.filter((name) => name !== 'silence');

const once = (begin: WorldCommand) => ({ begin, end: null });

const whileIt = (begin: WorldCommand, end: WorldCommand) => ({ begin, end });

const kinds: readonly Kind[] = [
  (service) => once({ kind: 'flash-crowd', service }),
  (service) => once({ kind: 'deployment', service }),
  (service) => once({ kind: 'crash', service }),
  (service) => once({ kind: 'messages', service }),
  (service, luck) => once({ kind: 'desired', service, desired: Math.floor(luck * 12) }),
  (service, luck) =>
    whileIt({ kind: 'load', service, factor: luck * 4 }, { kind: 'load', service, factor: 1 }),
  (service) =>
    whileIt(
      { kind: 'error-storm', service, on: true },
      { kind: 'error-storm', service, on: false },
    ),
  (service) =>
    whileIt(
      { kind: 'failing-starts', service, on: true },
      { kind: 'failing-starts', service, on: false },
    ),
  (_, luck) => {
    const name = affordable[Math.floor(luck * affordable.length)] ?? 'throttling';
    return whileIt({ kind: 'trouble', name, on: true }, { kind: 'trouble', name, on: false });
  },
];

export type MisfortunesOptions = {
  readonly seed: number;
  readonly services: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
};

const minuteMs = 60_000;

const pick = <Item>(items: readonly Item[], luck: number): Item => {
  const item = items[Math.floor(luck * items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
};

/** One every twenty minutes on average, lasting two to twelve. */
export const misfortunes = (options: MisfortunesOptions): readonly Misfortune[] => {
  const { seed, services, startMs, endMs } = options;
  const all: Misfortune[] = [];
  let atMs = startMs;
  for (let number = 0; ; number += 1) {
    const draw = (what: string): number => uniform(seed, what, number);
    const fromMs = atMs + (13 + 14 * draw('pause')) * minuteMs;
    const toMs = fromMs + (2 + 10 * draw('length')) * minuteMs;
    if (toMs > endMs) return all;
    const kind = pick(kinds, draw('kind'));
    all.push({ fromMs, toMs, ...kind(pick(services, draw('service')), draw('luck')) });
    atMs = toMs;
  }
};
