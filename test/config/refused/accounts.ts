/** Homes: which accounts and regions, how many, and whether services are in one of them. */
import type { Refused } from './refused.ts';

const other = "accounts: [{ account: '222222222222', regions: [eu-west-1] }]";

export const accountFaults: readonly Refused[] = [
  {
    name: 'accounts that are not a list',
    yaml: "accounts: { '222222222222': [eu-west-1] }",
    problems: [
      'accounts: (a mapping): must be a list of accounts; take the key out if there are none',
    ],
  },
  {
    name: 'an account that is a number, a region that is a zone, a role that is an ARN',
    yaml: `accounts:
  - { account: 222222222222, regions: [eu-west-1a], role: 'arn:aws:iam::222222222222:role/x' }`,
    problems: [
      'accounts[0].account: 222222222222: must be an AWS account id of 12 digits, in quotes; YAML reads this as a number, so put it in quotes',
      'accounts[0].regions[0]: eu-west-1a: must be an AWS region; write for example eu-west-1',
      'accounts[0].role: arn:aws:iam::222222222222:role/x: must be the name of an IAM role (not an ARN) of at most 60 letters, digits and +=,.@_-; write for example FlyballSpoke',
    ],
  },
  {
    name: 'no region at all, and an external id that is too short',
    yaml: "accounts: [{ account: '222222222222', regions: [], externalId: x }]",
    problems: [
      'accounts[0].regions: (a list of 0): must name at least one region; take the account out if there is none',
      "accounts[0].externalId: x: must be an external id of 2 to 1224 letters, digits and +=,.@:/_-, in quotes; write for example 'our-flyball'",
    ],
  },
  {
    name: 'an account that is listed twice, and a region that is',
    yaml: `accounts:
  - { account: '222222222222', regions: [eu-west-1] }
  - { account: '222222222222', regions: [us-east-1, us-west-2, us-east-1] }`,
    problems: [
      'accounts[1].account: 222222222222: is already listed as accounts[0]; keep one of the two, with the regions of both',
      'accounts[1].regions[2]: us-east-1: is already listed as regions[0]; take one of the two out',
    ],
  },
  {
    name: 'regions between which no role leads',
    yaml: `accounts:
  - { account: '222222222222', regions: [eu-west-1] }
  - { account: '333333333333', regions: [us-east-1, cn-north-1] }`,
    problems: [
      'accounts[1].regions[1]: cn-north-1: is in the partition aws-cn and eu-west-1 in aws, between which no role leads; deploy Flyball a second time for one of them',
    ],
  },
  {
    name: 'more homes than one stack looks after',
    yaml: `accounts:\n${Array.from(
      { length: 51 },
      (_, index) => `  - { account: '${222222222222 + index}', regions: [eu-west-1] }`,
    ).join('\n')}`,
    problems: [
      'accounts: 51: regions of all accounts together, and one stack looks after at most 50; deploy Flyball a second time for the others',
    ],
  },
  {
    name: 'a service in an account that is not listed',
    yaml: `${other}\nservices: [{ cluster: shop, name: web, account: '333333333333' }]`,
    problems: [
      "services[0].account: 333333333333: is not among the accounts of this file, so nothing there is reached; add it to accounts: with its regions, or take account out if it is the stack's own",
    ],
  },
  {
    name: 'a service in a region that is not listed for its account',
    yaml: `${other}\nservices: [{ cluster: shop, name: web, account: '222222222222', region: us-east-1 }]`,
    problems: [
      "services[0].region: us-east-1: is no region that accounts: lists, so nothing there is reached; add it to the regions of 222222222222 there, or take region out if it is the stack's own",
    ],
  },
  {
    name: 'a service in a region that no account is listed with',
    yaml: 'services: [{ cluster: shop, name: web, region: us-east-1 }]',
    problems: [
      "services[0].region: us-east-1: is no region that accounts: lists, so nothing there is reached; add it to the regions of the account there, or take region out if it is the stack's own",
    ],
  },
];
