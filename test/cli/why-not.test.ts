import { describe, expect, it } from 'vitest';
import { type MemoryWorld, rememberState } from '#adapters/memory/world.ts';
import { stateOf } from '../adapters/sample.ts';
import { idOf, startMs, worldOf } from '../tick/support.ts';
import { run } from './support.ts';

const env = { FLYBALL_TABLE: 'table', USER: 'ada' };

const calm = (): MemoryWorld => worldOf([{ name: 'web', desired: 4, cpu: 40 }]);

const ask = (line: string, aws: MemoryWorld, files = {}) => run(line, { aws, env, files });

describe('explain --why-not', () => {
  it('says what would make it scale out', async () => {
    const { code, out } = await ask('explain prod/web --why-not out', calm());
    expect(code).toBe(0);
    expect(out).toContain('What would make it scale out (any of these is enough):\n  - ');
    expect(out).toContain('Nothing stands in the way.');
  });

  it('says what stands in the way of scaling in, and when that ends', async () => {
    const { out } = await ask('explain prod/web --why-not in', calm());
    expect(out).toContain('What would make it scale in (all of these have to hold):');
    expect(out).toContain('What stands in the way now:\n  - ');
    expect(out).toMatch(/At the earliest in 240 s, at 2026-01-05T09:04:00\.000Z\./);
  });

  it('names a full group, which no service sees by itself', async () => {
    const aws = worldOf([{ name: 'web', desired: 4, cpu: 90 }]);
    const files = {
      'fleet.yaml': 'groups: { all: { maxTasks: 4 } }\ndefaults: { group: all, max: 50 }\n',
    };
    const { out } = await ask('explain prod/web --why-not out', aws, files);
    expect(out).toContain('group all is capped at 4 tasks');
    expect(out).toContain('When that ends depends on more than time.');
  });

  it('speaks JSON', async () => {
    const aws = calm();
    const lastIn = { atMs: startMs - 20_000, from: 5, to: 4, urgency: 'low' } as const;
    rememberState(aws, idOf('web'), stateOf({ knownDesired: 4, lastIn }));
    const { out } = await ask('explain prod/web --why-not in --json', aws);
    expect(JSON.parse(out)).toMatchObject({
      whyNot: { direction: 'in', earliestMs: startMs + 40_000, conditions: [expect.any(String)] },
    });
  });

  it('knows two directions', async () => {
    const { code, err } = await ask('explain prod/web --why-not up', calm());
    expect({ code, err }).toEqual({
      code: 2,
      err: 'flyball: --why-not up is no direction; write out or in',
    });
  });
});
