/** What one needs to know to look at a local world. */
import type { Product } from '#local/product.ts';
import type { LocalSettings } from './settings.ts';

const whatRuns = ({ world, plant }: Product): string => {
  const { places } = plant.neighbours;
  const elsewhere = places.reduce((sum, { services }) => sum + services.length, 0);
  const where = places.length === 0 ? '' : ` in ${places.length + 1} accounts and regions`;
  return `${world.services().length + elsewhere} services${where}`;
};

export const greeting = (product: Product, { speed }: LocalSettings): string => {
  const { url, table } = product;
  return [
    '',
    `  Flyball runs ${whatRuns(product)} at ${speed} times real time. No AWS account is touched.`,
    '',
    `  Watch it       ${url}/`,
    `  Talk to it     export AWS_ENDPOINT_URL=${url} AWS_REGION=us-east-1`,
    '                 export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
    `                 export FLYBALL_TABLE=${table} FLYBALL_ACCOUNT=123456789012 FLYBALL_CLOCK=event`,
    `  Ask its API    curl --aws-sigv4 aws:amz:us-east-1:lambda --user local:local ${url}/control/health`,
    '  Stop it        Ctrl-C',
    '',
  ].join('\n');
};
