/** What names look like, and the few scalars that several parts of the schema share. */
import { text, wholeNumber } from './scalars.ts';

/** The service quota of ECS: no service can have more. */
export const mostTasks = 5000;

export const tasks = (min: number) => wholeNumber({ what: 'tasks', min, max: mostTasks });

/** Policies, groups and signals. Starts with a letter, so that `__proto__` and numbers are not names. */
export const givenName = text({
  what: 'a name of at most 64 letters, digits, - and _ that starts with a letter',
  pattern: /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
  example: 'web',
});

/** What ECS allows for clusters and services. */
export const ecsName = text({
  what: 'an ECS name (not an ARN) of at most 255 letters, digits, - and _',
  pattern: /^[A-Za-z0-9_-]{1,255}$/,
  example: 'checkout',
});

export const accountId = text({
  what: 'an AWS account id of 12 digits, in quotes',
  pattern: /^\d{12}$/,
  example: "'123456789012'",
});

export const regionName = text({
  what: 'an AWS region',
  pattern: /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/,
  example: 'eu-west-1',
});

/** Plain http too, since the local AWS has no certificate. */
export const queueUrl = text({
  what: 'the URL of an SQS queue, without credentials',
  pattern: /^https?:\/\/[^\s/@]{1,255}\/\S{1,255}$/,
  example: 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs',
});
