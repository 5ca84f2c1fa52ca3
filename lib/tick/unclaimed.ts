import type { TickReport } from '#lib/report.ts';
import { nobodyEager } from './eager.ts';

/** Of a tick that another invocation had. */
export const unclaimed = (tickMs: number): TickReport => ({
  tickMs,
  claimed: false,
  decisions: [],
  skipped: [],
  failed: [],
  leftOver: [],
  refused: [],
  noted: [],
  alertsOpen: 0,
  billedMetrics: 0,
  spend: null,
  summary: null,
  standings: null,
  health: null,
  eager: nobodyEager,
});
