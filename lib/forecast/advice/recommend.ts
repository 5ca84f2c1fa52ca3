/** What to do about a prediction: more when tasks will be too busy, fewer when they will idle. */
import type { Urgency } from '#engine/policy.ts';
import { wholeTasks } from '#engine/rules/answer.ts';
import type { Prediction } from './prediction.ts';

export type Recommendation = {
  readonly change: 'out' | 'in' | 'stay';
  readonly tasks: number;
  readonly priority: Urgency;
  /** What called for it. */
  readonly because: 'cpu' | 'memory' | 'requests' | 'idle' | 'nothing' | 'unknown';
};

export type Present = {
  readonly tasks: number;
  readonly min: number;
  readonly max: number;
  /** A minute; `null` where they are not counted. */
  readonly requests: number | null;
};

/** Percent. Between idle and busy nothing is worth a change. */
export const busyPercent = 80;
export const urgentPercent = 90;
export const idlePercent = 30;
export const goalPercent = 70;

const rushRatio = 2;
const rushTasks = 2;
const idleShare = 0.3;

type Wish = Pick<Recommendation, 'tasks' | 'priority' | 'because'>;

const forLoad = ({ cpu, memory }: Prediction, { tasks }: Present): Wish | null => {
  const [cpuPercent, memoryPercent] = [cpu?.expected ?? 0, memory?.expected ?? 0];
  const busiest = Math.max(cpuPercent, memoryPercent);
  if (busiest <= busyPercent) return null;
  return {
    tasks: wholeTasks((Math.max(1, tasks) * busiest) / goalPercent),
    priority: busiest > urgentPercent ? 'high' : 'medium',
    because: cpuPercent >= memoryPercent ? 'cpu' : 'memory',
  };
};

const forRush = ({ requests }: Prediction, present: Present): Wish | null => {
  if (requests === null || present.requests === null || present.requests === 0) return null;
  if (requests.expected <= rushRatio * present.requests) return null;
  return { tasks: present.tasks + rushTasks, priority: 'high', because: 'requests' };
};

/** What is not known may be busy, so both have to be. */
const isIdle = ({ cpu, memory }: Prediction): boolean =>
  cpu !== null && memory !== null && Math.max(cpu.expected, memory.expected) < idlePercent;

/** As the engine's ladder takes away a percentage: rounded down, but one at least. */
const withoutIdle = (tasks: number): number =>
  Math.max(1, tasks - Math.max(1, Math.floor(tasks * idleShare)));

const order: readonly Urgency[] = ['low', 'medium', 'high'];

/** The larger count wins, and it is as urgent as the most urgent of them. */
const larger = (a: Wish, b: Wish): Wish => ({
  ...(b.tasks > a.tasks ? b : a),
  priority: order.indexOf(b.priority) > order.indexOf(a.priority) ? b.priority : a.priority,
});

export const recommend = (prediction: Prediction, present: Present): Recommendation => {
  const { tasks, min, max } = present;
  const within = (wanted: number): number => Math.min(max, Math.max(min, wanted));
  const wishes = [forLoad(prediction, present), forRush(prediction, present)];
  const [first, ...others] = wishes.filter((wish) => wish !== null);
  if (first !== undefined) {
    const wish = others.reduce(larger, first);
    const granted = Math.max(tasks, within(wish.tasks));
    return { ...wish, change: granted > tasks ? 'out' : 'stay', tasks: granted };
  }
  if (prediction.cpu === null && prediction.memory === null && prediction.requests === null) {
    return { change: 'stay', tasks, priority: 'low', because: 'unknown' };
  }
  const fewer = isIdle(prediction) ? Math.min(tasks, within(withoutIdle(tasks))) : tasks;
  return fewer < tasks
    ? { change: 'in', tasks: fewer, priority: 'low', because: 'idle' }
    : { change: 'stay', tasks, priority: 'low', because: 'nothing' };
};
