/** A newsroom's own app: two agencies deliver, and the city desk reads what concerns it. */
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NewswireIngest, WireSubscription, type Agency } from 'newswire-ingest';

const agencies: Agency[] = [
  { id: 'fjord', name: 'Fjord Wire', zone: 'Europe/Oslo', language: 'nb' },
  {
    id: 'harbour',
    name: 'Harbour Press',
    zone: 'Europe/London',
    language: 'en',
    writers: ['arn:aws:iam::111122223333:role/harbour-delivery'],
  },
];

const app = new App();
const stack = new Stack(app, 'Newsroom');

const wire = new NewswireIngest(stack, 'Wire', {
  agencies,
  stage: 'dev',
  // For a first try: everything goes with the stack
  settings: { protectData: false },
  alarmsTo: 'wire-desk@example.org',
});

const desk = new WireSubscription(stack, 'Desk', {
  topicArn: wire.articleTopic.topicArn,
  filter: { provider: ['fjord', 'harbour'], language: ['nb', 'en'] },
  claimCheckBucketName: wire.archiveBucket.bucketName,
  alarmsTo: wire.opsTopic,
});

const reader = new LambdaFunction(stack, 'Reader', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromAsset(`${import.meta.dirname}/desk`),
  timeout: Duration.seconds(20),
});
reader.addEventSource(new SqsEventSource(desk.queue, { reportBatchItemFailures: true }));
desk.grantConsume(reader);

app.synth();
