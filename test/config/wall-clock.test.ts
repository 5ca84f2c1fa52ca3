import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf, wallAt } from '#config/wall-clock.ts';

const utc = (text: string): number => Date.parse(`${text}Z`);

const shown = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

describe('what the wall shows', () => {
  it.each([
    { zone: 'UTC', at: '2026-07-01T12:00', wall: '2026-07-01T12:00' },
    { zone: 'Europe/Berlin', at: '2026-01-15T12:00', wall: '2026-01-15T13:00' },
    { zone: 'Europe/Berlin', at: '2026-07-01T22:30', wall: '2026-07-02T00:30' },
    { zone: 'America/New_York', at: '2026-01-01T03:00', wall: '2025-12-31T22:00' },
    { zone: 'Asia/Kathmandu', at: '2026-07-01T00:00', wall: '2026-07-01T05:45' },
    { zone: 'Pacific/Kiritimati', at: '2026-07-01T12:00', wall: '2026-07-02T02:00' },
  ])('$zone at $at', ({ zone, at, wall }) => {
    expect(shown(wallAt(zone, utc(at)))).toBe(wall);
  });

  it('keeps milliseconds', () => {
    expect(wallAt('UTC', 1_782_907_200_123)).toBe(1_782_907_200_123);
  });
});

describe('the moments at which the wall shows a time', () => {
  it.each([
    {
      name: 'one on an ordinary day',
      zone: 'Europe/Berlin',
      wall: '2026-07-01T08:00',
      first: '2026-07-01T06:00',
      last: '2026-07-01T06:00',
    },
    {
      name: 'two where clocks are put back over it',
      zone: 'Europe/Berlin',
      wall: '2026-10-25T02:30',
      first: '2026-10-25T00:30',
      last: '2026-10-25T01:30',
    },
    {
      name: 'the moment of the jump where clocks are put forward over it',
      zone: 'Europe/Berlin',
      wall: '2026-03-29T02:30',
      first: '2026-03-29T01:00',
      last: '2026-03-29T01:00',
    },
    {
      name: 'half an hour apart where summer time is half an hour',
      zone: 'Australia/Lord_Howe',
      wall: '2026-04-05T01:45',
      first: '2026-04-04T14:45',
      last: '2026-04-04T15:15',
    },
    {
      name: 'midnight that does not exist',
      zone: 'Africa/Cairo',
      wall: '2026-04-24T00:00',
      first: '2026-04-23T22:00',
      last: '2026-04-23T22:00',
    },
    {
      name: 'on the other side of the world',
      zone: 'America/New_York',
      wall: '2026-11-01T01:15',
      first: '2026-11-01T05:15',
      last: '2026-11-01T06:15',
    },
  ])('$name', ({ zone, wall, first, last }) => {
    const { firstMs, lastMs } = momentsOf(zone, utc(wall));
    expect({ first: shown(firstMs), last: shown(lastMs) }).toEqual({ first, last });
  });

  it('include every moment that shows it', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Tehran');
    const minutes = fc.integer({
      min: utc('2024-01-01') / 60_000,
      max: utc('2030-01-01') / 60_000,
    });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const atMs = minute * 60_000;
        const { firstMs, lastMs } = momentsOf(zone, wallAt(zone, atMs));
        expect([firstMs, lastMs]).toContain(atMs);
      }),
      { numRuns: 300 },
    );
  });
});
