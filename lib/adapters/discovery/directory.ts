/**
 * Which services of one account and region are ours, by tag. The listing is read in the background of ticks, so that no tick waits for 200 pages
 * of it; what it said last is kept in the function, and in the table for the next cold start. An autoscaler that forgot
 * its fleet over a throttled listing would be worse than one that knows a minute-old list.
 */
import type { Deadline, Directory, TaggedService } from '#lib/ports.ts';
import { textOf } from '../aws-error.ts';
import { little } from '../call.ts';
import { createPace, type Pace } from '../pace.ts';
import type { Warn } from '../refreshed.ts';
import { type Roster, withServices } from './roster.ts';
import type { RosterStore } from './roster-store.ts';
import { newSweep, pagesAtMost, type Sweep, type Swept, sweepOn } from './sweep.ts';
import type { TaggedPage } from './tagged-page.ts';

/** A page is read again every 4 minutes, and found on the next tick: a service tagged now is managed within 5. */
const sweepEveryMs = 4 * 60_000;
/** The pages of a sweep are spread over the ticks of this long, which leaves one tick for what failed. */
const spreadMs = 3 * 60_000;
/** 2,000 services are read in one tick: spreading less than that over several would only be later. */
const pagesAtLeast = 20;
/** Beyond this a list says nothing about the fleet any more, and must be read before anything is done. */
const servesAtMostMs = 60 * 60_000;

/** What the tagging API allows is not documented, and others use it too: see docs/ASSUMPTIONS.md. */
const listingPace = { burst: 8, perSecond: 8 } as const;

export type HomeDirectory = Pick<Directory, 'tend'> & {
  readonly tagged: (nowMs: number, deadline: Deadline) => Promise<readonly TaggedService[]>;
};

export type DirectoryOptions = {
  readonly page: TaggedPage;
  /** `null`: for whoever only looks once, and may not write. */
  readonly store: RosterStore | null;
  readonly warn: Warn;
  /** @default 8 pages a second */
  readonly pace?: Pace;
};

type Known = {
  roster: Roster | null;
  sweep: Sweep | null;
  /** How many pages the last whole sweep had. */
  pages: number;
  tendedMs: number | null;
};

const listed = ({ roster, sweep }: Known) => [
  ...withServices(roster?.services ?? new Map(), sweep?.pages.flat() ?? []).values(),
];

const isCurrent = (roster: Roster | null, nowMs: number): roster is Roster =>
  roster !== null && nowMs - roster.sweptMs <= servesAtMostMs;

/** As many as bring the sweep to its end in time, whatever the time between two ticks. */
const pagesDue = ({ pages, tendedMs }: Known, nowMs: number): number => {
  const sinceMs = tendedMs === null ? 60_000 : nowMs - tendedMs;
  return Math.max(pagesAtLeast, Math.ceil(pages * Math.min(1, sinceMs / spreadMs)));
};

export const createDirectory = ({
  page,
  store,
  warn,
  ...given
}: DirectoryOptions): HomeDirectory => {
  const pace = given.pace ?? createPace(listingPace);
  const known: Known = { roster: null, sweep: null, pages: 0, tendedMs: null };

  const keep = async (swept: Swept, deadline: Deadline): Promise<void> => {
    known.sweep = swept.kind === 'complete' ? null : swept.sweep;
    if (swept.kind !== 'complete') return;
    known.roster = swept.roster;
    known.pages = swept.pages;
    await store?.save(swept.roster, deadline).catch((error: unknown) => {
      warn(`The list of tagged services could not be kept for a cold start: ${textOf(error)}`);
    });
  };

  const recall = async (deadline: Deadline): Promise<void> => {
    try {
      known.roster = (await store?.load(deadline)) ?? null;
    } catch (error) {
      warn(`The kept list of tagged services cannot be read, so all are listed: ${textOf(error)}`);
    }
  };

  const listAll = async (nowMs: number, deadline: Deadline): Promise<void> => {
    const sweep = known.sweep ?? newSweep(nowMs);
    const swept = await sweepOn(sweep, pagesAtMost + 1, { page, pace, deadline });
    await keep(swept, deadline);
    if (swept.kind === 'failed') throw swept.error;
    if (swept.kind === 'complete') return;
    const { pages } = swept.sweep;
    throw new Error(
      `the first listing of tagged services has read ${pages.length} pages, and goes on with the next tick; until it is whole nobody knows who shares a cap`,
    );
  };

  const isDue = (roster: Roster, nowMs: number): boolean =>
    known.sweep !== null || nowMs >= roster.sweptMs + sweepEveryMs;

  return {
    tagged: async (nowMs, deadline) => {
      if (known.roster === null && known.sweep === null) await recall(deadline);
      if (!isCurrent(known.roster, nowMs)) await listAll(nowMs, deadline);
      return listed(known);
    },
    tend: async (nowMs, deadline) => {
      const { roster } = known;
      const due = pagesDue(known, nowMs);
      known.tendedMs = nowMs;
      if (!isCurrent(roster, nowMs) || !isDue(roster, nowMs)) return;
      const sweep = known.sweep ?? newSweep(nowMs);
      const swept = await sweepOn(sweep, due, { page, pace, deadline, patience: little });
      await keep(swept, deadline);
      if (swept.kind !== 'failed') return;
      const ageSeconds = Math.round((nowMs - roster.sweptMs) / 1000);
      warn(
        `Services tagged for Flyball: using the list of ${ageSeconds} s ago, because it could not be read: ${textOf(swept.error)}`,
      );
    },
  };
};
