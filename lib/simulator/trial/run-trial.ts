/** One autoscaler over one load on the plant: no network, no clock, and the same bytes for the same setup. */
import { trialSpan } from './begin.ts';
import { beginLife } from './live.ts';
import type { Outcome } from './outcome.ts';
import { stepSecondsFor, type TrialSetup } from './setup.ts';

const hourMs = 3_600_000;

export const runTrial = (setup: TrialSetup): Outcome => {
  const { scaler, plant, work = 'requests', onProgress } = setup;
  const { fromMs: startMs, toMs: endMs } = trialSpan(setup);
  const stepMs = stepSecondsFor(scaler) * 1000;
  const everyMs = scaler.everySeconds * 1000;
  const life = beginLife(setup, startMs);
  for (let nowMs = startMs; nowMs < endMs; nowMs += stepMs) {
    if ((nowMs - startMs) % everyMs === 0) life.consult(nowMs);
    life.step(nowMs);
    if (nowMs % hourMs === 0) onProgress?.((nowMs - startMs) / (endMs - startMs));
  }
  onProgress?.(1);
  return { ...life.course, startMs, plant, work, actions: life.actions };
};
