/** A fleet summary as bytes that fit an item, and back. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FleetSummary, SummaryHead } from '#lib/fleet-summary.ts';
import { summarySchema } from './summary-schema.ts';

/** An item holds 400 KB, its keys and head included. */
export const largestSummaryBytes = 350_000;

/** Twenty times what 350 KB of rows unpack to; more is a bomb and no summary. */
const largestUnpackedBytes = 64_000_000;

/** Cutting aims a little low, since what is left packs a little worse. */
const aim = 0.95;

const packedAsItIs = (summary: FleetSummary): Buffer => gzipSync(JSON.stringify(summary));

const withRows = (summary: FleetSummary, kept: number): FleetSummary => ({
  ...summary,
  rows: summary.rows.slice(0, kept),
  rowsCut: summary.rowsCut + Math.max(0, summary.rows.length - kept),
});

/** Every round takes away a twentieth of the rows at least, so there is an end to it. */
export const packed = (summary: FleetSummary, atMostBytes = largestSummaryBytes): Buffer => {
  const bytes = packedAsItIs(summary);
  if (bytes.length <= atMostBytes || summary.rows.length === 0) return bytes;
  const kept = Math.floor(summary.rows.length * Math.min(aim, (aim * atMostBytes) / bytes.length));
  return packed(withRows(summary, kept), atMostBytes);
};

export const unpacked = (bytes: Uint8Array): FleetSummary => {
  const text = gunzipSync(bytes, { maxOutputLength: largestUnpackedBytes }).toString('utf8');
  return summarySchema.parse(JSON.parse(text));
};

/** Of what it says about services; when it was written and how long that took is no news. */
export const headOf = ({ tickMs, rows, counts }: FleetSummary): SummaryHead => ({
  tickMs,
  digest: createHash('sha256')
    .update(JSON.stringify([counts, rows]))
    .digest('base64url'),
});
