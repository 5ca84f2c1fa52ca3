import { ECSClient } from '@aws-sdk/client-ecs';
import { STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it, vi } from 'vitest';
import { createAssumedRole, type Role } from '#adapters/assumed-role.ts';
import { createServiceReader } from '#adapters/ecs-reader.ts';
import { keyOf } from '#engine/model.ts';
import type { Answer, Reply } from './fake-aws.ts';
import { deadlineIn, idOf } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const role: Role = {
  arn: 'arn:aws:iam::222222222222:role/FlyballSpoke',
  externalId: 'our-flyball',
};
const startMs = Date.UTC(2026, 10, 21, 15, 0);
const minuteMs = 60_000;

const given = (count: number, lastsMs = 60 * minuteMs): Reply => ({
  body: `<AssumeRoleResponse><AssumeRoleResult><Credentials>
    <AccessKeyId>key-${count}</AccessKeyId><SecretAccessKey>hidden</SecretAccessKey>
    <SessionToken>token-${count}</SessionToken>
    <Expiration>${new Date(startMs + (count - 1) * lastsMs + lastsMs).toISOString()}</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
});

const denied: Reply = {
  status: 403,
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform sts:AssumeRole</Message></Error></ErrorResponse>',
};

const assumedBy = async (answer: Answer, of = role) => {
  const aws = await fakeAws({ AssumeRole: answer });
  const clock = { nowMs: startMs };
  const provide = createAssumedRole(of, {
    sts: new STSClient(aws.settings),
    sessionName: `flyball-${'x'.repeat(80)}`,
    nowMs: () => clock.nowMs,
  });
  return { aws, clock, provide };
};

describe('the role of another account', () => {
  it('is assumed by its ARN, under a name that STS takes, with the external id that is said', async () => {
    const { aws, provide } = await assumedBy((_, count) => given(count));
    expect(await provide()).toMatchObject({ accessKeyId: 'key-1', sessionToken: 'token-1' });
    expect(aws.calls.map(({ body }) => body)).toMatchObject([
      {
        RoleArn: role.arn,
        RoleSessionName: `flyball-${'x'.repeat(56)}`,
        DurationSeconds: '900',
        ExternalId: 'our-flyball',
      },
    ]);
  });

  it('is asked for no external id where none is said', async () => {
    const { aws, provide } = await assumedBy((_, count) => given(count), {
      ...role,
      externalId: null,
    });
    await provide();
    expect(aws.calls[0]?.body).not.toHaveProperty('ExternalId');
  });

  it('is assumed once by all who ask at the same time, and not again for an hour less ten minutes', async () => {
    const { aws, clock, provide } = await assumedBy((_, count) => given(count));
    await Promise.all(Array.from({ length: 20 }, provide));
    clock.nowMs += 49 * minuteMs;
    await provide();
    expect(aws.calls).toHaveLength(1);
    clock.nowMs += 2 * minuteMs;
    await Promise.all(Array.from({ length: 20 }, provide));
    await vi.waitFor(async () => expect(await provide()).toMatchObject({ accessKeyId: 'key-2' }));
    expect(aws.calls).toHaveLength(2);
  });

  it('serves everybody at once while STS hangs, for as long as it lasts', async () => {
    const { clock, provide } = await assumedBy((_, count) =>
      count === 1 ? given(count) : 'never',
    );
    await provide();
    clock.nowMs += 58 * minuteMs;
    const all = await Promise.all(Array.from({ length: 20 }, provide));
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['key-1']));
  });

  it('is asked for anew no sooner than a quarter of a minute after it was refused, held or not', async () => {
    const { aws, clock, provide } = await assumedBy((_, count) =>
      count === 1 ? given(count) : denied,
    );
    await provide();
    clock.nowMs += 60 * minuteMs - 30_000;
    for (let call = 0; call < 5; call += 1) await provide();
    expect(aws.calls).toHaveLength(2);
    clock.nowMs += 16_000;
    await provide();
    expect(aws.calls).toHaveLength(3);
  });

  it('serves on until it expires while STS refuses to renew it', async () => {
    const { clock, provide } = await assumedBy((_, count) => (count === 1 ? given(count) : denied));
    await provide();
    clock.nowMs += 55 * minuteMs;
    expect(await provide()).toMatchObject({ accessKeyId: 'key-1' });
    clock.nowMs += 6 * minuteMs;
    await expect(provide()).rejects.toThrow('cannot be assumed');
  });

  it('that is refused says which role, which account, and what to do, and is not asked for again at once', async () => {
    const { aws, clock, provide } = await assumedBy((_, count) =>
      count === 1 ? denied : given(count),
    );
    const message =
      'the role arn:aws:iam::222222222222:role/FlyballSpoke of account 222222222222 cannot be assumed (STS AssumeRole: AccessDenied: not authorized to perform sts:AssumeRole); deploy the spoke stack in that account, and check that the trust policy of the role names this stack and asks for the external id of the fleet file; see docs/ACCOUNTS.md';
    await expect(provide()).rejects.toThrow(message);
    await expect(provide()).rejects.toThrow(message);
    expect(aws.calls).toHaveLength(1);
    clock.nowMs += 16_000;
    expect(await provide()).toMatchObject({ accessKeyId: 'key-2' });
  });

  it('answered by half of the credentials is refused without a word of them', async () => {
    const half: Reply = {
      body: '<AssumeRoleResponse><AssumeRoleResult><Credentials><SecretAccessKey>hidden</SecretAccessKey></Credentials></AssumeRoleResult></AssumeRoleResponse>',
    };
    const { provide } = await assumedBy(() => half);
    const error = await provide().catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('without whole credentials');
    expect(JSON.stringify([String(error), Object(error).cause?.message])).not.toContain('hidden');
  });

  it('that cannot be assumed is the cause that its services are told to have failed by', async () => {
    const { aws, provide } = await assumedBy(() => denied);
    const client = new ECSClient({ ...aws.settings, credentials: provide });
    const reader = createServiceReader(client, { account: '123456789012', region: 'us-east-1' });
    const found = await reader.describe([idOf('web')], deadlineIn(20_000));
    expect(found.get(keyOf(idOf('web')))).toEqual({
      kind: 'failed',
      cause: expect.stringMatching(/^ECS DescribeServices in shop: the role .* cannot be assumed/),
    });
  });
});
