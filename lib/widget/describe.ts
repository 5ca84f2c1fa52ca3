/** What CloudWatch shows to who edits the widget. The first block of YAML becomes its parameters. */
export const description = `## Flyball

Shows what Flyball does with the services of this account and region: an overview, all services, what is
expected of them, and every decision with its reasons. It only reads; its buttons call another function,
which you need \`lambda:InvokeFunction\` for.

### Parameters

| Name | What | Default |
|---|---|---|
| \`view\` | \`overview\`, \`services\`, \`predictions\`, \`decisions\` or \`service\` | \`overview\` |
| \`service\` | for the view \`service\`: \`account/region/cluster/name\` | |
| \`filter\` | of lists: part of \`cluster/name\` | none |
| \`standing\` | of services: \`failed\`, \`left-out\`, \`breaker-open\`, \`no-data\`, \`frozen\`, \`paused\`, \`out\`, \`in\`, \`held\` or \`steady\` | all |
| \`sort\` | of services: \`state\`, \`name\`, \`tasks\`, \`signal\` or \`changed\` | \`state\` |

\`\`\`yaml
view: overview
\`\`\`

Lists and charts follow the time range of the dashboard, for two weeks at most.
`;
