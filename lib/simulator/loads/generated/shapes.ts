/** The shapes that the project ships: what autoscalers meet, one difficulty each. */
import { day, type Luck, minutesPerDay, type Shape, stray } from './shape.ts';

export const diurnal: Shape = (minute, luck) => day(minute) * stray(minute, luck, 0.04);

const weekdayFactor = [1.15, 1, 1, 1, 0.95, 0.5, 0.45] as const;

/** The factor glides from one day's noon to the next day's. */
export const weekly: Shape = (minute, luck) => {
  const days = minute / minutesPerDay - 0.5;
  const at = (index: number): number => weekdayFactor[((index % 7) + 7) % 7] ?? 1;
  const from = at(Math.floor(days));
  const factor = from + (at(Math.floor(days) + 1) - from) * (days - Math.floor(days));
  return day(minute) * factor * stray(minute, luck, 0.04);
};

const crowdMinutes = 120;

/** Once a day, at some hour: up within two minutes to two to five times an ordinary evening, gone within two hours. */
const crowd = (minute: number, luck: Luck): number => {
  const index = Math.floor(minute / minutesPerDay);
  const begins = Math.floor(luck.uniform('begins', index) * (minutesPerDay - crowdMinutes));
  const into = (minute % minutesPerDay) - begins;
  if (into < 0 || into >= crowdMinutes) return 0;
  const height = 200 + 300 * luck.uniform('height', index);
  return height * Math.min(1, (into + 1) / 2) * Math.exp(-into / 25);
};

export const flashCrowd: Shape = (minute, luck) =>
  (day(minute) + crowd(minute, luck)) * stray(minute, luck, 0.04);

/** A new level every three hours, from one minute to the next. */
export const step: Shape = (minute, luck) => {
  const level = 10 + 90 * luck.uniform('level', Math.floor(minute / 180));
  return level * stray(minute, luck, 0.02);
};

/** Two hours up in a straight line, then down at once. */
export const sawtooth: Shape = (minute, luck) =>
  (15 + (85 * (minute % 120)) / 119) * stray(minute, luck, 0.02);

/** Next to nothing, and a few times an hour a burst of up to three minutes that is many times as much. */
export const burstyLowRate: Shape = (minute, luck) => {
  const slot = Math.floor(minute / 3);
  const isBurst = luck.uniform('burst', slot) < 0.12;
  const isOn = isBurst && minute % 3 <= Math.floor(luck.uniform('lasts', slot) * 3);
  const height = isOn ? 5 + 20 * luck.uniform('height', slot) : 0;
  return (1 + height) * stray(minute, luck, 0.3);
};

/** Batches on the hour that take minutes, and a large one every night; nothing in between. */
export const queueBatches: Shape = (minute, luck) => {
  const ofDay = minute % minutesPerDay;
  if (ofDay >= 120 && ofDay < 160) return 100 * stray(minute, luck, 0.1);
  const hour = Math.floor(minute / 60);
  const lasts = 2 + 8 * luck.uniform('lasts', hour);
  return minute % 60 < lasts
    ? (20 + 60 * luck.uniform('height', hour)) * stray(minute, luck, 0.1)
    : 0;
};

/** A service that finds its users: six times as many within four weeks. */
export const growth: Shape = (minute, luck) =>
  day(minute) * Math.exp((Math.log(6) * minute) / (28 * minutesPerDay)) * stray(minute, luck, 0.04);

const outages = [
  { day: 2, from: 14 * 60, minutes: 20 },
  { day: 4, from: 19 * 60 + 30, minutes: 45 },
] as const;
const retryMinutes = 30;

/** Something in front of the service fails: next to nothing arrives, and then everybody tries again at once. */
const outageFactor = (minute: number): number => {
  for (const { day: index, from, minutes } of outages) {
    const into = minute - index * minutesPerDay - from;
    if (into >= 0 && into < minutes) return 0.03;
    const after = into - minutes;
    if (after >= 0 && after < retryMinutes) return 1 + 1.2 * Math.exp(-after / 8);
  }
  return 1;
};

/** An hour and a half for which nobody kept the numbers. */
const isLost = (minute: number): boolean => {
  const into = minute - 5 * minutesPerDay - 10 * 60;
  return into >= 0 && into < 90;
};

export const outage: Shape = (minute, luck) =>
  isLost(minute) ? null : day(minute) * outageFactor(minute) * stray(minute, luck, 0.04);
