/**
 * Knative's pod autoscaler on concurrency: a stable window of 60 s, a panic window of 6 s; panic begins when the panic window
 * asks for twice what is ready, never takes a pod away, and ends after a calm stable window. Concurrency is taken as
 * proportional to load (the soft target of 100 requests is a task at its capacity), so a queue that builds up inside an
 * overrun task is not counted. Its loop of 2 s is recollection and not documented; it looks as often as the plant steps.
 */
import { type Bounds, roundUp, within } from './bounds.ts';
import { meanOf, pointsBetween } from './fine-points.ts';
import type { FinePoint, Scaler, Sight } from './scaler.ts';

export type KnativeSettings = Bounds & {
  /** Share of the soft target of 100 that is aimed at. */
  readonly targetPercent: number;
  readonly loopSeconds: number;
  readonly stableWindowSeconds: number;
  readonly panicWindowSeconds: number;
  readonly panicThresholdPercent: number;
  readonly maxScaleUpRate: number;
  readonly maxScaleDownRate: number;
};

export const knativeAsItComes = (
  tuned: Bounds & { readonly targetPercent: number; readonly loopSeconds: number },
): KnativeSettings => ({
  ...tuned,
  stableWindowSeconds: 60,
  panicWindowSeconds: 6,
  panicThresholdPercent: 200,
  maxScaleUpRate: 1000,
  maxScaleDownRate: 2,
});

type Panic = { readonly sinceMs: number; readonly pods: number };

/** Pods it takes to carry the window's load at the target, or `null` without a point. */
const asked = (points: readonly FinePoint[], targetPercent: number): number | null => {
  const reported = points.filter(({ running }) => running > 0);
  const carried = meanOf(reported, ({ utilisation, running }) => 100 * utilisation * running);
  return carried === null ? null : roundUp(carried / targetPercent);
};

const windowsOf = ({ fine, nowMs }: Sight, settings: KnativeSettings) => {
  const since = (seconds: number) => pointsBetween(fine, nowMs - seconds * 1000, nowMs);
  const newest = fine.slice(-1);
  const short = since(settings.panicWindowSeconds);
  return {
    stable: asked(since(settings.stableWindowSeconds), settings.targetPercent),
    panic: asked(short.length === 0 ? newest : short, settings.targetPercent),
  };
};

/** What can change in one round: never fewer than half of what is ready by default. */
const rateLimited = (pods: number, ready: number, settings: KnativeSettings): number =>
  Math.min(
    Math.max(pods, Math.floor(ready / settings.maxScaleDownRate)),
    Math.ceil(ready * settings.maxScaleUpRate),
  );

const panicAfter = (
  before: Panic | null,
  over: boolean,
  nowMs: number,
  settings: KnativeSettings,
): Panic | null => {
  if (over) return { sinceMs: nowMs, pods: before?.pods ?? 0 };
  const calmForMs = before === null ? 0 : nowMs - before.sinceMs;
  return calmForMs > settings.stableWindowSeconds * 1000 ? null : before;
};

export const beginKnative = (settings: KnativeSettings): ((sight: Sight) => number) => {
  let panic: Panic | null | undefined;
  return (sight) => {
    const { nowMs, desired } = sight;
    const windows = windowsOf(sight, settings);
    // It starts in panic at the count it finds, so that a restart without memory takes nothing away.
    if (panic === undefined) panic = { sinceMs: nowMs, pods: desired };
    if (windows.stable === null || windows.panic === null) return desired;
    const ready = Math.max(1, sight.running);
    const over = windows.panic / ready >= settings.panicThresholdPercent / 100;
    panic = panicAfter(panic, over, nowMs, settings);
    const stable = rateLimited(windows.stable, ready, settings);
    if (panic === null) return within(settings, stable);
    const pods = Math.max(stable, rateLimited(windows.panic, ready, settings));
    if (pods > panic.pods) panic = { sinceMs: nowMs, pods };
    return within(settings, panic.pods);
  };
};

export const knative = (settings: KnativeSettings): Scaler => ({
  name: 'knative',
  settings,
  everySeconds: settings.loopSeconds,
  begin: () => beginKnative(settings),
});
