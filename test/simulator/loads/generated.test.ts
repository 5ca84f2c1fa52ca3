import { describe, expect, test } from 'vitest';
import {
  findGenerated,
  generatedCsv,
  generatedLoads,
  generateLoad,
} from '#simulator/loads/generated/catalogue.ts';
import type { Load } from '#simulator/loads/load.ts';
import { parseLoad } from '#simulator/loads/parse-load.ts';

const load = (name: string): Load => {
  const generated = findGenerated(name);
  if (generated === null) throw new Error(`There is no generated load ${name}`);
  return generateLoad(generated, 1);
};

const minuteMs = 60_000;
const values = ({ at, startMs, endMs }: Load): readonly number[] =>
  Array.from({ length: (endMs - startMs) / minuteMs }, (_, minute) =>
    at(startMs + minute * minuteMs),
  );
const mean = (all: readonly number[]): number =>
  all.reduce((sum, one) => sum + one, 0) / all.length;

describe.each(generatedLoads.map((each) => ({ name: each.name, each })))('$name', ({ each }) => {
  test('reads back as what it is', () => {
    const parsed = parseLoad(each.name, generatedCsv(each, 1));
    if (parsed.kind === 'invalid') throw new Error(parsed.problem);
    const { at: _, ...read } = parsed.load;
    const { at, ...made } = generateLoad(each, 1);
    expect(read).toEqual(made);
    const moment = made.startMs + 12_345_678;
    expect(parsed.load.at(moment)).toBe(at(moment));
  });

  test('is the same for the same seed, and another for another', () => {
    const day = { ...each, days: 1 };
    expect(generatedCsv(day, 1)).toBe(generatedCsv(day, 1));
    expect(generatedCsv(day, 2)).not.toBe(generatedCsv(day, 1));
  });

  test('lasts as many days as it says', () => {
    const { startMs, endMs } = generateLoad(each, 1);
    expect((endMs - startMs) / (24 * 60 * minuteMs)).toBe(each.days);
  });
});

describe('each shows what it is for', () => {
  test('a flash crowd more than doubles the load within two minutes', () => {
    const all = values(load('flash-crowd'));
    const jumps = all.filter((value, minute) => value > 2 * (all[minute - 2] ?? Infinity));
    expect(jumps.length).toBeGreaterThan(3);
  });

  test('a weekend is quieter than a week', () => {
    const all = values(load('weekly'));
    const ofDay = (day: number) => mean(all.slice(day * 1440, (day + 1) * 1440));
    expect(ofDay(6)).toBeLessThan(0.65 * ofDay(2));
  });

  test('growth is about sixfold', () => {
    const all = values(load('growth'));
    const first = mean(all.slice(0, 1440));
    const last = mean(all.slice(-1440));
    expect(last / first).toBeGreaterThan(5);
    expect(last / first).toBeLessThan(6.5);
  });

  test('batches leave a queue with nothing to do in between', () => {
    const all = values(load('queue-batches'));
    expect(all.filter((value) => value === 0).length / all.length).toBeGreaterThan(0.7);
  });

  test('an outage takes the load away and brings more back, and loses some numbers', () => {
    const outage = load('outage');
    const all = values(outage);
    const from = 2 * 1440 + 14 * 60;
    expect(all[from + 10]).toBeLessThan(0.1 * (all[from - 1] ?? 0));
    expect(all[from + 20]).toBeGreaterThan(1.7 * (all[from - 1] ?? Infinity));
    expect(outage.unobserved).toHaveLength(1);
  });

  test('a sawtooth rises for two hours and falls at once', () => {
    const all = values(load('sawtooth'));
    expect(mean(all.slice(110, 120))).toBeGreaterThan(5 * mean(all.slice(120, 125)));
  });
});
