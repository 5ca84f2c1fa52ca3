/** What is told about alerts: one message a code, however many services have it. */
import type { Alert, Notification } from '#lib/ports.ts';

/** A message, and the alerts that are told once it is sent. */
export type Message = { readonly notification: Notification; readonly tells: readonly Alert[] };

/** More lines than this in one mail are read by nobody; `flyball status` lists them all. */
const alertsListed = 20;

const subjectOf = ({ service, group }: Alert): string => service ?? `group ${group ?? '-'}`;

/** One broken assumption shows in many services at once, and is one thing to hear of. */
const alertMessage = (code: Alert['code'], alerts: readonly Alert[]): Message => {
  const [alone = null, ...others] = alerts;
  const severity =
    (['critical', 'error'] as const).find((each) =>
      alerts.some((alert) => alert.severity === each),
    ) ?? 'warning';
  const listed = alerts.slice(0, alertsListed);
  const unlisted = alerts.length - listed.length;
  const count = alerts.length;
  return {
    tells: alerts,
    notification: {
      kind: 'alert',
      severity,
      subject: `Flyball ${severity}: ${code}${count > 1 ? `, ${count} of them` : ''}`,
      text: [
        ...listed.map(({ message }) => message),
        ...(unlisted > 0 ? [`and ${unlisted} more; flyball status lists them`] : []),
      ].join('\n'),
      detail: {
        code,
        severity,
        service: others.length > 0 ? null : (alone?.service ?? null),
        group: others.length > 0 ? null : (alone?.group ?? null),
        count,
        subjects: listed.map(subjectOf),
      },
    },
  };
};

export const alertMessages = (alerts: readonly Alert[]): readonly Message[] =>
  [...Map.groupBy(alerts, ({ code }) => code)].map(([code, same]) => alertMessage(code, same));
