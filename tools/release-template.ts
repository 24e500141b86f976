/**
 * Writes the template of prod, and the schemas of what others read, as they are released:
 * `node tools/release-template.ts`, in the commit of the release. tests/infra/updates.test.ts and
 * tests/docs/compatibility.test.ts hold all later ones against them.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newswireApp } from '../infra/newswire-app.ts';
import { REPOSITORY_ROOT } from '../infra/repository.ts';

const outdir = mkdtempSync(join(tmpdir(), 'newswire-release-'));
try {
  const { app, stack } = newswireApp({
    outdir,
    builtinCloudFormationValidation: false,
    context: { stage: 'prod', 'aws:cdk:bundling-stacks': [] },
  });
  const template: unknown = app.synth().getStackArtifact(stack.artifactId).template;
  writeFileSync(
    join(REPOSITORY_ROOT, 'tests/infra/last-release.template.json'),
    // Without bundles the names of assets say nothing
    `${JSON.stringify(template, undefined, 2).replaceAll(/"[0-9a-f]{64}\.zip"/gu, '"<asset>.zip"')}\n`,
  );
} finally {
  rmSync(outdir, { recursive: true });
}

const released = join(REPOSITORY_ROOT, 'tests/docs/released');
rmSync(released, { recursive: true, force: true });
cpSync(join(REPOSITORY_ROOT, 'docs/schemas'), released, {
  recursive: true,
  filter: (path) => !path.endsWith('.json') || /-\d+\.\d+\.json$/u.test(path),
});
