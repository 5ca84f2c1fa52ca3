/** Events over the wire, against the local AWS. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientSettings } from '#adapters/client-settings.ts';
import { createEventBus } from '#adapters/eventbridge.ts';
import type { FlyballEvent } from '#lib/events/schemas.ts';
import type { EventBus } from '#lib/ports.ts';
import { manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { anyone } from './dynamodb.ts';
import { deadlineIn } from './sample.ts';

const deadline = deadlineIn(20_000);
let aws: RunningLocalAws;
let bus: EventBus;

beforeEach(async () => {
  const startMs = Date.UTC(2026, 0, 5);
  aws = await startLocalAws({
    world: createWorld({ seed: 1, startMs, services: [] }),
    clock: manualClock(startMs),
  });
  const settings = clientSettings({ region: 'us-east-1', endpoint: aws.url });
  bus = createEventBus(new EventBridgeClient({ ...settings, ...anyone }));
});
afterEach(() => aws.stop());

const failed = (index: number): FlyballEvent => ({
  detailType: 'Flyball Tick Failed',
  detail: {
    version: 1,
    id: `tick-${index}`,
    at: '2026-01-05T09:00:00.000Z',
    failures: [{ what: 'shop/web “✓” <b>', message: 'broken' }],
    count: 1,
  },
});

const many = Array.from({ length: 25 }, (_, index) => failed(index));

const ids = () => aws.events.map(({ detail }) => JSON.parse(detail).id).toSorted();

test('events are put ten a call, as they are', async () => {
  expect(await bus.put(many, deadline)).toEqual({ untaken: [], cause: null });
  expect(aws.calls.get('events:PutEvents')).toBe(3);
  expect(aws.events).toHaveLength(25);
  expect(aws.events[0]).toMatchObject({ source: 'flyball', detailType: 'Flyball Tick Failed' });
  const [first] = aws.events
    .map(({ detail }) => JSON.parse(detail))
    .filter(({ id }) => id === 'tick-0');
  expect(first).toEqual(failed(0).detail);
});

test('of a call that is taken in part the rest is put again, and nothing twice', async () => {
  aws.faults.set({ operation: 'events:PutEvents', kind: 'partial', count: 1 });
  expect(await bus.put(many.slice(0, 10), deadline)).toEqual({ untaken: [], cause: null });
  expect(ids()).toEqual(
    many
      .slice(0, 10)
      .map(({ detail }) => detail.id)
      .toSorted(),
  );
});

test('what is never taken comes back, with the reason', async () => {
  aws.faults.set({ operation: 'events:PutEvents', kind: 'partial', count: 9 });
  const { untaken, cause } = await bus.put(many.slice(0, 10), deadline);
  expect(untaken).toHaveLength(1);
  expect(cause?.message).toContain('InternalFailure');
  expect(aws.events).toHaveLength(9);
});
