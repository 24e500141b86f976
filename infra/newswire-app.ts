import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations, type AppProps } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfig, type AppConfig } from './config.ts';
import { REPOSITORY_ROOT } from './repository.ts';
import { NewswireStack } from './stacks/newswire-stack.ts';

export interface NewswireAppProps extends Pick<
  AppProps,
  'outdir' | 'context' | 'builtinCloudFormationValidation' | 'treeMetadata'
> {
  /** Instead of what the settings say. */
  readonly changes?: Partial<AppConfig>;
}

/**
 * The app of the stage that the context names, checked by cdk-nag when it is synthesised.
 * Settings of cdk.json apply even where the cdk command is not involved: the template is the same either way.
 * @throws ConfigError when the context or the settings cannot be used
 */
export function newswireApp({ context, changes, ...props }: NewswireAppProps = {}): {
  app: App;
  stack: NewswireStack;
} {
  const app = new App({
    ...props,
    context: { ...contextOfCdkJson(), ...context },
    analyticsReporting: false,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  const config = { ...readConfig((key) => app.node.tryGetContext(key) as unknown), ...changes };
  const stack = new NewswireStack(app, { config });
  return { app, stack };
}

function contextOfCdkJson(): Record<string, unknown> {
  const json: unknown = JSON.parse(readFileSync(join(REPOSITORY_ROOT, 'cdk.json'), 'utf8'));
  return isObject(json) && isObject(json.context) ? json.context : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
