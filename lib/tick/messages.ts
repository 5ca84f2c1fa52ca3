/** What is told to people about a tick: breakers that turned, alerts that opened, counts that changed. */
import type { Home } from '#config/fleet.ts';
import { type BreakerTurn, explainTurn, isBreakerTurn } from '#engine/breaker/explain-turn.ts';
import { explain } from '#engine/explain.ts';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import { guides } from '#lib/alerts/guide.ts';
import type { Notification } from '#lib/ports.ts';
import { shownNameOf } from '#lib/shown-name.ts';
import { alertMessages, type Message } from './alert-messages.ts';
import type { DueAlert } from './alert-review.ts';
import type { Assessed } from './assess.ts';
import { type Carried, isRemembered } from './carry-out.ts';

export type Happenings = {
  readonly assessed: readonly Assessed[];
  readonly carried: readonly Carried[];
  /** What people should hear of alerts. */
  readonly due: readonly DueAlert[];
};

const turnSeverity: Readonly<Record<BreakerTurn['kind'], Notification['severity']>> = {
  'breaker-opened': 'critical',
  'breaker-half-opened': 'warning',
  'breaker-closed': 'info',
};

const turnMessage = (
  turn: BreakerTurn,
  { decision, observation }: Assessed,
  home: Home,
): Notification => {
  const service = keyOf(decision.service);
  const { running, pending, desired } = observation.view;
  const severity = turnSeverity[turn.kind];
  return {
    kind: 'breaker',
    severity,
    subject: `Flyball ${severity}: ${turn.kind}, ${shownNameOf(decision.service, home)}`,
    text: [
      `${service}: ${explainTurn(turn, decision.atMs)}`,
      '',
      explain(decision),
      ...(turn.kind === 'breaker-opened' ? ['', `To do: ${guides['breaker-open'].todo}.`] : []),
    ].join('\n'),
    detail: { service, ...turn, running, pending, desired },
  };
};

/** A breaker's alert is told by its turns, each of which says more. */
const isToldBy = ({ alert }: DueAlert, { decision }: Assessed): boolean =>
  alert.code === 'breaker-open' && alert.service === keyOf(decision.service);

const remedyFor = (name: string): string =>
  `Wrong? flyball undo ${name} puts it back for half an hour; flyball freeze ${name} --why "…" stops it.`;

const actionMessage = (
  { decision, policy }: Assessed,
  isObserved: boolean,
  home: Home,
): Notification => {
  const { service, from, to, asked, urgency, reasons } = decision;
  // As the commands below take it: without its account it would name another service.
  const name = shownNameOf(service, home);
  const at = new Date(decision.atMs).toISOString();
  return {
    kind: 'action',
    severity: 'info',
    subject: isObserved
      ? `Flyball [observe]: ${name} would go from ${from} to ${to}`
      : `Flyball: ${name} from ${from} to ${to}`,
    text: [
      `${isObserved ? 'Observed only, nothing was changed. ' : ''}${explain(decision)}`,
      '',
      isObserved ? `Look closer: flyball explain ${name}` : remedyFor(name),
    ].join('\n'),
    detail: { service: keyOf(service), at, mode: policy.mode, from, to, asked, urgency, reasons },
  };
};

const turnsOf = ({ assessed, carried, due }: Happenings, home: Home): readonly Message[] => {
  const remembered = new Set(carried.filter(isRemembered).map(({ service }) => service));
  return assessed
    .filter(({ decision }) => remembered.has(keyOf(decision.service)))
    .flatMap((each) =>
      each.events.filter(isBreakerTurn).map((turn) => ({
        notification: turnMessage(turn, each, home),
        tells: due.filter((alert) => isToldBy(alert, each)),
      })),
    );
};

const actionsOf = ({ assessed, carried }: Happenings, home: Home): readonly Message[] => {
  const deeds = new Map<ServiceKey, 'acted' | 'observed'>(
    carried.flatMap((each) =>
      each.kind === 'done' && each.did !== 'nothing' ? [[each.service, each.did] as const] : [],
    ),
  );
  return assessed.flatMap((each) => {
    const did = deeds.get(keyOf(each.decision.service));
    if (did === undefined) return [];
    return [{ notification: actionMessage(each, did === 'observed', home), tells: [] }];
  });
};

const weight = { critical: 0, error: 1, warning: 2, info: 3 } as const;

/** Among equals in the order in which they happened. */
export const worstFirst = (messages: readonly Message[]): readonly Message[] =>
  messages.toSorted((a, b) => weight[a.notification.severity] - weight[b.notification.severity]);

export const messagesOf = (happenings: Happenings, home: Home): readonly Message[] => {
  const turns = turnsOf(happenings, home);
  const toldByTurns = new Set(turns.flatMap(({ tells }) => tells));
  return [
    ...turns,
    ...alertMessages(
      happenings.due.filter((each) => !toldByTurns.has(each)),
      home,
    ),
    ...actionsOf(happenings, home),
  ];
};
