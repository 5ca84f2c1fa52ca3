/** What is seen costs: tasks at Fargate's list price, metric reads at CloudWatch's. */

import type { SummaryRow } from '#lib/fleet-summary.ts';
import { usualPrice } from '#simulator/scores/cost.ts';

export const hoursPerMonth = 730;
const msPerMonth = hoursPerMonth * 3_600_000;

/** GetMetricData takes $0.01 for 1,000 metrics. */
const dollarsPerMetricRead = 0.000_01;

/** Memory goes with the vCPU as in the usual task: 2 GB each. */
const dollarsPerVcpuHour =
  usualPrice.dollarsPerVcpuHour +
  (usualPrice.memoryGb / usualPrice.vcpu) * usualPrice.dollarsPerGbHour;

export const taskDollarsPerHour = (row: Pick<SummaryRow, 'counts' | 'vcpu'>): number =>
  (row.counts?.desired ?? 0) * (row.vcpu ?? 0) * dollarsPerVcpuHour;

export const readDollarsPerMonth = (billedMetrics: number, intervalMs: number): number =>
  billedMetrics * dollarsPerMetricRead * (msPerMonth / intervalMs);

export const readPriceNote =
  'Read anew on every tick and each one paid for; what the fleet pays is less, since ticks share reads and use free requests first';

/** Said wherever the number is: nobody should take it for their bill. */
export const taskPriceNote = `Desired tasks at Fargate's list price of us-east-1 (x86), with the vCPU of each policy and ${usualPrice.memoryGb} GB a vCPU`;
