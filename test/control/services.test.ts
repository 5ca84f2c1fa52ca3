import { describe, expect, it } from 'vitest';
import { placeService } from '#adapters/memory/world.ts';
import { stateOf } from '../adapters/sample.ts';
import { idOf, startMs, viewOf } from '../tick/support.ts';
import { ask, fleetWith, rowOf, stageOf } from './support.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => rowOf(`s${String(index).padStart(4, '0')}`));

describe('GET /services', () => {
  it('lists what the last tick saw, with the health of each and of all', async () => {
    const stage = stageOf({ aws: fleetWith(rowOf('web'), rowOf('api', { standing: 'no-data' })) });
    const { status, body } = await ask(stage, 'GET /services');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: new Date(startMs).toISOString(),
      services: [
        { id: 'prod~api', standing: 'no-data', health: 60 },
        { id: 'prod~web', standing: 'steady', health: 100, desired: 4, max: 10 },
      ],
      health: 70,
      next: null,
      missing: [],
    });
  });

  it('pages of any size show every service once, while the fleet changes', async () => {
    const aws = fleetWith(...many(25));
    const stage = stageOf({ aws });
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const { body } = await ask(stage, `GET /services?limit=7${cursor}`);
      const page = body as { services: { id: string }[]; next: string | null };
      seen.push(...page.services.map(({ id }) => id));
      next = page.next;
    } while (next !== null);
    expect(seen).toEqual(many(25).map(({ service }) => `prod~${service.name}`));
  });

  it('shows those of one standing, or of one group', async () => {
    const aws = fleetWith(rowOf('a', { group: 'backend' }), rowOf('b', { standing: 'held' }));
    const stage = stageOf({ aws });
    const held = await ask(stage, 'GET /services?standing=held');
    expect(held.body).toMatchObject({ services: [{ id: 'prod~b' }] });
    const backend = await ask(stage, 'GET /services?group=backend');
    expect(backend.body).toMatchObject({ services: [{ id: 'prod~a' }] });
  });

  it('answers without the summary, and says that it is missing', async () => {
    const summaries = { read: () => Promise.reject(new Error('table is gone')) };
    const stage = stageOf({ ports: { summaries } });
    const { status, body } = await ask(stage, 'GET /services');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      services: [],
      asOf: null,
      missing: [{ part: 'summary', why: 'table is gone' }],
    });
  });

  it.each(['limit=0', 'limit=501', 'limit=many', 'cursor=nonsense', 'standing=odd', 'colour=red'])(
    'refuses %s',
    async (query) => {
      const { status, type } = await ask(stageOf({ aws: fleetWith() }), `GET /services?${query}`);
      expect({ status, type }).toEqual({ status: 400, type: 'application/problem+json' });
    },
  );

  it('tells everything that is wrong at once', async () => {
    const { body } = await ask(stageOf({}), 'GET /services?limit=0&colour=red');
    expect(body).toMatchObject({
      issues: [{ path: 'query.limit' }, { path: 'query' }],
      instance: 'urn:request:request-1',
    });
  });

  it('refuses the cursor of another listing', async () => {
    const stage = stageOf({ aws: fleetWith(...many(3)) });
    const { body } = await ask(stage, 'GET /health/pools?limit=1');
    const { next } = body as { next: string };
    expect(await ask(stage, `GET /services?cursor=${next}`)).toMatchObject({ status: 400 });
  });
});

