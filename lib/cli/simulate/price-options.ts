/** The options that say what a task costs. */
import { type TaskPrice, usualPrice } from '#simulator/scores/cost.ts';
import { numberOption } from './number-option.ts';

export const priceArgs = {
  vcpu: { type: 'string', description: `vCPU of a task; ${usualPrice.vcpu} by default` },
  memory: { type: 'string', description: `GB of a task; ${usualPrice.memoryGb} by default` },
  'vcpu-hour': {
    type: 'string',
    description: `Dollars for a vCPU and hour; ${usualPrice.dollarsPerVcpuHour} by default (Fargate, x86, us-east-1)`,
  },
  'gb-hour': {
    type: 'string',
    description: `Dollars for a GB and hour; ${usualPrice.dollarsPerGbHour} by default`,
  },
} as const;

export type PriceOptions = { readonly [Name in keyof typeof priceArgs]?: string | undefined };

/** The largest Fargate task has 16 vCPU and 120 GB; other platforms have larger ones. */
const most = { vcpu: 1024, memory: 8192, dollars: 1000 } as const;

export const readPrice = (options: PriceOptions): TaskPrice => ({
  vcpu: numberOption(options.vcpu, usualPrice.vcpu, { name: 'vcpu', min: 0, max: most.vcpu }),
  memoryGb: numberOption(options.memory, usualPrice.memoryGb, {
    name: 'memory',
    min: 0,
    max: most.memory,
  }),
  dollarsPerVcpuHour: numberOption(options['vcpu-hour'], usualPrice.dollarsPerVcpuHour, {
    name: 'vcpu-hour',
    min: 0,
    max: most.dollars,
  }),
  dollarsPerGbHour: numberOption(options['gb-hour'], usualPrice.dollarsPerGbHour, {
    name: 'gb-hour',
    min: 0,
    max: most.dollars,
  }),
});
