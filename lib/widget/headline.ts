/** The one sentence that says whether anybody has to do anything. */
import { keyOf } from '#engine/model.ts';
import type { Standing } from '#lib/fleet-summary.ts';
import type { Tone } from './badge.ts';
import { type Fleet, rowsOf, type ShownAlert, valueOr } from './data.ts';
import { ordersStop } from './sections.ts';
import { plural, span } from './words.ts';

export type Headline = { readonly tone: Tone; readonly text: string; readonly advice: string };

/** As many intervals without a tick are an outage of Flyball and no hiccup. */
const lateAfterIntervals = 3;

export const isLate = ({ lastTickMs, intervalMs }: Fleet, nowMs: number): boolean =>
  lastTickMs !== null && nowMs - lastTickMs > lateAfterIntervals * intervalMs;

export const needsSomebody: ReadonlySet<Standing> = new Set(['failed', 'breaker-open', 'no-data']);

export const countOf = ({ summaries }: Fleet, ...which: readonly Standing[]): number =>
  summaries.reduce(
    (sum, { counts }) => sum + which.reduce((own, each) => own + counts[each], 0),
    0,
  );

const total = (fleet: Fleet): number =>
  fleet.summaries.reduce(
    (sum, { counts }) => sum + Object.values(counts).reduce((own, count) => own + count, 0),
    0,
  );

const stopped = (fleet: Fleet): Headline | null => {
  const orders = valueOr(fleet.orders, []);
  return ordersStop(orders)
    ? {
        tone: 'warn',
        text: 'The whole fleet is stopped by a person',
        advice: 'Its counts stay until the order ends or is taken back.',
      }
    : null;
};

export const isGrave = ({ severity }: ShownAlert): boolean => severity !== 'warning';

/** A service that failed and has an alert about it is one service. */
const troubledServices = (fleet: Fleet): number => {
  const standing = rowsOf(fleet).filter((row) => needsSomebody.has(row.standing));
  const alerted = valueOr(fleet.alerts, [])
    .filter(isGrave)
    .flatMap(({ subject }) => (subject === null || subject.startsWith('group ') ? [] : [subject]));
  return new Set([...standing.map(({ service }) => keyOf(service)), ...alerted]).size;
};

const troubled = (fleet: Fleet): Headline | null => {
  const services = troubledServices(fleet);
  if (services > 0) {
    const verb = services === 1 ? 'needs' : 'need';
    const text = `${services} of ${plural(total(fleet), 'service')} ${verb} you`;
    return { tone: 'bad', text, advice: 'What is wrong with each, and what to do, is below.' };
  }
  const grave = valueOr(fleet.alerts, []).filter(isGrave).length;
  if (grave === 0) return null;
  const text = `${plural(grave, 'alert')} ${grave === 1 ? 'needs' : 'need'} you`;
  return { tone: 'bad', text, advice: 'Each says below what to do.' };
};

const fine = (fleet: Fleet): Headline => {
  const [out, inward, held] = [countOf(fleet, 'out'), countOf(fleet, 'in'), countOf(fleet, 'held')];
  const moving = [
    ...(out === 0 ? [] : [`${out} scaling out`]),
    ...(inward === 0 ? [] : [`${inward} scaling in`]),
    ...(held === 0 ? [] : [`${held} held where they are for now`]),
  ];
  const advice =
    moving.length === 0 ? 'None of them wants another count.' : `${moving.join(', ')}.`;
  return { tone: 'good', text: `All is well with ${plural(total(fleet), 'service')}`, advice };
};

export const headlineOf = (fleet: Fleet, nowMs: number): Headline => {
  if (fleet.lastTickMs === null) {
    return {
      tone: 'warn',
      text: 'Flyball has not run yet',
      advice: 'The first tick comes within its interval.',
    };
  }
  if (isLate(fleet, nowMs)) {
    const since = span(nowMs - fleet.lastTickMs);
    return {
      tone: 'bad',
      text: `Flyball has not run for ${since}: nothing is being scaled`,
      advice: 'Read the log of the tick function, then look at its schedule.',
    };
  }
  if (fleet.summaries.length === 0 && fleet.unread.length > 0) {
    return {
      tone: 'bad',
      text: 'The fleet summary cannot be read',
      advice: 'Ticks go on; why it cannot be shown is said below.',
    };
  }
  if (total(fleet) === 0) {
    return {
      tone: 'warn',
      text: 'No service is enrolled',
      advice: 'Tag one flyball:enabled=true; it is found within five minutes.',
    };
  }
  return troubled(fleet) ?? stopped(fleet) ?? fine(fleet);
};
