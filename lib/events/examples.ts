/** One event of each kind, as docs/EVENTS.md shows them. */
import type { FlyballEvent } from './schemas.ts';

const service = {
  account: '123456789012',
  region: 'eu-west-1',
  cluster: 'shop',
  name: 'web',
} as const;

const at = '2026-11-21T03:04:00.000Z';

const alert = {
  version: 1,
  at,
  alert: 'at-ceiling-0c4e1b22d9',
  code: 'at-ceiling',
  severity: 'warning',
  service,
  group: null,
  openedAt: '2026-11-21T02:54:00.000Z',
  message:
    '123456789012/eu-west-1/shop/web asks for 14 tasks and may have 10 at most by the policy; raise that if the demand is genuine',
} as const;

export const exampleEvents: readonly FlyballEvent[] = [
  {
    detailType: 'Flyball Action',
    detail: {
      version: 1,
      id: `${at}/action/123456789012/eu-west-1/shop/web`,
      at,
      service,
      direction: 'out',
      from: 4,
      to: 6,
      asked: 6,
      urgency: 'medium',
      outcome: 'acted',
      hindrance: null,
      why: 'Scale out from 4 to 6: track cpu: cpu 81 over 4 tasks, target 60 needs 5.4, so 6 tasks.',
    },
  },
  {
    detailType: 'Flyball Alert Opened',
    detail: { ...alert, id: `${at}/opened/${alert.alert}` },
  },
  {
    detailType: 'Flyball Alert Resolved',
    detail: {
      ...alert,
      id: `${at}/resolved/${alert.alert}`,
      resolvedBy: 'ada',
      why: 'the sale ends tonight',
    },
  },
  {
    detailType: 'Flyball Breaker Turned',
    detail: {
      version: 1,
      id: `${at}/breaker-opened/123456789012/eu-west-1/shop/web`,
      at,
      service,
      state: 'open',
      cause: 'failed-starts',
      detail: '10 tasks in a row failed to start',
      until: '2026-11-21T03:05:00.000Z',
    },
  },
  {
    detailType: 'Flyball Tick Failed',
    detail: {
      version: 1,
      id: `${at}/failed/tick`,
      at,
      failures: [
        {
          what: '123456789012/eu-west-1/shop/web',
          message: 'could not be described: ThrottlingException: Rate exceeded',
        },
      ],
      count: 1,
    },
  },
];
