/**
 * A HorizontalPodAutoscaler (v2) on CPU, with the defaults of its controller: a loop of 15 s, a tolerance of 10 %, the default
 * behaviour. What it reads is 15 to 30 s old: the metrics server scrapes every 15 s and reports the scrape before.
 * CPU cannot pass 100 %: a task has what it was given.
 */
import { type Bounds, within } from './bounds.ts';
import { meanOf, pointsBetween } from './fine-points.ts';
import { behave, noMemory } from './hpa-behaviour.ts';
import { byUtilisation } from './hpa-replicas.ts';
import type { Scaler, Sight } from './scaler.ts';

export type HpaSettings = Bounds & {
  readonly targetPercent: number;
  readonly loopSeconds: number;
  readonly metricAgeSeconds: number;
  readonly metricWindowSeconds: number;
  readonly tolerance: number;
};

export const hpaAsItComes = (tuned: Bounds & { readonly targetPercent: number }): HpaSettings => ({
  ...tuned,
  loopSeconds: 15,
  metricAgeSeconds: 15,
  metricWindowSeconds: 15,
  tolerance: 0.1,
});

const usageOf = ({ fine, nowMs }: Sight, settings: HpaSettings): number | null => {
  const toMs = nowMs - settings.metricAgeSeconds * 1000;
  const fromMs = toMs - settings.metricWindowSeconds * 1000;
  const reported = pointsBetween(fine, fromMs, toMs).filter(({ running }) => running > 0);
  return meanOf(reported, ({ utilisation }) => 100 * Math.min(1, utilisation));
};

export const beginHpa = (settings: HpaSettings): ((sight: Sight) => number) => {
  let memory = noMemory;
  return (sight) => {
    const usage = usageOf(sight, settings);
    if (usage === null) return sight.desired;
    const recommended = byUtilisation({
      current: sight.desired,
      ready: Math.min(sight.running, sight.desired),
      ratio: usage / settings.targetPercent,
      tolerance: settings.tolerance,
    });
    const replicas = within(settings, recommended);
    const next = behave(memory, sight.desired, { atMs: sight.nowMs, replicas });
    memory = next.memory;
    return within(settings, next.replicas);
  };
};

export const hpa = (settings: HpaSettings): Scaler => ({
  name: 'hpa',
  settings,
  everySeconds: settings.loopSeconds,
  begin: () => beginHpa(settings),
});
