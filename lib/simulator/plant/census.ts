/** What is counted of a list of tasks. A list never changes once it is made, so it is counted once. */
import { noUsage, type Task } from './tasks.ts';

export type Census = {
  readonly pending: number;
  readonly running: number;
  readonly draining: number;
  /** Running ones that have used just what all have since the minute began. */
  readonly ordinary: number;
  /** When the first of the pending is ready or the first of the draining must be gone; `Infinity` without any. */
  readonly nextMs: number;
  /** Of the live tasks: the one that all are of, `null` for none, and `mixed` for several. */
  readonly deployment: number | 'mixed' | null;
};

const dueMs = ({ phase }: Task): number => {
  switch (phase.kind) {
    case 'pending':
      return phase.readyMs;
    case 'draining':
      return phase.untilMs;
    case 'running':
      return Infinity;
    default:
      return phase satisfies never;
  }
};

const count = (tasks: readonly Task[]): Census => {
  const counts = { pending: 0, running: 0, draining: 0, ordinary: 0, nextMs: Infinity };
  let deployment: Census['deployment'] = null;
  for (const task of tasks) {
    const { kind } = task.phase;
    counts[kind] += 1;
    counts.nextMs = Math.min(counts.nextMs, dueMs(task));
    if (kind === 'running' && task.usage === noUsage) counts.ordinary += 1;
    if (kind === 'draining') continue;
    deployment = deployment === null || deployment === task.deployment ? task.deployment : 'mixed';
  }
  return { ...counts, deployment };
};

const counted = new WeakMap<readonly Task[], Census>();

export const censusOf = (tasks: readonly Task[]): Census => {
  const known = counted.get(tasks);
  if (known !== undefined) return known;
  const census = count(tasks);
  counted.set(tasks, census);
  return census;
};
