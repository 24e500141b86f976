/** Synthesises in this process, one app after the other: each process of its own would load CDK anew. */
import { mock } from 'node:test';
import type { Synthesise } from '../../infra/local/synthesise.ts';
import { KEPT_BUNDLES } from '../../infra/repository.ts';

export const synthesiseHere: Synthesise = async (outdir, context, bundles) => {
  // Most test files find what they need, and then do without CDK
  const { newswireApp } = await import('../../infra/newswire-app.ts');
  // CDK tells of every bundle
  const write = mock.method(process.stderr, 'write', () => true);
  process.env[KEPT_BUNDLES] = bundles;
  try {
    newswireApp({ outdir, context, builtinCloudFormationValidation: false, treeMetadata: false }).app.synth();
  } finally {
    Reflect.deleteProperty(process.env, KEPT_BUNDLES);
    write.mock.restore();
  }
};
