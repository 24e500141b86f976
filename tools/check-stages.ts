/**
 * `npm run check:stages`: each stage as CloudFormation will check it, by CDK's own look for mistakes in templates, beside
 * cdk-nag. Its rules take seconds to load, so that it is a step of `npm run check` and no test. Exit 1 where it finds one.
 */
import { STAGES } from '../infra/stage-names.ts';
import { synthesise } from '../tests/infra/support/stages.ts';

for (const stage of STAGES) {
  try {
    synthesise(stage, { validated: true });
    console.log(`${stage}: nothing found`);
  } catch (error) {
    console.error(`${stage}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
