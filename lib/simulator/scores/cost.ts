/** What the tasks cost, pending ones included: they are paid for from the moment they are started. */
import { dollarsPerMetric } from '#lib/spend.ts';
import type { ScoredMinute } from './scored.ts';

export type TaskPrice = {
  readonly vcpu: number;
  readonly memoryGb: number;
  readonly dollarsPerVcpuHour: number;
  readonly dollarsPerGbHour: number;
};

/** Fargate, Linux on x86, us-east-1, list price; a task of 1 vCPU and 2 GB. */
export const usualPrice: TaskPrice = {
  vcpu: 1,
  memoryGb: 2,
  dollarsPerVcpuHour: 0.04048,
  dollarsPerGbHour: 0.004445,
};

export const taskHours = (minutes: readonly ScoredMinute[]): number =>
  minutes.reduce((sum, { supply, pending }) => sum + supply + pending, 0) / 60;

export const taskHourDollars = (price: TaskPrice): number =>
  price.vcpu * price.dollarsPerVcpuHour + price.memoryGb * price.dollarsPerGbHour;

export const dollars = (hours: number, price: TaskPrice): number => hours * taskHourDollars(price);

const monthMinutes = 43_800;

/** List price; what is free of requests is not counted. */
export const readDollars = (metricsAMinute: number): number =>
  metricsAMinute * monthMinutes * dollarsPerMetric;
