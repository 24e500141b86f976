/** Reads a cloud assembly (`cdk synth`'s output folder): its stacks in the order of deployment and their assets. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArray, isObject, parseObject, type JsonObject } from './json.ts';

export interface SynthesisedStack {
  name: string;
  template: JsonObject;
  /** Folder of every file asset by the object key that the template names. */
  assets: ReadonlyMap<string, string>;
}

/**
 * The stacks of an assembly, those that others depend on first.
 * @param folder the assembly's folder, which holds manifest.json
 * @throws Error if it is no cloud assembly
 */
export function readAssembly(folder: string): SynthesisedStack[] {
  const manifestPath = join(folder, 'manifest.json');
  if (!existsSync(manifestPath)) throw new Error(`${folder} holds no cloud assembly (no manifest.json)`);
  const artifacts = parseObject(readFileSync(manifestPath, 'utf8'), manifestPath).artifacts;
  if (!isObject(artifacts)) throw new Error(`${manifestPath} names no artifacts`);

  const assets = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    if (!isObject(artifact) || artifact.type !== 'cdk:asset-manifest') continue;
    const file = propertyOf(artifact, 'file');
    if (file !== undefined) readAssets(folder, file, assets);
  }
  return inDeploymentOrder(artifacts).map(([id, artifact]) => {
    const file = propertyOf(artifact, 'templateFile');
    if (file === undefined) throw new Error(`stack ${id} of ${manifestPath} has no template`);
    const template = parseObject(readFileSync(join(folder, file), 'utf8'), file);
    return { name: propertyOf(artifact, 'stackName') ?? id, template, assets };
  });
}

function readAssets(folder: string, manifest: string, into: Map<string, string>): void {
  const { files } = parseObject(readFileSync(join(folder, manifest), 'utf8'), manifest);
  if (!isObject(files)) return;
  for (const file of Object.values(files)) {
    if (!isObject(file) || !isObject(file.source) || !isObject(file.destinations)) continue;
    const path = file.source.path;
    if (typeof path !== 'string') continue;
    for (const destination of Object.values(file.destinations)) {
      const key = isObject(destination) ? destination.objectKey : undefined;
      if (typeof key === 'string') into.set(key, join(folder, path));
    }
  }
}

function inDeploymentOrder(artifacts: JsonObject): [string, JsonObject][] {
  const ordered = new Map<string, JsonObject>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (ordered.has(id) || !isObject(artifact) || artifact.type !== 'aws:cloudformation:stack') return;
    const dependencies = artifact.dependencies;
    if (isArray(dependencies)) for (const other of dependencies) if (typeof other === 'string') visit(other);
    ordered.set(id, artifact);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return [...ordered];
}

function propertyOf(artifact: JsonObject, name: string): string | undefined {
  const properties = artifact.properties;
  const value = isObject(properties) ? properties[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
