/** The CDK app: `npm run synth -- -c stage=prod`, or `CDK_OUTDIR=<folder> node infra/app.ts` without the CLI. */
import { ConfigError } from './config.ts';
import { newswireApp } from './newswire-app.ts';

try {
  newswireApp().app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  // A stack trace would hide the one line that helps.
  console.error(error.message);
  process.exitCode = 1;
}
