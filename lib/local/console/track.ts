/** What the page knows of one service, and which part of it is news. */
import type { Minute } from '#simulator/minute.ts';
import type { ServiceRun } from '#simulator/service-run.ts';
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

export const createTrack = (): Track => {
  const points: Point[] = [];
  /** By the minute of the tick; only those whose point is still to come. */
  const asked = new Map<number, number>();
  let fresh: Point[] = [];
  let latest: Service['latest'] = null;
  let breaker: Service['breaker'] = { state: 'closed', detail: '' };
  const turns: Service['turns'] = [];
  let told = '';

  const add = (point: Point): void => {
    points.push(point);
    fresh.push(point);
    if (points.length > mostPoints) points.shift();
    if (fresh.length > mostPoints) fresh.shift();
    for (const atMs of asked.keys()) if (atMs <= point.atMs) asked.delete(atMs);
  };

  const known = () => ({ latest, breaker, turns: [...turns] });

  return {
    decided: (decision) => {
      const { atMs, why } = decision;
      asked.set(atMs, decision.asked);
      latest = { atMs, why };
    },
    turned: ({ atMs, state, detail }) => {
      breaker = { state, detail };
      turns.push({ atMs, state });
      if (turns.length > mostTurns) turns.shift();
    },
    follow: (run, minutes) => {
      const lastMs = points.at(-1)?.atMs ?? 0;
      for (const minute of minutes) {
        const endMs = minute.startMs + 60_000;
        if (endMs > lastMs) add(pointOf({ run, minute, asked: asked.get(endMs) ?? null }));
      }
    },
    all: (facts) => ({ ...facts, ...known(), points: [...points] }),
    news: (facts) => {
      const text = JSON.stringify([facts, known()]);
      if (text === told && fresh.length === 0) return null;
      told = text;
      const news = { ...facts, ...known(), points: fresh };
      fresh = [];
      return news;
    },
  };
};
