/** What is told about alerts: one message a code and kind of news, however many services it is about. */
import type { Home } from '#config/fleet.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import { guides } from '#lib/alerts/guide.ts';
import type { Alert, Notification, OpenAlert } from '#lib/ports.ts';
import { shownKeyOf } from '#lib/shown-name.ts';
import type { DueAlert } from './alert-review.ts';

/** A message, and what is known to be told once it is sent. */
export type Message = { readonly notification: Notification; readonly tells: readonly DueAlert[] };

/** More lines than this in one mail are read by nobody; `flyball alerts` lists them all. */
const alertsListed = 20;

/** `account/region/cluster/name`. */
const partsOfKey = 4;

const subjectOf = ({ service, group }: Alert): string =>
  service ?? (group === null ? 'the fleet' : `group ${group}`);

const worstOf = (alerts: readonly Alert[]): Alert['severity'] =>
  (['critical', 'error'] as const).find((each) =>
    alerts.some(({ severity }) => severity === each),
  ) ?? 'warning';

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** What was wrong, when it is over, and why nobody has to look any more. */
const endOf = ({ message, openedAtMs, resolution }: OpenAlert): string => {
  const how = resolution === null ? 'Over' : `Resolved by ${resolution.who} (${resolution.why})`;
  return `${how}, open since ${iso(openedAtMs)}: ${message}`;
};

const lineOf = ({ news, alert }: DueAlert): string => {
  switch (news) {
    case 'opened':
      return alert.message;
    case 'reminder':
      return `Since ${iso(alert.openedAtMs)}: ${alert.message}`;
    case 'resolved':
      return endOf(alert);
    default:
      return news satisfies never;
  }
};

/** As commands take it; `null` for what is no service, such as an account and region. */
const namedIn = ({ service }: Alert, home: Home): string | null =>
  service === null || service.split('/').length < partsOfKey ? null : shownKeyOf(service, home);

const guideLines = (alert: Alert, count: number, home: Home): readonly string[] => {
  const { meanwhile, todo } = guides[alert.code];
  const name = count > 1 ? null : namedIn(alert, home);
  const about = name === null ? '' : ` ${name}`;
  return [
    '',
    `Meanwhile ${meanwhile}.`,
    `To do: ${todo}.`,
    `Look closer: flyball doctor${about}${about === '' ? '' : `; flyball history${about}`}`,
    ...(count > 1 ? [] : [`Known already: flyball resolve-alert ${alertIdOf(alert)} --why "…"`]),
  ];
};

const headings = { opened: '', reminder: ' (still open)', resolved: ' (resolved)' } as const;

/** One broken assumption shows in many services at once, and is one thing to hear of. */
const alertMessage = (first: DueAlert, due: readonly DueAlert[], home: Home): Message => {
  const alerts = due.map(({ alert }) => alert);
  const worst = worstOf(alerts);
  const listed = alerts.slice(0, alertsListed);
  const unlisted = alerts.length - listed.length;
  const count = alerts.length;
  const { news } = first;
  const { code, service, group } = first.alert;
  const heading = `${code}${headings[news]}${count > 1 ? `, ${count} of them` : ''}`;
  return {
    tells: due,
    notification: {
      kind: 'alert',
      severity: news === 'resolved' ? 'info' : worst,
      subject: `Flyball ${news === 'resolved' ? 'info' : worst}: ${heading}`,
      text: [
        ...due.slice(0, alertsListed).map(lineOf),
        ...(unlisted > 0 ? [`and ${unlisted} more; flyball alerts lists them`] : []),
        ...(news === 'resolved' ? [] : guideLines(first.alert, count, home)),
      ].join('\n'),
      detail: {
        news,
        code,
        severity: worst,
        service: count > 1 ? null : service,
        group: count > 1 ? null : group,
        count,
        subjects: listed.map(subjectOf),
        ids: listed.map(alertIdOf),
      },
    },
  };
};

export const alertMessages = (due: readonly DueAlert[], home: Home): readonly Message[] =>
  [...Map.groupBy(due, ({ news, alert }) => `${news} ${alert.code}`).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [alertMessage(first, same, home)];
  });
