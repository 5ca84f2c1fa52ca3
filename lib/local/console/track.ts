/** What the page knows of one service, and which part of it is news. */
import type { Minute } from '#simulator/plant/minute.ts';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import type { LoggedDecision, Turn } from '../journal.ts';
import { mostPoints, pointOf } from './points.ts';
import type { Facts } from './service-facts.ts';
import type { Point, Service } from './wire.ts';

export type Track = {
  readonly decided: (decision: LoggedDecision) => void;
  readonly turned: (turn: Turn) => void;
  /** Takes in the minutes that are over since last time. */
  readonly follow: (run: ServiceRun, minutes: readonly Minute[]) => void;
  readonly all: (facts: Facts) => Service;
  /** `null` when nothing changed since the last time this was asked. */
  readonly news: (facts: Facts) => Service | null;
};

/** As many as fit a chart. */
const mostTurns = 20;

const pushBounded = <Item>(items: Item[], item: Item, most: number): void => {
  items.push(item);
  if (items.length > most) items.shift();
};

/** One point a minute; those that were not told yet are fresh. */
const createHistory = () => {
  const points: Point[] = [];
  let fresh: Point[] = [];
  /** By the minute of the tick; only those whose point is still to come. */
  const asked = new Map<number, number>();

  const add = (point: Point): void => {
    pushBounded(points, point, mostPoints);
    pushBounded(fresh, point, mostPoints);
    for (const atMs of asked.keys()) if (atMs <= point.atMs) asked.delete(atMs);
  };

  return {
    decided: ({ atMs, asked: count }: LoggedDecision): void => {
      asked.set(atMs, count);
    },
    follow: (run: ServiceRun, minutes: readonly Minute[]): void => {
      const lastMs = points.at(-1)?.atMs ?? 0;
      for (const minute of minutes) {
        const endMs = minute.startMs + 60_000;
        if (endMs > lastMs) add(pointOf({ run, minute, asked: asked.get(endMs) ?? null }));
      }
    },
    all: (): Point[] => [...points],
    takeFresh: (): Point[] => {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
};

export const createTrack = (): Track => {
  const history = createHistory();
  const turns: Service['turns'] = [];
  let latest: Service['latest'] = null;
  let breaker: Service['breaker'] = { state: 'closed', detail: '' };
  let told = '';
  const known = () => ({ latest, breaker, turns: [...turns] });
  return {
    decided: (decision) => {
      history.decided(decision);
      latest = { atMs: decision.atMs, why: decision.why };
    },
    turned: ({ atMs, state, detail }) => {
      breaker = { state, detail };
      pushBounded(turns, { atMs, state }, mostTurns);
    },
    follow: history.follow,
    all: (facts) => ({ ...facts, ...known(), points: history.all() }),
    news: (facts) => {
      const text = JSON.stringify([facts, known()]);
      const points = history.takeFresh();
      if (text === told && points.length === 0) return null;
      told = text;
      return { ...facts, ...known(), points };
    },
  };
};
