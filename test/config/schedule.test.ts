import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveSchedules } from '#config/resolve.ts';
import { activeWindows } from '#config/schedule.ts';
import { fleetOf, home, web } from './support.ts';

const berlin = 'Europe/Berlin';

type Asked = { readonly when: string; readonly zone?: string; readonly except?: string };

const schedulesFor = ({ when, zone = berlin, except = '' }: Asked) =>
  resolveSchedules(
    fleetOf(`
holidays: { public: [2026-12-25, 2026-12-26] }
defaults: { schedules: [{ name: s, timeZone: ${zone}, when: { ${when} }, except: [${except}], min: 1 }] }
`),
    home,
    web,
    {},
  );

/** Until when the schedule is open at a moment of UTC, or `shut`. */
const stateAt = (asked: Asked, at: string): string => {
  const [window] = activeWindows(schedulesFor(asked), Date.parse(`${at}Z`));
  return window === undefined ? 'shut' : new Date(window.untilMs).toISOString().slice(0, 16);
};

type Row = {
  readonly name: string;
  readonly asked: Asked;
  readonly at: readonly (readonly [at: string, state: string])[];
};

const play = ({ asked, at }: Row): void => {
  expect(at.map(([moment]) => [moment, stateAt(asked, moment)])).toEqual(at);
};

const officeHours = { when: 'days: [mon-fri], from: "08:00", to: "20:00"' };
const everyNight = { when: 'from: "02:30", to: "03:30"' };

describe('hours of weekdays', () => {
  it.each<Row>([
    {
      name: 'are open from their first moment until before their last',
      asked: officeHours,
      at: [
        ['2026-07-01T05:59:59.999', 'shut'],
        ['2026-07-01T06:00:00', '2026-07-01T18:00'],
        ['2026-07-01T17:59:59.999', '2026-07-01T18:00'],
        ['2026-07-01T18:00:00', 'shut'],
      ],
    },
    {
      name: 'come an hour later by UTC in winter',
      asked: officeHours,
      at: [
        ['2026-01-14T06:30', 'shut'],
        ['2026-01-14T07:00', '2026-01-14T19:00'],
      ],
    },
    {
      name: 'are shut at the weekend',
      asked: officeHours,
      at: [
        ['2026-07-03T12:00', '2026-07-03T18:00'],
        ['2026-07-04T12:00', 'shut'],
        ['2026-07-05T12:00', 'shut'],
      ],
    },
    {
      name: 'go by the weekday of their own zone, which is Monday first in the east',
      asked: { when: 'days: [mon], from: "00:00", to: "06:00"', zone: 'Pacific/Auckland' },
      at: [
        ['2026-07-05T11:59', 'shut'],
        ['2026-07-05T12:00', '2026-07-05T18:00'],
        ['2026-07-06T12:30', 'shut'],
      ],
    },
    {
      name: 'may pass midnight, and belong to the day on which they begin',
      asked: { when: 'days: [fri], from: "22:00", to: "06:00"' },
      at: [
        ['2026-07-03T03:00', 'shut'],
        ['2026-07-03T20:00', '2026-07-04T04:00'],
        ['2026-07-04T03:59', '2026-07-04T04:00'],
        ['2026-07-04T04:00', 'shut'],
        ['2026-07-04T20:00', 'shut'],
      ],
    },
    {
      name: 'end with the day at 24:00',
      asked: { when: 'days: [wed], from: "20:00", to: "24:00"' },
      at: [
        ['2026-07-01T21:59', '2026-07-01T22:00'],
        ['2026-07-01T22:00', 'shut'],
      ],
    },
    {
      name: 'are whole days where no hours are said, and days in a row are one window',
      asked: { when: 'days: [sat-sun]' },
      at: [
        ['2026-07-03T21:59', 'shut'],
        ['2026-07-03T22:00', '2026-07-05T22:00'],
        ['2026-07-05T12:00', '2026-07-05T22:00'],
        ['2026-07-05T22:00', 'shut'],
      ],
    },
    {
      name: 'may be every day, which is always, told a week ahead',
      asked: { when: 'days: [sun-sat]' },
      at: [['2026-07-01T12:00', '2026-07-08T22:00']],
    },
    {
      name: 'may run over the end of the week',
      asked: { when: 'days: [sat-mon], from: "00:00", to: "24:00"' },
      at: [['2026-07-04T12:00', '2026-07-06T22:00']],
    },
  ])('$name', play);
});

