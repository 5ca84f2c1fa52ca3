/** Two services with a past of two weeks: one whose day can be foretold, and one whose hour cannot. */
import { uniform } from '#simulator/plant/random.ts';
import type { Rate, ServiceSetup } from '#simulator/plant/setup.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** As many as the forecaster needs to look back a whole week. */
const pastDays = 15;

/** Sales open so long after the start: the past is learnt by then, and the tour has come to it. */
const opensAfterMs = 49 * minuteMs;
const risesMs = 12 * minuteMs;
const openMs = 9 * 60 * minuteMs;

const strayed = (perSecond: number, atMs: number, seed: number): number => {
  const minute = Math.floor(atMs / minuteMs);
  return perSecond * (1 + 0.04 * (2 * uniform(seed, 'ahead', minute) - 1));
};

/** Quiet, and from one moment of the day on twelve times as busy, which fades after some hours. */
const opening =
  (opensAtMs: number): Rate =>
  (atMs) => {
    const intoMs = (((atMs - opensAtMs) % dayMs) + dayMs) % dayMs;
    const share = Math.max(0, Math.min(1, intoMs / risesMs, (openMs - intoMs) / openMs + 0.5));
    return strayed(70 + 770 * share, atMs, 8);
  };

const rumourMs = 20 * minuteMs;

/** Another level every twenty minutes, between next to nothing and a crowd. */
const rumours: Rate = (atMs) => {
  const rumour = Math.floor(atMs / rumourMs);
  return strayed(60 * 12 ** uniform(9, 'rumour', rumour), atMs, 9);
};

export const ahead = (startMs: number): readonly ServiceSetup[] => {
  const service = {
    cluster: 'ahead',
    tags: { 'flyball:enabled': 'true' },
    noise: 0.1,
    startLagSeconds: { medianSeconds: 180, spread: 0.1 },
    pastDays,
  };
  const tickets = opening(startMs + opensAfterMs);
  return [
    { ...service, name: 'tickets', desired: 2, load: tickets },
    { ...service, name: 'rumours', desired: 4, load: rumours },
  ];
};
