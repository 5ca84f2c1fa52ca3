import { Fn, Token } from 'aws-cdk-lib';

/** N of `rate(N minutes)`, cut out by CloudFormation since the expression is only known at deploy time. */
export const minutesOf = (expression: string): number =>
  Token.asNumber(Token.asAny(Fn.select(0, Fn.split(' ', Fn.select(1, Fn.split('(', expression))))));
