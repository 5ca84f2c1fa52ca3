/** What to do about what the dashboard shows, in Markdown. */
export const dashboardHelp = (stack: string): string => `## Flyball (${stack})

| You see | Do |
|---|---|
| **NoHeartbeat** in alarm | Nothing is being scaled. Read the log of the tick function, then check its schedule. |
| **TickErrors** in alarm, *Failed* above 0 | The log names each service and cause. The other services go on being scaled. |
| **ForecastErrors** in alarm | Nothing is scaled ahead of its load soon, and everything goes on following it. The log of the forecast function names each cause. |
| **LateTicks** in alarm | Look for throttles of the tick function and for the account's limit of concurrency. |
| **DeadLetters** in alarm | The scheduler could not invoke the function: read a message's attributes, then purge the queue. |
| *Alerts open* above 0 | \`flyball status\` lists them, each with its remedy. |
| A count you do not understand | Click the service in *Fleet*; \`flyball explain <cluster>/<service>\` shows the arithmetic of the last decision. |
| *$ per month* too high | Deploy a slower \`Schedule\`: reads cost the same for any window. |

Trying it out: with \`Mode=observe\` everything here is decided and nothing is changed. Go live with
\`cdk deploy --parameters Mode=act\`, and back with \`Mode=observe\`.
`;
