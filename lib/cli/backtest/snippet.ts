/** The lines of a fleet file that do what is proposed. */
import { stringify } from 'yaml';
import type { Home } from '#config/fleet.ts';
import type { ServiceId } from '#engine/model.ts';
import { type QuietWindow, weekdaysOf } from '#simulator/backtest/quiet/quiet-window.ts';
import { isAlways, quietName } from '#simulator/backtest/quiet/with-window.ts';

/** Plain, but for what YAML would take for something else, such as a service called `on`. */
const fleetOf = (
  id: ServiceId,
  home: Home,
  settings: Readonly<Record<string, unknown>>,
): string => {
  const { account, region, cluster, name } = id;
  const where = account === home.account && region === home.region ? {} : { account, region };
  return stringify(
    { services: [{ cluster, name, ...where, ...settings }] },
    { lineWidth: 0, version: '1.1' },
  ).trimEnd();
};

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export const hoursOf = ({ fromHour, hours }: QuietWindow): { from: string; to: string } => {
  const until = fromHour + hours;
  return { from: clock(fromHour), to: clock(until > 24 ? until - 24 : until) };
};

const daysSaid = {
  'every day': {},
  weekdays: { days: ['mon-fri'] },
  weekends: { days: ['sat', 'sun'] },
} as const;

export const scheduleSnippet = (
  id: ServiceId,
  home: Home,
  window: QuietWindow,
  timeZone: string,
): string => {
  const { min, on, hours } = window;
  if (isAlways(window)) return fleetOf(id, home, { min });
  const times = hours === 24 ? {} : hoursOf(window);
  const when = { ...daysSaid[on], ...times };
  return fleetOf(id, home, { schedules: [{ name: quietName, when, timeZone, min }] });
};

export const windowText = (window: QuietWindow, timeZone: string): string => {
  const { on, hours } = window;
  if (isAlways(window)) return 'at all hours';
  if (hours === 24) return `${on} all day, ${timeZone}`;
  const { from, to } = hoursOf(window);
  return `${on} from ${from} to ${to}${weekdaysOf[on].length < 7 && to <= from ? ' of the next day' : ''}, ${timeZone}`;
};

export const assureSnippet = (
  id: ServiceId,
  home: Home,
  limit: number,
  riskPercent: number,
): string =>
  fleetOf(id, home, {
    rules: [{ kind: 'assure', signal: 'cpu', limit, risk: `${riskPercent}%` }],
  });
