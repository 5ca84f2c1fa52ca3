import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryHistories } from '#adapters/memory/histories.ts';
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import type { ServiceHistories, ServiceHistory } from '#lib/service-history.ts';
import { cpuOf, fleetOf, home, minuteMs, startMs, viewOf } from '../../tick/support.ts';
import { type Ran, run } from '../support.ts';

/** From a Wednesday to a Monday: the least that shows a habit of weekdays and of weekends. */
const days = 5.5;

/** Quiet from 20:00 to 6:00 UTC, and busy for twenty tasks at 20 % by day. */
const history: ServiceHistory = {
  counts: [],
  usage: Array.from({ length: days * 1440 }, (_, minute) => {
    const atMs = startMs - (days * 1440 - minute) * minuteMs;
    const hour = (atMs / 3_600_000) % 24;
    const busy = hour >= 20 ? 0.8 : Math.min(4, Math.max(0.8, 0.8 + 1.6 * (hour - 6)));
    return { atMs, cpuPercent: 5 * busy, samples: 20 };
  }),
};

const nothing: ServiceHistory = { usage: [], counts: [] };

const broken: ServiceHistories = {
  billedMetrics: () => 3,
  read: async () => {
    throw new Error('CloudWatch did not answer', { cause: new Error('throttled') });
  },
};

const histories: Readonly<Record<string, ServiceHistories>> = {
  web: createMemoryHistories(history),
  idle: createMemoryHistories(nothing),
  broken,
};

const fleetYaml = `
defaults: { min: 6, max: 30 }
accounts: [{ account: '999999999999', regions: [us-east-1] }]
services:
  - { cluster: prod, name: memory, rules: [{ kind: track, signal: cpu, target: 60 }, { kind: track, signal: memory, target: 70 }] }
  - { cluster: prod, name: wrong, account: "999999999999" }
`;

const worldWith = (names: readonly (readonly [name: string, tasks: number])[]): MemoryWorld => {
  const aws = createMemoryWorld();
  for (const [name, tasks] of names) {
    placeService(aws, viewOf(name, tasks), { cpu: cpuOf(50, tasks) });
    aws.decisions.push({
      service: { ...home, cluster: 'prod', name },
      atMs: startMs - 300 * minuteMs,
      from: tasks,
      to: tasks,
      asked: tasks,
      urgency: 'low',
      reasons: [],
      challenger: null,
      outcome: { kind: 'held' },
      because: [],
    });
  }
  return aws;
};

type Report = Ran & { readonly page: string; readonly progress: readonly string[] };

const each: ServiceHistories = {
  billedMetrics: () => 3,
  read: (id, range, deadline) => (histories[id.name] ?? broken).read(id, range, deadline),
};

const report = async (line: string): Promise<Report> => {
  const aws = worldWith([
    ['web', 9],
    ['idle', 10],
    ['broken', 7],
    ['memory', 6],
  ]);
  const written = new Map<string, string>();
  const progress: string[] = [];
  const ran = await run(`report ${line}`, {
    env: { FLYBALL_TABLE: 'flyball' },
    files: { 'fleet.yaml': fleetYaml },
    aws,
    histories: each,
    written,
    progress,
  });
  return { ...ran, page: written.get('week.html') ?? '', progress };
};

/** What stands after a heading of `#`, up to the next empty line. */
const snippetIn = (out: string): string => /^services:\n(?: .*\n?)+/m.exec(out)?.[0] ?? '';

describe('what would save most', () => {
  let text: Report;
  beforeAll(async () => {
    text = await report('--html week.html');
  });

  it('ranks the services by what they would save a month, with what that is based on', () => {
    expect(text.code).toBe(0);
    expect(text.out).toContain('What would save most');
    expect(text.out).toMatch(
      /^prod\/web +(assure|schedule) +\$\d[\d.]* +[\d,.]+ → [\d,.]+ +\d+ → \d+ +5\.\d+ /m,
    );
    expect(text.out).toMatch(
      /^prod\/web +schedule .* min 2 in place of 6 every day from 21:00 to 06:00, UTC$/m,
    );
  });

  it('ends in lines of a fleet file that is valid', () => {
    const snippet = snippetIn(text.out);
    expect(snippet).toContain('name: web');
    expect(fleetOf(snippet).services).toHaveLength(1);
  });

  it('says of each other service why it is not among them', () => {
    expect(text.out).toContain('prod/idle: not replayed: CloudWatch knows no CPU of it');
    expect(text.out).toContain('prod/broken: not replayed: CloudWatch did not answer: throttled');
    expect(text.out).toContain(
      'prod/memory: not replayed: load is reconstructed from CPU, which says nothing of track memory',
    );
    expect(text.out).toMatch(/wrong: not replayed: /);
  });

  it('says first what it costs and how to do without, and how far it is', () => {
    expect(text.err).toContain(
      '7 days of 5 services are replayed, 15 metrics of CloudWatch for $0.00015; --savings 0 leaves it out',
    );
    expect(text.progress.some((line) => line.startsWith('2 of 5, prod/web'))).toBe(true);
    expect(text.progress.at(-1)).toBe('');
  });

  it('is on the page too', () => {
    expect(text.page).toContain('<h2>What would save most</h2>');
    expect(text.page).toContain('<pre>services:');
    expect(text.page).toContain('CloudWatch did not answer');
  });

  it('looks at those with the most task-hours, and says how many it did not look at', async () => {
    const { out } = await report('--savings 1 --json');
    const { savings } = JSON.parse(out);
    expect(savings).toMatchObject({ notLookedAt: 4, billedMetrics: 3 });
    expect(savings.services).toHaveLength(1);
    expect(savings.services[0]).toMatchObject({ service: 'prod/idle', kind: 'not replayed' });
  });

  it('is left out with --savings 0, and nothing is read for it', async () => {
    const { out, err } = await report('--savings 0');
    expect(out).not.toContain('What would save most');
    expect(err).not.toContain('CloudWatch');
    expect(JSON.parse((await report('--savings 0 --json')).out).savings).toBeNull();
  });

  it.each(['-1', '1.5', '201', 'all'])('--savings %s is refused', async (count) => {
    expect((await report(`--savings ${count}`)).code).toBe(2);
  });
});
