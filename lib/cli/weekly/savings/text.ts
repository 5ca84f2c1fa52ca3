/** What would save most, for a terminal. */
import { dollars, figure } from '#simulator/report/numbers.ts';
import { textTable } from '../../table.ts';
import type { FleetSavings, ServiceSavings, Way } from './savings.ts';

export const headings = [
  'SERVICE',
  'BY',
  'A MONTH',
  'TASK-HOURS',
  'VIOLATED MINUTES',
  'OF PAST DAYS',
  'WHAT',
] as const;

export const cellsOf = (service: string, days: number, way: Way): readonly string[] => [
  service,
  way.by,
  dollars(way.dollarsAMonth),
  `${figure(way.present.taskHours)} → ${figure(way.instead.taskHours)}`,
  `${way.present.violatedMinutes} → ${way.instead.violatedMinutes}`,
  figure(days),
  way.text,
];

export const rowsOf = ({ services }: FleetSavings): readonly (readonly string[])[] =>
  services.flatMap((each) =>
    each.kind === 'saves' ? each.ways.map((way) => cellsOf(each.service, each.days, way)) : [],
  );

/** Why a service is not in the table. */
export const absenceOf = (savings: ServiceSavings): string | null => {
  switch (savings.kind) {
    case 'saves':
      return null;
    case 'saves nothing':
      return `nothing to save over ${figure(savings.days)} days: ${savings.why}`;
    case 'not replayed':
      return `not replayed: ${savings.why}`;
    default:
      return savings satisfies never;
  }
};

export const notLookedAtText = ({ notLookedAt }: FleetSavings): string =>
  notLookedAt === 0
    ? ''
    : `${notLookedAt} services with fewer task-hours were not looked at; --savings says how many are.`;

export const basis =
  'By replay of what each service was seen to do, as if its load had come no matter what ran. Two ways for one service do not add up. A min may also be there for what no load tells, such as one task in each zone.';

/** The best way of each, as it is written in a fleet file. */
export const snippetsOf = ({
  services,
}: FleetSavings): readonly { title: string; yaml: string }[] =>
  services.flatMap((each) => {
    if (each.kind !== 'saves') return [];
    const [{ text, snippet }] = each.ways;
    return [{ title: `${each.service}, ${text}`, yaml: snippet }];
  });

export const savingsText = (savings: FleetSavings): string => {
  const rows = rowsOf(savings);
  const notLookedAt = notLookedAtText(savings);
  const absent = savings.services.flatMap((each) => {
    const why = absenceOf(each);
    return why === null ? [] : [`${each.service}: ${why}`];
  });
  return [
    'What would save most',
    basis,
    '',
    rows.length === 0 ? 'Nothing that was replayed.' : textTable(headings, rows),
    ...snippetsOf(savings).flatMap(({ title, yaml }) => ['', `# ${title}`, yaml]),
    ...(absent.length === 0 ? [] : ['', ...absent]),
    ...(notLookedAt === '' ? [] : ['', notLookedAt]),
  ].join('\n');
};
