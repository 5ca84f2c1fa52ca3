/**
 * A listing that is loaded again once it is older than its lifetime. When loading fails the last good one
 * serves on, with a warning: an autoscaler that forgets its fleet over a throttled listing would be worse.
 * Nor may it wait long for a newer list while it has one.
 */
import type { Deadline } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { little, type Patience } from './call.ts';

export type Warn = (message: string) => void;

export type Refreshed<T> = (nowMs: number, deadline: Deadline) => Promise<T>;

export type RefreshedOptions<T> = {
  readonly what: string;
  /** No patience said is the usual one of a call. */
  readonly load: (deadline: Deadline, patience?: Patience) => Promise<T>;
  readonly warn: Warn;
};

const lifetimeMs = 5 * 60_000;
/** After a failure; the list that serves is minutes old anyway. */
const nextTryMs = 60_000;
/** Beyond this a listing says nothing about the fleet any more, and the failure is the tick's to report. */
const servesAtMostMs = 60 * 60_000;

type Kept<T> = { readonly value: T; readonly atMs: number; readonly refreshAtMs: number };

export const refreshed = <T>({ what, load, warn }: RefreshedOptions<T>): Refreshed<T> => {
  let last: Kept<T> | null = null;
  const keep = (value: T, nowMs: number): T => {
    last = { value, atMs: nowMs, refreshAtMs: nowMs + lifetimeMs };
    return value;
  };
  return async (nowMs, deadline) => {
    const known = last;
    if (known === null || nowMs - known.atMs > servesAtMostMs) {
      return keep(await load(deadline), nowMs);
    }
    if (nowMs < known.refreshAtMs) return known.value;
    try {
      return keep(await load(deadline, little), nowMs);
    } catch (error) {
      last = { ...known, refreshAtMs: nowMs + nextTryMs };
      const ageSeconds = Math.round((nowMs - known.atMs) / 1000);
      warn(
        `${what}: using the list of ${ageSeconds} s ago, because it could not be read: ${textOf(error)}`,
      );
      return known.value;
    }
  };
};
