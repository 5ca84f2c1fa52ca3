/** Schedules: when, where, and what contradicts what. */
import type { Refused } from './refused.ts';

export const scheduleFaults: readonly Refused[] = [
  {
    name: 'a schedule without its name',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ timeZone: UTC, when: { days: [mon] }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].name: (missing): must be a schedule name of at most 64 printable characters; write for example business hours',
    ],
  },
  {
    name: 'two schedules of one name',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, timeZone: UTC, when: { days: [mon] }, min: 2 }, { name: a, timeZone: UTC, when: { days: [tue] }, min: 3 }] }',
    problems: [
      'services[0].schedules: (a list of 2): must name every schedule differently; rename one',
    ],
  },
  {
    name: 'a schedule that changes nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, timeZone: UTC, when: { days: [mon] } }] }',
    problems: [
      'services[0].schedules[0]: (a mapping): must say a min, a max or both; without either it changes nothing',
    ],
  },
  {
    name: 'a schedule with its maximum below its minimum',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "20:00" }, min: 2, max: 1 }] }',
    problems: ['services[0].schedules[0]: (a mapping): must have min at most max; 2 is above 1'],
  },
  {
    name: 'a schedule with a negative minimum',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, timeZone: UTC, when: { days: [mon] }, min: -1 }] }',
    problems: [
      'services[0].schedules[0].min: -1: must be a whole number of tasks from 0 to 5000; raise it to 0 or more',
    ],
  },
  {
    name: 'a schedule without its time zone',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, when: { days: [mon] }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].timeZone: (missing): must be an IANA time zone; write for example Europe/Berlin, or UTC',
    ],
  },
  {
    name: 'a time zone by its city',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, timeZone: Berlin, when: { days: [mon] }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].timeZone: Berlin: must be an IANA time zone; did you mean Europe/Berlin?',
    ],
  },
  {
    name: 'a time zone with a slip',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, timeZone: Europe/Berln, when: { days: [mon] }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].timeZone: Europe/Berln: must be an IANA time zone; did you mean Europe/Berlin?',
    ],
  },
  {
    name: 'a time zone that is an offset',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, timeZone: "+02:00", when: { days: [mon] }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].timeZone: +02:00: must be an IANA time zone; write for example Europe/Berlin, or UTC',
    ],
  },
  {
    name: 'a time zone that is nowhere',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: a, timeZone: Atlantis, when: { days: [mon] }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].timeZone: Atlantis: must be an IANA time zone; write for example Europe/Berlin, or UTC',
    ],
  },
  {
    name: 'a window that says nothing',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: {  }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when: (a mapping): must say either days, from and to, or cron and for; keep one of the two',
    ],
  },
  {
    name: 'a window by hours and by cron',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "20:00", cron: "0 8 * * *", for: 1h }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when: (a mapping): must say either days, from and to, or cron and for; keep one of the two',
    ],
  },
  {
    name: 'a window without its end',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00" }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when: (a mapping): must say both from and to; leave both out for whole days',
    ],
  },
  {
    name: 'a window that ends where it begins',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "08:00" }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when: (a mapping): must have from and to differ; leave both out for whole days',
    ],
  },
  {
    name: 'a window that begins at midnight of the wrong side',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "24:00", to: "08:00" }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when: (a mapping): must begin before 24:00; write 00:00 and the next weekday',
    ],
  },
  {
    name: 'a time without its leading zero',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "8:00", to: "20:00" }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.from: 8:00: must be a time of day from 00:00 to 24:00; write for example "08:00"',
    ],
  },
  {
    name: 'a time past midnight',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "25:00" }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.to: 25:00: must be a time of day from 00:00 to 24:00; write for example "08:00"',
    ],
  },
  {
    name: 'a time that YAML reads as a number',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: 8, to: 20 }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.from: 8: must be a time of day from 00:00 to 24:00; YAML reads this as a number, so put it in quotes',
      'services[0].schedules[0].when.to: 20: must be a time of day from 00:00 to 24:00; YAML reads this as a number, so put it in quotes',
    ],
  },
  {
    name: 'an unknown weekday',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { days: [monday] }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.days[0]: monday: must be a weekday or a range of them, of mon tue wed thu fri sat sun; write for example mon-fri',
    ],
  },
  {
    name: 'a weekday that is not in a list',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { days: mon-fri }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.days: mon-fri: must be a list of 1 to 7 weekdays, such as [mon-fri] or [sat, sun]',
    ],
  },
  {
    name: 'a cron pattern without how long',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { cron: "0 8 * * *" }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when: (a mapping): must say both cron, when it begins, and for, how long it lasts, such as 12h',
    ],
  },
  {
    name: 'a cron pattern of six fields',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { cron: "0 0 8 * * *", for: 1h }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.cron: 0 0 8 * * *: must be a cron pattern of five fields: minute, hour, day, month and weekday; write for example "0 8 * * 1-5"',
    ],
  },
  {
    name: 'a cron pattern as AWS writes them',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { cron: "0 8 ? * MON-FRI *", for: 1h }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.cron: 0 8 ? * MON-FRI *: must be a cron pattern of five fields: minute, hour, day, month and weekday; write for example "0 8 * * 1-5"',
    ],
  },
  {
    name: 'a cron pattern with a minute that is none',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { cron: "61 8 * * *", for: 1h }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.cron: 61 8 * * *: must be a cron pattern of five fields: minute, hour, day, month and weekday; Invalid value for minute: 61, so correct it',
    ],
  },
  {
    name: 'a cron pattern that never comes',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { cron: "0 8 30 2 *", for: 1h }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.cron: 0 8 30 2 *: must be a cron pattern of five fields: minute, hour, day, month and weekday; it never comes, so correct it',
    ],
  },
  {
    name: 'a cron window of more than a week',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { cron: "0 8 * * *", for: 8d }, min: 2 }] }',
    problems: [
      'services[0].schedules[0].when.for: 8d: must be a duration from 1m to 7d; write 7d or less',
    ],
  },
  {
    name: 'a date that does not exist',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "20:00" }, min: 2, except: [2026-02-30] }] }',
    problems: [
      'services[0].schedules[0].except[0]: 2026-02-30: must be a date that exists; look at the calendar',
    ],
  },
  {
    name: 'a date the other way round',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "20:00" }, min: 2, except: [25.12.2026] }] }',
    problems: [
      'services[0].schedules[0].except[0]: 25.12.2026: must be a date, or the name of a list among holidays; write for example 2026-12-25',
    ],
  },
  {
    name: 'holidays nobody defined',
    yaml: 'holidays: { public: [2026-12-25] }\nservices:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "20:00" }, min: 2, except: [publik] }] }',
    problems: [
      'services[0].schedules[0].except[0]: publik: is not a list of holidays of this fleet; did you mean public?',
    ],
  },
  {
    name: 'holidays nobody defined, in a policy that nobody uses',
    yaml: 'policies: { web: { schedules: [{ name: a, timeZone: UTC, when: { days: [mon] }, except: [public], min: 2 }] } }',
    problems: [
      'policies.web.schedules[0].except[0]: public: is not a list of holidays of this fleet; none is defined',
    ],
  },
  {
    name: 'holidays that are not a list',
    yaml: 'holidays: { public: 2026-12-25 }',
    problems: [
      'holidays.public: 2026-12-25: must be a list of at most 400 dates, such as [2026-12-25, 2027-01-01]',
    ],
  },
  {
    name: 'a holiday that does not exist, once and not again for its users',
    yaml: 'holidays: { public: [2027-02-29] }\nservices:\n  - { cluster: shop, name: web, schedules: [{ name: day, timeZone: Europe/Berlin, when: { from: "08:00", to: "20:00" }, min: 2, except: [public] }] }',
    problems: ['holidays.public[0]: 2027-02-29: must be a date that exists; look at the calendar'],
  },
  {
    name: 'a schedule whose maximum is below the minimum of its policy',
    yaml: 'services:\n  - { cluster: shop, name: web, min: 4, schedules: [{ name: night, timeZone: UTC, when: { from: "22:00", to: "06:00" }, max: 2 }] }',
    problems: [
      'services[0].schedules[0].max: 2: is below min 4 (services[0].min); give the schedule a min of 2 or less too, or raise its max to 4',
    ],
  },
  {
    name: 'a minimum of the stack parameter above the maximum of a schedule',
    yaml: 'services:\n  - { cluster: shop, name: web, schedules: [{ name: night, timeZone: UTC, when: { from: "22:00", to: "06:00" }, max: 0 }] }',
    problems: [
      'services[0].schedules[0].max: 0: is below min 1 (stack parameter DefaultMin); give the schedule a min of 0 or less too, or raise its max to 1',
    ],
  },
  {
    name: 'two schedules that contradict each other where they meet',
    yaml: 'defaults: { min: 2, max: 20 }\npolicies:\n  web:\n    schedules:\n      - { name: a, timeZone: Europe/Berlin, when: { days: [mon-fri], from: "08:00", to: "20:00" }, min: 10 }\n      - { name: b, timeZone: Europe/Berlin, when: { days: [fri], from: "19:00", to: "23:00" }, max: 5 }',
    problems: [
      "policies.web.schedules[1].max: 5: is below min 10 of the schedule 'a', which can be open at the same time; give 'a' a max too, or keep the two apart",
    ],
  },
  {
    name: 'two schedules that meet over the end of the week',
    yaml: 'defaults: { min: 2, max: 20 }\npolicies:\n  web:\n    schedules:\n      - { name: a, timeZone: Europe/Berlin, when: { days: [sat], from: "20:00", to: "08:00" }, min: 10 }\n      - { name: b, timeZone: Europe/Berlin, when: { days: [sun], from: "06:00", to: "10:00" }, max: 5 }',
    problems: [
      "policies.web.schedules[1].max: 5: is below min 10 of the schedule 'a', which can be open at the same time; give 'a' a max too, or keep the two apart",
    ],
  },
  {
    name: 'a schedule by cron that may meet another',
    yaml: 'defaults: { min: 2, max: 20 }\npolicies:\n  web:\n    schedules:\n      - { name: a, timeZone: Europe/Berlin, when: { cron: "0 8 * * *", for: 1h }, min: 10 }\n      - { name: b, timeZone: Europe/Berlin, when: { days: [sat-sun] }, max: 5 }',
    problems: [
      "policies.web.schedules[1].max: 5: is below min 10 of the schedule 'a', which can be open at the same time; give 'a' a max too, or keep the two apart",
    ],
  },
];
