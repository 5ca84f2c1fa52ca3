import { describe, expect, test } from 'vitest';
import { pointOver } from '#simulator/trial/thirds.ts';

const step = (running: number, cpuPercent: number) => ({
  fromMs: 0,
  toMs: 10_000,
  arrived: 7,
  running,
  pending: 0,
  desired: running,
  utilisation: cpuPercent / 100,
  cpuPercent,
});

describe('a point of 20 seconds', () => {
  test.each([
    { name: 'is the average', steps: [step(2, 40), step(2, 60)], cpuPercent: 50, tasks: 2 },
    {
      // Two tasks at (90 + 60) / 2, and the one that joined at 60.
      name: 'has a sample of a task that joined, of its own part',
      steps: [step(2, 90), step(3, 60)],
      cpuPercent: 70,
      tasks: 3,
    },
    {
      // Two tasks at (60 + 90) / 2, and the one that left at 60.
      name: 'has a sample of a task that left',
      steps: [step(3, 60), step(2, 90)],
      cpuPercent: 70,
      tasks: 3,
    },
    {
      name: 'knows nothing of no task',
      steps: [step(0, 0), step(0, 0)],
      cpuPercent: null,
      tasks: 0,
    },
    {
      name: 'is of the tasks there were',
      steps: [step(0, 0), step(2, 80)],
      cpuPercent: 80,
      tasks: 2,
    },
  ])('$name', ({ steps, cpuPercent, tasks }) => {
    expect(pointOver(steps)).toEqual({ atMs: 0, cpuPercent, tasks, requests: 14, jobs: null });
  });
});
