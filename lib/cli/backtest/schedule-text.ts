/** What a lower minimum in the quiet hours would have saved, in words, and as the lines of a fleet file. */
import { serviceNamed } from '../service-name.ts';
import type { Backtested } from './backtest.ts';
import { sideText } from './savings-text.ts';
import { scheduleSnippet, windowText } from './snippet.ts';

/** Nobody has said which account it is, and at home it need not be said. */
const home = { account: '', region: '' };

export const scheduleLines = (
  service: string,
  { schedule }: Pick<Backtested, 'schedule'>,
): readonly string[] => {
  if (schedule === null) return [];
  if (schedule.kind === 'none') return ['', `By a schedule nothing: ${schedule.why}.`];
  const { window, timeZone, min, present, scheduled, dollarsAWeek } = schedule;
  const what = `min ${window.min} in place of ${min} ${windowText(window, timeZone)}`;
  return [
    '',
    `By a schedule, ${what}: $${dollarsAWeek.toFixed(2)} a week less, and would serve as well: ${sideText(scheduled)}, beside ${sideText(present)} as it is. A min may also be there for what no load tells, such as one task in each zone.`,
    scheduleSnippet(serviceNamed(service, home), home, window, timeZone),
  ];
};
