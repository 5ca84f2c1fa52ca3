import { Logger } from '@aws-lambda-powertools/logger';
import { secretReplacer } from '#lib/redact.ts';
import type { Settings } from './settings.ts';

/** As much of Powertools as is used, so that a test can listen. */
export type LogSink = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export const createLog = ({ logLevel }: Pick<Settings, 'logLevel'>): Logger =>
  new Logger({ serviceName: 'flyball', logLevel, jsonReplacerFn: secretReplacer });
