import { describe, expect, it, vi } from 'vitest';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import { runTick } from '#lib/tick.ts';
import { answer, shownRange } from '../../../lambdas/widget/answer.ts';
import { periodFor } from '../../../lambdas/widget/read-signals.ts';
import type { WidgetPorts, WidgetWorld } from '../../../lambdas/widget/world.ts';
import {
  endless,
  fleetOf,
  home,
  idOf,
  inputOf,
  minuteMs,
  startMs,
  worldOf,
} from '../../tick/support.ts';

const ownArn = 'arn:aws:lambda:us-east-1:123456789012:function:customWidgetFlyball';

const portsOf = (world: MemoryWorld): WidgetPorts => ({
  ...createMemoryPorts(world),
  history: createMemoryOperatorPorts(world).history,
  alertDesk: createMemoryOperatorPorts(world).alertDesk,
});

const looking = (world: MemoryWorld, ports: Partial<WidgetPorts> = {}): WidgetWorld => ({
  home,
  fleet: fleetOf(),
  intervalMs: minuteMs,
  ports: { ...portsOf(world), ...ports },
  clock: () => startMs + 30_000,
  log: { warn: vi.fn() },
  controlArn: 'arn:control',
  deadline: endless,
});

const ticked = async (): Promise<MemoryWorld> => {
  const world = worldOf([
    { name: 'web', desired: 4, cpu: 80 },
    { name: 'api', desired: 4, cpu: 60 },
  ]);
  await runTick(inputOf(world));
  return world;
};

const webKey = keyOf(idOf('web'));

describe('the widget', () => {
  it('describes itself without reading anything', async () => {
    const unreadable = new Proxy({} as never, {
      get: () => {
        throw new Error('read');
      },
    });
    const world = { ...looking(await ticked()), ports: unreadable };
    expect(await answer({ describe: true }, ownArn, world)).toMatch(/^## Flyball[\s\S]*```yaml/);
  });

  it.each([
    ['overview', ['All is well with 2 services', '4 → 6']],
    ['services', ['cpu 80 / 60', 'class="steps"', 'class="line"', '1–2 of 2']],
    ['predictions', ['nothing was learnt of its past yet']],
    ['decisions', ['✓ done', '4 → 6', 'track cpu: cpu 80 over 4 tasks']],
  ])('shows %s', async (view, texts) => {
    const source = await answer({ view }, ownArn, looking(await ticked()));
    for (const text of texts) expect(source).toContain(text);
    expect(source).toContain(`endpoint="${ownArn}"`);
  });

  it('answers about one service: what, why, what would change it, and what it costs', async () => {
    const source = await answer(
      { view: 'service', service: webKey },
      ownArn,
      looking(await ticked()),
    );
    for (const text of [
      'Why it is at 6',
      'More tasks, once any of these holds',
      'Fewer tasks, once all of these hold',
      'Trouble in the last hour',
      'The next two hours',
      'its tasks, an hour',
    ]) {
      expect(source).toContain(text);
    }
  });

  it('says so when nobody knows the service', async () => {
    const event = { view: 'service', service: '<b>gone</b>' };
    expect(await answer(event, ownArn, looking(await ticked()))).toContain('&lt;b&gt;gone');
  });

  it('changes nothing and writes nothing by looking', async () => {
    const world = await ticked();
    const before = structuredClone({ ...world });
    const looks = looking(world);
    for (const view of ['overview', 'services', 'predictions', 'decisions']) {
      await answer({ view }, ownArn, looks);
    }
    await answer({ view: 'service', service: webKey }, ownArn, looks);
    expect({ ...world }).toEqual(before);
  });

  it.each(['overview', 'service'])('says in %s what went wrong within the hour', async (view) => {
    const world = await ticked();
    const over = (minutes: number, code: 'no-data' | 'at-ceiling') => ({
      code,
      severity: 'error' as const,
      service: webKey,
      group: null,
      message: 'm',
      openedAtMs: startMs - 90 * minuteMs,
      toldAtMs: null,
      resolvedAtMs: startMs - minutes * minuteMs,
      resolution: null,
    });
    world.resolvedAlerts.push(over(70, 'at-ceiling'), over(50, 'no-data'), over(30, 'no-data'));
    const source = await answer({ view, service: webKey }, ownArn, looking(world));
    expect(source).toContain('no-data, 2 times, over 31 min ago');
    expect(source).not.toContain('at-ceiling');
  });

  it.each([
    [
      'summaries',
      { publish: async () => 'unchanged', read: () => Promise.reject(new Error('gone')) },
    ],
    ['alerts', { open: () => Promise.reject(new Error('gone')) }],
    ['overrides', { load: () => Promise.reject(new Error('gone')) }],
    ['lastTick', { at: () => Promise.reject(new Error('gone')) }],
    ['alertDesk', { past: () => Promise.reject(new Error('gone')) }],
    ['history', { read: () => Promise.reject(new Error('gone')) }],
    ['signals', { read: () => Promise.reject(new Error('gone')) }],
    ['serviceReader', { describe: () => Promise.reject(new Error('gone')) }],
    ['foresights', { load: () => Promise.reject(new Error('gone')) }],
  ])('shows what there is without %s', async (port, broken) => {
    const world = looking(await ticked(), { [port]: broken });
    for (const view of ['overview', 'services', 'predictions', 'decisions', 'service']) {
      const source = await answer({ view, service: webKey }, ownArn, world);
      expect(source).toContain('class="flyball');
    }
    expect(world.log.warn).toHaveBeenCalled();
  });
});

describe('the stretch of time that is shown', () => {
  const nowMs = 20 * 86_400_000;
  const hours = (count: number) => count * 3_600_000;
  it.each([
    ['three hours where nothing is said', null, hours(3)],
    ['what is asked for', { fromMs: nowMs - hours(1), toMs: nowMs }, hours(1)],
    ['two weeks at most', { fromMs: 0, toMs: nowMs }, hours(14 * 24)],
    ['nothing of the future', { fromMs: nowMs - hours(1), toMs: nowMs + hours(5) }, hours(1)],
    ['three hours where all of it is the future', { fromMs: nowMs + 1, toMs: nowMs + 2 }, hours(3)],
  ])('is %s', (_, asked, expected) => {
    const { fromMs, toMs } = shownRange(asked, nowMs);
    expect(toMs - fromMs).toBe(expected);
    expect(toMs).toBeLessThanOrEqual(nowMs);
  });

  it('is read in 120 points at most', () => {
    for (const days of [0.01, 0.1, 1, 3, 7, 14]) {
      const seconds = days * 86_400;
      expect(seconds / periodFor({ fromMs: 0, toMs: seconds * 1000 })).toBeLessThanOrEqual(120);
    }
  });
});