describe('nights on which clocks change', () => {
  it.each<Row>([
    {
      name: 'half of a window that begins in the hour that is skipped',
      asked: everyNight,
      at: [
        ['2026-03-29T00:59:59.999', 'shut'],
        ['2026-03-29T01:00:00', '2026-03-29T01:30'],
        ['2026-03-29T01:30:00', 'shut'],
      ],
    },
    {
      name: 'none of a window that lies within it',
      asked: { when: 'from: "02:10", to: "02:50"' },
      at: [
        ['2026-03-29T00:59:59.999', 'shut'],
        ['2026-03-29T01:00:00', 'shut'],
        ['2026-03-29T01:30:00', 'shut'],
        ['2026-03-30T00:30:00', '2026-03-30T00:50'],
      ],
    },
    {
      name: 'a window over the hour that comes twice is open without a break, two hours instead of one',
      asked: everyNight,
      at: [
        ['2026-10-25T00:29:59.999', 'shut'],
        ['2026-10-25T00:30:00', '2026-10-25T02:30'],
        ['2026-10-25T01:15:00', '2026-10-25T02:30'],
        ['2026-10-25T02:29:59.999', '2026-10-25T02:30'],
        ['2026-10-25T02:30:00', 'shut'],
      ],
    },
    {
      name: 'a window that ends in the hour that comes twice ends the second time',
      asked: { when: 'from: "01:00", to: "02:30"' },
      at: [
        ['2026-10-25T00:45', '2026-10-25T01:30'],
        ['2026-10-25T01:15', '2026-10-25T01:30'],
        ['2026-10-25T01:30', 'shut'],
      ],
    },
    {
      name: 'a night that began the day before, in both directions',
      asked: { when: 'days: [sat], from: "22:00", to: "06:00"' },
      at: [
        ['2026-03-28T20:59', 'shut'],
        ['2026-03-28T21:00', '2026-03-29T04:00'],
        ['2026-10-24T20:00', '2026-10-25T05:00'],
      ],
    },
    {
      name: 'in New York, on other days than in Berlin',
      asked: { ...everyNight, zone: 'America/New_York' },
      at: [
        ['2026-03-08T07:00', '2026-03-08T07:30'],
        ['2026-03-29T06:30', '2026-03-29T07:30'],
        // Put back at 02:00, so 02:30 comes once.
        ['2026-11-01T06:30', 'shut'],
        ['2026-11-01T07:30', '2026-11-01T08:30'],
      ],
    },
  ])('$name', play);
});

describe('days that are excepted', () => {
  it.each<Row>([
    {
      name: 'a date',
      asked: { ...officeHours, except: '2026-07-01' },
      at: [
        ['2026-06-30T12:00', '2026-06-30T18:00'],
        ['2026-07-01T12:00', 'shut'],
      ],
    },
    {
      name: 'a list of holidays, and a date beside it',
      asked: { ...officeHours, except: 'public, 2026-12-24' },
      at: [
        ['2026-12-23T12:00', '2026-12-23T19:00'],
        ['2026-12-24T12:00', 'shut'],
        ['2026-12-25T12:00', 'shut'],
        ['2026-12-28T12:00', '2026-12-28T19:00'],
      ],
    },
    {
      name: 'by the date of the zone, on which a window begins',
      asked: { when: 'from: "22:00", to: "06:00"', except: '2026-07-01' },
      at: [
        ['2026-07-01T03:00', '2026-07-01T04:00'],
        ['2026-07-01T20:30', 'shut'],
        ['2026-07-02T03:00', 'shut'],
        ['2026-07-02T20:30', '2026-07-03T04:00'],
      ],
    },
    {
      name: 'whole days in a row end before one',
      asked: { when: 'days: [mon-fri]', except: '2026-07-02' },
      at: [
        ['2026-06-29T12:00', '2026-07-01T22:00'],
        ['2026-07-02T12:00', 'shut'],
        ['2026-07-03T12:00', '2026-07-03T22:00'],
      ],
    },
    {
      name: 'of a cron pattern',
      asked: { when: 'cron: "0 8 * * *", for: 36h', except: '2026-07-02' },
      at: [
        ['2026-07-02T12:00', '2026-07-02T18:00'],
        ['2026-07-02T18:00', 'shut'],
        ['2026-07-03T06:00', '2026-07-04T18:00'],
      ],
    },
  ])('$name', play);
});

