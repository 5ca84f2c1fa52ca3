import { startDemo, demoStartMs } from './test/console/demo.ts';
const t0 = performance.now();
const product = await startDemo(600, []);
console.log('started', Math.round(performance.now() - t0));
const iso = (ms: number) => new Date(ms).toISOString().slice(11, 16);
let last = '';
const id = (name: string) => ({ cluster: 'ahead', name });
while (product.clock.nowMs() < demoStartMs + 75 * 60_000) {
  await new Promise((r) => setTimeout(r, 50));
  const now = product.clock.nowMs();
  const m = Math.floor(now / 60_000);
  const run = product.world.find(id('tickets'));
  const r2 = product.world.find(id('rumours'));
  if (run === undefined || r2 === undefined) break;
  const running = run.tasks.filter((t) => t.phase.kind === 'running').length;
  const min = product.world.minutes(id('tickets')).at(-1);
  const line = `${iso(now)} tickets desired ${run.desired} running ${running} load ${Math.round(run.setup.load?.(now) ?? 0)} cpu ${(min ? min.cpuPercent.sum / min.cpuPercent.count : 0).toFixed(0)} | rumours ${r2.desired} load ${Math.round(r2.setup.load?.(now) ?? 0)}`;
  if (String(m) !== last) { last = String(m); console.log(line); }
}
for (const d of product.journal.decisions().filter((d: { service?: string }) => JSON.stringify(d).includes('tickets')).slice(-5)) console.log(JSON.stringify(d).slice(0, 900));
const forecastCalls = [...product.aws.calls].filter(([k]) => k.includes('GetMetricData'));
console.log(forecastCalls);
console.log('real s', Math.round((performance.now() - t0) / 1000));
await product.stop();
