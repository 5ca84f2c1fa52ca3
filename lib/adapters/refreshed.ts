/**
 * A listing that is loaded again once it is older than its lifetime. When loading fails the last good one
 * serves on, with a warning: an autoscaler that forgets its fleet over a throttled listing would be worse.
 */
import type { Deadline } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';

export type Warn = (message: string) => void;

export type Refreshed<T> = (nowMs: number, deadline: Deadline) => Promise<T>;

export type RefreshedOptions<T> = {
  readonly what: string;
  readonly load: (deadline: Deadline) => Promise<T>;
  readonly warn: Warn;
};

const lifetimeMs = 5 * 60_000;
/** Beyond this a listing says nothing about the fleet any more, and the failure is the tick's to report. */
const servesAtMostMs = 60 * 60_000;

export const refreshed = <T>({ what, load, warn }: RefreshedOptions<T>): Refreshed<T> => {
  let last: { readonly value: T; readonly atMs: number } | null = null;
  return async (nowMs, deadline) => {
    if (last !== null && nowMs - last.atMs < lifetimeMs) return last.value;
    try {
      last = { value: await load(deadline), atMs: nowMs };
    } catch (error) {
      if (last === null || nowMs - last.atMs > servesAtMostMs) throw error;
      const ageSeconds = Math.round((nowMs - last.atMs) / 1000);
      warn(
        `${what}: using the list of ${ageSeconds} s ago, because it could not be read: ${textOf(error)}`,
      );
    }
    return last.value;
  };
};
