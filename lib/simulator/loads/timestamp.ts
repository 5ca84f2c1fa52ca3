/** A moment as it is written in a trace: ISO-8601, or seconds since 1970. */
import { BadLoad } from './bad-load.ts';

const epochSeconds = /^\d{1,11}(?:\.\d{1,6})?$/;
const epochMilliseconds = /^\d{12,14}$/;

/** `2026-11-02T09:00:00Z`, with a blank for the T, without seconds, or without a zone, which then is UTC. */
const iso =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

const fromIso = (text: string): number => {
  const [, day, time = '00:00', seconds = ':00', zone = 'Z'] = iso.exec(text) ?? [];
  return day === undefined ? Number.NaN : Date.parse(`${day}T${time}${seconds}${zone}`);
};

export const readTimestamp = (cell: string, line: number): number => {
  const text = cell.trim();
  if (epochMilliseconds.test(text)) {
    throw new BadLoad(
      `line ${line}: timestamp ${text} looks like milliseconds; divide by 1000, or write ISO-8601`,
    );
  }
  const atMs = epochSeconds.test(text) ? Math.round(Number(text) * 1000) : fromIso(text);
  if (Number.isFinite(atMs)) return atMs;
  throw new BadLoad(
    `line ${line}: timestamp is "${text}", but must be ISO-8601 such as 2026-11-02T09:00:00Z, or seconds since 1970`,
  );
};
