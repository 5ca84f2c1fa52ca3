/** A tick as structured log lines: actions and trouble where people look, the rest for who digs. */
import { explain } from '#engine/explain.ts';
import { type Decision, keyOf } from '#engine/model.ts';
import type { TickReport } from '#lib/report.ts';
import type { LogSink } from './log.ts';
import { outcomesOf, type Settled } from './outcome.ts';

/** The load score where a rule has one; the highest, should several. */
const scoreOf = ({ reasons }: Decision): number | null => {
  const scores = reasons.flatMap((reason) => (reason.kind === 'score' ? [reason.score] : []));
  return scores.length === 0 ? null : Math.max(...scores);
};

/** Lines name a service as `serviceKey`: Powertools keeps `service` for the name of the program, and wins. */
const logDecision = (log: LogSink, { decision, outcome }: Settled): void => {
  const { from, to, asked, urgency } = decision;
  const serviceKey = keyOf(decision.service);
  const numbers = {
    serviceKey,
    old: from,
    new: to,
    score: scoreOf(decision),
    asked,
    urgency,
    why: explain(decision),
  };
  switch (outcome.kind) {
    case 'held':
      log.debug('held', numbers);
      break;
    case 'settled':
      log.info(`scale ${outcome.direction}`, { ...numbers, direction: outcome.direction });
      break;
    case 'unsettled': {
      const { direction, why: hindrance } = outcome;
      log.warn(`scale ${direction} did not finish`, { ...numbers, direction, hindrance });
      break;
    }
    default:
      outcome satisfies never;
  }
};

export const logReport = (log: LogSink, report: TickReport): void => {
  const tick = new Date(report.tickMs).toISOString();
  if (!report.claimed) log.info('another invocation had this tick', { tick });
  for (const each of outcomesOf(report)) logDecision(log, each);
  for (const { service: serviceKey, event } of report.noted) {
    const { kind, ...numbers } = event;
    const level = kind === 'breaker-opened' ? 'warn' : 'info';
    log[level](kind, { serviceKey, ...numbers });
  }
  for (const { service: serviceKey, why } of report.skipped) {
    log.debug('skipped', { serviceKey, why });
  }
  for (const { service: serviceKey, error } of report.failed) {
    log.error('failed', { serviceKey, error });
  }
  if (report.summary?.kind === 'failed') {
    log.warn('no fleet summary', { error: report.summary.error });
  }
};
