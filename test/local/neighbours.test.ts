/** A fleet file with accounts is played as it is: services where it lists them, and the roles of spoke stacks. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { localHome } from '#local/arns.ts';
import type { Neighbours } from '#local/neighbours.ts';
import { ownPlant } from '#local/own-plant.ts';

const file = new URL('../../examples/accounts/fleet.yaml', import.meta.url);

let neighbours: Neighbours;

beforeAll(() => {
  const parsed = parseFleet(readFileSync(file, 'utf8'), defaultParameters);
  if (parsed.kind === 'invalid') throw new Error('the example is refused');
  const { fleet } = parsed;
  const own = ownPlant({ fleet, home: localHome, startMs: 0, seed: 1, rates: new Map() });
  if (own.kind === 'impossible') throw new Error(own.problem);
  neighbours = own.plant.neighbours;
});

it('services are where they are listed, and other homes are there without any', () => {
  const counts = neighbours.places.map(({ home, services }) => [
    `${home.account}/${home.region}`,
    services.length,
  ]);
  expect(Object.fromEntries(counts)).toEqual({
    '111111111111/us-east-1': 0,
    '222222222222/eu-west-1': 1,
    '222222222222/us-east-1': 1,
    '333333333333/eu-central-1': 0,
  });
});

it('both roles of an account can be assumed, by the name and external id of the file', () => {
  expect(neighbours.roles).toEqual(
    expect.arrayContaining([
      { account: '222222222222', name: 'FlyballSpoke' },
      { account: '222222222222', name: 'FlyballSpokeRead' },
      { account: '333333333333', name: 'PartnerFlyball', externalId: 'our-flyball' },
      { account: '333333333333', name: 'PartnerFlyballRead', externalId: 'our-flyball' },
    ]),
  );
});
