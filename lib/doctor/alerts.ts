import { alertIdOf } from '#lib/alerts/alert-id.ts';
import type { OpenAlert } from '#lib/ports.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

/** More than this is a list, and `flyball alerts` is the place for one. */
const listedAtMost = 10;

const alertFinding = (alert: OpenAlert): Finding => {
  const { code, severity, message, openedAtMs } = alert;
  const what = `${severity} alert since ${new Date(openedAtMs).toISOString()}: ${message}`;
  const todo = `mend its cause, or say that it is known: flyball resolve-alert ${alertIdOf(alert)} --why "…"; docs/ALERTS.md has ${code}`;
  return severity === 'warning' ? note(what, todo) : wrong(what, todo);
};

/** What the ticks themselves found, with their own credentials. */
export const alertFindings = (open: readonly OpenAlert[]): readonly Finding[] => {
  if (open.length === 0) return [fine('no alert is open')];
  const others = open.length - listedAtMost;
  return [
    ...open.slice(0, listedAtMost).map(alertFinding),
    ...(others > 0 ? [note(`${others} more alerts are open`, 'flyball alerts lists them')] : []),
  ];
};
