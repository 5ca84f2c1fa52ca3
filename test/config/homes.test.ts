import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homeKeyOf, homesOf } from '#config/homes.ts';
import { fleetOf } from './support.ts';

const own = { account: '111111111111', region: 'eu-west-1' };

const homesIn = (yaml: string, home = own) => homesOf(fleetOf(yaml), home);

describe('the homes of a fleet', () => {
  it('without accounts there is the stack alone', () => {
    expect(homesIn('')).toEqual([{ ...own, role: null }]);
  });

  it('the stack comes first, and each region of an account is a home', () => {
    const yaml = "accounts: [{ account: '222222222222', regions: [us-east-1, eu-west-1] }]";
    const role = { arn: 'arn:aws:iam::222222222222:role/FlyballSpoke', externalId: null };
    expect(homesIn(yaml)).toEqual([
      { ...own, role: null },
      { account: '222222222222', region: 'us-east-1', role },
      { account: '222222222222', region: 'eu-west-1', role },
    ]);
  });

  it('in its own account the stack needs no role, whichever is said', () => {
    const yaml =
      "accounts: [{ account: '111111111111', regions: [us-east-1, eu-west-1], role: Other }]";
    expect(homesIn(yaml)).toEqual([
      { ...own, role: null },
      { account: own.account, region: 'us-east-1', role: null },
    ]);
  });

  it('another role and an external id are taken as they are said', () => {
    const yaml =
      "accounts: [{ account: '222222222222', regions: [eu-west-1], role: Their, externalId: x-1 }]";
    expect(homesIn(yaml).at(-1)?.role).toEqual({
      arn: 'arn:aws:iam::222222222222:role/Their',
      externalId: 'x-1',
    });
  });

  it.each([
    { region: 'cn-north-1', arn: 'arn:aws-cn:iam::222222222222:role/FlyballSpoke' },
    { region: 'us-gov-west-1', arn: 'arn:aws-us-gov:iam::222222222222:role/FlyballSpoke' },
    { region: 'eusc-de-east-1', arn: 'arn:aws-eusc:iam::222222222222:role/FlyballSpoke' },
    { region: 'us-isob-east-1', arn: 'arn:aws-iso-b:iam::222222222222:role/FlyballSpoke' },
  ])('the role is of the partition of $region', ({ region, arn }) => {
    const yaml = `accounts: [{ account: '222222222222', regions: [${region}] }]`;
    expect(homesIn(yaml).at(-1)?.role?.arn).toBe(arn);
  });

  it('no home is there twice, whatever is listed', () => {
    const regions = fc.uniqueArray(fc.constantFrom('eu-west-1', 'us-east-1', 'ap-south-1'), {
      minLength: 1,
    });
    const accounts = fc.uniqueArray(
      fc.record({ account: fc.constantFrom('111111111111', '222222222222'), regions }),
      { selector: ({ account }) => account },
    );
    fc.assert(
      fc.property(accounts, (listed) => {
        const yaml = listed.length === 0 ? '' : `accounts: ${JSON.stringify(listed)}`;
        const keys = homesIn(yaml).map(homeKeyOf);
        expect(keys[0]).toBe(homeKeyOf(own));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
