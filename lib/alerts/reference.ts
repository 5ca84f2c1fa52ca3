/** The table of alerts in docs/ALERTS.md, made from what the code goes by. */
import { alertCodes, defaultAlerts } from '#config/alert-settings.ts';
import { durationText } from '#config/units.ts';
import { guides } from './guide.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const rowOf = (code: (typeof alertCodes)[number]): string => {
  const { severity, afterSeconds, remindSeconds, cause } = defaultAlerts[code];
  const { meanwhile, todo } = guides[code];
  const remind = remindSeconds === null ? 'never' : durationText(remindSeconds);
  const cells = [
    `\`${code}\``,
    severity,
    durationText(afterSeconds),
    remind,
    cause,
    meanwhile,
    todo,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
};

const headings = ['Alert', 'Severity', 'After', 'Remind', 'Cause', 'Meanwhile', 'To do'];

const table = (): string =>
  [
    `| ${headings.join(' | ')} |`,
    `|${headings.map(() => '---').join('|')}|`,
    ...alertCodes.map(rowOf),
  ].join('\n');

const begin = '<!-- alerts:begin -->';
const end = '<!-- alerts:end -->';

export const withAlertReference = (document: string): string => {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`docs/ALERTS.md needs ${begin} and, below it, ${end}`);
  }
  return `${document.slice(0, from + begin.length)}\n\n${table()}\n\n${document.slice(to)}`;
};
