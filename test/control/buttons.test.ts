import { describe, expect, it } from 'vitest';
import { overrideScopeKey } from '#adapters/memory/world.ts';
import { idOf } from '../tick/support.ts';
import { fleetWith, press, rowOf, stageOf } from './support.ts';

const widgetContext = {
  accountId: '123456789012',
  dashboardName: 'Flyball-Overview',
  theme: 'dark',
};
const why = 'by a button of the dashboard';
const ofWeb = { kind: 'service', service: idOf('web') } as const;

const stage = () => stageOf({ aws: fleetWith(rowOf('web')) });

describe('a button', () => {
  it('pauses a service both ways for an hour', async () => {
    const on = stage();
    const html = await press(on, { command: 'pause', scope: ofWeb, why, widgetContext });
    expect(html).toContain('pause');
    expect(on.aws.orders.get(overrideScopeKey(ofWeb))).toMatchObject({
      overrides: [
        { order: { kind: 'pause-in' }, who: 'dashboard Flyball-Overview', why },
        { order: { kind: 'pause-out' } },
      ],
    });
  });

  it('resumes the fleet', async () => {
    const on = stage();
    const scope = { kind: 'fleet' } as const;
    await press(on, { command: 'pause', scope, why, widgetContext });
    await press(on, { command: 'resume', scope, why, widgetContext });
    expect(on.aws.orders.get('fleet')).toMatchObject({ overrides: [] });
  });

  it('is audited with what it claims, marked as a claim', async () => {
    const on = stage();
    await press(on, { command: 'pause', scope: ofWeb, why, widgetContext });
    expect([...on.audited.values()]).toMatchObject([
      {
        actor: {
          kind: 'widget',
          claims: { account: '123456789012', dashboard: 'Flyball-Overview' },
        },
        command: 'pause',
        outcome: { kind: 'done' },
      },
    ]);
  });

  it.each([
    { command: 'pin', scope: ofWeb, tasks: 500, why },
    { command: 'pause', scope: ofWeb },
    { command: 'undo', scope: { kind: 'fleet' }, why },
    { command: 'pause', scope: { kind: 'service', service: 'prod/web' }, why },
    { requestContext: { http: { method: 'POST', path: '/fleet/freeze' } } },
    null,
  ])('that is none is refused: %j', async (event) => {
    const on = stage();
    expect(await press(on, event)).toContain('Nothing was changed.');
    expect(on.aws.orders.size).toBe(0);
  });

  it('for a service that is not managed changes nothing', async () => {
    const on = stage();
    const service = idOf('<img src=x onerror=alert(1)>');
    const html = await press(on, { command: 'pause', scope: { kind: 'service', service }, why });
    expect(html).toContain('&lt;img');
    expect(html).not.toContain('<img');
    expect(on.aws.orders.size).toBe(0);
  });

  it('says what it is when CloudWatch asks', async () => {
    expect(await press(stage(), { describe: true })).toContain('Flyball');
  });

  it('of an alert that is gone says so', async () => {
    const scope = { kind: 'alert', id: 'no-data-0123456789' };
    const html = await press(stage(), { command: 'resolve-alert', scope, why });
    expect(html).toContain('no alert no-data-0123456789 is open');
  });
});
