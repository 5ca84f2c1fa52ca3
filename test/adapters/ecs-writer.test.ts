import { ECSClient } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { createServiceWriter } from '#adapters/ecs-writer.ts';
import type { Deadline } from '#lib/ports.ts';
import { type Answer, refusal, startFakeAws } from './fake-aws.ts';
import { deadlineIn, home, idOf } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const write = async (answer: Answer, deadline: Deadline = deadlineIn(20_000), id = idOf('web')) => {
  const aws = await fakeAws({ UpdateService: answer });
  const outcome = await createServiceWriter(new ECSClient(aws.settings), home).setDesired(
    id,
    4,
    deadline,
  );
  return { aws, outcome };
};

test('only the desired count is sent', async () => {
  const { aws, outcome } = await write(() => ({ body: { service: {} } }));
  expect(outcome).toEqual({ kind: 'written' });
  expect(aws.calls.map(({ body }) => body)).toEqual([
    { cluster: 'shop', service: 'web', desiredCount: 4 },
  ]);
});

const refusals = [
  { name: 'ThrottlingException', status: 400, retryable: true, calls: 5 },
  { name: 'ServerException', status: 500, retryable: true, calls: 5 },
  { name: 'AccessDeniedException', status: 400, retryable: false, calls: 1 },
  { name: 'ServiceNotActiveException', status: 400, retryable: false, calls: 1 },
  { name: 'ServiceNotFoundException', status: 400, retryable: false, calls: 1 },
  { name: 'InvalidParameterException', status: 400, retryable: false, calls: 1 },
] as const;

test.concurrent.for(refusals)(
  '$name is refused, retryable $retryable, after $calls calls',
  async ({ name, status, retryable, calls }, context) => {
    const aws = await startFakeAws({ UpdateService: () => refusal(name, status) });
    context.onTestFinished(aws.stop);
    const writer = createServiceWriter(new ECSClient(aws.settings), home);
    const outcome = await writer.setDesired(idOf('web'), 4, deadlineIn(60_000));
    context.expect(outcome).toMatchObject({ kind: 'refused', retryable });
    context.expect(outcome).toHaveProperty('cause', context.expect.stringContaining(name));
    context
      .expect(outcome)
      .toHaveProperty('cause', context.expect.stringContaining('shop/web to 4'));
    context.expect(aws.calls).toHaveLength(calls);
  },
);

test('an answer that never comes is refused as a timeout, within what the deadline leaves', async () => {
  const { outcome } = await write(() => 'never', deadlineIn(50));
  expect(outcome).toMatchObject({
    kind: 'refused',
    retryable: true,
    cause: expect.stringContaining('no answer within 50 ms'),
  });
});

test('after the deadline nothing is sent', async () => {
  const { aws, outcome } = await write(() => ({ body: {} }), deadlineIn(0));
  expect(outcome).toMatchObject({ kind: 'refused', retryable: true });
  expect(aws.calls).toEqual([]);
});

test('a service of another region is never written to under its namesake here', async () => {
  const { aws, outcome } = await write(() => ({ body: {} }), deadlineIn(1_000), {
    ...idOf('web'),
    region: 'eu-west-1',
  });
  expect(outcome).toMatchObject({ kind: 'refused', retryable: false });
  expect(aws.calls).toEqual([]);
});
