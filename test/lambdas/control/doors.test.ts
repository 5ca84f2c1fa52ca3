import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { overrideScopeKey } from '#adapters/memory/world.ts';
import { type Door, openDoor } from '../../../lambdas/control/doors.ts';
import { fleetWith, rowOf, type Stage, stageOf } from '../../control/support.ts';
import { idOf, startMs } from '../../tick/support.ts';

const invocation = { awsRequestId: 'i-1', getRemainingTimeInMillis: () => 20_000 };

const call = (door: Door, { world }: Stage, event: unknown) =>
  openDoor(door, { ...world, clock: 'event' })(
    event as APIGatewayProxyEventV2,
    invocation as Context,
  );

const signedFreeze = {
  version: '2.0',
  headers: { 'content-type': 'application/json' },
  requestContext: {
    requestId: 'r-1',
    timeEpoch: startMs + 0.25,
    http: { method: 'POST', path: '/fleet/freeze' },
    authorizer: { iam: { userArn: 'arn:aws:iam::1:user/ada', accountId: '1' } },
  },
  body: '{"why":"test"}',
};

const why = 'by a button';
const web = { kind: 'service', service: idOf('web') } as const;
const pressedPause = { command: 'pause', scope: web, why };

const stage = () => stageOf({ aws: fleetWith(rowOf('web')) });

describe('the door of the API', () => {
  it('takes requests, at whole milliseconds', async () => {
    const on = stage();
    expect(await call('api', on, signedFreeze)).toMatchObject({ statusCode: 200 });
    expect(on.aws.orders.get('fleet')).toMatchObject({ overrides: [{ setAtMs: startMs }] });
  });

  it('takes no buttons', async () => {
    const on = stage();
    await expect(call('api', on, pressedPause)).rejects.toThrow();
    expect(on.aws.orders.size).toBe(0);
  });
});

describe('the door of the buttons', () => {
  it('takes buttons, at the time of the last tick where time is sped up', async () => {
    const on = stage();
    expect(await call('buttons', on, pressedPause)).toContain('pause');
    expect(on.aws.orders.get(overrideScopeKey(web))).toMatchObject({
      overrides: [{ setAtMs: startMs }, {}],
    });
  });

  it('takes no requests, whoever they say has signed them', async () => {
    const on = stage();
    expect(await call('buttons', on, signedFreeze)).toContain('Nothing was changed.');
    expect(on.aws.orders.size).toBe(0);
  });
});
