/** The environment of the tick function, with the local AWS in place of the real one. */
export const home = { account: '123456789012', region: 'us-east-1' };
export const tableName = 'flyball';

export const variablesFor = (url: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: home.region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  FLYBALL_ACCOUNT: home.account,
  FLYBALL_STACK: 'Flyball',
  FLYBALL_TABLE: tableName,
  FLYBALL_TOPIC_ARN: `arn:aws:sns:${home.region}:${home.account}:flyball`,
  FLYBALL_CLOCK: 'event',
  FLYBALL_MODE: 'act',
});
