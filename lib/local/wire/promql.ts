/** Prometheus's HTTP API: a form in the body or the URL, JSON back, an error's kind beside its text. */
import { randomUUID } from 'node:crypto';
import type { AwsError } from '../aws-error.ts';
import type { WireRequest } from './request.ts';
import type { WireResponse } from './response.ts';

const headers = (): Record<string, string> => ({
  'content-type': 'application/json',
  'x-amzn-requestid': randomUUID(),
});

export const readPromql = ({ method, url, body }: WireRequest): unknown => {
  const form = method === 'GET' ? (url.split('?')[1] ?? '') : body;
  return Object.fromEntries(new URLSearchParams(form));
};

export const writePromql = (output: object): WireResponse => ({
  status: 200,
  headers: headers(),
  body: JSON.stringify(output),
});

export const writePromqlError = ({ status, code, message }: AwsError): WireResponse => ({
  status,
  headers: headers(),
  body: JSON.stringify({ status: 'error', errorType: code, error: message }),
});