describe('cron patterns', () => {
  const morning = { when: 'cron: "0 8 * * 1-5", for: 12h' };

  it.each<Row>([
    {
      name: 'open for as long as they are told to',
      asked: morning,
      at: [
        ['2026-07-01T05:59:59.999', 'shut'],
        ['2026-07-01T06:00:00', '2026-07-01T18:00'],
        ['2026-07-01T17:59:59.999', '2026-07-01T18:00'],
        ['2026-07-01T18:00:00', 'shut'],
        ['2026-07-04T12:00:00', 'shut'],
      ],
    },
    {
      name: 'that come again while open are open until the last has ended',
      asked: { when: 'cron: "0 * * * *", for: 90m' },
      at: [['2026-07-01T06:45', '2026-07-01T07:30']],
    },
    {
      name: 'in the hour that is skipped come when it has been',
      asked: { when: 'cron: "30 2 * * *", for: 1h' },
      at: [
        ['2026-03-29T00:59:59.999', 'shut'],
        ['2026-03-29T01:00:00', '2026-03-29T02:00'],
      ],
    },
    {
      name: 'in the hour that comes twice come once',
      asked: { when: 'cron: "30 2 * * *", for: 30m' },
      at: [
        ['2026-10-25T00:30', '2026-10-25T01:00'],
        ['2026-10-25T01:30', 'shut'],
      ],
    },
    {
      name: 'of a day of the month and a weekday come on either',
      asked: { when: 'cron: "0 0 1 * MON", for: 1d' },
      at: [
        ['2026-07-01T12:00', '2026-07-01T22:00'],
        ['2026-07-06T12:00', '2026-07-06T22:00'],
        ['2026-07-07T12:00', 'shut'],
      ],
    },
  ])('$name', play);
});

describe('which schedules apply', () => {
  const fleet = fleetOf(`
defaults:
  schedules:
    - { name: day, timeZone: UTC, when: { from: "08:00", to: "20:00" }, min: 2, max: 12 }
    - { name: noon, timeZone: UTC, when: { from: "11:00", to: "13:00" }, min: 4 }
services:
  - { cluster: shop, name: web }
  - { cluster: shop, name: plain, schedules: [] }
`);

  const openAt = (at: string, id = web) =>
    activeWindows(resolveSchedules(fleet, home, id, {}), Date.parse(at));

  it('all that are open, with their own bounds', () => {
    expect(openAt('2026-07-01T12:00:00Z')).toEqual([
      { name: 'day', min: 2, max: 12, untilMs: Date.parse('2026-07-01T20:00:00Z') },
      { name: 'noon', min: 4, max: null, untilMs: Date.parse('2026-07-01T13:00:00Z') },
    ]);
  });

  it('none once they have ended', () => {
    expect(openAt('2026-07-01T21:00:00Z')).toEqual([]);
  });

  it('none for a service that takes them away', () => {
    expect(openAt('2026-07-01T12:00:00Z', { ...web, name: 'plain' })).toEqual([]);
  });
});

describe('schedules whose bounds can hold together are accepted', () => {
  const night = '{ name: night, timeZone: UTC, when: { from: "22:00", to: "06:00" }, max: 4 }';
  const withNight = (other: string, zone = 'UTC') =>
    `defaults: { schedules: [${night}, { name: other, timeZone: ${zone}, when: { ${other} }, min: 10 }] }`;

  it.each([
    {
      name: 'a minimum above the policy maximum raises both',
      yaml: withNight('from: "08:00", to: "20:00"'),
    },
    { name: 'one that ends where the other begins', yaml: withNight('from: "20:00", to: "22:00"') },
    { name: 'one that begins where the other ends', yaml: withNight('from: "06:00", to: "07:00"') },
    {
      name: 'one with a maximum of its own, whenever it is',
      yaml: withNight('cron: "0 8 * * *", for: 1h').replace('min: 10', 'min: 10, max: 20'),
    },
    {
      name: 'a minimum of its own below the policy minimum',
      yaml: 'defaults: { min: 5, schedules: [{ name: a, timeZone: UTC, when: { days: [sun] }, min: 0, max: 0 }] }',
    },
  ])('$name', ({ yaml }) => {
    expect(fleetOf(yaml).services).toEqual([]);
  });
});

describe('against a plain reckoning', () => {
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
  const clock = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

  const weekdays = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 });
  const minuteOfDay = fc.integer({ min: 0, max: 1439 });
  const minuteOfYear = fc.integer({ min: 0, max: 525_599 });

  it('a window is open on its days between its hours, in a zone without summer time', () => {
    fc.assert(
      fc.property(weekdays, minuteOfDay, minuteOfDay, minuteOfYear, (days, from, to, minute) => {
        fc.pre(from !== to);
        const when = `days: [${days.map((day) => names[day]).join(', ')}], from: "${clock(from)}", to: "${clock(to)}"`;
        const tokyo = new Date(Date.UTC(2026, 0, 1) + minute * 60_000);
        const today = tokyo.getUTCDay();
        const now = tokyo.getUTCHours() * 60 + tokyo.getUTCMinutes();
        const passesMidnight = to <= from;
        const sinceToday = days.includes(today) && now >= from && (passesMidnight || now < to);
        const sinceYesterday = days.includes((today + 6) % 7) && passesMidnight && now < to;
        const atMs = tokyo.getTime() - 9 * 3_600_000;
        const open = activeWindows(schedulesFor({ when, zone: 'Asia/Tokyo' }), atMs);
        expect(open.length > 0).toBe(sinceToday || sinceYesterday);
      }),
      { numRuns: 300 },
    );
  });
});
