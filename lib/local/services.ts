/** Every service that the local AWS plays. */
import { applicationAutoScaling } from './application-auto-scaling.ts';
import { cloudwatch } from './cloudwatch/service.ts';
import { dynamodb } from './dynamodb.ts';
import { ecs } from './ecs/service.ts';
import { eventbridge } from './eventbridge.ts';
import { loadBalancing } from './load-balancing.ts';
import type { Service } from './service.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { sts } from './sts.ts';
import { tagging } from './tagging.ts';

export const services: readonly Service[] = [
  ecs,
  cloudwatch,
  sqs,
  sns,
  eventbridge,
  loadBalancing,
  tagging,
  applicationAutoScaling,
  sts,
  dynamodb,
];

/** `service:Operation`, which is what faults and counts go by. */
export const operationNames: readonly string[] = services.flatMap(({ name, operations }) =>
  Object.keys(operations).map((operation) => `${name}:${operation}`),
);
