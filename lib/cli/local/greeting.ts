/** What one needs to know to look at a local world. */
import type { Product } from '#local/product.ts';
import type { LocalSettings } from './settings.ts';

export const greeting = ({ url, table, world }: Product, { speed }: LocalSettings): string =>
  [
    '',
    `  Flyball runs ${world.services().length} services at ${speed} times real time. No AWS account is touched.`,
    '',
    `  Watch it       ${url}/`,
    `  Talk to it     export AWS_ENDPOINT_URL=${url} AWS_REGION=us-east-1`,
    '                 export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
    `                 export FLYBALL_TABLE=${table} FLYBALL_ACCOUNT=123456789012 FLYBALL_CLOCK=event`,
    `  Ask its API    curl --aws-sigv4 aws:amz:us-east-1:lambda --user local:local ${url}/control/health`,
    '  Stop it        Ctrl-C',
    '',
  ].join('\n');
