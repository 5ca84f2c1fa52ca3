/** The comparison as text: two lines of bars, the sums, and where the two last differed. */
import { textTable } from '../table.ts';
import { sparkline } from './sparkline.ts';
import { agreementOf, columnsOf, meanOf, type Span, taskHoursOf } from './verdicts.ts';

const columns = 60;
const rowsAtMost = 20;

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

const signed = (value: number): string => `${value > 0 ? '+' : ''}${rounded(value)}`;

const isoOf = (ms: number): string => new Date(ms).toISOString();

const lines = (spans: readonly Span[]): readonly string[] => {
  const champion = columnsOf(spans, 'champion', columns);
  const challenger = columnsOf(spans, 'challenger', columns);
  const highest = Math.max(0, ...champion, ...challenger);
  return [
    `champion    ${sparkline(champion, highest)}  mean ${rounded(meanOf(spans, 'champion'))}`,
    `challenger  ${sparkline(challenger, highest)}  mean ${rounded(meanOf(spans, 'challenger'))}`,
  ];
};

const differences = (spans: readonly Span[]): string =>
  textTable(
    ['FROM', 'UNTIL', 'DESIRED', 'CHAMPION', 'CHALLENGER', 'DIFFERENCE'],
    spans
      .filter(({ champion, challenger }) => champion !== challenger)
      .slice(-rowsAtMost)
      .map(({ atMs, untilMs, from, champion, challenger }) => [
        isoOf(atMs),
        isoOf(untilMs),
        String(from),
        String(champion),
        String(challenger),
        signed(challenger - champion),
      ]),
  );

export const summaryOf = (spans: readonly Span[]) => ({
  agreement: agreementOf(spans),
  champion: { mean: meanOf(spans, 'champion'), taskHours: taskHoursOf(spans, 'champion') },
  challenger: { mean: meanOf(spans, 'challenger'), taskHours: taskHoursOf(spans, 'challenger') },
});

export const comparisonText = (service: string, spans: readonly Span[]): string => {
  const { agreement, champion, challenger } = summaryOf(spans);
  const hours = challenger.taskHours - champion.taskHours;
  const first = spans[0]?.atMs ?? 0;
  const last = spans.at(-1)?.untilMs ?? 0;
  return [
    `${service} from ${isoOf(first)} to ${isoOf(last)}`,
    '',
    ...lines(spans),
    '',
    `They agreed for ${Math.round(agreement * 100)} % of the time; the challenger asked for ${signed(hours)} task-hours.`,
    ...(agreement === 1 ? [] : ['', 'Where they last differed:', '', differences(spans)]),
    '',
    'The challenger is asked about the service as the champion left it, so this is no run of its own.',
  ].join('\n');
};
