/** One step of one service: tasks settle, the scheduler acts, work is done, the minute is written down. */
import { arrive } from './arrivals.ts';
import { censusOf } from './census.ts';
import { type Served, serve } from './demand.ts';
import {
  closeMinute,
  forgetUsage,
  type Minute,
  openMinute,
  recordStep,
  recordUsage,
} from './minute.ts';
import { receive, work } from './queue.ts';
import { uniform } from './random.ts';
import { scheduleTasks } from './schedule-tasks.ts';
import { type ServiceRun, serviceName } from './service-run.ts';
import { settleTasks } from './settle-tasks.ts';
import { isRunning, type Task } from './tasks.ts';
import { closeThird, type Third, thirdMs } from './third.ts';
import { plus, usageOf } from './usage.ts';

export type Span = { readonly fromMs: number; readonly toMs: number };

export type Stepped = {
  readonly run: ServiceRun;
  readonly closed: Minute | null;
  readonly third: Third | null;
};

const seconds = (span: Span): number => (span.toMs - span.fromMs) / 1000;

const serveRequests = (run: ServiceRun, span: Span): { run: ServiceRun; served: Served } => {
  const rate = run.load?.(span.fromMs) ?? 0;
  const { count, carry } = arrive(rate, seconds(span), run.loadCarry);
  const served = serve({
    arrived: count,
    seconds: seconds(span),
    runningTasks: censusOf(run.tasks).running,
    capacityPerTask: run.traits.capacityPerTask,
    idleLatencyMs: run.traits.latencyMs,
    failingShare: run.failingRequests,
  });
  const totals = {
    offered: run.totals.offered + count,
    served: run.totals.served + served.served,
    failed: run.totals.failed + served.failed,
    rejected: run.totals.rejected + served.rejected,
  };
  return { run: { ...run, totals, loadCarry: carry }, served };
};

/** Tasks differ by a fixed factor each, around one. */
const temperament = (run: ServiceRun, task: Task): number =>
  run.traits.noise === 0
    ? 1
    : 1 + run.traits.noise * (2 * uniform(run.traits.seed, serviceName(run), task.id, 'cpu') - 1);

const heat = (run: ServiceRun, task: Task, busy: number, span: Span): Task => {
  if (!isRunning(task)) return task;
  const share = Math.min(1, busy * temperament(run, task));
  const { memoryPercent } = run.traits;
  const used = usageOf({ seconds: seconds(span), share, memoryPercent });
  return { ...task, usage: plus(task.usage, used) };
};

const heatAlike = (run: ServiceRun, busy: number, span: Span): ServiceRun => {
  const share = Math.min(1, busy);
  const { memoryPercent } = run.traits;
  const used = usageOf({ seconds: seconds(span), share, memoryPercent });
  return { ...run, minute: recordUsage(run.minute, used) };
};

const workTasks = (run: ServiceRun, utilisation: number, span: Span): ServiceRun => {
  if (run.queue === null) {
    if (run.traits.noise === 0) return heatAlike(run, utilisation, span);
    return { ...run, tasks: run.tasks.map((task) => heat(run, task, utilisation, span)) };
  }
  let queue = receive(run.queue, span.fromMs, span.toMs);
  const tasks = run.tasks.map((task) => {
    const worked = work(queue, task, span.fromMs, span.toMs);
    queue = worked.queue;
    return heat(run, worked.task, utilisation + worked.busy, span);
  });
  return { ...run, queue, tasks };
};

const minuteMs = 60_000;

type Thirds = Pick<Stepped, 'run' | 'third'>;

const publishesThirds = ({ setup, queue }: ServiceRun): boolean =>
  setup.metricsSeconds === 20 && queue === null;

const recordThird = (run: ServiceRun, utilisation: number, toMs: number): Thirds => {
  if (!publishesThirds(run)) return { run, third: null };
  const step = { running: censusOf(run.tasks).running, share: Math.min(1, utilisation) };
  const steps = [...run.third, step];
  if (toMs % thirdMs !== 0) return { run: { ...run, third: steps }, third: null };
  const third = closeThird(steps, run.traits.memoryPercent, toMs - thirdMs);
  return { run: { ...run, third: [] }, third };
};

const closeIfOver = (run: ServiceRun, toMs: number): Omit<Stepped, 'third'> => {
  if (toMs % minuteMs !== 0) return { run, closed: null };
  const closed = closeMinute(run.minute, run.tasks, run.queue, toMs);
  const tasks = forgetUsage(run.tasks);
  return { run: { ...run, tasks, minute: openMinute(toMs, run.queue) }, closed };
};

export const stepService = (before: ServiceRun, span: Span): Stepped => {
  const scheduled = scheduleTasks(settleTasks(before, span.fromMs), span.fromMs);
  const { run, served } = serveRequests(scheduled, span);
  const minute = recordStep(run.minute, served, censusOf(run.tasks).running);
  const worked = workTasks({ ...run, minute }, served.utilisation, span);
  const { run: recorded, third } = recordThird(worked, served.utilisation, span.toMs);
  return { ...closeIfOver(recorded, span.toMs), third };
};
