import { expect, test, vi } from 'vitest';
import { CallError, call } from '#adapters/call.ts';
import type { Deadline } from '#lib/ports.ts';
import { deadlineIn } from './sample.ts';

const named = (name: string): Error => Object.assign(new Error('refused'), { name });

const failing = (...errors: readonly Error[]) => {
  const left = [...errors];
  return vi.fn(async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return 'done';
  });
};

test('throttling, server faults and broken connections are tried again', async () => {
  const attempt = failing(
    named('ThrottlingException'),
    Object.assign(named('Odd'), { $metadata: { httpStatusCode: 503 } }),
    Object.assign(named('Error'), { code: 'ECONNRESET' }),
  );
  expect(await call('X', deadlineIn(60_000), attempt)).toBe('done');
  expect(attempt).toHaveBeenCalledTimes(4);
});

test('a refusal for good is not tried again, and keeps its cause', async () => {
  const denied = named('AccessDeniedException');
  const attempt = failing(denied, denied);
  const error = await call('ECS UpdateService', deadlineIn(60_000), attempt).catch((e) => e);
  expect(error).toBeInstanceOf(CallError);
  expect(error).toMatchObject({
    retryable: false,
    cause: denied,
    message: 'ECS UpdateService: AccessDeniedException: refused',
  });
  expect(attempt).toHaveBeenCalledTimes(1);
});

test('what is thrown without being an error is a refusal for good', async () => {
  const attempt = vi.fn(() => Promise.reject('text'));
  await expect(call('X', deadlineIn(60_000), attempt)).rejects.toMatchObject({ retryable: false });
  expect(attempt).toHaveBeenCalledTimes(1);
});

test('a wait that would outlast the deadline is not begun', async () => {
  // Full jitter may wait for as little as nothing, so the deadline has to be over by the second attempt.
  const remaining = [1_000, 1_000, 0, 0];
  const deadline: Deadline = {
    remainingMs: () => remaining.shift() ?? 0,
    signal: new AbortController().signal,
  };
  const attempt = failing(named('ThrottlingException'), named('ThrottlingException'));
  await expect(call('X', deadline, attempt)).rejects.toMatchObject({ retryable: true });
  expect(attempt).toHaveBeenCalledTimes(1);
});

test('an aborted deadline ends the wait between two attempts', async () => {
  const controller = new AbortController();
  const deadline: Deadline = { remainingMs: () => 60_000, signal: controller.signal };
  const attempt = vi.fn(async () => {
    controller.abort();
    throw named('ThrottlingException');
  });
  await expect(call('X', deadline, attempt)).rejects.toThrow('X: ThrottlingException');
  expect(attempt).toHaveBeenCalledTimes(1);
});

test('an attempt is aborted when the deadline is', async () => {
  const controller = new AbortController();
  const deadline: Deadline = { remainingMs: () => 60_000, signal: controller.signal };
  const pending = call('X', deadline, ({ abortSignal }) => {
    queueMicrotask(() => controller.abort());
    return new Promise((_, reject) =>
      abortSignal.addEventListener('abort', () => reject(abortSignal.reason)),
    );
  });
  await expect(pending).rejects.toBeInstanceOf(CallError);
});

test('an attempt that heeds no signal is left behind when its time is up', async () => {
  const never = vi.fn(() => new Promise<never>(() => undefined));
  await expect(call('X', deadlineIn(20), never)).rejects.toThrow('no answer within 20 ms');
});

test('after the deadline nothing is attempted', async () => {
  const attempt = failing();
  await expect(call('X', deadlineIn(0), attempt)).rejects.toThrow('the next tick takes it up');
  expect(attempt).not.toHaveBeenCalled();
});

test('who can do without the answer waits once and briefly', async () => {
  const hanging = vi.fn(() => new Promise<never>(() => undefined));
  const patience = { attempts: 1, timeoutMs: 5 };
  await expect(call('X', deadlineIn(60_000), hanging, patience)).rejects.toThrow('within 5 ms');
  expect(hanging).toHaveBeenCalledTimes(1);
});
