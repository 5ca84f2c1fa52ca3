/**
 * Reads the listing of tagged services page by page, a few pages a tick. What a page brings is known at once; what the
 * whole sweep did not bring has gone.
 */
import { PaginationTokenExpiredException } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Deadline, TaggedService } from '#lib/ports.ts';
import { CallError, type Patience } from '../call.ts';
import type { Pace } from '../pace.ts';
import { type Roster, withServices } from './roster.ts';
import type { TaggedPage } from './tagged-page.ts';

export type Sweep = {
  readonly startedMs: number;
  /** Page by page: one map that grows would be copied 200 times. */
  readonly pages: readonly (readonly TaggedService[])[];
  readonly token: string | undefined;
};

export const newSweep = (nowMs: number): Sweep => ({
  startedMs: nowMs,
  pages: [],
  token: undefined,
});

/** 100,000 services: a listing that never ends must not be read for ever. */
export const pagesAtMost = 1_000;

export type Swept =
  | { readonly kind: 'complete'; readonly roster: Roster; readonly pages: number }
  | { readonly kind: 'under-way'; readonly sweep: Sweep }
  /** `sweep` is null where it cannot be gone on with. */
  | { readonly kind: 'failed'; readonly sweep: Sweep | null; readonly error: unknown };

export type SweepTools = {
  readonly page: TaggedPage;
  readonly pace: Pace;
  readonly deadline: Deadline;
  readonly patience?: Patience;
};

const isExpired = (error: unknown): boolean =>
  error instanceof CallError && error.cause instanceof PaginationTokenExpiredException;

const afterFailure = (sweep: Sweep, error: unknown): Swept => ({
  kind: 'failed',
  // Tokens live for 15 minutes: without a new start the sweep would fail for ever.
  sweep: isExpired(error) || sweep.pages.length >= pagesAtMost ? null : sweep,
  error,
});

const endless = (): Error =>
  new Error(
    `more than ${pagesAtMost} pages of services are tagged; split the fleet over several stacks`,
  );

const complete = ({ startedMs: sweptMs, pages }: Sweep): Swept => ({
  kind: 'complete',
  roster: { services: withServices(new Map(), pages.flat()), sweptMs },
  pages: pages.length,
});

/** Reads on for at most `pages` pages. */
export const sweepOn = async (start: Sweep, pages: number, tools: SweepTools): Promise<Swept> => {
  const { page, pace, deadline, patience } = tools;
  let sweep = start;
  for (let count = 0; count < pages; count += 1) {
    if (sweep.pages.length >= pagesAtMost) return afterFailure(sweep, endless());
    if (!(await pace(deadline))) break;
    try {
      const { items, next: token } = await page(sweep.token, deadline, patience);
      sweep = { startedMs: sweep.startedMs, pages: [...sweep.pages, items], token };
      if (token === undefined) return complete(sweep);
    } catch (error) {
      return afterFailure(sweep, error);
    }
  }
  return { kind: 'under-way', sweep };
};