describe('GET /services/{id}', () => {
  const openBreaker = stateOf({
    breaker: {
      kind: 'open',
      cause: 'failed-starts',
      sinceMs: startMs,
      untilMs: startMs + 60_000,
      openSeconds: 60,
    },
  });

  it('tells what was seen, what is now, the breaker and the orders', async () => {
    const aws = fleetWith(rowOf('web'));
    placeService(aws, viewOf('web', 5));
    aws.states.set('123456789012/us-east-1/prod/web', {
      kind: 'found',
      state: openBreaker,
      version: 1,
    });
    const stage = stageOf({ aws });
    await ask(stage, 'POST /fleet/freeze', { body: { why: 'incident 42' } });
    const { body } = await ask(stage, 'GET /services/prod~web');
    expect(body).toMatchObject({
      seen: { desired: 4 },
      now: { desired: 5 },
      breaker: { state: 'open', cause: 'failed-starts' },
      orders: [{ order: 'freeze', scope: 'fleet', why: 'incident 42', who: 'ada' }],
      missing: [],
    });
  });

  it('names each part that is missing, and tells the rest', async () => {
    const aws = fleetWith(rowOf('web'));
    const fail = () => Promise.reject(new Error('throttled'));
    const stage = stageOf({ aws, ports: { serviceReader: { describe: fail } } });
    const { status, body } = await ask(stage, 'GET /services/prod~web');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      seen: { desired: 4 },
      now: null,
      missing: [{ part: 'ecs', why: 'throttled' }],
    });
  });

  it('knows a service that was enrolled since the last summary', async () => {
    const aws = fleetWith(rowOf('web'));
    placeService(aws, viewOf('new', 2));
    const { status, body } = await ask(stageOf({ aws }), 'GET /services/prod~new');
    expect(status).toBe(200);
    expect(body).toMatchObject({ seen: null, now: { desired: 2 } });
  });

  it('knows nothing of a service that is not managed, although it exists', async () => {
    const aws = fleetWith(rowOf('web'));
    placeService(aws, viewOf('secret', 2, { tags: {} }));
    const { status, body } = await ask(stageOf({ aws }), 'GET /services/prod~secret');
    expect(status).toBe(404);
    expect(JSON.stringify(body)).not.toContain('desired');
  });
});

describe('GET /services/{id}/decisions', () => {
  const decisionAt = (minute: number) => ({
    service: idOf('web'),
    atMs: startMs - minute * 60_000,
    from: minute,
    to: minute + 1,
    asked: minute + 1,
    urgency: 'low' as const,
    reasons: [],
    challenger: null,
    outcome: { kind: 'acted' as const },
    because: [`because of ${minute}`],
  });

  it('goes from the newest to the oldest, page by page', async () => {
    const aws = fleetWith(rowOf('web'));
    aws.decisions.push(...[5, 4, 3, 2, 1].map(decisionAt));
    const stage = stageOf({ aws });
    const first = await ask(stage, 'GET /services/prod~web/decisions?limit=3');
    expect(first.body).toMatchObject({
      decisions: [
        { from: 1, outcome: 'acted', because: ['because of 1'] },
        { from: 2 },
        { from: 3 },
      ],
    });
    const { next } = first.body as { next: string };
    const second = await ask(stage, `GET /services/prod~web/decisions?limit=3&cursor=${next}`);
    expect(second.body).toMatchObject({ decisions: [{ from: 4 }, { from: 5 }], next: null });
  });

  it('keeps to the range that is asked for', async () => {
    const aws = fleetWith(rowOf('web'));
    aws.decisions.push(...[5, 4, 3, 2, 1].map(decisionAt));
    const from = new Date(startMs - 3 * 60_000).toISOString();
    const to = new Date(startMs - 2 * 60_000).toISOString();
    const stage = stageOf({ aws });
    const { body } = await ask(stage, `GET /services/prod~web/decisions?from=${from}&to=${to}`);
    expect(body).toMatchObject({ decisions: [{ from: 2 }, { from: 3 }] });
    const swapped = await ask(stage, `GET /services/prod~web/decisions?from=${to}&to=${from}`);
    expect(swapped.status).toBe(400);
  });
});

it('GET /health/pools has counts, score, breaker and last decision of every service', async () => {
  const lastChange = { atMs: startMs, from: 3, to: 4, by: 'flyball' } as const;
  const aws = fleetWith(rowOf('web', { lastChange }), rowOf('api', { standing: 'breaker-open' }));
  const { body } = await ask(stageOf({ aws }), 'GET /health/pools');
  expect(body).toMatchObject({
    pools: [
      { id: 'prod~api', breaker: 'open', score: 50 },
      {
        id: 'prod~web',
        desired: 4,
        breaker: 'closed',
        score: 100,
        lastDecision: { why: 'as many as needed', change: { from: 3, to: 4, by: 'flyball' } },
      },
    ],
  });
});
