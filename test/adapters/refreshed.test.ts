import { expect, test, vi } from 'vitest';
import { refreshed } from '#adapters/refreshed.ts';
import { deadlineIn } from './sample.ts';

const deadline = deadlineIn(1_000);
const minuteMs = 60_000;

const listing = (load: () => Promise<string>) => {
  const warn = vi.fn();
  return { warn, list: refreshed({ what: 'The list', load, warn }) };
};

test('a list is loaded once in five minutes', async () => {
  const load = vi.fn(async () => 'a');
  const { list } = listing(load);
  await list(0, deadline);
  await list(5 * minuteMs - 1, deadline);
  expect(load).toHaveBeenCalledTimes(1);
  await list(5 * minuteMs, deadline);
  expect(load).toHaveBeenCalledTimes(2);
});

test('when it cannot be loaded the last good one serves for an hour, with a warning', async () => {
  const load = vi.fn(async () => 'a');
  const { list, warn } = listing(load);
  await list(0, deadline);
  load.mockRejectedValue(new Error('throttled'));
  expect(await list(10 * minuteMs, deadline)).toBe('a');
  expect(warn).toHaveBeenCalledWith(expect.stringMatching(/600 s ago.*throttled/));
  await expect(list(61 * minuteMs, deadline)).rejects.toThrow('throttled');
});

test('the first load has nothing to fall back on', async () => {
  const { list } = listing(() => Promise.reject(new Error('denied')));
  await expect(list(0, deadline)).rejects.toThrow('denied');
});

test('a list that is there already is worth one attempt of two seconds', async () => {
  const load = vi.fn(async () => 'a');
  const { list } = listing(load);
  await list(0, deadline);
  await list(5 * minuteMs, deadline);
  await list(70 * minuteMs, deadline);
  const patience = { attempts: 1, timeoutMs: 2_000 };
  expect(load.mock.calls).toEqual([[deadline], [deadline, patience], [deadline]]);
});

test('after a failure the next try is a minute later', async () => {
  const load = vi.fn(async () => 'a');
  const { list } = listing(load);
  await list(0, deadline);
  load.mockRejectedValueOnce(new Error('hanging')).mockResolvedValue('b');
  expect(await list(5 * minuteMs, deadline)).toBe('a');
  expect(await list(6 * minuteMs - 1, deadline)).toBe('a');
  expect(load).toHaveBeenCalledTimes(2);
  expect(await list(6 * minuteMs, deadline)).toBe('b');
});
