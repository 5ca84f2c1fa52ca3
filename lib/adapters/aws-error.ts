/** What an error of the SDK, of the network or of a timer means for the next attempt. */
import * as z from 'zod';
import { withoutSecrets } from '#lib/redact.ts';

export type Fault = 'throttled' | 'transient' | 'permanent';

const throttlingNames: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const transientNames: ReadonlySet<string> = new Set(['AbortError', 'TimeoutError']);

const transientCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

const faultySchema = z.object({
  name: z.string().catch(''),
  code: z.string().catch(''),
  $fault: z.string().catch(''),
  $metadata: z.object({ httpStatusCode: z.number().catch(0) }).catch({ httpStatusCode: 0 }),
});

export const faultOf = (error: unknown): Fault => {
  const parsed = faultySchema.safeParse(error);
  if (!parsed.success) return 'permanent';
  const { name, code, $fault, $metadata } = parsed.data;
  if (throttlingNames.has(name) || $metadata.httpStatusCode === 429) return 'throttled';
  if (transientNames.has(name) || transientCodes.has(code)) return 'transient';
  return $fault === 'server' || $metadata.httpStatusCode >= 500 ? 'transient' : 'permanent';
};

/** `name: message`; our own errors say all in the message, some errors of the network all in the name. */
export const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return withoutSecrets(String(error));
  if (error.name === 'Error') return withoutSecrets(error.message);
  return error.message === '' ? error.name : withoutSecrets(`${error.name}: ${error.message}`);
};
