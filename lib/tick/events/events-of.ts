/** What a tick has to tell machines: an event a happening, none bundled. */
import { type BreakerTurn, isBreakerTurn } from '#engine/breaker/explain-turn.ts';
import { explain } from '#engine/explain.ts';
import { type EngineEvent, keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import { type EventOf, type FlyballEvent, textCharacters } from '#lib/events/schemas.ts';
import type { OpenAlert } from '#lib/ports.ts';
import type { Failed } from '#lib/report.ts';
import type { DueAlert } from '../alert-review.ts';
import type { Assessed } from '../assess.ts';
import { type Carried, isRemembered } from '../carry-out.ts';

const cut = (text: string): string => text.slice(0, textCharacters);

const iso = (atMs: number): string => new Date(atMs).toISOString();

type Head = { readonly version: 1; readonly id: string; readonly at: string };

/** `about` tells events of one kind and tick apart. */
const headOf = (tickMs: number, kind: string, about: string): Head => ({
  version: 1,
  id: `${iso(tickMs)}/${kind}/${about}`,
  at: iso(tickMs),
});

type Deed = { readonly outcome: 'acted' | 'observed' | 'refused'; readonly why: string | null };

const deedOf = (carried: Carried): Deed | null => {
  if (carried.kind === 'refused') return { outcome: 'refused', why: carried.why };
  if (carried.kind !== 'done' || carried.did === 'nothing') return null;
  return { outcome: carried.did, why: null };
};

const actionOf = ({ decision }: Assessed, { outcome, why }: Deed): EventOf<'Flyball Action'> => {
  const { service, atMs, from, to, asked, urgency } = decision;
  return {
    detailType: 'Flyball Action',
    detail: {
      ...headOf(atMs, 'action', keyOf(service)),
      service,
      direction: to > from ? 'out' : 'in',
      from,
      to,
      asked,
      urgency,
      outcome,
      hindrance: why === null ? null : cut(why),
      why: cut(explain(decision)),
    },
  };
};

const turnStates = {
  'breaker-opened': 'open',
  'breaker-half-opened': 'half-open',
  'breaker-closed': 'closed',
} as const;

const turnOf = (turn: BreakerTurn, { decision }: Assessed): EventOf<'Flyball Breaker Turned'> => {
  const { service, atMs } = decision;
  const isOpening = turn.kind === 'breaker-opened';
  return {
    detailType: 'Flyball Breaker Turned',
    detail: {
      ...headOf(atMs, turn.kind, keyOf(service)),
      service,
      state: turnStates[turn.kind],
      cause: turn.cause,
      detail: isOpening ? cut(turn.detail) : null,
      until: isOpening ? iso(turn.untilMs) : null,
    },
  };
};

/** Keys are made by `keyOf`, and ECS allows no `/` in names. */
const serviceOf = (key: ServiceKey | null): ServiceId | null => {
  const [account, region, cluster, name] = key?.split('/') ?? [];
  if (account === undefined || region === undefined) return null;
  return cluster === undefined || name === undefined ? null : { account, region, cluster, name };
};

const alertDetail = (alert: OpenAlert, tickMs: number, kind: string) => ({
  ...headOf(tickMs, kind, alertIdOf(alert)),
  alert: alertIdOf(alert),
  code: alert.code,
  severity: alert.severity,
  service: serviceOf(alert.service),
  group: alert.group,
  openedAt: iso(alert.openedAtMs),
  message: cut(alert.message),
});

const alertEvents = ({ news, alert }: DueAlert, tickMs: number): readonly FlyballEvent[] => {
  switch (news) {
    case 'opened':
      return [{ detailType: 'Flyball Alert Opened', detail: alertDetail(alert, tickMs, 'opened') }];
    case 'reminder':
      return [];
    case 'resolved': {
      const { who = null, why = null } = alert.resolution ?? {};
      const detail = { ...alertDetail(alert, tickMs, 'resolved'), resolvedBy: who, why };
      return [{ detailType: 'Flyball Alert Resolved', detail }];
    }
    default:
      return news satisfies never;
  }
};

const failuresListed = 20;

const failureEvents = (failed: readonly Failed[], tickMs: number): readonly FlyballEvent[] => {
  if (failed.length === 0) return [];
  const failures = failed
    .slice(0, failuresListed)
    .map(({ service, error }) => ({ what: cut(service), message: cut(error.message) }));
  const head = headOf(tickMs, 'failed', 'tick');
  const detail = { ...head, failures, count: failed.length };
  return [{ detailType: 'Flyball Tick Failed', detail }];
};

export type Eventful = {
  readonly tickMs: number;
  readonly assessed: readonly Assessed[];
  readonly carried: readonly Carried[];
  /** What people were told of alerts in this tick. */
  readonly told: readonly DueAlert[];
  readonly failed: readonly Failed[];
};

const turnsOf = (events: readonly EngineEvent[]): readonly BreakerTurn[] =>
  events.filter(isBreakerTurn);

export const eventsOf = ({
  tickMs,
  assessed,
  carried,
  told,
  failed,
}: Eventful): readonly FlyballEvent[] => {
  const outcomes = new Map(carried.map((each) => [each.service, each]));
  return [
    ...failureEvents(failed, tickMs),
    ...told.flatMap((due) => alertEvents(due, tickMs)),
    ...assessed.flatMap((each): readonly FlyballEvent[] => {
      const outcome = outcomes.get(keyOf(each.decision.service));
      if (outcome === undefined) return [];
      const deed = deedOf(outcome);
      return [
        ...(isRemembered(outcome) ? turnsOf(each.events).map((turn) => turnOf(turn, each)) : []),
        ...(deed === null ? [] : [actionOf(each, deed)]),
      ];
    }),
  ];
};
