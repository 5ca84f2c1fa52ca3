import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export type AlarmTopicProps = {
  /** Where to mail alarms, as a deploy-time token; empty mails nobody. */
  readonly email: string;
};

/** Where alarms of the stack and alerts of the tick go. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Flyball', enforceSSL: true });
    this.#letAlarmsPublish();
    this.#mailTo(props.email);
  }

  /** A topic policy of our own, which TLS needs, replaces the default one that let this account's alarms in. */
  #letAlarmsPublish(): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  #mailTo(email: string): void {
    const wanted = new CfnCondition(this, 'EmailGiven', {
      expression: Fn.conditionNot(Fn.conditionEquals(email, '')),
    });
    const subscription = new CfnSubscription(this, 'Email', {
      topicArn: this.topic.topicArn,
      protocol: 'email',
      endpoint: email,
    });
    subscription.cfnOptions.condition = wanted;
  }
}
