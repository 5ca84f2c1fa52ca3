/** A run of learning as structured log lines: one of what was done, and one for each trouble. */
import type { LogSink } from '#lib/function/log.ts';
import type { Doubted, LearningReport } from '#lib/learning/report.ts';

/** That a load cannot be foretold is its nature; that its past could not be read is somebody's to mend. */
const logDoubt = (log: LogSink, { service: serviceKey, signal, doubt }: Doubted): void => {
  const { kind: why, ...numbers } = doubt;
  if (why === 'unread') log.warn('past not read', { serviceKey, signal, ...numbers });
  else log.debug('forecast not used', { serviceKey, signal, why, ...numbers });
};

export const logLearning = (log: LogSink, report: LearningReport): void => {
  const { learnt, doubted, leftOver, billedMetrics, overtaken } = report;
  log.info(overtaken ? 'learnt until another run took over' : 'learnt', {
    at: new Date(report.nowMs).toISOString(),
    services: learnt.length,
    unused: doubted.length,
    leftOver,
    billedMetrics,
  });
  for (const each of doubted) logDoubt(log, each);
  for (const { service: serviceKey, why } of report.skipped) {
    log.debug('skipped', { serviceKey, why });
  }
  for (const { service: serviceKey, error } of report.failed) {
    log.error('failed', { serviceKey, error });
  }
};
