/** The same app in JavaScript, as CommonJS: what the TypeScript one says, without the types. */
const { App, Duration, Stack } = require('aws-cdk-lib');
const { Code, Function: LambdaFunction, Runtime } = require('aws-cdk-lib/aws-lambda');
const { SqsEventSource } = require('aws-cdk-lib/aws-lambda-event-sources');
const { NewswireIngest, WireSubscription } = require('newswire-ingest');

const agencies = [
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
  code: Code.fromAsset(`${__dirname}/desk`),
  timeout: Duration.seconds(20),
});
reader.addEventSource(new SqsEventSource(desk.queue, { reportBatchItemFailures: true }));
desk.grantConsume(reader);

app.synth();
